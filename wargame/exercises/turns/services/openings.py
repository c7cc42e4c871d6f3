"""The opening of a turn: its world, the sheets of policies, the messages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from wargame import engine
from wargame.exercises import bridge
from wargame.exercises.diplomacy.services import initiatives, messages, pledges
from wargame.exercises.injects.services import offered_messages
from wargame.exercises.models import Branch, Exercise, OrderSheet, Seat, Turn
from wargame.exercises.turns.services import sheets


@dataclass(frozen=True)
class Opening:
    """A turn ready to be opened; `policies` play the seats that no people do, by role, and `decisions` are theirs.

    They decided by the rules with these `dials`. `offers` is what the scenario would have people's seats say, for the
    white cell.
    """

    number: int
    world: engine.World
    policies: Mapping[str, str]
    decisions: Mapping[str, engine.Decision]
    offers: tuple[messages.MessageDraft, ...]
    messages: tuple[messages.MessageDraft, ...]
    dials: Mapping[str, float]


def world_for(*, exercise: Exercise) -> engine.World:
    """Return the world of turn 1; what is hidden in it is drawn by the exercise's secret."""
    setting = bridge.setting_of(exercise)
    return engine.opening_world(setting, exercise.seed_for(Exercise.Dice.OPENING, 0))


def prepare(*, exercise: Exercise, world: engine.World, seats: Iterable[Seat]) -> Opening:
    """Lets the policy seats decide, each from its own perspective. Writes nothing; equal input, equal opening."""
    setting = bridge.setting_of(exercise)
    content = bridge.content_of(exercise.scenario_version)
    number = int(world.clock[0])
    posts = sorted(seats, key=lambda seat: seat.role)
    views = [engine.perspective(setting, world, seat.role) for seat in posts]
    policies = policies_of(posts)
    decisions = decide(exercise=exercise, world=world, policies=policies)
    # In a class people write in the name of their seat; alone nobody reads what other seats are sent.
    is_class = exercise.mode == Exercise.Mode.CLASS
    due, own = offered_messages.split(
        messages.due(content=content, views=views, number=number), posts if is_class else ()
    )
    return Opening(number, world, policies, decisions, own, due, exercise.dials)


def confirmed(*, guess: Opening, exercise: Exercise, seats: Iterable[Seat]) -> Opening:
    """Return the opening if the same policies play the same seats by the same dials as then, else one prepared
    afresh."""
    posts = list(seats)
    if guess.policies == policies_of(posts) and guess.dials == exercise.dials:
        return guess
    return prepare(exercise=exercise, world=guess.world, seats=posts)


def policies_of(seats: Iterable[Seat]) -> dict[str, str]:
    """Return the policy of each seat, by role; seats of people are left out."""
    return {seat.role: seat.policy for seat in seats if seat.policy}


def decide(*, exercise: Exercise, world: engine.World, policies: Mapping[str, str]) -> dict[str, engine.Decision]:
    """Return the decision of each policy for its seat, from that seat's perspective and with the turn's dice."""
    setting = bridge.setting_of(exercise)
    seed = exercise.seed_for(Exercise.Dice.POLICIES, int(world.clock[0]))
    return {
        role: engine.choose(policy, engine.perspective(setting, world, role), seed) for role, policy in policies.items()
    }


def prepare_for(*, exercise: Exercise, world: engine.World) -> Opening:
    """Return the opening of a turn of an exercise whose seats are stored."""
    return prepare(exercise=exercise, world=world, seats=exercise.seats.all())


def store(*, branch: Branch, prepared: Opening, now: datetime, is_briefing: bool = False) -> Turn:
    """Insert the turn with its snapshot, the policies' sheets and the messages; needs a transaction."""
    turn = Turn.objects.create(
        branch=branch,
        number=prepared.number,
        status=Turn.Status.BRIEFING if is_briefing else Turn.Status.OPEN,
        opened_at=now,
        **bridge.snapshot(prepared.world),
    )
    due = initiatives.settle(turn=turn, policies=prepared.policies, drafts=prepared.messages)
    file_decisions(turn=turn, prepared=prepared, now=now)
    messages.deliver(turn=turn, drafts=due)
    offered_messages.keep_offers(turn=turn, drafts=prepared.offers)
    initiatives.open_turn(turn=turn, policies=prepared.policies, now=now)
    return turn


def file_decisions(*, turn: Turn, prepared: Opening, now: datetime) -> None:
    """Insert the policies' sheets, ready at once, as far as pledges of their seats allow."""
    decisions = pledges.hold_to(turn=turn, policies=prepared.policies, decisions=prepared.decisions)
    seats = {seat.role: seat for seat in turn.branch.exercise.seats.all()}
    filed = (
        OrderSheet(
            turn=turn,
            seat=seats[role],
            orders=bridge.order_rows(decision.sheet),
            policy=prepared.policies[role],
            reason=decision.reason,
            is_ready=True,
            submitted_at=now,
        )
        for role, decision in decisions.items()
    )
    sheets.insert(sheets=filed, now=now)
