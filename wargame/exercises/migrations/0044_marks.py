"""Marks of seats and students, and the right of an observer to give them."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0039_plans"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("criterion", models.CharField(max_length=16)),
                ("points", models.PositiveSmallIntegerField()),
                ("note", models.CharField(blank=True, max_length=1000)),
                ("evidence", models.CharField(blank=True, max_length=200)),
                ("is_settled", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks_given",
                        to="exercises.participant",
                    ),
                ),
                (
                    "exercise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="marks", to="exercises.exercise"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="marks",
                        to="exercises.participant",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="marks",
                        to="exercises.seat",
                    ),
                ),
            ],
            options={
                "ordering": ["exercise_id", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(seat=None, person__isnull=False) | Q(seat__isnull=False, person=None),
                        name="mark_of_a_seat_or_a_student",
                    ),
                    models.CheckConstraint(condition=Q(points__lte=100), name="mark_has_points"),
                    models.UniqueConstraint(
                        fields=["seat", "criterion", "by"],
                        condition=Q(is_settled=False),
                        name="mark_of_seat_once_a_marker",
                    ),
                    models.UniqueConstraint(
                        fields=["person", "criterion", "by"],
                        condition=Q(is_settled=False),
                        name="mark_of_student_once_a_marker",
                    ),
                    models.UniqueConstraint(
                        fields=["seat", "criterion"], condition=Q(is_settled=True), name="mark_of_seat_settled_once"
                    ),
                    models.UniqueConstraint(
                        fields=["person", "criterion"],
                        condition=Q(is_settled=True),
                        name="mark_of_student_settled_once",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="participant",
            name="may_mark",
            field=models.BooleanField(default=False),
        ),
    ]
