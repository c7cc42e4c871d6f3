from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('exercises', '0018_moved_injects'),
    ]

    operations = [
        migrations.AddField(
            model_name='inject',
            name='speaks_for',
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name='inject',
            name='offered_in',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
    ]
