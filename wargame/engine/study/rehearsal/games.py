"""Plays whole games by the compiled rules and notes what happened; then each once more with its ledger."""

from collections.abc import Iterable, Mapping, Sequence

from wargame.engine.policies import imagined
from wargame.engine.rules.policies.kinds import QUICK_PLANNER
from wargame.engine.scenario.setting import Setting
from wargame.engine.study.rehearsal.aims import reached_early
from wargame.engine.study.rehearsal.history import History, play
from wargame.engine.study.rehearsal.ledger_checks import gaps, is_told
from wargame.engine.study.rehearsal.report import CRASH, LEDGER, Rehearsal, Trouble
from wargame.engine.study.rehearsal.seat_mix import seating
from wargame.engine.study.rehearsal.statistics import counted, troubles
from wargame.engine.world.world import World


def rehearse(setting: Setting, numbers: Iterable[int], seed: int, *, with_ledger: bool = True) -> Rehearsal:
    """Play the games of these numbers (from 0) of a rehearsal; equal seed and numbers, equal games.

    The ledger of each game is checked, unless they are to take a third of the time.

    `rehearse(s, range(5), 7) + rehearse(s, range(5, 9), 7) == rehearse(s, range(9), 7)`. All games are played at once:
    hand in some hundred numbers at a time. A game that crashes is reported as a trouble and counts for nothing else.
    """
    seeds = [seed_of(seed, number) for number in numbers]
    try:
        return _rehearsed(setting, seeds, with_ledger)
    except Exception:
        return sum((_alone(setting, one, with_ledger) for one in seeds), Rehearsal())


def rehearse_well(setting: Setting, numbers: Iterable[int], seed: int) -> Rehearsal:
    """Play the games of these numbers well: a quick planner has one seat, each in turn, and scripted seats the others.

    The report counts only the aims of the planner's seat that stand near their full score before the last turn.
    """
    seats = setting.seats
    played = [(seed_of(seed, number), seats[number % len(seats)]) for number in numbers]
    if not played:
        return Rehearsal()
    usual = {code: imagined(setting.state(code).policy) for code in seats}
    seatings = [{**usual, seat: QUICK_PLANNER} for _, seat in played]
    planned, reached = reached_early(play(setting, [one for one, _ in played], seatings), [seat for _, seat in played])
    return Rehearsal(planned=planned, reached=reached)


def seed_of(seed: int, number: int) -> int:
    """Give the seed of one game of a rehearsal."""
    return (seed << 20 | number) % 2**62


def play_game(setting: Setting, seed: int, policies: Mapping[str, str]) -> tuple[World, Rehearsal]:
    """Play one game to its ending, with its ledger; give the last world and what happened.

    Seats that `policies` leaves out are drawn as in a rehearsal. Raises UnknownPolicy.
    """
    history = play(setting, [seed], [{**seating(setting, seed), **policies}])
    return history.world(-1, 0), counted(history) + _with_ledger(history, [True])


def _rehearsed(setting: Setting, seeds: Sequence[int], with_ledger: bool) -> Rehearsal:
    if not seeds:
        return Rehearsal()
    history = play(setting, seeds, [seating(setting, seed) for seed in seeds])
    return counted(history) + _with_ledger(history, [is_told(one) for one in seeds if with_ledger])


def _alone(setting: Setting, seed: int, with_ledger: bool) -> Rehearsal:
    """Play a game by itself, as some game of many has crashed."""
    try:
        return _rehearsed(setting, [seed], with_ledger)
    except Exception as error:
        crash = Trouble(CRASH, f"{type(error).__name__}: {error}", seed)
        return Rehearsal(games=1, troubles=(crash,))


def _with_ledger(history: History, told: Sequence[bool]) -> Rehearsal:
    """Play the games once more and look for differences; some are `told` as well."""
    found = [(turn, game, text) for game, one in enumerate(told) for turn, text in gaps(history, game, told=one)]
    return Rehearsal(checked=len(told), troubles=troubles(history, found, LEDGER))
