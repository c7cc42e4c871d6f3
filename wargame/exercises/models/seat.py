"""Seats: the posts of an exercise, and what decides for them without people."""

from django.db import models

from wargame.exercises.models.exercise import Exercise


class Seat(models.Model):
    """A post of the scenario in this exercise. People decide for it, or a `policy` of the engine ("" for people).

    `standby` is the policy that decides for absent people. Nobody can enter or leave a locked seat by themselves.
    `cast` is the white cell's choice in the lobby: people play the seat, or the AI alone, or the seat is left out: then
    the policy "hold" gives no orders for it.
    """

    class Cast(models.TextChoices):
        PEOPLE = "people", "People"
        AI = "ai", "The AI alone"
        NOBODY = "nobody", "Nobody: left out"

    exercise = models.ForeignKey(Exercise, models.CASCADE, related_name="seats")
    role = models.CharField(max_length=3)
    policy = models.CharField(max_length=20, blank=True)
    standby = models.CharField(max_length=20, blank=True)
    cast = models.CharField(max_length=6, choices=Cast, default=Cast.PEOPLE)
    is_locked = models.BooleanField(default=False)

    class Meta:
        ordering = ["exercise_id", "role"]
        constraints = [models.UniqueConstraint(fields=["exercise", "role"], name="seat_role_once_an_exercise")]

    def __str__(self) -> str:
        return f"{self.role} in {self.exercise}"

    @property
    def is_left_out(self) -> bool:
        """Tell if nobody plays this seat, so that it gives no orders."""
        return self.cast == self.Cast.NOBODY
