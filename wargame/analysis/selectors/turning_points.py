"""The turning points of a game: a seat's expected total by turn, the parts that moved it, and the largest decisions."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise

from wargame.analysis.models import Ensemble
from wargame.engine.values import PARTS_OF_SPLIT, Moved, Order, Setting, Split
from wargame.exercises import bridge as exercises
from wargame.exercises.bridge import setting_of
from wargame.exercises.models import Seat, Turn
from wargame.exercises.orders.selectors.orders import OrderLine, line_of
from wargame.exercises.results.selectors.trends import PHONE, WIDE, Option, in_reach
from wargame.web.charts import LineChart, Series, fitted_span, line_chart
from wargame.web.meters import MarginalBar, marginal_bar, scale_for

CLEAR = 2.0
"""Standard errors within which a part may be chance alone."""
MOST_POINTS = 3
OWN = PARTS_OF_SPLIT.index("own")
NAMES = {
    "opening": "Drawn at the start",
    "own": "Own orders",
    "others": "Orders of the others",
    "dice": "Dice",
    "rulings": "Rulings and injects",
}
WHO = {"opening": "luck", "own": "", "others": "", "dice": "luck", "rulings": "the white cell"}


@dataclass(frozen=True)
class MovedCell:
    """The points that one part moved in one turn, with the range that holds them 95 times in 100."""

    mean: float
    low: float
    high: float
    bar: MarginalBar

    @property
    def is_clear(self) -> bool:
        """Whether it is more than chance."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Row:
    """One part over the game: before the first turn, in every turn, and in all of it. `who` says whose doing it was."""

    name: str
    who: str
    cells: tuple[MovedCell, ...]
    whole: MovedCell


@dataclass(frozen=True)
class ChangeOfTurn:
    """A value before a turn and after it."""

    label: str
    title: str
    before: float
    after: float

    @property
    def move(self) -> float:
        return self.after - self.before


@dataclass(frozen=True)
class SeatRow:
    """Decisions and luck of one seat over the game."""

    seat: str
    start: float
    end: float
    cells: tuple[MovedCell, ...]


@dataclass(frozen=True)
class TurningPoint:
    """Orders of a seat in one turn that moved its own aims by more than chance explains."""

    turn: int
    title: str
    seat: str
    moved: MovedCell
    orders: tuple[OrderLine, ...]


@dataclass(frozen=True)
class TurningPoints:
    """The page of a split game, for one seat and figure."""

    headline: str
    title: str
    seat: str
    chart: LineChart
    phone_chart: LineChart
    changes: tuple[ChangeOfTurn, ...]
    rows: tuple[Row, ...]
    seats: tuple[SeatRow, ...]
    parts: tuple[str, ...]
    points: tuple[TurningPoint, ...]
    options: tuple[Option, ...]

    @property
    def say(self) -> str:
        """The text that screen readers speak once the games are played."""
        return self.headline


def turning_points_of(seat: Seat, ensemble: Ensemble, found: Split, asked: str) -> TurningPoints:
    """Return the parts that moved the figure asked for, by default the aims of the reader's seat."""
    setting = setting_of(ensemble.exercise)
    endings = {ending.key: ending.name for ending in setting.spec.endings}
    mine = seat.role if seat.role in found.seats else found.seats[0]
    known = {f"score-{one}": (one, 0, f"Aims of {one}") for one in (mine, *(s for s in found.seats if s != mine))}
    known |= {f"ending-{key}": (mine, n, endings[key]) for n, key in enumerate(found.endings, 1)}
    key = asked if asked in known else f"score-{mine}"
    who, measure, title = known[key]
    titles = [turn.title for turn in setting.spec.turns[: found.turns]]
    changes = _changes(found, who, measure, titles)
    charts = [_chart(found, who, measure, title, size) for size in (WIDE, PHONE)]
    return TurningPoints(
        headline=_headline(title, changes),
        title=title,
        seat=who,
        chart=charts[0],
        phone_chart=charts[1],
        changes=changes,
        rows=_rows(found, who, measure),
        seats=tuple(_seat_row(found, one) for one in found.seats),
        parts=tuple(NAMES[one.part] for one in found.moved(0, who)),
        points=_points(ensemble, found, titles),
        options=in_reach([Option(one, label, one == key) for one, (_, _, label) in known.items()]),
    )


def _changes(found: Split, seat: str, measure: int, titles: Sequence[str]) -> tuple[ChangeOfTurn, ...]:
    labels = ("Before", *(f"Turn {number}" for number in range(1, found.turns + 1)))
    values = [found.value(column, seat, measure) for column in range(found.turns + 2)]
    named = zip(labels, ("what was drawn", *titles), pairwise(values), strict=True)
    return tuple(ChangeOfTurn(label, title, *pair) for label, title, pair in named)


def _headline(title: str, changes: Sequence[ChangeOfTurn]) -> str:
    most = max(changes[1:], key=lambda change: abs(change.move))
    verb = "took" if most.move < 0 else "brought"
    if round(abs(most.move)) < 1:
        return f"No turn moved it: {title}, {round(most.before)} to {round(changes[-1].after)}"
    return f"{most.label} {verb} most: {title}, {round(most.before)} to {round(most.after)}"


def _chart(found: Split, seat: str, measure: int, title: str, size: tuple[int, int]) -> LineChart:
    columns = range(found.turns + 2)
    shown = (seat,) if measure else (*(one for one in found.seats if one != seat), seat)
    series = [
        Series(
            title if measure else one,
            tuple(found.value(column, one, measure) for column in columns),
            "main" if one == seat else "",
        )
        for one in shown
    ]
    positions = ("Draw", "Start", *(f"T{number}" for number in range(1, found.turns + 1)))
    what = "Share of games with this ending, in 100" if measure else "Expected total of each seat's aims at the end"
    sentence = f"{what}: before anything was drawn, at the start, and after every turn."
    return line_chart(sentence, positions, series, size=size, span=fitted_span(series, 0, 100))


def _rows(found: Split, seat: str, measure: int) -> tuple[Row, ...]:
    columns = [found.moved(turn, seat, measure) for turn in range(found.turns + 2)]
    scale = scale_for(max(abs(moved.mean) + CLEAR * moved.error for column in columns for moved in column))
    rows = []
    for parts in zip(*columns, strict=True):
        *cells, whole = (_cell(moved, scale) for moved in parts)
        if any(cell.mean for cell in (*cells, whole)):
            rows.append(Row(NAMES[parts[0].part], WHO[parts[0].part], tuple(cells), whole))
    return tuple(rows)


def _seat_row(found: Split, seat: str) -> SeatRow:
    whole = found.moved(found.turns + 1, seat)
    scale = scale_for(max(abs(moved.mean) + CLEAR * moved.error for moved in whole))
    ends = found.value(0, seat), found.value(found.turns + 1, seat)
    return SeatRow(seat, *ends, tuple(_cell(moved, scale) for moved in whole))


def _cell(moved: Moved, scale: float) -> MovedCell:
    low, high = moved.mean - CLEAR * moved.error, moved.mean + CLEAR * moved.error
    return MovedCell(moved.mean, low, high, marginal_bar(moved.mean, low, high, scale))


def _points(ensemble: Ensemble, found: Split, titles: Sequence[str]) -> tuple[TurningPoint, ...]:
    """Return the turns in which a seat's orders moved its own aims most, none of them within its error."""
    setting = setting_of(ensemble.exercise)
    line = Turn.objects.with_exercise().in_line(ensemble.line)
    sheets = {turn.number: exercises.sheets_of(turn) for turn in line}
    own = [(turn, seat, found.moved(turn, seat)[OWN]) for turn in range(1, found.turns + 1) for seat in found.seats]
    clear = [one for one in own if abs(one[2].mean) > CLEAR * one[2].error and sheets[one[0]].get(one[1])]
    most = sorted(clear, key=lambda one: -abs(one[2].mean))[:MOST_POINTS]
    scale = scale_for(max((abs(moved.mean) + CLEAR * moved.error for _, _, moved in most), default=0))
    return tuple(
        TurningPoint(turn, titles[turn - 1], seat, _cell(moved, scale), _orders(setting, sheets[turn][seat]))
        for turn, seat, moved in most
    )


def _orders(setting: Setting, sheet: Sequence[Order]) -> tuple[OrderLine, ...]:
    return tuple(line_of(setting, asdict(order), slot, is_open=False) for slot, order in enumerate(sheet, 1))
