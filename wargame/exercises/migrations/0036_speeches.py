from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0035_advice"),
    ]

    operations = [
        migrations.CreateModel(
            name="Speech",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField()),
                ("adviser", models.CharField(max_length=80)),
                ("order", models.JSONField()),
                ("cost", models.PositiveSmallIntegerField()),
                ("letter", models.CharField(blank=True, max_length=1)),
                ("cited", models.CharField(blank=True, max_length=300)),
                ("reason", models.TextField()),
                ("expects", models.TextField()),
                ("costs", models.TextField()),
                ("claim", models.JSONField()),
                ("agree", models.JSONField(default=list)),
                ("disagree", models.JSONField(default=list)),
                (
                    "seat",
                    models.ForeignKey(on_delete=models.CASCADE, related_name="speeches", to="exercises.seat"),
                ),
                (
                    "turn",
                    models.ForeignKey(on_delete=models.CASCADE, related_name="speeches", to="exercises.turn"),
                ),
            ],
            options={
                "verbose_name_plural": "speeches",
                "ordering": ["turn_id", "seat__role", "place"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("turn", "seat", "adviser"), name="speech_once_a_turn_and_adviser"
                    )
                ],
            },
        ),
    ]
