"""Which injects of the scenario the white cell lets happen, skips or leaves to the rules, in a turn under way."""

from collections.abc import Mapping
from dataclasses import replace

from wargame import engine
from wargame.exercises import bridge, msel
from wargame.exercises.bridge import TurnContext
from wargame.exercises.models import Inject, Turn


def steer_again(*, turn: Turn) -> None:
    """Let skips and moves of injects hold in a turn that takes orders again."""
    steer_waiting(bridge.context_of(turn))


def steer_waiting(context: TurnContext) -> None:
    """Let skips and moves of injects that nobody has sent hold in the turn."""
    waiting = Inject.objects.filter(exercise=context.exercise).exclude(key="").exclude(status=Inject.Status.SENT)
    # Also what was taken back meanwhile: a turn in review keeps what it was computed with.
    steer(context.turn, {row.key: standing(row, context) for row in waiting})


def standing(row: Inject, context: TurnContext) -> str:
    """Return whether an inject of the scenario is skipped or judged in a turn; "" where the rules alone decide."""
    if row.is_skipped:
        return engine.SKIP
    if row.moved_to is None:
        return ""
    plan = msel.moved(msel.planned(context)[row.key], row, context)
    return engine.JUDGE if plan.first <= context.turn.number <= plan.last else engine.SKIP


def steer(turn: Turn, acts: Mapping[str, str]) -> None:
    """Let the rules of a turn under way fire, skip or judge injects of the scenario by key, or decide alone ("")."""
    if not turn.is_under_way or not any(acts):
        return
    turn.refresh_from_db(fields=["interventions"])
    stands = bridge.interventions_of(turn)
    held = {key: act for key, act in {**stands.injects, **acts}.items() if key and act}
    turn.interventions = replace(stands, injects=held).as_json()
    turn.save(update_fields=["interventions"])
