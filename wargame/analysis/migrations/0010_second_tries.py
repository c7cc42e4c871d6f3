import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def delete_rows(apps, schema_editor):
    """Delete what the table cannot hold without this kind."""
    apps.get_model('analysis', 'Ensemble').objects.filter(kind='second_try').delete()
    # PostgreSQL changes no table with events that wait for the end of the transaction.
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):

    dependencies = [
        ('analysis', '0009_trials_beside_ensembles'),
        ('exercises', '0039_plans'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ClassTry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('role', models.CharField(max_length=12)),
                ('opened_at', models.DateTimeField()),
                ('revealed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['exercise_id', 'number'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='ensemble',
            name='ensemble_kind_is_known',
        ),
        migrations.RemoveConstraint(
            model_name='ensemble',
            name='ensemble_one_running_an_exercise',
        ),
        migrations.AlterField(
            model_name='ensemble',
            name='kind',
            field=models.CharField(choices=[('outlook', 'Outlook'), ('attribution', 'Attribution'), ('comparison', 'Comparison'), ('what_if', 'What If'), ('split', 'Split'), ('known_then', 'Known Then'), ('dials', 'Dials'), ('second_try', 'Second Try')], default='outlook', max_length=11),
        ),
        migrations.AddField(
            model_name='classtry',
            name='branch',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='class_tries', to='exercises.branch'),
        ),
        migrations.AddField(
            model_name='classtry',
            name='exercise',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='class_tries', to='exercises.exercise'),
        ),
        migrations.AddField(
            model_name='classtry',
            name='opened_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='class_tries', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='classtry',
            name='turn',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='class_tries', to='exercises.turn'),
        ),
        migrations.AddField(
            model_name='ensemble',
            name='class_try',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sheets', to='analysis.classtry'),
        ),
        migrations.AddConstraint(
            model_name='ensemble',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'running'), models.Q(('kind__in', ['dials', 'second_try']), _negated=True)), fields=('exercise',), name='ensemble_one_running_an_exercise'),
        ),
        migrations.AddConstraint(
            model_name='ensemble',
            constraint=models.UniqueConstraint(condition=models.Q(('class_try', None), ('kind', 'second_try'), ('status', 'running')), fields=('exercise', 'asked_by'), name='ensemble_one_second_try_running_a_person'),
        ),
        migrations.AddConstraint(
            model_name='ensemble',
            constraint=models.UniqueConstraint(condition=models.Q(('class_try__isnull', False)), fields=('class_try', 'asked_by'), name='ensemble_one_sheet_a_person_in_a_class_try'),
        ),
        migrations.AddConstraint(
            model_name='ensemble',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['outlook', 'attribution', 'comparison', 'what_if', 'split', 'known_then', 'dials', 'second_try'])), name='ensemble_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='classtry',
            constraint=models.UniqueConstraint(fields=('exercise', 'number'), name='class_try_number_once_an_exercise'),
        ),
        migrations.AddConstraint(
            model_name='classtry',
            constraint=models.UniqueConstraint(condition=models.Q(('revealed_at', None)), fields=('exercise',), name='class_try_one_open_an_exercise'),
        ),
        migrations.RunPython(migrations.RunPython.noop, delete_rows),
    ]
