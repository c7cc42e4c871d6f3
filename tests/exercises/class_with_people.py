"""A class with people, for tests: Ada leads; others join by name and take seats."""

from datetime import datetime
from typing import Self

from django.utils import timezone

from scenarios.models import ScenarioVersion
from tests.exercises.playing import Rows
from tests.seeds import secret_of
from wargame.accounts.models import User
from wargame.exercises import access, bridge
from wargame.exercises.control.services import lifecycle, phases
from wargame.exercises.lobby.services import classes, participants, seating
from wargame.exercises.models import Exercise, OrderSheet, Participant, Seat, Turn
from wargame.exercises.orders.services import orders
from wargame.exercises.turns.services import turns

CUT_SHORT = 1660
"""A seed by which the joint patrol is broken off in turn 1, against all odds: nothing waits for a ruling then."""


class Class:
    """An exercise with a white cell, played through services as people play it through pages."""

    def __init__(self, version: ScenarioVersion, ada: User, now: datetime, seed: int = 7, **rules: object) -> None:
        self.now = now
        wanted = classes.Rules(**({"brief_seconds": 0} | rules))  # type: ignore[arg-type]
        self.exercise = classes.create(version=version, rules=wanted, by=ada, now=now, secret=secret_of(seed))
        self.ada = self.exercise.participants.get(user=ada)

    @classmethod
    def of(cls, exercise: Exercise, now: datetime) -> Self:
        """Return a class that exists already, in its lobby."""
        group = cls.__new__(cls)
        group.now, group.exercise = now, exercise
        group.ada = exercise.participants.get(part=Participant.Part.WHITE_CELL)
        return group

    def join(self, name: str, role: str = "") -> Participant:
        person = participants.join(exercise=self.exercise, name=name, now=self.now).participant
        if role:
            seating.assign(person=person, seat=self.seat(role), by=self.ada, now=self.now)
        return person

    def seat(self, role: str) -> Seat:
        return Seat.objects.select_related("exercise").get(exercise=self.exercise, role=role)

    def start(self) -> Turn:
        turn = lifecycle.start(exercise=self.exercise, by=self.ada, now=self.now)
        self.exercise.refresh_from_db()
        return turn

    @property
    def turn(self) -> Turn:
        return Turn.objects.with_exercise().filter(branch__exercise=self.exercise).latest("number")

    @property
    def context(self) -> bridge.TurnContext:
        """The last turn with its scenario and its latest world."""
        return bridge.context_of(self.turn)

    def sheet(self, role: str) -> OrderSheet:
        return OrderSheet.objects.get(turn=self.turn, seat__role=role)

    def draft(self, person: Participant, rows: Rows) -> OrderSheet:
        seat, turn = access.seat_for(person.user, self.exercise.code), self.turn
        revision = orders.sheet_of(seat=seat, turn=turn).revision
        return orders.save_draft(seat=seat, turn=turn, orders=rows, revision=revision, now=self.now, by=person)

    def submit(self, person: Participant, rows: Rows | None = None) -> orders.SubmissionReceipt:
        seat, turn = access.seat_for(person.user, self.exercise.code), self.turn
        revision = orders.sheet_of(seat=seat, turn=turn).revision
        return orders.submit(seat=seat, turn=turn, orders=rows or [], revision=revision, now=timezone.now(), by=person)

    def resolve(self) -> Turn:
        # Nothing but the key: the rows around a turn take 2 ms to read.
        latest = Turn.objects.filter(branch__exercise=self.exercise).values_list("pk", flat=True).latest("number")
        result = turns.resolve(turn_id=latest, now=timezone.now())
        assert isinstance(result, turns.Resolved), result
        return self.turn

    def open_next(self) -> Turn:
        return phases.open_next(turn=self.turn, by=self.ada, now=self.now)

    def play_to_the_end(self) -> None:
        """Let all people submit empty sheets, resolve, and go on until the exercise has ended."""
        for _ in range(20):
            for person in self.exercise.participants.filter(seat__isnull=False):
                self.submit(person)
            self.resolve()
            self.exercise.refresh_from_db()
            if self.exercise.status == Exercise.Status.ENDED:
                return
            self.open_next()
        raise AssertionError("the exercise does not end")
