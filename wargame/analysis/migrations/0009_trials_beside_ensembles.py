from django.db import migrations, models
from django.utils import timezone


def stop_trials(apps, schema_editor):
    """Stop each trial of dials that runs beside another ensemble of its exercise."""
    running = apps.get_model('analysis', 'Ensemble').objects.filter(status='running')
    others = running.exclude(kind='dials').values_list('exercise', flat=True)
    running.filter(kind='dials', exercise__in=list(others)).update(status='cancelled', finished_at=timezone.now())


class Migration(migrations.Migration):

    dependencies = [
        ('analysis', '0008_known_then'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='ensemble',
            name='ensemble_one_running_an_exercise',
        ),
        migrations.AddConstraint(
            model_name='ensemble',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'running'), models.Q(('kind', 'dials'), _negated=True)), fields=('exercise',), name='ensemble_one_running_an_exercise'),
        ),
        migrations.AddConstraint(
            model_name='ensemble',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'dials'), ('status', 'running')), fields=('exercise',), name='ensemble_one_trial_running_an_exercise'),
        ),
        migrations.RunPython(migrations.RunPython.noop, stop_trials),
    ]
