"""Exercises: runs of a scenario with people."""

import hashlib

from django.conf import settings
from django.db import models

from scenarios.models import ScenarioVersion
from wargame.exercises.codes import dashed_code
from wargame.exercises.models.series import Series


class Exercise(models.Model):
    """One run of a scenario version. `secret` decides every roll; `status` is the status of the current branch.

    `mode` is solo (one person against policies), class (led by a white cell) or sandbox (one person orders for all
    seats). Before the end, readers get only the `commitment` to the secret (`dice_commitments.py`). The phases of a
    turn last `brief_seconds` (0: no such phase) and `orders_seconds` (0: until somebody ends it). A seat that has
    written nothing by then gets `grace_seconds` more; after that, `missed` decides. `review_seconds`, `reveal_seconds`
    and `discuss_seconds` are plans: the white cell sees their clock, but it ends no phase. A turn may have other times
    (`Turn.timers`). Observers see what happened `observer_delay` turns ago. If the exercise `shows_receipts`, senders
    learn when a message was seen. `advice` says whether its people read what an order does for their aims: on every
    order (open), as an answer of the staff (on request), or not at all (`access/advice.py`). Its times and dates are
    shown in `time_zone`. `dials` are those that differ from the scenario's, {key: value}; they are fixed when the
    exercise starts. A class begins with `first_turn`: at its start the record plays the turns before. Parley deletes
    the exercise `keep_days` days after its end (None: when the installation says). Students read their marks from
    `marks_released_at` on (None: not yet).
    """

    class Mode(models.TextChoices):
        SOLO = "solo"
        CLASS = "class"
        SANDBOX = "sandbox"

    class Adjudication(models.TextChoices):
        RIGID = "rigid"
        SEMI_RIGID = "semi_rigid"
        FREE = "free"

    class Missed(models.TextChoices):
        HOLD = "hold"
        POLICY = "policy"

    class Messages(models.TextChoices):
        OPEN = "open"
        MONITORED = "monitored"
        OFF = "off"

    class Advice(models.TextChoices):
        OPEN = "open"
        ON_REQUEST = "on_request"
        NONE = "none"

    class Status(models.TextChoices):
        LOBBY = "lobby"
        RUNNING = "running"
        ENDED = "ended"

    class Dice(models.TextChoices):
        OPENING = "opening"
        POLICIES = "policies"
        ADJUDICATION = "adjudication"

    code = models.CharField(max_length=6, unique=True)
    scenario_version = models.ForeignKey(ScenarioVersion, models.PROTECT, related_name="exercises")
    secret = models.BinaryField(max_length=32)
    commitment = models.CharField(max_length=64, editable=False)
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.SOLO)
    status = models.CharField(max_length=8, choices=Status, default=Status.RUNNING)
    title = models.CharField(max_length=120, blank=True)
    series = models.ForeignKey(Series, models.PROTECT, null=True, blank=True, related_name="exercises")
    adjudication = models.CharField(max_length=10, choices=Adjudication, default=Adjudication.RIGID)
    brief_seconds = models.PositiveIntegerField(default=120)
    orders_seconds = models.PositiveIntegerField(default=600)
    grace_seconds = models.PositiveIntegerField(default=0)
    review_seconds = models.PositiveIntegerField(default=0)
    reveal_seconds = models.PositiveIntegerField(default=0)
    discuss_seconds = models.PositiveIntegerField(default=0)
    time_zone = models.CharField(max_length=40, default="UTC")
    missed = models.CharField(max_length=6, choices=Missed, default=Missed.HOLD)
    messages = models.CharField(max_length=9, choices=Messages, default=Messages.MONITORED)
    shows_receipts = models.BooleanField(default=False)
    advice = models.CharField(max_length=10, choices=Advice, default=Advice.ON_REQUEST)
    first_turn = models.PositiveSmallIntegerField(default=1)
    seat_size = models.PositiveSmallIntegerField(default=8)
    is_join_locked = models.BooleanField(default=False)
    allows_reopen = models.BooleanField(default=True)
    dials = models.JSONField(default=dict, blank=True)
    allows_observers = models.BooleanField(default=False)
    observer_delay = models.PositiveSmallIntegerField(default=0)
    current_branch = models.ForeignKey("Branch", models.PROTECT, null=True, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="exercises_created")
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    keep_days = models.PositiveSmallIntegerField(null=True, blank=True)
    marks_released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return dashed_code(self.code)

    @property
    def is_led(self) -> bool:
        """Tell if a white cell leads it, so that it opens each turn and the turn has timed phases."""
        return self.mode != self.Mode.SOLO

    @property
    def title_in_series(self) -> str:
        """The words that it adds to its series' title: "Group 2" for "IR 304, group 2"; a renamed one's whole title."""
        title = self.title.removeprefix(f"{self.series.title}, ") if self.series else self.title
        return title[:1].upper() + title[1:]

    def seed_for(self, dice: Dice, turn: int) -> int:
        """Return the engine's seed (128 bits) for one use of dice in one turn; 0 is the turn before the first.

        It is BLAKE2b keyed by the secret: a seed reveals nothing about the truth, policies or another turn.
        """
        use = f"{dice.value} {turn}".encode()
        digest = hashlib.blake2b(use, digest_size=16, key=bytes(self.secret), person=b"parley exercise").digest()
        return int.from_bytes(digest, "little")
