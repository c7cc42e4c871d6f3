"""Split many played games and look whether their parts sum: `python -m benchmarks.splits [--games 200] [--pairs 4]`.

Every seat plays whole games of Nine Past Nine with random legal orders. The program splits each game as Parley does
after an exercise, with fewer pairs of games, and prints the widest gap between the change of a value in a turn and the
sum of its parts. It ends with 1 where a gap is wider than the error of a sum of floats.
"""

import argparse
import sys
from time import process_time

from benchmarks.questions import PACK
from scenarios.schema.pack_reading import read_pack
from wargame.engine import (
    PlayedTurn,
    Setting,
    Situation,
    Split,
    adjudicate,
    choose,
    compile_setting,
    opening_world,
    perspective,
    split,
    warm,
)

WIDEST = 1e-6
"""Points of a value, or games of an ending in 100."""


def played(setting: Setting, seed: int) -> list[PlayedTurn]:
    """Return a game of random legal orders, with its orders and worlds."""
    world, turns = opening_world(setting, seed), []
    while not world.clock[1]:
        sheets = {seat: choose("random", perspective(setting, world, seat), seed).sheet for seat in setting.seats}
        after = adjudicate(setting, world, sheets, seed).world
        turns.append(PlayedTurn(Situation(world, sheets), Situation(after)))
        world = after
    return turns


def widest_gap(setting: Setting, found: Split) -> float:
    """Return the widest gap of a split, over its turns, seats, aims and endings."""
    return max(
        abs(
            found.value(turn + 1, seat, measure)
            - found.value(turn, seat, measure)
            - sum(part.mean for part in found.moved(turn, seat, measure))
        )
        for seat in setting.seats
        for measure in range(1 + len(found.endings))
        for turn in range(found.turns + 1)
    )


def main() -> int:
    """Split the games and print the widest gap of all."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--games", type=int, default=200)
    asked.add_argument("--pairs", type=int, default=4)
    wanted = asked.parse_args()
    setting = compile_setting(read_pack(PACK).rules)
    warm(block=True)
    began, widest, turns = process_time(), 0.0, 0
    for seed in range(wanted.games):
        game = played(setting, seed)
        found = split(setting, game, range(seed, seed + wanted.pairs), dict.fromkeys(setting.seats, "empirical"))
        widest, turns = max(widest, widest_gap(setting, found)), turns + found.turns
    spent = process_time() - began
    print(f"{wanted.games} games, {turns} turns: widest gap {widest:.1e} points, {spent:.0f} s of the processor")
    return int(widest > WIDEST)


if __name__ == "__main__":
    sys.exit(main())
