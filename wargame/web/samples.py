"""Sample figures for the style page and the landing page; they belong to no exercise."""

from dataclasses import dataclass
from typing import Any

from wargame.web.charts import LineChart, Series, line_chart
from wargame.web.trade_bars import PHONE, Goods, TradeBar, bar_of


@dataclass(frozen=True)
class _Option:
    key: str
    label: str
    in_100: int
    accident: bool = False


STRIP = (
    _Option("leaves", "Leaves", 38),
    _Option("returns", "Returns", 24),
    _Option("ignores", "Ignores", 35),
    _Option("mishap", "Mishap", 3, accident=True),
)


def page() -> dict[str, Any]:
    """Return the figures that /design/ shows."""
    return {
        "chart": _chart(),
        "strip": STRIP,
        "tensions": (9, 31, 44, 58, 74),
        "trade_bar": _trade_bar(),
        "trade_key": {"has_first_duties": True, "has_rises": True},
    }


def what_if() -> LineChart:
    """Return two lines that part at a turn, for the landing page."""
    return line_chart(
        "Example: tension ends at 47 with flares and at 63 with fire.",
        ["Start", "T1", "T2", "T3", "T4", "T5", "T6"],
        [
            Series("Flares", (30, 34, 46, 52, 55, 50, 47), "alt"),
            Series("Fire", (30, 34, 46, 67, 76, 70, 63), "base"),
        ],
        size=(400, 170),
        now=2,
    )


def _trade_bar() -> TradeBar:
    lists = (
        Goods("List 1", 34, 25),
        Goods("List 3", 160, 10, coming=25, coming_turn=5),
        Goods("List 4", 112, 0, 15, 6),
    )
    return bar_of(lists, 505.6, 505.6, PHONE)


def _chart() -> LineChart:
    return line_chart(
        "Sample: RUS-KOR tension rises to 63 while the record stays at 52.",
        ["Start", "T1", "T2", "T3", "T4"],
        [
            Series("RUS\N{EN DASH}KOR", (30, 34, 46, 67, 63), "main"),
            Series("JPN\N{EN DASH}KOR", (50, 50, 52, 58, 71), "second"),
            Series("CHN\N{EN DASH}KOR", (32, 38, 38, 44, 41)),
            Series("Record", (30, 33, 44, 55, 52), "base"),
        ],
        size=(300, 190),
        now=3,
    )
