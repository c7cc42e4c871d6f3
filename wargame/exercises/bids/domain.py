"""The claims on which people of an exercise bid, as questions of its debrief."""

from scenarios.schema.pack_bids import BidText
from wargame.exercises import bridge
from wargame.exercises.models import Branch, DebriefQuestion, Exercise, Turn
from wargame.exercises.room_questions import SHARE_HINT, AskedQuestion

TALK = "Which events could have told you, and which ones misled you?"


def claims_of(exercise: Exercise) -> tuple[BidText, ...]:
    """Return the claims on which people bid. None in a sandbox, where who orders for all seats knows all dials."""
    if exercise.mode == Exercise.Mode.SANDBOX:
        return ()
    return bridge.content_of(exercise.scenario_version).bids


def open_claims_in(turn: Turn) -> tuple[BidText, ...]:
    """Return the claims on which people may bid in a turn. None in a what-if after the end, which told the answer."""
    claims = tuple(claim for claim in claims_of(turn.branch.exercise) if claim.is_asked_in(turn.number))
    return () if claims and _is_answered(turn.branch) else claims


def question_of(exercise: Exercise, claim: BidText) -> AskedQuestion:
    """Return a claim as a question of the debrief. Its answer is whether the exercise has the dial on."""
    came = bridge.setting_of(exercise).dials[claim.dial] != 0
    reveal = {"came": came, "said": claim.was_on if came else claim.was_off}
    return AskedQuestion(key_of(claim), claim.question, SHARE_HINT, TALK, reveal=reveal)


def key_of(claim: BidText) -> str:
    """Return the key under which the question of a claim is kept."""
    return f"claim-{claim.key}"


def stored_questions(exercise: Exercise) -> dict[str, DebriefQuestion]:
    """Return the questions of claims that somebody has answered or that the debrief asks, by their keys."""
    keys = [key_of(claim) for claim in claims_of(exercise)]
    return {one.key: one for one in DebriefQuestion.objects.filter(exercise=exercise, key__in=keys)}


def _is_answered(line: Branch) -> bool:
    """Return whether another line of the exercise has ended, or an exercise of which this one copies dials and dice."""
    exercise = line.exercise
    ended = Exercise.objects.filter(commitment=exercise.commitment, status=Exercise.Status.ENDED)
    return exercise.branches.exclude(pk=line.pk).exclude(ending="").exists() or ended.exclude(pk=exercise.pk).exists()
