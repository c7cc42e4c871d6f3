"""Turns of a line as games begin from them."""

from collections.abc import Sequence

from django.db.models import QuerySet

from wargame import engine
from wargame.exercises import bridge as exercises
from wargame.exercises.diplomacy.services import pledges
from wargame.exercises.models import Branch, Exercise, Turn


def situation_of(turn: Turn, *, keeps_orders: bool) -> engine.Situation:
    """Return the turn as games begin from it: its world, what its seats promised, and what they ordered if kept."""
    here = engine.Situation(exercises.world_of(turn), pledges=tuple(pledges.binding_in(turn)))
    if not keeps_orders:
        return here
    return engine.Situation(here.world, exercises.sheets_of(turn), exercises.interventions_of(turn), here.pledges)


def played_in(line: Branch) -> QuerySet[Turn]:
    """Return the turns of a line that have results, inherited turns included, in order."""
    return Turn.objects.in_line(line).filter(status=Turn.Status.CLOSED)


def game_of(line: Branch) -> Sequence[engine.PlayedTurn]:
    """Return every turn of a line that has results, with the situation that it led to."""
    turns = list(Turn.objects.with_exercise().in_line(line))
    begun = [situation_of(turn, keeps_orders=False) for turn in turns]
    # The white cell can end a class before the next turn opens.
    last = exercises.last_world_of(turns[-1])
    if last is not None:
        begun.append(engine.Situation(engine.decode(last, exercises.setting_for(turns[-1]))))
    played = zip(turns, begun[1:], strict=False)
    return [engine.PlayedTurn(situation_of(turn, keeps_orders=True), after, _unruled(turn)) for turn, after in played]


def _unruled(turn: Turn) -> engine.World | None:
    """Return the world that the turn would have led to without interventions; None for a turn that had none."""
    if exercises.interventions_of(turn) == engine.NONE:
        return None
    seed = turn.branch.exercise.seed_for(Exercise.Dice.ADJUDICATION, turn.number)
    return engine.adjudicate(
        exercises.setting_for(turn), exercises.world_of(turn), exercises.sheets_of(turn), seed
    ).world
