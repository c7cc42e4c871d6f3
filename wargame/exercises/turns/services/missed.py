"""Orders that nobody gave in time: the seat holds its position or its standby policy decides, and everybody learns
it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from wargame import engine
from wargame.exercises import bridge
from wargame.exercises.diplomacy.services import pledges
from wargame.exercises.models import Exercise, OrderSheet, Seat, Turn
from wargame.exercises.turns.services import openings, sheets

HELD = "{name} gave no orders in time; it held its position."
DECIDED = "{name} gave no orders in time; its standing instructions decided."


@dataclass(frozen=True)
class Fill:
    """A sheet for a seat without one; `policy` is "" where the seat holds its position, `note` is public."""

    seat: Seat
    policy: str
    sheet: engine.Sheet
    reason: str
    note: str


def absent_from(turn: Turn) -> list[Seat]:
    """Return the seats for which nothing is written in the turn; a draft, even an empty one, is something."""
    written = OrderSheet.objects.filter(turn=turn).values("seat")
    return list(turn.branch.exercise.seats.exclude(pk__in=written).order_by("role"))


def fills_for(*, turn: Turn) -> tuple[Fill, ...]:
    """Return the fills of the seats without orders in a class; reads rows, writes nothing. Equal rows, equal fills."""
    exercise = turn.branch.exercise
    if exercise.mode != Exercise.Mode.CLASS:
        return ()
    absent = absent_from(turn)
    stand_by = exercise.missed == Exercise.Missed.POLICY
    # A seat that was handed over after its turn had closed has a policy and no sheet.
    chosen = {seat.role: seat.policy or (seat.standby if stand_by else "") for seat in absent}
    policies = {role: policy for role, policy in chosen.items() if policy}
    decided = openings.decide(exercise=exercise, world=bridge.world_of(turn), policies=policies)
    decisions = pledges.hold_to(turn=turn, policies=policies, decisions=decided)
    return tuple(_fill(turn, seat, chosen[seat.role], decisions.get(seat.role)) for seat in absent)


def store(*, turn: Turn, fills: Iterable[Fill], now: datetime) -> None:
    """Keep the sheets beside those that people gave, marked as missed; needs a transaction."""
    filled = [
        OrderSheet(
            turn=turn,
            seat=fill.seat,
            orders=bridge.order_rows(fill.sheet),
            policy=fill.policy,
            reason=fill.reason,
            is_missed=True,
        )
        for fill in fills
    ]
    sheets.insert(sheets=filled, now=now)


def _fill(turn: Turn, seat: Seat, policy: str, decision: engine.Decision | None) -> Fill:
    name = bridge.setting_for(turn).state(seat.role).name
    if decision is None:
        return Fill(seat, "", (), "", HELD.format(name=name))
    return Fill(seat, policy, decision.sheet, decision.reason, DECIDED.format(name=name))
