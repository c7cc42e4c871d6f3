"""What stands on the table when a turn opens: its world, the policies' sheets, the messages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from scenarios import opening
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


def prepare(
    *, setting: engine.Setting, content: opening.Content, world: engine.World, seats: Iterable[Seat], seed: int
) -> Opening:
    """Lets the policy seats decide, each from its own perspective. Writes nothing; equal input, equal opening."""
    number = int(world.clock[0])
    posts = sorted(seats, key=lambda seat: seat.role)
    views = {seat.role: engine.perspective(setting, world, seat.role) for seat in posts}
    decisions = {seat.role: engine.choose(seat.policy, views[seat.role], seed) for seat in posts if seat.policy}
    return Opening(number, world, decisions, messages.due(content=content, views=views.values(), number=number))


def prepare_for(*, exercise: Exercise, world: engine.World) -> Opening:
    """The opening of a turn of an exercise whose seats are stored."""
    version = exercise.scenario_version
    return prepare(
        setting=bridge.setting_of(version),
        content=bridge.content_of(version),
        world=world,
        seats=exercise.seats.all(),
        seed=exercise.seed,
    )


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
