"""Figures of an appraisal as people read them."""

from collections.abc import Mapping
from typing import Any

from wargame.web.figures import MINUS

Row = Mapping[str, Any]

SHARES = {
    "settled",
    "settled_by_turn",
    "forced_opening",
    "inert",
    "own_share",
    "own_share_with_interactions",
    "highest",
    "odds_bias",
    "odds_coverage",
    "record",
    "forced_turn",
    "stake",
    "others_share",
    "blind_highest",
    "newcomer",
    "choice",
    "comebacks",
}
"""Thresholds whose figures stand in 100."""

DIGITS = {
    "contradictions_per_game": 3,
    "odds_brier": 3,
    "dominant": 0,
    "texts_contradicted": 0,
    "always_right": 0,
    "last_turn": 0,
    "reciprocity": 2,
}
"""Digits after the point of the other figures, where it is not one: points of 100."""


def figure(key: str, value: float) -> str:
    """Return a figure of a threshold: "42 in 100", "3.1 points"."""
    if key in SHARES:
        return f"{plain(100 * value, 0 if abs(value) >= 0.1 else 1)} in 100"
    return f"{plain(value, DIGITS[key])}" if key in DIGITS else f"{plain(value, 1)} points"


def spread(key: str, error: float | None) -> str:
    """Return the standard error of such a figure, "" where one game cannot tell."""
    if error is None:
        return ""
    value = 100 * error if key in SHARES else error
    return f"±{plain(value, max(1, DIGITS.get(key, 1)))}"


def plain(value: float, digits: int) -> str:
    """Return a number with so many digits after the point, and a true minus; zero has none."""
    return f"{round(value, digits) + 0.0:.{digits}f}".replace("-", MINUS)
