"""On which claims an exercise has seats bid."""

from scenarios.schema.pack_bids import BidText
from wargame.exercises import bridge
from wargame.exercises.models import Branch, Exercise, Turn


def claims_of(exercise: Exercise) -> tuple[BidText, ...]:
    """Return the claims on which seats bid. None in a sandbox, where who orders for all seats knows all dials."""
    if exercise.mode == Exercise.Mode.SANDBOX:
        return ()
    return bridge.content_of(exercise.scenario_version).bids


def asked_in(turn: Turn) -> tuple[BidText, ...]:
    """Return the claims on which seats may bid in a turn. None in a what-if after the end, which told the answer."""
    claims = tuple(claim for claim in claims_of(turn.branch.exercise) if claim.is_asked_in(turn.number))
    return () if claims and _is_answered(turn.branch) else claims


def _is_answered(line: Branch) -> bool:
    """Return whether another line of the exercise has ended, or an exercise of which this one copies dials and dice."""
    exercise = line.exercise
    ended = Exercise.objects.filter(commitment=exercise.commitment, status=Exercise.Status.ENDED)
    return exercise.branches.exclude(pk=line.pk).exclude(ending="").exists() or ended.exclude(pk=exercise.pk).exists()
