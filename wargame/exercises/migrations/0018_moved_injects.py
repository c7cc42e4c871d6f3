from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('exercises', '0017_receipts_of_roles'),
    ]

    operations = [
        migrations.AddField(
            model_name='inject',
            name='moved_to',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
    ]
