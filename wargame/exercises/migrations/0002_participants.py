"""People of an exercise get rows of their own: a seat may have none, one or several of them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("exercises", "0001_initial"),
        ("accounts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Participant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40)),
                ("name_key", models.CharField(editable=False, max_length=160)),
                (
                    "part",
                    models.CharField(
                        choices=[("white_cell", "White Cell"), ("player", "Player"), ("observer", "Observer")],
                        default="player",
                        max_length=10,
                    ),
                ),
                ("joined_at", models.DateTimeField()),
                ("left_at", models.DateTimeField(blank=True, null=True)),
                ("briefed_at", models.DateTimeField(blank=True, null=True)),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                ("recovery", models.CharField(blank=True, max_length=64)),
                ("tap", models.CharField(blank=True, max_length=64)),
                (
                    "exercise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participants",
                        to="exercises.exercise",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="people",
                        to="exercises.seat",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"ordering": ["exercise", "joined_at", "pk"]},
        ),
        migrations.AddIndex(
            model_name="participant", index=models.Index(fields=["recovery"], name="participant_recovery")
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.UniqueConstraint(fields=("exercise", "user"), name="participant_once_an_exercise"),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.UniqueConstraint(
                fields=("exercise", "name_key"), name="participant_name_once_an_exercise"
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("tap", ""), _negated=True), fields=("exercise", "tap"), name="participant_once_a_tap"
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(("part", "player"), ("seat", None), _connector="OR"),
                name="participant_in_a_seat_plays",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(("left_at", None), ("seat", None), _connector="OR"),
                name="participant_who_left_has_no_seat",
            ),
        ),
        migrations.AddField("seat", "standby", models.CharField(blank=True, max_length=20)),
        migrations.AddField("seat", "is_locked", models.BooleanField(default=False)),
        migrations.RemoveConstraint(model_name="seat", name="seat_is_held_by_a_person_or_a_policy"),
    ]
