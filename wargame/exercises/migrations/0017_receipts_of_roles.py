from django.db import migrations, models


class Migration(migrations.Migration):
    """No receipt was written before they name whom the message was for."""

    dependencies = [
        ('exercises', '0016_observers'),
    ]

    operations = [
        migrations.AddField(
            model_name='receipt',
            name='role',
            field=models.CharField(default='', max_length=80),
            preserve_default=False,
        ),
    ]
