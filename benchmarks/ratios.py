"""Compare the compiled rules with plain ones, as ratios of CPU time in one run: `python -m benchmarks.ratios`.

A ratio holds from machine to machine and beside other work, where games a second do not. Nothing is asserted.
"""

from collections.abc import Callable
from time import process_time

from benchmarks.figures import as_given, plainly, play_given, scripted
from scenarios.benchmark_scenario import theatre
from wargame.engine import Setting, Situation, compile_setting, ensemble, is_compiled, opening_world, warm

ROUNDS = 5
"""Each is measured so often and the quickest counts: whatever disturbs a measurement makes it slower."""
STEPS = 200_000
COMPILED, PLAIN = 2_000, 10
"""Games in one measurement."""


def fixed_loop() -> int:
    """Run a loop that never changes, to learn the speed of plain Python here: half a dozen steps of arithmetic."""
    word = 1
    for step in range(STEPS):
        word = ((word ^ (word >> 16)) * 0x7FEB352D + step) & 0xFFFFFFFF
    return word


def seconds(call: Callable[[], object]) -> float:
    """Give the CPU seconds of the quickest of several calls."""
    found = []
    for _ in range(ROUNDS):
        began = process_time()
        call()
        found.append(process_time() - began)
    return min(found)


def ensemble_seconds(setting: Setting, games: int) -> float:
    """Give CPU seconds a game of an ensemble with histograms, every seat scripted, by the build in use."""
    world, policies = opening_world(setting, 0), scripted(setting)
    return seconds(lambda: ensemble(setting, Situation(world), range(games), policies)) / games


def seconds_with_orders(setting: Setting) -> float:
    """Give CPU seconds a game in which two orders a seat are given, compiled."""
    ready = as_given(setting, opening_world(setting, 0))
    return seconds(lambda: play_given(setting, ready, COMPILED)) / COMPILED


def main() -> None:
    """Print the ratios."""
    setting = compile_setting(theatre())
    loop = seconds(fixed_loop) / STEPS
    with plainly():
        plain = ensemble_seconds(setting, PLAIN)
    warm(block=True)
    if not is_compiled():
        print("The rules are not compiled here, so there is nothing to compare.")
        return
    compiled, given = ensemble_seconds(setting, COMPILED), seconds_with_orders(setting)
    print(f"A step of the fixed plain loop            {1e9 * loop:12.1f} ns")
    print(f"A game of an ensemble, plain              {1e6 * plain:12.1f} us  {plain / loop:12,.0f} steps")
    print(f"A game of an ensemble, compiled           {1e6 * compiled:12.1f} us  {compiled / loop:12,.0f} steps")
    print(f"A game of two given orders, compiled      {1e6 * given:12.1f} us  {given / loop:12,.0f} steps")
    print(f"The compiled ensemble over the plain one  {plain / compiled:12.0f} times")


if __name__ == "__main__":
    main()
