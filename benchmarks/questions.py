"""The value of three questions to the staff: `python -m benchmarks.questions [--games 8] [--seats KOR USA RUS]`.

Plays Nine Past Nine with one seat that follows figures: each turn it asks about so many random orders, gives those that
gain, and fills its sheet with other legal orders at random. The table compares its points at the end with those of the
planner in the same games. Nothing here is asserted.
"""

import argparse
import random
import statistics
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import scenarios
from scenarios.schema.pack_reading import read_pack
from wargame.engine import (
    Order,
    Perspective,
    Setting,
    Sheet,
    adjudicate,
    choose,
    compile_setting,
    forecast_sheet,
    opening_world,
    options,
    perspective,
    problems,
    scores,
    total,
    warm,
)

PACK = Path(scenarios.__file__).parent / "packs" / "nine-past-nine"
QUESTIONS = 3
MOST_ORDERS = 3


def open_orders(view: Perspective) -> Iterator[Order]:
    """Yield every order that the seat can give now, by kind, level, target and partner."""
    for option in options(view):
        if option.is_available:
            ways = product(option.levels, option.targets or ("",), option.partners or ("",))
            yield from (Order(option.kind, level.key, target, partner) for level, target, partner in ways)


def legal(view: Perspective, sheet: Sheet) -> bool:
    """Return whether the rules take these orders."""
    return len(sheet) <= MOST_ORDERS and not problems(view, sheet)


def follow_figures(view: Perspective, seed: int, questions: int) -> Sheet:
    """Return the sheet of a seat that gives what gains of the orders about which it asks, and others at random."""
    dice = random.Random(seed)  # games, not secrets
    drawn = list(open_orders(view))
    dice.shuffle(drawn)
    asked = [order for order in drawn if legal(view, (order,))][:questions]
    told = forecast_sheet(view, (), asked, seed).offered if asked else ()
    gains = sorted(((each.aims.end or each.aims.turn).mean, place) for place, each in enumerate(told))
    wanted = [told[place].order for gain, place in reversed(gains) if gain > 0]
    sheet: Sheet = ()
    for order in (*wanted, *(order for order in drawn if order not in asked)):
        if legal(view, (*sheet, order)):
            sheet = (*sheet, order)
    return sheet


def points(setting: Setting, seat: str, seed: int, questions: int | None) -> float:
    """Play a game and return the points of the seat at its end; without questions the planner plays the seat."""
    policies = {state.code: state.policy for state in setting.spec.states if state.seat}
    world = opening_world(setting, seed)
    while not world.clock[1]:
        views = {code: perspective(setting, world, code) for code in setting.seats}
        sheets = {code: choose(policies[code], views[code], seed).sheet for code in setting.seats if code != seat}
        turn = seed * 100 + int(world.clock[0])
        own = choose("planner", views[seat], turn).sheet if questions is None else None
        sheets[seat] = follow_figures(views[seat], turn, questions or 0) if own is None else own
        world = adjudicate(setting, world, sheets, turn).world
    return total(scores(setting, world, seat), seat)


def main() -> None:
    """Play the games and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--games", type=int, default=8)
    parser.add_argument("--seats", nargs="+", default=["KOR", "USA", "RUS"])
    asked = parser.parse_args()
    warm(block=True)
    setting = compile_setting(read_pack(PACK).rules)
    print(f"{'seat':6}{'3 questions':>14}{'planner':>10}{'below':>8}")
    for seat in asked.seats:
        means = [
            statistics.fmean(points(setting, seat, seed, questions) for seed in range(1, asked.games + 1))
            for questions in (QUESTIONS, None)
        ]
        print(f"{seat:6}{means[0]:14.1f}{means[1]:10.1f}{means[1] - means[0]:8.1f}", flush=True)


if __name__ == "__main__":
    main()
