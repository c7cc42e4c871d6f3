"""Participants: the people of an exercise, their part in it and their seat."""

import unicodedata

from django.conf import settings
from django.db import models

from wargame.exercises.models.exercise import Exercise
from wargame.exercises.models.seat import Seat

NAME_LENGTH = 40
KEY_LENGTH = 160


class Participant(models.Model):
    """A person in an exercise. A seat has none, one or several; a player without a seat waits for one.

    `name` is what others see; `name_key` is the form in which names are compared. A person who was removed
    (`is_barred`) cannot come back. `seen_at` is the last sign of life. `recovery` is the SHA-256 (hex) of the secret
    that brings the person back on another device, `tap` that of the form by which they joined. `briefed_seat` is
    the seat whose whole briefing they opened last. `sight` says whether an observer sees what everybody knows, what one
    seat knows (`watched`) or everything; `may_note` lets them note observations, `may_mark`
    makes them a second marker.
    """

    class Part(models.TextChoices):
        WHITE_CELL = "white_cell"
        PLAYER = "player"
        OBSERVER = "observer"

    class Sight(models.TextChoices):
        COMMON = "common"
        SEAT = "seat"
        ALL = "all"

    exercise = models.ForeignKey(Exercise, models.CASCADE, related_name="participants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="participations")
    name = models.CharField(max_length=NAME_LENGTH)
    name_key = models.CharField(max_length=KEY_LENGTH, editable=False)
    part = models.CharField(max_length=10, choices=Part, default=Part.PLAYER)
    seat = models.ForeignKey(Seat, models.CASCADE, null=True, blank=True, related_name="people")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    is_barred = models.BooleanField(default=False)
    briefed_seat = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)
    sight = models.CharField(max_length=6, choices=Sight, default=Sight.COMMON)
    watched = models.ForeignKey(Seat, models.CASCADE, null=True, blank=True, related_name="watchers")
    may_note = models.BooleanField(default=False)
    may_mark = models.BooleanField(default=False)
    recovery = models.CharField(max_length=64, blank=True)
    tap = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["exercise_id", "joined_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["exercise", "user"], name="participant_once_an_exercise"),
            models.UniqueConstraint(fields=["exercise", "name_key"], name="participant_name_once_an_exercise"),
            models.UniqueConstraint(
                fields=["exercise", "tap"], condition=~models.Q(tap=""), name="participant_once_a_tap"
            ),
            models.CheckConstraint(
                condition=models.Q(part="player") | models.Q(seat=None), name="participant_in_a_seat_plays"
            ),
            models.CheckConstraint(
                condition=models.Q(sight="seat", watched__isnull=False)
                | (~models.Q(sight="seat") & models.Q(watched=None)),
                name="participant_watches_a_seat_by_right",
            ),
            models.CheckConstraint(
                condition=models.Q(left_at=None) | models.Q(seat=None), name="participant_who_left_has_no_seat"
            ),
        ]
        indexes = [models.Index(fields=["recovery"], name="participant_recovery")]

    def __str__(self) -> str:
        return f"{self.name} in {self.exercise}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Update the key from the name."""
        self.name_key = name_key(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def briefed_role(self) -> str:
        """The role of the seat whose whole briefing they opened last, "" for none. While they sit there this asks
        nothing more of the database.
        """
        read = self.seat if self.briefed_seat_id == self.seat_id else self.briefed_seat
        return read.role if read else ""

    @property
    def is_white_cell(self) -> bool:
        return self.part == self.Part.WHITE_CELL


def name_key(name: str) -> str:
    """Return a name for comparison: without differences of case, width, composed letters or spaces."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())[:KEY_LENGTH]
