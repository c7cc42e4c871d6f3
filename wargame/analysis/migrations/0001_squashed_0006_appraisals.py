import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ('analysis', '0001_ensembles'),
        ('analysis', '0002_kinds_of_ensembles'),
        ('analysis', '0003_cheap_orderings'),
        ('analysis', '0004_what_ifs'),
        ('analysis', '0005_trials_of_dials'),
        ('analysis', '0006_appraisals'),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('exercises', '0001_squashed_0029_kept_told'),
        ('scenarios', '0001_squashed_0004_what_scenarios_teach'),
    ]

    operations = [
        migrations.CreateModel(
            name='Appraisal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='appraisals', to='scenarios.scenarioversion')),
                ('engine_version', models.CharField(max_length=20)),
                ('seeds', models.PositiveIntegerField()),
                ('status', models.CharField(choices=[('running', 'Running'), ('done', 'Done'), ('cancelled', 'Cancelled'), ('failed', 'Failed')], default='running', max_length=10)),
                ('figures', models.JSONField(blank=True, default=dict)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appraisals', to=settings.AUTH_USER_MODEL)),
                ('asked_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('lease_until', models.DateTimeField(blank=True, null=True)),
                ('next_enqueue_at', models.DateTimeField()),
                ('error', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['version_id', '-seeds', '-asked_at'],
                'constraints': [models.UniqueConstraint(fields=('version', 'engine_version', 'seeds'), name='appraisal_once_a_version_and_seeds'), models.UniqueConstraint(condition=models.Q(('status', 'running')), fields=('status',), name='appraisal_one_running'), models.CheckConstraint(condition=models.Q(('status__in', ['running', 'done', 'cancelled', 'failed'])), name='appraisal_status_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Ensemble',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('exercise', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ensembles', to='exercises.exercise')),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('outlook', 'Outlook'), ('attribution', 'Attribution'), ('comparison', 'Comparison'), ('what_if', 'What If'), ('dials', 'Dials')], default='outlook', max_length=11)),
                ('branch', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='ensembles', to='exercises.branch')),
                ('turn', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='ensembles', to='exercises.turn')),
                ('keeps_orders', models.BooleanField()),
                ('change', models.JSONField(blank=True, default=dict)),
                ('policies', models.JSONField()),
                ('games', models.PositiveIntegerField()),
                ('futures', models.PositiveSmallIntegerField(default=1)),
                ('seed', models.PositiveIntegerField()),
                ('status', models.CharField(choices=[('running', 'Running'), ('done', 'Done'), ('cancelled', 'Cancelled'), ('failed', 'Failed')], default='running', max_length=10)),
                ('aggregate', models.JSONField(blank=True, null=True)),
                ('engine_version', models.CharField(max_length=20)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ensembles', to=settings.AUTH_USER_MODEL)),
                ('asked_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('error', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['exercise_id', 'number'],
                'constraints': [models.UniqueConstraint(fields=('exercise', 'number'), name='ensemble_number_once_an_exercise'), models.UniqueConstraint(condition=models.Q(('status', 'running')), fields=('exercise',), name='ensemble_one_running_an_exercise'), models.CheckConstraint(condition=models.Q(('status__in', ['running', 'done', 'cancelled', 'failed'])), name='ensemble_status_is_known'), models.CheckConstraint(condition=models.Q(('kind__in', ['outlook', 'attribution', 'comparison', 'what_if', 'dials'])), name='ensemble_kind_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('branch', None), ('kind', 'dials'), ('turn', None)), models.Q(models.Q(('kind', 'dials'), _negated=True), ('branch__isnull', False), ('turn__isnull', False)), _connector='OR'), name='ensemble_of_a_turn_or_of_dials'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'done'), _negated=True), ('aggregate__isnull', False), _connector='OR'), name='ensemble_done_with_aggregate')],
            },
        ),
        migrations.CreateModel(
            name='Chunk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ensemble', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chunks', to='analysis.ensemble')),
                ('first_seed', models.PositiveIntegerField()),
                ('games', models.PositiveIntegerField()),
                ('is_played', models.BooleanField(default=False)),
                ('aggregate', models.JSONField(blank=True, null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('lease_until', models.DateTimeField(blank=True, null=True)),
                ('next_enqueue_at', models.DateTimeField()),
                ('error', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['ensemble_id', 'first_seed'],
                'indexes': [models.Index(fields=['is_played', 'next_enqueue_at'], name='chunk_queue')],
                'constraints': [models.UniqueConstraint(fields=('ensemble', 'first_seed'), name='chunk_seed_once_an_ensemble')],
            },
        ),
        migrations.CreateModel(
            name='Measurement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('appraisal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='measurements', to='analysis.appraisal')),
                ('number', models.PositiveSmallIntegerField(help_text='Its place in the order in which parts are measured.')),
                ('measure', models.CharField(max_length=20)),
                ('seat', models.CharField(blank=True, max_length=12)),
                ('first', models.PositiveIntegerField()),
                ('games', models.PositiveIntegerField()),
                ('weight', models.FloatField()),
                ('is_measured', models.BooleanField(default=False)),
                ('result', models.JSONField(blank=True, null=True)),
            ],
            options={
                'ordering': ['appraisal_id', 'number'],
                'constraints': [models.UniqueConstraint(fields=('appraisal', 'number'), name='measurement_number_once_an_appraisal')],
            },
        ),
    ]
