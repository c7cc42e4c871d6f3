"""Turns that are played while something hangs: how long their results take, and whether they came once."""

import time
from datetime import timedelta

from django.utils import timezone

from benchmarks.faults.running_processes import seconds_until
from scenarios.models import ScenarioVersion
from wargame import database_clock
from wargame.accounts.models import User
from wargame.exercises import bridge
from wargame.exercises.lobby.services import solo
from wargame.exercises.lobby.services.standbys import standbys
from wargame.exercises.models import LedgerEntry, Turn
from wargame.exercises.orders.services import orders
from wargame.exercises.turns.services import adjudications


class Table:
    """Exercises of one person alone, all in their first turn."""

    def __init__(self) -> None:
        self.user, _ = User.objects.get_or_create(username="faults")
        versions = ScenarioVersion.objects.order_by("pk")
        self.version = next(v for v in versions if standbys(bridge.setting_of_version(v)))
        self.turns: list[int] = []

    def start(self, *, deadline_in: float | None = None) -> Turn:
        """Open a turn that takes orders, for so many seconds."""
        role = next(iter(standbys(bridge.setting_of_version(self.version))))
        exercise = solo.start_solo(version=self.version, role=role, user=self.user, now=timezone.now())
        turn = Turn.objects.with_exercise().get(branch__exercise=exercise)
        if deadline_in is not None:
            Turn.objects.filter(pk=turn.pk).update(deadline=database_clock.now() + timedelta(seconds=deadline_in))
        self.turns.append(turn.pk)
        return turn

    def submit(self) -> Turn:
        """Send an empty sheet: the turn closes at once."""
        turn = self.start()
        seat = turn.branch.exercise.seats.get(policy="")
        revision = orders.sheet_of(seat=seat, turn=turn).revision
        orders.submit(seat=seat, turn=turn, orders=[], revision=revision, now=timezone.now())
        return turn

    def seconds_to_results(self) -> float:
        """From a sheet that is sent now to its results."""
        turn = self.submit()
        begun = time.monotonic()
        seconds_until(lambda: is_closed(turn))
        return time.monotonic() - begun


def is_closed(turn: Turn) -> bool:
    return Turn.objects.filter(pk=turn.pk, status=Turn.Status.CLOSED).exists()


def lateness(turn: Turn, due_at: float) -> float:
    """Wait until the turn takes no more orders; return the seconds between its deadline and that moment.

    `due_at` is the deadline by `time.monotonic`. The times in its row may lie on two sides of a step of the clock.
    """
    seconds_until(lambda: not Turn.objects.filter(pk=turn.pk, status__in=Turn.TIMED).exists())
    return time.monotonic() - due_at


def faults_of(turn_id: int) -> list[str]:
    """Return the faults of a turn's results: they must equal those of an undisturbed run, once and whole."""
    turn = Turn.objects.with_exercise().get(pk=turn_id)
    if turn.status != Turn.Status.CLOSED:
        return [f"turn {turn_id} is {turn.status}"]
    result = adjudications.compute(turn=turn)
    found = []
    if turn.digest != result.adjudication.digest or bridge.entries_of(turn) != result.adjudication.ledger:
        found.append(f"turn {turn_id} has other results than an undisturbed run")
    if LedgerEntry.objects.filter(turn=turn).count() != len(result.adjudication.ledger):
        found.append(f"turn {turn_id} has its results more than once, or not whole")
    if Turn.objects.filter(branch=turn.branch, number=turn.number + 1).count() != 1:
        found.append(f"turn {turn_id} is not followed by one turn")
    return found
