import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone


def keep_who_has_read(apps, schema_editor):
    """Take it that whoever has read a briefing has read that of the seat in which they sit: no other is known."""
    Participant = apps.get_model('exercises', 'Participant')
    Participant.objects.exclude(briefed_at=None).update(briefed_seat=models.F('seat'))


def keep_that_they_have(apps, schema_editor):
    """Keep who has read a briefing. When is not known any more, and no program ever asked."""
    Participant = apps.get_model('exercises', 'Participant')
    Participant.objects.exclude(briefed_seat=None).update(briefed_at=timezone.now())


class Migration(migrations.Migration):

    dependencies = [
        ('exercises', '0030_bids'),
    ]

    operations = [
        migrations.AddField(
            model_name='participant',
            name='briefed_seat',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='exercises.seat'),
        ),
        migrations.RunPython(keep_who_has_read, keep_that_they_have),
        migrations.RemoveField(
            model_name='participant',
            name='briefed_at',
        ),
    ]
