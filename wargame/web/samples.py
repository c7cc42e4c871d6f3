"""Sample figures for the living style page; nothing else shows them."""

from dataclasses import dataclass
from typing import Any

from wargame.web.charts import Series, line_chart


@dataclass(frozen=True)
class _Option:
    key: str
    label: str
    in_100: int
    accident: bool = False


def page() -> dict[str, Any]:
    """Everything that /design/ shows and its templates do not write themselves."""
    chart = line_chart(
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
    strip = (
        _Option("leaves", "Leaves", 38),
        _Option("returns", "Returns", 24),
        _Option("ignores", "Ignores", 35),
        _Option("mishap", "Mishap", 3, accident=True),
    )
    return {"chart": chart, "strip": strip, "tensions": (9, 31, 44, 58, 74)}
