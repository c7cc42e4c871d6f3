"""Who was removed stays out until they are let in again."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('exercises', '0006_policies_on_sheets'),
    ]

    operations = [
        migrations.AddField(
            model_name='participant',
            name='is_barred',
            field=models.BooleanField(default=False),
        ),
    ]
