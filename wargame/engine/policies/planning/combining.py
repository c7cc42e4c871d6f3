"""Sheets put together from the orders that do most by themselves."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from wargame.engine.perspective.filter import Perspective
from wargame.engine.policies.planning.candidates import Candidate
from wargame.engine.policies.planning.seat_dice import SeatDice
from wargame.engine.rules.policies.kinds import MOST_ORDERS

LOOKED_AT = 64
"""First slot of the dice that thin out a long list of orders."""


def thinned(pool: Sequence[Candidate], most: int, dice: SeatDice) -> list[Candidate]:
    """Keep at most so many orders: half of them those the pack leans to most, the rest drawn evenly."""
    ranked = sorted(range(len(pool)), key=lambda k: (-pool[k].weight, k))
    kept, rest = ranked[: most // 2], ranked[most // 2 :]
    for slot in range(min(most - len(kept), len(rest))):
        kept.append(rest.pop(dice.pick([1.0] * len(rest), LOOKED_AT + slot)))
    return [pool[k] for k in sorted(kept)]


def plannable(view: Perspective, pool: Sequence[Candidate], most: int, dice: SeatDice) -> list[int]:
    """Give the numbers of the orders that plans are made of: all of the seat's if they are few, else legal ones."""
    script = view.setting.tables.scripts[view.index]
    count = script.candidates_to - script.candidates_from
    return list(range(count)) if count <= most else [candidate.number for candidate in thinned(pool, most, dice)]


def most_promising(pool: Sequence[Candidate], worth: Mapping[int, float], most: int) -> list[Candidate]:
    """Keep at most so many of the orders whose worth is known: those that seem worth most."""
    known = [candidate for candidate in pool if candidate.number in worth]
    ranked = sorted(known, key=lambda candidate: (-worth[candidate.number], candidate.number))
    return sorted(ranked[:most], key=lambda candidate: candidate.number)


def combined(pool: Sequence[Candidate], gains: Sequence[float], points: int, most: int) -> list[tuple[Candidate, ...]]:
    """Give the sheets of up to `MOST_ORDERS` orders with the largest sums of gains that the points pay for.

    The effect of two orders together is taken to be the sum of their effects apart; the playouts of the whole sheets
    put that right.
    """
    found = [
        (-sum(gains[k] for k in chosen), chosen)
        for size in range(1, MOST_ORDERS + 1)
        for chosen in combinations(range(len(pool)), size)
        if _is_payable([pool[k] for k in chosen], points)
    ]
    return [tuple(pool[k] for k in chosen) for _, chosen in sorted(found)[:most]]


def _is_payable(chosen: Sequence[Candidate], points: int) -> bool:
    """Return whether the points suffice, and no two orders exclude each other."""
    if sum(c.cost for c in chosen) > points:
        return False
    return not any(other.order in one.excludes for one, other in combinations(chosen, 2))
