"""Turns of a line as games begin from them."""

from collections.abc import Sequence
from dataclasses import replace

from wargame import engine
from wargame.analysis import bridge
from wargame.exercises import bridge as exercises
from wargame.exercises import perspectives, worlds
from wargame.exercises.diplomacy.services import pledges
from wargame.exercises.models import Branch, Exercise, Seat, Turn
from wargame.exercises.situation.selectors.seat_view import seat_view_of


def situation_of(turn: Turn, *, keeps_orders: bool) -> engine.Situation:
    """Return the turn as games begin from it: its world, what its seats promised, and what they ordered if kept."""
    here = engine.Situation(exercises.world_of(turn), pledges=tuple(pledges.binding_in(turn)))
    if not keeps_orders:
        return here
    return engine.Situation(here.world, exercises.sheets_of(turn), exercises.interventions_of(turn), here.pledges)


def game_of(line: Branch) -> Sequence[engine.PlayedTurn]:
    """Return every turn of a line that has results, with the situation that it led to."""
    turns = list(Turn.objects.with_exercise().in_line(line))
    sheets = exercises.sheets_in(turns)
    begun = [replace(situation_of(turn, keeps_orders=False), sheets=sheets[turn.number]) for turn in turns]
    # The white cell can end a class before the next turn opens.
    last = exercises.last_world_of(turns[-1])
    ends = [] if last is None else [engine.Situation(engine.decode(last, exercises.setting_for(turns[-1])))]
    afters = [*(replace(one, sheets={}) for one in begun[1:]), *ends]
    return [
        engine.PlayedTurn(replace(here, interventions=exercises.interventions_of(turn)), after, _unruled(turn))
        for turn, here, after in zip(turns, begun, afters, strict=False)
    ]


def known_game_of(line: Branch, points: Sequence[bridge.Row]) -> engine.KnownGame:
    """Return every turn of a line as its seats knew it, with the options of some turning points.

    A point is {"turn", "seat", "slots"}, with the rows of the orders that were on offer in each slot.
    """
    with worlds.once_a_request():
        game, turns = game_of(line), list(Turn.objects.with_exercise().in_line(line))
        seats = list(line.exercise.seats.all())
        columns = [{seat.role: _known(seat, line, turn, game) for seat in seats} for turn in turns]
        if len(columns) == len(game):
            columns.append({seat.role: _known_after(seat, turns[-1]) for seat in seats})
    swaps = [
        engine.Swap(seat, slot, exercises.sheet_of(rows), columns[turn - 1][seat], game[turn - 1].here)
        for turn, seat, slots in ((point["turn"], point["seat"], point["slots"]) for point in points)
        for slot, rows in enumerate(slots)
    ]
    return engine.KnownGame(columns[: len(game) + 1], swaps)


def _known(seat: Seat, line: Branch, turn: Turn, game: Sequence[engine.PlayedTurn]) -> engine.KnownTurn:
    """Return a turn as a seat knew it when it gave its orders; a turn without results has none."""
    at = seat_view_of(seat, line, turn)
    sheet = game[turn.number - 1].here.sheets[seat.role] if turn.number <= len(game) else ()
    return engine.KnownTurn(at.view, sheet, at.pledges)


def _known_after(seat: Seat, turn: Turn) -> engine.KnownTurn:
    """Return the knowledge of a seat after the last turn."""
    view = perspectives.final_view_of(turn, seat, may_know_all=False)
    if view is None:
        raise ValueError(f"{turn} has led to no world.")
    return engine.KnownTurn(view)


def _unruled(turn: Turn) -> engine.World | None:
    """Return the world that the turn would have led to without interventions; None for a turn that had none."""
    if exercises.interventions_of(turn) == engine.NONE:
        return None
    seed = turn.branch.exercise.seed_for(Exercise.Dice.ADJUDICATION, turn.number)
    return engine.adjudicate(
        exercises.setting_for(turn), exercises.world_of(turn), exercises.sheets_of(turn), seed
    ).world
