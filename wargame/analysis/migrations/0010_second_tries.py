from django.db import migrations, models


def delete_rows(apps, schema_editor):
    """Delete what the table cannot hold without this kind."""
    apps.get_model('analysis', 'Ensemble').objects.filter(kind='second_try').delete()
    # PostgreSQL changes no table with events that wait for the end of the transaction.
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):

    dependencies = [
        ('analysis', '0009_trials_beside_ensembles'),
    ]

    operations = [
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
        migrations.AddConstraint(
            model_name='ensemble',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'running'), models.Q(('kind__in', ['dials', 'second_try']), _negated=True)), fields=('exercise',), name='ensemble_one_running_an_exercise'),
        ),
        migrations.AddConstraint(
            model_name='ensemble',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'second_try'), ('status', 'running')), fields=('exercise', 'asked_by'), name='ensemble_one_second_try_running_a_person'),
        ),
        migrations.AddConstraint(
            model_name='ensemble',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['outlook', 'attribution', 'comparison', 'what_if', 'split', 'known_then', 'dials', 'second_try'])), name='ensemble_kind_is_known'),
        ),
        migrations.RunPython(migrations.RunPython.noop, delete_rows),
    ]
