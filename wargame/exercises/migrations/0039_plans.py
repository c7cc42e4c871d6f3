"""The orders of which a policy tells another seat that it means to give them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0038_peoples_rights"),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="plans",
            field=models.JSONField(blank=True, default=list),
        ),
    ]
