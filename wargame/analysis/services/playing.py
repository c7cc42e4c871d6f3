"""Plays a turn on with the engine many times: the games behind each kind of ensemble."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from wargame import engine
from wargame.analysis import bridge
from wargame.analysis.domain import Change, SecondTry
from wargame.analysis.models import Ensemble
from wargame.analysis.services.played_turns import game_of, known_game_of, situation_of
from wargame.exercises import bridge as exercises
from wargame.exercises.models import Branch, Turn


def futures_of(kind: str, line: Branch, turn: Turn) -> int:
    """Return the number of games that are played under each seed from a turn of a line."""
    if kind == Ensemble.Kind.ATTRIBUTION:
        return 1 + sum(map(len, exercises.sheets_of(turn).values()))
    if kind == Ensemble.Kind.SPLIT:
        return engine.futures_of_split(exercises.setting_for(turn), Turn.objects.played_in(line).count())
    return 2 if kind in {Ensemble.Kind.COMPARISON, Ensemble.Kind.WHAT_IF, Ensemble.Kind.SECOND_TRY} else 1


def games_of(ensemble: Ensemble) -> Callable[[Sequence[int]], bridge.Counted]:
    """Return the function that plays the games of an ensemble for some of its seeds."""
    if ensemble.kind == Ensemble.Kind.DIALS:
        return partial(play_trial, ensemble)
    if ensemble.kind in ON_WHOLE_GAMES:
        return ON_WHOLE_GAMES[ensemble.kind](ensemble)
    return partial(
        play,
        Turn.objects.with_exercise().get(ensembles=ensemble),
        ensemble.policies,
        kind=ensemble.kind,
        keeps_orders=ensemble.keeps_orders,
        change=ensemble.change,
    )


def play_trial(ensemble: Ensemble, seeds: Sequence[int]) -> bridge.Counted:
    """Play the whole scenario with one setting of dials and with the other, once for each seed.

    The seeds draw the openings, not the exercise's dice, so that the trial reveals nothing of its truth.
    """
    version = ensemble.exercise.scenario_version
    first, second = (exercises.set_to(version, ensemble.change[name]) for name in ("first", "second"))
    return engine.contrast_settings((first, second), seeds, ensemble.policies)


def split_of(ensemble: Ensemble) -> Callable[[Sequence[int]], bridge.Counted]:
    """Return the function that plays every turn of the line with and without its orders; it reads the line once."""
    line = ensemble.line
    setting, game = exercises.setting_of(line.exercise), game_of(line)
    return partial(engine.split, setting, game, policies=ensemble.policies)


def known_then_of(ensemble: Ensemble) -> Callable[[Sequence[int]], bridge.Counted]:
    """Return the function that plays the line on as its seats knew it; it reads the line once."""
    line = ensemble.line
    setting, game = exercises.setting_of(line.exercise), known_game_of(line, ensemble.change["points"])
    return partial(engine.known_then, setting, game, policies=ensemble.policies)


ON_WHOLE_GAMES: dict[str, Callable[[Ensemble], Callable[[Sequence[int]], bridge.Counted]]] = {
    Ensemble.Kind.SPLIT: split_of,
    Ensemble.Kind.KNOWN_THEN: known_then_of,
}


def play(
    turn: Turn,
    policies: Mapping[str, str],
    seeds: Sequence[int],
    *,
    kind: str = "outlook",
    keeps_orders: bool = True,
    change: bridge.Row | None = None,
) -> bridge.Counted:
    """Return the counts of the turn, played on once for each seed; the same rows and seeds give the same counts.

    A comparison plays the turn and its original, from which its line was forked. A what-if plays the turn as it was and
    with one order changed; a second try, as it was and with another sheet of one seat.
    """
    setting, here = exercises.setting_for(turn), situation_of(turn, keeps_orders=keeps_orders)
    if kind == Ensemble.Kind.ATTRIBUTION:
        return engine.attribute(setting, here, seeds, policies, measures_of(setting))
    if kind == Ensemble.Kind.COMPARISON:
        original = Turn.objects.with_exercise().get(forks=turn.branch)
        return engine.contrast(setting, (situation_of(original, keeps_orders=keeps_orders), here), seeds, policies)
    if kind == Ensemble.Kind.WHAT_IF:
        return engine.contrast(setting, (here, _changed(here, Change.of(change or {}))), seeds, policies)
    if kind == Ensemble.Kind.SECOND_TRY:
        again = SecondTry.of(change or {})
        other = replace(here, sheets={**here.sheets, again.seat: exercises.sheet_of(again.orders)})
        return engine.contrast(setting, (here, other), seeds, policies)
    return engine.ensemble(setting, here, seeds, policies)


def measures_of(setting: engine.Setting) -> tuple[str, ...]:
    """Return the figures on which an order's effect is measured: scores, endings, the tension of every two seats."""
    seats = setting.seats
    tensions = (f"tension {who} {towards}" for who in seats for towards in seats if who != towards)
    return *engine.usual_measures(setting), *tensions


def _changed(here: engine.Situation, change: Change) -> engine.Situation:
    rows = exercises.order_rows(here.sheets[change.seat])
    return replace(here, sheets={**here.sheets, change.seat: exercises.sheet_of(change.applied(rows))})
