"""Seats: the posts of an exercise and who fills them."""

from django.conf import settings
from django.db import models

from wargame.exercises.models.exercise import Exercise


class Seat(models.Model):
    """A post of the scenario in this exercise, filled by a person (`holder`) or by a `policy` of the engine."""

    exercise = models.ForeignKey(Exercise, models.CASCADE, related_name="seats")
    role = models.CharField(max_length=3)
    policy = models.CharField(max_length=20, blank=True)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="exercise_seats"
    )

    class Meta:
        ordering = ["exercise", "role"]
        constraints = [
            models.UniqueConstraint(fields=["exercise", "role"], name="seat_role_once_an_exercise"),
            models.CheckConstraint(
                condition=models.Q(policy="", holder__isnull=False) | (~models.Q(policy="") & models.Q(holder=None)),
                name="seat_is_held_by_a_person_or_a_policy",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} in {self.exercise}"
