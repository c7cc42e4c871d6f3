"""What stands on the table when a turn opens: its world, the policies' sheets, the messages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from wargame import engine
from wargame.exercises import bridge
from wargame.exercises.models import Branch, Exercise, OrderSheet, Seat, Turn
from wargame.exercises.services import messages


@dataclass(frozen=True)
class Opening:
    """A turn ready to be opened; `decisions` are those of the policy seats, by role."""

    number: int
    world: engine.World
    decisions: Mapping[str, engine.Decision]
    messages: tuple[messages.Draft, ...]


def world_for(*, exercise: Exercise) -> engine.World:
    """The world of turn 1; what is hidden in it is drawn from the exercise's seed."""
    setting = bridge.setting_of(exercise.scenario_version)
    return engine.opening_world(setting, exercise.seed_for(Exercise.Dice.OPENING, 0))


def prepare(*, exercise: Exercise, world: engine.World, seats: Iterable[Seat]) -> Opening:
    """Lets the policy seats decide, each from its own perspective. Writes nothing; equal input, equal opening."""
    setting = bridge.setting_of(exercise.scenario_version)
    content = bridge.content_of(exercise.scenario_version)
    number = int(world.clock[0])
    seed = exercise.seed_for(Exercise.Dice.POLICIES, number)
    posts = sorted(seats, key=lambda seat: seat.role)
    views = {seat.role: engine.perspective(setting, world, seat.role) for seat in posts}
    decisions = {seat.role: engine.choose(seat.policy, views[seat.role], seed) for seat in posts if seat.policy}
    return Opening(number, world, decisions, messages.due(content=content, views=views.values(), number=number))


def prepare_for(*, exercise: Exercise, world: engine.World) -> Opening:
    """The opening of a turn of an exercise whose seats are stored."""
    return prepare(exercise=exercise, world=world, seats=exercise.seats.all())


def store(*, branch: Branch, prepared: Opening, now: datetime) -> Turn:
    """Inserts the turn with its snapshot, the policies' sheets and the messages; needs a transaction."""
    turn = Turn.objects.create(branch=branch, number=prepared.number, opened_at=now, **bridge.snapshot(prepared.world))
    file_decisions(turn=turn, prepared=prepared, now=now)
    messages.deliver(turn=turn, drafts=prepared.messages)
    return turn


def file_decisions(*, turn: Turn, prepared: Opening, now: datetime) -> None:
    """Inserts the policies' sheets, ready at once."""
    seats = {seat.role: seat for seat in turn.branch.exercise.seats.all()}
    OrderSheet.objects.bulk_create(
        OrderSheet(
            turn=turn,
            seat=seats[role],
            orders=bridge.order_rows(decision.sheet),
            reason=decision.reason,
            is_ready=True,
            submitted_at=now,
        )
        for role, decision in prepared.decisions.items()
    )
