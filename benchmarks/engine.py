"""Measures the engine and prints a table: `python -m benchmarks.engine`. Nothing here is asserted."""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from tests.engine import scenario
from wargame.engine import (
    Order,
    Setting,
    Sheet,
    adjudicate,
    build_status,
    compile_setting,
    opening_world,
    rollouts,
    warm,
)
from wargame.engine.compiled import BUILD
from wargame.engine.kernel.turn import play_many
from wargame.engine.sheet import start
from wargame.engine.spec import DyadSpec, ScenarioSpec, StateSpec

TURNS = 6
GAMES = 5_000
FRESH = """
import time
began = time.perf_counter()
from wargame import engine
imported = time.perf_counter()
engine.warm(True)
print(imported - began, time.perf_counter() - imported)
"""


def sheet(*lines: str) -> Sheet:
    """Read a sheet from lines of kind, level, target and partner."""
    return tuple(Order(*line.split()) for line in lines)


SHEETS: Mapping[str, Sheet] = {
    "AVA": sheet("hail notice CYL", "warn flares CYL", "sound_out quiet CYL", "listen_in listen BOR"),
    "BOR": sheet("warn flares CYL", "hail guard CYL", "sound_out quiet AVA", "sound_out quiet DUN"),
    "CYL": sheet("press_on press AVA EAS", "listen_in listen AVA", "sound_out quiet AVA", "turn_away turn"),
    "DUN": sheet("support words AVA", "support words BOR", "sound_out quiet CYL", "sound_out quiet AVA"),
    "EAS": sheet("sound_out quiet CYL", "sanction list AVA", "sound_out quiet DUN"),
}
"""Five seats with up to four orders each."""


def crowded() -> ScenarioSpec:
    """The invented scenario with six states, five of them seats."""
    base = scenario.spec()
    states = tuple(replace(state, seat=True, points=4) for state in base.states)
    extra = StateSpec("FAR", "Far", False, 50, 50, 50, 50, 50, 50, points=0)
    orders = tuple(
        replace(order, seats=(*order.seats, "EAS")) if order.kind in ("sound_out", "sanction") else order
        for order in base.orders
    )
    aims = tuple(replace(aim, seat="EAS") for aim in base.objectives if aim.seat == "DUN")
    pairs = {(dyad.who, dyad.towards) for dyad in base.dyads}
    codes = [state.code for state in (*states, extra)]
    dyads = [DyadSpec(a, b, 5, 10, 5) for a in codes for b in codes if a != b and (a, b) not in pairs]
    return replace(
        base,
        states=(*states, extra),
        dyads=(*base.dyads, *dyads),
        orders=orders,
        objectives=(*base.objectives, *aims),
    )


def times(call: Callable[[int], object], repeats: int) -> list[float]:
    """Time repeated calls, in milliseconds."""
    found = []
    for number in range(repeats):
        began = time.perf_counter()
        call(number)
        found.append(1000 * (time.perf_counter() - began))
    return found


def row(label: str, value: str) -> None:
    """Print a line of the table."""
    print(f"{label:<58}{value:>22}")


def show(label: str, found: list[float]) -> None:
    """Print median and 95th percentile."""
    p95 = statistics.quantiles(found, n=20)[18]
    row(label, f"p50 {statistics.median(found):.2f}  p95 {p95:.2f} ms")


def fresh_process(cache: str) -> tuple[float, float]:
    """Import the engine and warm it in a new process with this cache directory; seconds for each."""
    done = subprocess.run(
        [sys.executable, "-c", FRESH],
        env={**os.environ, "NUMBA_CACHE_DIR": cache},
        capture_output=True,
        text=True,
        check=True,
    )
    imported, warmed = done.stdout.split()
    return float(imported), float(warmed)


def games_a_second(setting: Setting, play: Callable[..., None], games: int, compiled: bool) -> float:
    """Play whole games of six turns with the same sheets and give how many a second were played."""
    first = start(setting, opening_world(setting, 1), SHEETS)
    rows, seeds = [list(first) for _ in range(games)], list(range(games))
    if compiled:
        rows, seeds = np.array(rows, dtype=np.int64), np.arange(games, dtype=np.int64)
    tables, world = setting.tables if compiled else setting.plain, setting.at.sheet
    began = time.perf_counter()
    for _ in range(TURNS):
        after = rows.copy() if compiled else [one.copy() for one in rows]
        play(tables, setting.at, rows, after, seeds)
        rows = next_rows(after, first, world, compiled)
    return games / (time.perf_counter() - began)


def next_rows(after: object, first: list[int], world: int, compiled: bool) -> object:
    """Put the same sheets before the worlds that came out."""
    if not compiled:
        return [one[:world] + first[world:] for one in after]
    after[:, world:] = first[world:]
    return after


def live(setting: Setting) -> None:
    """Measure the live turn and the preview."""
    world = opening_world(setting, 1)
    show(
        "Live turn with ledger, outcomes and digest, plain", times(lambda n: adjudicate(setting, world, SHEETS, n), 400)
    )
    many = ([world] * 200, [SHEETS] * 200, range(200))
    show(f"200 one-turn rollouts, {'compiled' if build_status() == 'compiled' else 'plain'}",
         times(lambda _: rollouts(setting, *many), 20))  # fmt: skip


def main() -> None:
    """Print the table."""
    setting = compile_setting(crowded())
    row("Compile a scenario", f"{statistics.median(times(lambda _: compile_setting(crowded()), 10)):.1f} ms")
    row("Cells of a world, and of a row with the turn's facts", f"{setting.at.sheet}, {setting.at.size}")
    live(setting)
    plain = games_a_second(setting, play_many, 50, compiled=False)
    with tempfile.TemporaryDirectory() as cache:
        imported, cold = fresh_process(cache)
        again = fresh_process(cache)[1]
    row("Import the engine", f"{imported:.2f} s")
    row("Compile the rules, nothing on disk", f"{cold:.1f} s")
    row("Compile the rules, loaded from disk", f"{again:.2f} s")
    warm(block=True)
    row("Rollouts now run", build_status())
    live(setting)
    games_a_second(setting, BUILD.play_many, 10, compiled=True)
    fast = games_a_second(setting, BUILD.play_many, GAMES, compiled=True)
    row(f"Games of {TURNS} turns a second, plain", f"{plain:,.0f}")
    row(f"Games of {TURNS} turns a second, compiled", f"{fast:,.0f}")
    row("Compiled over plain", f"{fast / plain:.0f} times")
    row("Peak memory", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
