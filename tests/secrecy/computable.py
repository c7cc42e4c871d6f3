"""Looks for what seats can compute: `python -m tests.secrecy.computable [--games 200] [--pack SLUG] [--only CHECK]`.

Plays games of each pack and prints four tables. `sums`: does every change that a seat sees equal the sum of its
entries? `worlds`: are equal words shown with equal figures, if one hidden thing is another? `reader`: which truths
can somebody work out who subtracts? `secrets`: which orders? Ends with 1 where something is given away.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tests.scenarios.pack_games import SLUGS, setting_of
from tests.secrecy.adding_up import Gap, gaps_of
from tests.secrecy.played_worlds import PlayedTurn, play_turns
from tests.secrecy.secret_orders import Secret, secrets_of
from tests.secrecy.subtracting_reader import Reading, read_game
from tests.secrecy.two_worlds import Case, TwoWorlds, differing_previews

Game = Sequence[PlayedTurn]
MOST_LINES = 20
"""The longest that a list of causes becomes."""


@dataclass(frozen=True)
class Check:
    """One of the four: what it finds in a game, which of that gives something away, and its table."""

    find: Callable[[Game], Iterator[object]]
    is_breach: Callable[..., bool]
    tell: Callable[..., Iterator[str]]


def find_gaps(turns: Game) -> Iterator[Gap]:
    """Yield the figures whose changes a seat is not told in full."""
    for turn in turns:
        yield from gaps_of(turn)


def find_cases(turns: Game) -> Iterator[Case]:
    """Yield the comparisons of two worlds, then those of previews, which are a sample: one seat a turn."""
    yield from TwoWorlds(turns).cases()
    for turn in turns:
        yield from differing_previews(turn, turn.setting.seats[turn.number % len(turn.setting.seats)])


def find_secrets(turns: Game) -> Iterator[Secret]:
    """Yield the orders that seats did not notice and that showed all the same."""
    for turn in turns:
        yield from secrets_of(turn)


def tell_gaps(gaps: Sequence[Gap]) -> Iterator[str]:
    """Yield how often seats read a variable in part, then the parts that are missing most often."""
    reasons = Counter((gap.variable, " + ".join(sorted({why.split(":")[0] for why in gap.causes}))) for gap in gaps)
    yield from table(("variable", "left out"), reasons)
    yield "  most often left out:"
    yield from table(("cause",), Counter((cause,) for gap in gaps for cause in gap.causes))


def tell_cases(cases: Sequence[Case]) -> Iterator[str]:
    """Tell for each hidden thing in how many cases equal words came with other figures."""
    for by in (lambda case: case.kind, lambda case: f"{case.kind} {case.about}"):
        found: Counter[str] = Counter(map(by, cases))
        aside: Counter[str] = Counter(by(case) for case in cases if case.read_differently)
        apart: Counter[str] = Counter(by(case) for case in cases if case.differing)
        rows = sorted(found, key=lambda key: -apart[key])[:MOST_LINES]
        yield f"  {'differs in':34}{'cases':>8}{'read otherwise':>16}{'told equal':>12}{'other figures':>15}"
        for key in rows:
            yield f"  {key:34}{found[key]:8}{aside[key]:16}{found[key] - aside[key]:12}{apart[key]:15}"
    yield from table(
        ("differs in", "figure"),
        Counter((case.kind, name) for case in cases for name in {one.split(" ")[0] for one in case.differing}),
    )


def tell_readings(readings: Sequence[Reading]) -> Iterator[str]:
    """Tell for each truth how often the reader was right, wrong or undecided, and how often the page left it open."""
    yield f"  {'truth':24}{'right':>8}{'wrong':>8}{'undecided':>11}{'breaches':>10}"
    for key in ("", *dict.fromkeys(one.truth for one in readings)):
        mine = [one for one in readings if key in ("", one.truth)]
        count = Counter(one.verdict for one in mine)
        breaches = sum(one.is_breach for one in mine)
        columns = f"{count['right']:8}{count['wrong']:8}{count['undecided']:11}{breaches:10}"
        yield f"  {key or 'all':24}{columns}"


def tell_secrets(secrets: Sequence[Secret]) -> Iterator[str]:
    """Tell for each kind how many orders that nobody told a seat of showed, by how many on offer fit."""
    yield from table(
        ("author", "kind", "orders that fit"),
        Counter((one.author, one.kind, f"{one.fitting}{' or a truth' * one.needs_no_order}") for one in secrets),
    )


def table(heads: tuple[str, ...], counts: Counter[Any]) -> Iterator[str]:
    """Yield the most frequent rows of a count, with their numbers."""
    wide = [34] * (len(heads) - 1) + [60]
    for row, times in [(heads, "times"), *counts.most_common(MOST_LINES)]:
        yield "  " + "".join(f"{cell:{width}}" for cell, width in zip(row, wide, strict=True)) + f"{times:>8}"


CHECKS = {
    "sums": Check(find_gaps, lambda gap: True, tell_gaps),
    "worlds": Check(find_cases, lambda case: bool(case.differing), tell_cases),
    "reader": Check(read_game, lambda reading: reading.is_breach, tell_readings),
    "secrets": Check(find_secrets, lambda secret: secret.is_breach, tell_secrets),
}


def check_pack(slug: str, names: Iterable[str], seeds: Iterable[int]) -> int:
    """Play games of a pack, print the tables of these checks, and return how much is given away."""
    found: dict[str, list[object]] = {name: [] for name in names}
    for seed in seeds:
        turns = play_turns(setting_of(slug), seed)
        for name in found:
            found[name] += CHECKS[name].find(turns)
    breaches = 0
    for name, items in found.items():
        given = sum(CHECKS[name].is_breach(item) for item in items)
        print(f"\n{slug}, {name}: {given} breaches, {len(items)} cases")
        print("\n".join(CHECKS[name].tell(items)) if items else "  nothing found", flush=True)
        breaches += given
    return breaches


def main(words: Sequence[str]) -> int:
    """Check the packs that the words name; return 1 if one gives something away."""
    parser = argparse.ArgumentParser(prog="python -m tests.secrecy.computable", description=__doc__)
    parser.add_argument("--games", type=int, default=200, help="how many games of each pack (default: %(default)s)")
    parser.add_argument("--pack", choices=SLUGS, action="append", help="this pack alone; may be repeated")
    parser.add_argument("--only", choices=sorted(CHECKS), action="append", help="this check alone; may be repeated")
    parser.add_argument("--seed", type=int, default=0, help="the seed of the first game (default: %(default)s)")
    asked = parser.parse_args(words)
    seeds = range(asked.seed, asked.seed + asked.games)
    breaches = [check_pack(slug, asked.only or CHECKS, seeds) for slug in asked.pack or SLUGS]
    print(f"\n{sum(breaches)} breaches in all")
    return int(any(breaches))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
