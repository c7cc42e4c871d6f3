"""The preparation of one exercise alone by its white cell: its own words for the briefings of seats."""

from django.db import models

from wargame.exercises.models.seat import Seat

OWN_WORDS_LENGTH = 4_000


class OwnWords(models.Model):
    """The white cell's own words for the briefing of one seat. They stand above the words of the scenario."""

    seat = models.OneToOneField(Seat, models.CASCADE, related_name="own_words")
    text = models.TextField(max_length=OWN_WORDS_LENGTH)

    class Meta:
        ordering = ["seat_id"]
        verbose_name_plural = "own words"

    def __str__(self) -> str:
        return f"Own words for {self.seat}"
