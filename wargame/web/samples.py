"""Samples for the style page and the landing page; they belong to no exercise."""

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


@dataclass(frozen=True)
class _Adviser:
    """An adviser as the landing page shows one: icon, name, the way in which they lean, and one sentence."""

    icon: str
    name: str
    leaning: str
    says: str


ADVISERS = (
    _Adviser("shield", "Defence ministry", "trusts force", "Twenty calls brought nothing. Only shots will be heard."),
    _Adviser(
        "landmark",
        "Foreign ministry",
        "trusts Washington",
        "Ask Washington first. Then Moscow has two capitals to answer.",
    ),
    _Adviser(
        "house", "Home affairs", "watches the polls", "If people see no Korean aircraft, they will say that we slept."
    ),
)
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
