"""Measures the engine on a pack and prints a table: `python -m benchmarks.engine`. Nothing here is asserted."""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from itertools import count, islice
from pathlib import Path

import scenarios
from scenarios.schema.pack_reading import read_pack
from wargame.engine import (
    Setting,
    Sheet,
    World,
    adjudicate,
    build_status,
    choose,
    compile_setting,
    is_compiled,
    opening_world,
    perspective,
    preview,
    rollouts,
    warm,
)
from wargame.engine.perspective.filter import masked_view
from wargame.engine.playouts.playouts import begin, play

PACK = Path(scenarios.__file__).parent / "packs" / "nine-past-nine"
GAMES = 2_000
FRESH = """
import signal, time
signal.signal(signal.SIGINT, signal.SIG_DFL)
began = time.perf_counter()
from wargame import engine
imported = time.perf_counter()
engine.warm(True)
print(imported - began, time.perf_counter() - imported)
"""
PlayedTurn = tuple[World, Mapping[str, Sheet]]


def situations(setting: Setting, games: int) -> list[PlayedTurn]:
    """Play games with random legal sheets, four points a seat, and give every turn of them."""
    found: list[PlayedTurn] = []
    for seed in range(games):
        world = opening_world(setting, seed)
        while not world.clock[1]:
            sheets = {seat: choose("random", masked_view(setting, world, seat), seed).sheet for seat in setting.seats}
            found.append((world, sheets))
            world = adjudicate(setting, world, sheets, seed).world
    return found


def timed(call: Callable[[int], object]) -> Iterator[float]:
    """Call again and again, as long as asked, and give what each call took, in milliseconds."""
    for number in count():
        began = time.perf_counter()
        call(number)
        yield 1000 * (time.perf_counter() - began)


def times(call: Callable[[int], object], repeats: int) -> list[float]:
    """Time repeated calls, in milliseconds."""
    return list(islice(timed(call), repeats))


def row(label: str, value: str) -> None:
    """Print a line of the table."""
    print(f"{label:<62}{value:>26}")


def show(label: str, found: list[float]) -> None:
    """Print median and 95th percentile."""
    row(label, f"p50 {statistics.median(found):.2f}  p95 {statistics.quantiles(found, n=20)[18]:.2f} ms")


def fresh_process(cache: str) -> tuple[float, float]:
    """Import the engine and warm it in a new process with this cache directory; seconds for each."""
    environment = {**os.environ, "NUMBA_CACHE_DIR": cache}
    command = [sys.executable, "-c", FRESH]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    imported, warmed = done.stdout.split()
    return float(imported), float(warmed)


def turns_a_second(setting: Setting, situation: PlayedTurn, turns: int) -> float:
    """Adjudicate one situation under many seeds and give how many turns a second that makes."""
    world, sheets = situation
    games = begin(setting, [world], [sheets], range(turns), [{}])
    began = time.perf_counter()
    play(setting, games, 1)
    return turns / (time.perf_counter() - began)


def rolling(setting: Setting, situation: PlayedTurn) -> None:
    """Measure what one preview asks of the rules, and how long the whole preview takes."""
    world, sheets = situation
    build = "compiled" if is_compiled() else "plain"
    found = times(lambda _: rollouts(setting, [world] * 200, [sheets] * 200, range(200)), 20)
    show(f"200 one-turn rollouts, {build}", found)
    seat, sheet = next((seat, sheet) for seat, sheet in sheets.items() if sheet)
    view = perspective(setting, world, seat)
    count = preview(view, sheet, 0, 0).rollouts
    show(f"Preview of an order, {count} pairs, {build}", times(lambda n: preview(view, sheet, 0, n), 20))


def deciding(setting: Setting, situation: PlayedTurn) -> None:
    """Measure what it takes to see as a seat and to decide for it."""
    world, seat = situation[0], setting.seats[0]
    show("Perspective of a seat", times(lambda _: perspective(setting, world, seat), 100))
    view = perspective(setting, world, seat)
    show("Decision of an empirical seat", times(lambda n: choose("empirical", view, n), 100))


def main() -> None:
    """Print the table."""
    spec = read_pack(PACK).rules
    setting = compile_setting(spec)
    played = situations(setting, 20)
    orders = statistics.mean(sum(map(len, sheets.values())) for _, sheets in played)
    row("States, seats, order kinds, mean orders a turn",
        f"{len(setting.codes)}, {len(setting.seats)}, {len(spec.orders)}, {orders:.0f}")  # fmt: skip
    row("Cells of a world, and of a row with the turn's facts", f"{setting.at.sheet}, {setting.at.size}")
    show("Compile the scenario", times(lambda _: compile_setting(spec), 20))
    show("Live turn with ledger, outcomes and digest, plain",
         times(lambda n: adjudicate(setting, *played[n % len(played)], n), 600))  # fmt: skip
    deciding(setting, played[1])
    rolling(setting, played[1])
    plain = turns_a_second(setting, played[1], 200)
    with tempfile.TemporaryDirectory() as cache:
        imported, cold = fresh_process(cache)
        again = fresh_process(cache)[1]
    row("Import the engine", f"{imported:.2f} s")
    row("Compile the rules, nothing on disk", f"{cold:.1f} s")
    row("Compile the rules, loaded from disk", f"{again:.2f} s")
    warm(block=True)
    row("Rollouts now run", build_status())
    rolling(setting, played[1])
    fast = turns_a_second(setting, played[1], GAMES)
    row("Turns a second on one core, plain", f"{plain:,.0f}")
    row("Turns a second on one core, compiled", f"{fast:,.0f}")
    row("Compiled over plain", f"{fast / plain:.0f} times")
    row("Peak memory", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
