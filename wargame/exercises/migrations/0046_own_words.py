"""The white cell's own words for the briefings of seats."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0040_debriefs"),
    ]

    operations = [
        migrations.CreateModel(
            name="OwnWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=4000)),
                (
                    "seat",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="own_words", to="exercises.seat"
                    ),
                ),
            ],
            options={"ordering": ["seat_id"], "verbose_name_plural": "own words"},
        ),
    ]
