"""Exercises say which advice on orders their people get, and keep what the staff was asked.

Those that exist have shown every figure, and go on so.
"""

import django.db.models.deletion
from django.db import migrations, models

CHOICES = [("open", "Open"), ("on_request", "On Request"), ("none", "None")]


class Migration(migrations.Migration):
    dependencies = [("exercises", "0034_accounts_of_seats")]

    operations = [
        migrations.AddField(
            model_name="exercise",
            name="advice",
            field=models.CharField(choices=CHOICES, default="open", max_length=10),
        ),
        migrations.AlterField(
            model_name="exercise",
            name="advice",
            field=models.CharField(choices=CHOICES, default="on_request", max_length=10),
        ),
        migrations.CreateModel(
            name="StaffQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("key", models.CharField(max_length=200)),
                ("order", models.JSONField(blank=True, null=True)),
                ("orders", models.JSONField()),
                ("answer", models.JSONField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="staff_questions",
                        to="exercises.participant",
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="exercises.ordersheet",
                    ),
                ),
            ],
            options={
                "ordering": ["sheet_id", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=["sheet", "number"], name="staff_question_once_a_number"),
                    models.UniqueConstraint(fields=["sheet", "key"], name="staff_question_once_a_sheet"),
                    models.CheckConstraint(
                        condition=models.Q(number__gte=1, number__lte=3), name="staff_question_three_a_turn"
                    ),
                ],
            },
        ),
    ]
