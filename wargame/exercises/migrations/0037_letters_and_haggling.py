"""What policies ask for before they agree, what they offer instead, and the letters that go with their answers."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0036_speeches"),
    ]

    operations = [
        migrations.AddField(
            model_name="proposal",
            name="wishes",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="proposal",
            name="counters",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="counter_offers",
                to="exercises.proposal",
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="proposal",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="letters",
                to="exercises.proposal",
            ),
        ),
    ]
