"""Figures of an appraisal in rows: by seat, by order, by ending, each as a dot or bar on one scale."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wargame.analysis.selectors.appraisals.figure_texts import figure, spread
from wargame.analysis.selectors.appraisals.names import Words
from wargame.engine.values import THRESHOLDS
from wargame.web.dots import SURE, Dot, RowScale, dot_of
from wargame.web.figures import points

Row = Mapping[str, Any]
FEWEST_CASES = 100
"""Cases of an order from which the bias of its odds is shown."""


@dataclass(frozen=True)
class FigureRow:
    """One figure: the seat that it is of, if any, what else it is of, where it lies and how it is said."""

    seat: str
    label: str
    dot: Dot
    said: str
    spread: str
    is_met: bool


@dataclass(frozen=True)
class FigureRows:
    """Figures on one scale; `low` and `high` are what its ends are."""

    key: str
    title: str
    wanted: str
    low: str
    high: str
    rows: tuple[FigureRow, ...]

    @property
    def is_said(self) -> bool:
        """Tell if a row says more than its seat."""
        return any(row.label for row in self.rows)


def by_seat(figures: Row, words: Words) -> tuple[FigureRows, ...]:
    """Return the measured figures of each seat, apart from policies, in the order of the page."""
    found = (
        _rows("highest", "Who fares best", _of_seats(figures.get("highest", {}), words), RowScale(0, 1), is_bar=True),
        _rows("first_order", "Worth of the best first order", _of_seats(figures.get("first_order", {}), words)),
        _rows(
            "forced_opening",
            "How often a planner opens with one order",
            _of_seats(figures.get("forced_opening", {}), words),
            RowScale(0, 1),
        ),
        *(
            _rows(
                key,
                title,
                [(seat, "", one["ending"]) for seat, one in figures.get(key, {}).items()],
                RowScale(0, 1),
            )
            for key, title in (
                ("own_share", "What own orders explain of the ending alone"),
                ("own_share_with_interactions", "What they explain together with other seats"),
            )
        ),
    )
    return tuple(one for one in found if one.rows)


def odds_bias(figures: Row, words: Words) -> FigureRows | None:
    """Return the excess of forecast odds over results, for orders with enough cases."""
    bias = figures.get("odds", {}).get("bias", {})
    told = [("", words.order(kind), one) for kind, one in bias.items() if one["cases"] >= FEWEST_CASES]
    return _rows("odds_bias", "Told more than came, by order", told, RowScale(-0.15, 0.15)) if told else None


def endings(figures: Row, words: Words) -> FigureRows | None:
    """Return the endings of games of the record; history's ending is wanted."""
    record = figures.get("record", {})
    if not record.get("endings"):
        return None
    found = _rows(
        "record",
        "How games of the record end",
        [("", words.ending(key), one) for key, one in record["endings"].items()],
        RowScale(0, 1),
        is_bar=True,
        held={words.ending(record["ended"])},
    )
    return found if record["ended"] else None


def _of_seats(found: Row, words: Words) -> list[tuple[str, str, Row]]:
    return [(seat, words.order(one["order"]) if "order" in one else "", one) for seat, one in found.items()]


def _rows(
    key: str,
    title: str,
    found: Iterable[tuple[str, str, Row]],
    scale: RowScale | None = None,
    *,
    is_bar: bool = False,
    held: set[str] | None = None,
) -> FigureRows:
    """Put figures on one scale with the range that their threshold wants, of those that are `held` against it."""
    listed, threshold = list(found), THRESHOLDS[key]
    on = scale or _fitted([one for *_, one in listed], threshold.high)
    rows = []
    for seat, label, one in listed:
        is_held = held is None or label in held
        wanted = (threshold.low, threshold.high) if is_held else None
        rows.append(
            FigureRow(
                seat=seat,
                label=label,
                dot=dot_of(one["value"], one["error"], on, wanted=wanted, is_bar=is_bar),
                said=figure(key, one["value"]),
                spread=spread(key, one["error"]),
                is_met=not is_held or threshold.is_met(one["value"]),
            )
        )
    is_share = on.high <= 1
    low, high = (points(100 * end if is_share else end) for end in (on.low, on.high))
    return FigureRows(key, title, threshold.wanted, low, high, tuple(rows))


def _fitted(found: list[Row], wanted: float) -> RowScale:
    """Return a scale from 0, or below where a figure is, to beyond the largest figure and what is wanted."""
    ends = [one["value"] + SURE * (one["error"] or 0.0) for one in found]
    starts = [one["value"] - SURE * (one["error"] or 0.0) for one in found]
    return RowScale(min([0.0, *starts]), max([wanted * 1.25, *ends]))
