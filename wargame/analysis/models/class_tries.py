"""Class tries: a facilitator asks a class to try one turn of one seat again."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from wargame.exercises.models import Branch, Exercise, Turn


class ClassTry(models.Model):
    """One turn of one seat that a class tries again: each person gives one sheet, a second try of its own.

    Until it is revealed nobody reads what the sheets lead to.
    """

    exercise = models.ForeignKey(Exercise, models.CASCADE, related_name="class_tries")
    number = models.PositiveIntegerField()
    branch = models.ForeignKey(Branch, models.CASCADE, related_name="class_tries")
    turn = models.ForeignKey(Turn, models.CASCADE, related_name="class_tries")
    role = models.CharField(max_length=12)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="class_tries")
    opened_at = models.DateTimeField()
    revealed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["exercise_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["exercise", "number"], name="class_try_number_once_an_exercise"),
            models.UniqueConstraint(
                fields=["exercise"], condition=Q(revealed_at=None), name="class_try_one_open_an_exercise"
            ),
        ]

    def __str__(self) -> str:
        return f"class try {self.number} of {self.exercise}"

    @property
    def is_revealed(self) -> bool:
        return self.revealed_at is not None
