"""On which claims an exercise has seats bid."""

from scenarios.schema.pack_bids import BidText
from wargame.exercises import bridge
from wargame.exercises.models import Exercise


def claims_of(exercise: Exercise) -> tuple[BidText, ...]:
    """Return the claims on which seats bid. None in a sandbox, where who orders for all seats knows all dials."""
    if exercise.mode == Exercise.Mode.SANDBOX:
        return ()
    return bridge.content_of(exercise.scenario_version).bids


def asked_in(exercise: Exercise, turn: int) -> tuple[BidText, ...]:
    """Return the claims on which seats may bid in a turn."""
    return tuple(claim for claim in claims_of(exercise) if claim.is_asked_in(turn))
