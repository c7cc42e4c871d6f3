"""The preparation of one exercise alone by its white cell: own words for the briefings of seats, and handouts."""

from django.db import models

from wargame.exercises.models.exercise import Exercise
from wargame.exercises.models.seat import Seat

OWN_WORDS_LENGTH = 4_000
TITLE_LENGTH = 120
HANDOUT_LENGTH = 8_000
ADDRESS_LENGTH = 500


class OwnWords(models.Model):
    """The white cell's own words for the briefing of one seat. They stand above the words of the scenario."""

    seat = models.OneToOneField(Seat, models.CASCADE, related_name="own_words")
    text = models.TextField(max_length=OWN_WORDS_LENGTH)

    class Meta:
        ordering = ["seat_id"]
        verbose_name_plural = "own words"

    def __str__(self) -> str:
        return f"Own words for {self.seat}"


class Handout(models.Model):
    """A paper or a link that the white cell gives to people: a title with a text, an https address, or both.

    `roles` are the seats whose people read it; without any, everybody in the exercise does. `number` names it for the
    white cell.
    """

    exercise = models.ForeignKey(Exercise, models.CASCADE, related_name="handouts")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=TITLE_LENGTH)
    text = models.TextField(max_length=HANDOUT_LENGTH, blank=True)
    address = models.CharField(max_length=ADDRESS_LENGTH, blank=True)
    roles = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["exercise_id", "number"]
        constraints = [models.UniqueConstraint(fields=["exercise", "number"], name="handout_number")]

    def __str__(self) -> str:
        return self.title
