"""The engine's figures under the names that `python3 run.py bench` prints, each measured here and now.

All on the theatre, eight states over twelve months with the catalogue's kinds: more than a pack for players asks for.
"""

import importlib
import os
import random
import resource
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from time import perf_counter

import numpy as np

from benchmarks import bounds
from benchmarks.engine import PlayedTurn, fresh_process, situations, timed, turns_a_second
from benchmarks.workers import seconds_of
from scenarios.benchmark_scenario import theatre
from wargame.engine import (
    Setting,
    Situation,
    World,
    adjudicate,
    build_status,
    choose,
    compile_setting,
    ensemble,
    is_compiled,
    opening_world,
    perspective,
    playouts,
    preview,
    warm,
)
from wargame.engine.playouts import numba_build
from wargame.engine.playouts.playouts import as_keys, begin
from wargame.engine.playouts.playouts import play as play_games
from wargame.engine.rules.playout import Games
from wargame.engine.study.aggregate import Aggregate
from wargame.engine.study.ensemble import blank_tally, followed, read_tally

KEYS = {
    "playouts_per_s_compiled": "whole games with scripted seats a second on one core, compiled",
    "playouts_per_s_plain": "the same in plain Python",
    "live_turn_ms_p50": "a turn of two orders a seat with its ledger, plain, median",
    "live_turn_ms_p95": "the same, 95th percentile",
    "preview_ms_p95": "preview of an order, 95th percentile",
    "planner_ms_p95": "decision of a planner on a seat, 95th percentile",
    "warm_start_s": "import the engine and load the compiled rules from disk, new process",
    "cold_compile_s": "compile the rules, nothing on disk, new process",
    "peak_rss_mb": "peak memory of the measuring process",
    "workers_1_to_2": "games a second of two processes, times those of one",
    "diplomacy_ratio": "compiled turns a second, times the phases a second of the package diplomacy",
    "playouts_per_s_given": "whole games with two orders a seat that are given, not decided, compiled",
    "ensemble_10000_s": "10,000 games with scripted seats and histograms of every turn, compiled",
    "ensemble_10000_given_s": "the same with two orders a seat that are given, not decided",
    **bounds.KEYS,
}
GAMES, PLAIN_GAMES = 200, 20
"""Games played in one call, and in plain Python."""
ENSEMBLE = 10_000
GIVEN = 2
"""Orders of a seat, where they are given."""

FEWEST = 5
"""Calls that are timed even if they take longer than the time that was given."""

ROWS = 200
"""Turns resolved in one call for the ratio to diplomacy; more would only take more memory."""


@dataclass(frozen=True)
class Figure:
    """A measured value; None with the reason where it could not be measured."""

    key: str
    value: float | None
    reason: str = ""


@dataclass(frozen=True)
class Bench:
    """The setting of a measurement, and its length in seconds."""

    setting: Setting
    played: list[PlayedTurn]
    seconds: float


def figures(seconds: float) -> Iterator[Figure]:
    """Measure one figure after the other; the keys of KEYS, each once, in an order of their own."""
    setting = compile_setting(theatre())
    bench = Bench(setting, situations(setting, 2), seconds)
    warm(block=True)
    yield from starting()
    with plainly():
        yield Figure("playouts_per_s_plain", games_a_second(bench, PLAIN_GAMES))
        yield from live_turns(bench)
    yield from compiled_games(bench)
    yield Figure("preview_ms_p95", percentile(samples(previewing(bench), seconds)))
    yield Figure("planner_ms_p95", percentile(samples(planning(bench), seconds)))
    yield two_workers(bench)
    yield against_diplomacy(bench)
    yield from bounding()
    yield Figure("peak_rss_mb", peak_memory())


@contextmanager
def plainly() -> Iterator[None]:
    """Run the rules as plain Python, though the compiled build may be ready."""
    kept, numba_build.BUILD = numba_build.BUILD, numba_build.Build()
    try:
        yield
    finally:
        numba_build.BUILD = kept


def samples(call: Callable[[int], object], seconds: float) -> list[float]:
    """Time calls for so many seconds, in milliseconds."""
    found: list[float] = []
    for milliseconds in timed(call):
        found.append(milliseconds)
        if len(found) >= FEWEST and sum(found) >= 1000 * seconds:
            break
    return found


def percentile(found: list[float]) -> float:
    """Give the 95th percentile."""
    return statistics.quantiles(found, n=20, method="inclusive")[18]


def starting() -> Iterator[Figure]:
    """Start new processes: one with nothing compiled on disk, one that finds it there."""
    if not is_compiled():
        yield Figure("cold_compile_s", None, build_status())
        yield Figure("warm_start_s", None, build_status())
        return
    with tempfile.TemporaryDirectory() as cache:
        yield Figure("cold_compile_s", fresh_process(cache)[1])
        yield Figure("warm_start_s", sum(fresh_process(cache)))


def play(setting: Setting, seed: int, games: int = GAMES) -> None:
    """Play games from the opening to their endings, every seat scripted."""
    seeds = range(seed * games, (seed + 1) * games)
    playouts(setting, [opening_world(setting, seed)], [{}], seeds, scripted(setting))


def scripted(setting: Setting) -> dict[str, str]:
    """Name the policy of every seat."""
    return dict.fromkeys(setting.seats, "empirical")


def games_a_second(bench: Bench, games: int = GAMES) -> float:
    """Play whole games with the build that is in use."""
    return games * 1000 / statistics.mean(samples(lambda seed: play(bench.setting, seed, games), bench.seconds))


def compiled_games(bench: Bench) -> Iterator[Figure]:
    """Play whole games in the compiled rules: decided by scripts, with orders that are given, and counted."""
    keys = ("playouts_per_s_compiled", "playouts_per_s_given", "ensemble_10000_s", "ensemble_10000_given_s")
    if not is_compiled():
        yield from (Figure(key, None, build_status()) for key in keys)
        return
    setting, world = bench.setting, opening_world(bench.setting, 0)
    ready = as_given(setting, world)
    given = samples(lambda _: play_given(setting, ready, GAMES), bench.seconds)
    counted = samples(lambda _: ensemble(setting, Situation(world), range(ENSEMBLE), scripted(setting)), bench.seconds)
    given_and_counted = samples(lambda _: count_given(setting, ready, ENSEMBLE), bench.seconds)
    yield Figure("playouts_per_s_compiled", games_a_second(bench))
    yield Figure("playouts_per_s_given", GAMES * 1000 / statistics.mean(given))
    yield Figure("ensemble_10000_s", statistics.median(counted) / 1000)
    yield Figure("ensemble_10000_given_s", statistics.median(given_and_counted) / 1000)


def as_given(setting: Setting, world: World) -> Games:
    """Lay out games in which every seat gives the same two orders every turn, and nobody decides."""
    sheets = {seat: choose("random", perspective(setting, world, seat), 0).sheet[:GIVEN] for seat in setting.seats}
    games = begin(setting, [world], [sheets], range(GAMES), [{}])
    return games._replace(policies=0 * games.policies - 1)


def play_given(setting: Setting, ready: Games, count: int) -> None:
    """Play so many games from those that `as_given` laid out, under ever new seeds; they stay as they are."""
    for first in range(0, count, GAMES):
        keys = as_keys(range(first, min(first + GAMES, count)))
        play_games(setting, ready._replace(rows=ready.rows.copy(), keys=keys), setting.at.turns)


def count_given(setting: Setting, ready: Games, count: int) -> Aggregate:
    """Play so many of them and count every followed figure after every turn, as `ensemble` does."""
    measures, turns = followed(setting), setting.at.turns
    tally = np.array(blank_tally(setting, measures, turns), dtype=np.int64)
    play_given(setting, ready._replace(tally=tally), count)
    return read_tally(setting, measures, 1, count, tally.tolist())


def live_turns(bench: Bench) -> Iterator[Figure]:
    """Resolve turns as an exercise does, with two orders a seat."""
    played = [(world, {seat: sheet[:GIVEN] for seat, sheet in sheets.items()}) for world, sheets in bench.played]
    found = samples(lambda n: adjudicate(bench.setting, *played[n % len(played)], n), bench.seconds)
    yield Figure("live_turn_ms_p50", statistics.median(found))
    yield Figure("live_turn_ms_p95", percentile(found))


def previewing(bench: Bench) -> Callable[[int], object]:
    """Ask for the preview of an order, in one situation after the other."""
    asked = [
        (perspective(bench.setting, world, seat), sheet)
        for world, sheets in bench.played
        for seat, sheet in sheets.items()
        if sheet
    ]
    return lambda n: preview(*asked[n % len(asked)], 0, n)


def planning(bench: Bench) -> Callable[[int], object]:
    """Let a planner decide, in one situation after the other."""
    seats = bench.setting.seats
    views = [perspective(bench.setting, world, seats[n % len(seats)]) for n, (world, _) in enumerate(bench.played)]
    return lambda n: choose("planner", views[n % len(views)], n)


def bounding() -> Iterator[Figure]:
    """Yield the bounds of a game and the cost of more states."""
    if is_compiled():
        yield from (Figure(key, value) for key, value in bounds.bounds())
    else:
        yield from (Figure(key, None, build_status()) for key in bounds.KEYS)


def two_workers(bench: Bench) -> Figure:
    """Let one process play games, then two as many each at the same time."""
    if (os.cpu_count() or 1) < 2:
        return Figure("workers_1_to_2", None, "this machine has one core")
    calls = max(2, int(bench.seconds * games_a_second(bench)) // GAMES)
    return Figure("workers_1_to_2", 2 * seconds_of(1, calls) / seconds_of(2, calls))


def against_diplomacy(bench: Bench) -> Figure:
    """Compare with the package `diplomacy`: its `process` under random legal orders, as ours under random orders."""
    if find_spec("diplomacy") is None:
        return Figure("diplomacy_ratio", None, "the package diplomacy is not installed (pip install diplomacy)")
    if not is_compiled():
        return Figure("diplomacy_ratio", None, build_status())
    ours = statistics.median(turns_a_second(bench.setting, bench.played[1], ROWS) for _ in range(FEWEST))
    return Figure("diplomacy_ratio", ours / diplomacy_phases_a_second(bench.seconds))


def diplomacy_phases_a_second(seconds: float) -> float:
    """Resolve phases of the game Diplomacy; only the resolving is timed, not the choice of orders."""
    game, dice = importlib.import_module("diplomacy").Game(), random.Random(1)
    phases, spent = 0, 0.0
    while not game.is_game_done and (spent < seconds or phases < FEWEST):
        possible = game.get_all_possible_orders()
        for power in game.powers:
            places = game.get_orderable_locations(power)
            game.set_orders(power, [dice.choice(possible[place]) for place in places if possible[place]])
        began = perf_counter()
        game.process()
        phases, spent = phases + 1, spent + perf_counter() - began
    return phases / spent


def peak_memory() -> float:
    """Give the most memory that this process has held, in MB."""
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
