"""Checks of seats that noticed everything: they have no account of their own, which would stand in for the filter."""

from collections.abc import Mapping

import numpy as np

from tests.secrecy import pairs
from tests.secrecy.specs import SPECS
from wargame.engine import Setting, Sheet, World, compile_setting

SEEDS = range(4)


def in_odds(name: str) -> None:
    """Check odds and reasons in turns in which every seat notices every order."""
    setting = compile_setting(SPECS[name]())
    for seat in setting.seats:
        for seed in SEEDS:
            sheets = noticed_by_all(setting, pairs.busy(setting, seed))
            pairs.check_told(setting, other_openings(setting, seat, seed), seat, sheets)


def other_openings(setting: Setting, seat: str, seed: int) -> tuple[World, World]:
    """Return two worlds as `two_worlds` does, with nothing under way and no order unseen so far; all seats can pay."""
    first, second = pairs.two_worlds(setting, seat, seed)
    nothing, rich = np.zeros_like(first.pending), np.full_like(first.points, pairs.MOST_POINTS)
    first = first._replace(points=rich, pending=nothing)
    return first, second._replace(points=rich, pending=nothing, untold=first.untold)


def noticed_by_all(setting: Setting, sheets: Mapping[str, Sheet]) -> dict[str, Sheet]:
    """Return the sheets with the orders alone that every seat notices."""
    return {
        seat: tuple(order for order in sheet if setting.order(order.kind).visibility == "public")
        for seat, sheet in sheets.items()
    }
