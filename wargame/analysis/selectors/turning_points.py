"""The turning points of a game: a seat's expected total by turn, the parts that moved it, and the largest decisions.

A game is read in two ways: with hindsight, from the true worlds, and as a seat knew it then, from what it could see.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.progress import Progress, progress_of
from wargame.analysis.selectors.read_forecasts import ReadForecasts, forecasts_of
from wargame.analysis.selectors.results import counts_of
from wargame.analysis.selectors.split_rows import (
    NAMES,
    Marks,
    MovedCell,
    Row,
    SeatRow,
    known_rows_of,
    rows_of,
    seat_row_of,
)
from wargame.analysis.selectors.turning_cards import TurningPoint, cards_of
from wargame.engine.values import CLEAR, PARTS_OF_SPLIT, KnownThen, LargePart, Setting, Split, TurnSpec
from wargame.exercises import bridge as exercises
from wargame.exercises.bridge import setting_of
from wargame.exercises.models import Seat, Turn
from wargame.exercises.results.selectors.trends import Option, in_reach
from wargame.exercises.situation.selectors.frame import hours
from wargame.web.charts import Series
from wargame.web.waterfalls import Change, Step, Waterfall, waterfall

HINDSIGHT, KNOWN = "hindsight", "known"
SOON = timedelta(minutes=1)
"""Time that the page of a split waits for the reading as known then. A worker begins it within seconds."""


@dataclass(frozen=True)
class ChangeOfTurn:
    """A value before a turn and after it; `turn` is 0 for what was drawn before the first one."""

    turn: int
    title: str
    when: str
    before: float
    after: float

    @property
    def move(self) -> float:
        return self.after - self.before

    @property
    def label(self) -> str:
        return f"Turn {self.turn}" if self.turn else "Before"


@dataclass(frozen=True)
class PartsOfTurn:
    """A change with its parts by name."""

    change: ChangeOfTurn
    cells: tuple[tuple[str, MovedCell], ...]


@dataclass(frozen=True)
class TurningPoints:
    """The page of a split game, for one seat and figure, in one of the two readings.

    `at` is the chosen turn, and `other_measure` the figure that the key E shows: an ending beside the aims, and the
    aims beside an ending. `widest` is the largest distance between the mean and an edge of its range, None of counts
    without one. `forecasts` are those that the seat read, in the reading as known then. `pending` is that reading
    while it is being played; without both there is none.
    """

    headline: str
    title: str
    seat: str
    reading: str
    figure: str
    drawing: Waterfall
    changes: tuple[ChangeOfTurn, ...]
    rows: tuple[Row, ...]
    seats: tuple[SeatRow, ...]
    parts: tuple[str, ...]
    points: tuple[TurningPoint, ...]
    options: tuple[Option, ...]
    at: int
    other_measure: str
    widest: float | None
    forecasts: ReadForecasts | None = None
    has_known: bool = False
    pending: Progress | None = None

    @property
    def is_known(self) -> bool:
        """Tell if it is read as its seat knew it then."""
        return self.reading == KNOWN

    @property
    def before(self) -> float:
        """The value before everything."""
        return self.changes[0].before

    @property
    def after(self) -> float:
        """The value at the end."""
        return self.changes[-1].after

    @property
    def move(self) -> float:
        """The change of the whole game."""
        return self.after - self.before

    @property
    def table(self) -> tuple[PartsOfTurn, ...]:
        """The changes turn by turn, each with its parts that moved something."""
        return tuple(
            PartsOfTurn(change, tuple((row.name, row.cells[n]) for row in self.rows if row.cells[n].mean))
            for n, change in enumerate(self.changes)
        )

    @property
    def is_ending(self) -> bool:
        """Tell if the figure is the share of an ending."""
        return self.figure.startswith("ending-")

    @property
    def turn_before(self) -> int:
        """The turn before the chosen one, 0 for none."""
        return self.at - 1

    @property
    def turn_after(self) -> int:
        """The turn after the chosen one, 0 for none."""
        return self.at + 1 if self.at < self.changes[-1].turn else 0

    @property
    def other_parameters(self) -> tuple[tuple[str, str], ...]:
        """The parts of the address that another figure must keep."""
        return (("reading", self.reading), ("at", str(self.at)))

    @property
    def say(self) -> str:
        """The text that screen readers speak once the games are played."""
        return self.headline


@dataclass(frozen=True)
class _Figure:
    """The figure that is read: a seat's own aims (measure 0), or the share of an ending as that seat moved it."""

    key: str
    seat: str
    measure: int
    title: str


def turning_points_of(
    seat: Seat, ensemble: Ensemble, found: Split, asked: str, reading: str = HINDSIGHT, at: int | None = None
) -> TurningPoints:
    """Return the parts that moved the figure asked for, by default the aims of the reader's seat.

    `at` is the turn to choose, by default the one that moved the figure most.
    """
    setting = setting_of(ensemble.exercise)
    figures = _figures(setting, found, seat.role)
    figure = next((one for one in figures if one.key == asked), figures[0])
    sheets = exercises.sheets_in(list(Turn.objects.with_exercise().in_line(ensemble.line)))
    points = found.turning_points(sheets)
    played = reading_of(ensemble)
    known = counts_of(played) if played else None
    known = known if isinstance(known, KnownThen) else None
    read = known if known and reading == KNOWN else found
    changes, rows = _changes(setting.spec.turns, read, figure), _rows(read, figure, points)
    band = _band(read, figure)
    return TurningPoints(
        headline=_headline(figure, changes, is_known=read is known),
        title=figure.title,
        seat=figure.seat,
        reading=KNOWN if read is known else HINDSIGHT,
        figure=figure.key,
        drawing=_drawing(found, figure, changes, rows, band, is_known=read is known),
        changes=changes,
        rows=rows,
        seats=tuple(seat_row_of(found, one) for one in found.seats) if read is found else (),
        parts=tuple(NAMES[part] for part in PARTS_OF_SPLIT),
        points=cards_of(ensemble, points, sheets, played, known),
        options=in_reach([Option(one.key, one.title, one is figure) for one in figures]),
        at=at if at in [one.turn for one in changes if one.turn] else _most_moved(changes).turn,
        other_measure=_other_measure(ensemble, figure, figures),
        widest=max(((high - low) / 2 for low, high in band), default=None),
        forecasts=forecasts_of(ensemble.line, figure.seat) if read is known else None,
        has_known=known is not None,
        pending=progress_of(played) if played and played.is_running else None,
    )


def _figures(setting: Setting, found: Split, role: str) -> list[_Figure]:
    """Return the figures that can be read: the aims of the reader's seat and of the others, and the endings."""
    mine = role if role in found.seats else found.seats[0]
    names = {ending.key: ending.name for ending in setting.spec.endings}
    seats = (mine, *(one for one in found.seats if one != mine))
    scores = [_Figure(f"score-{one}", one, 0, f"Aims of {one}") for one in seats]
    return scores + [_Figure(f"ending-{key}", mine, n, names[key]) for n, key in enumerate(found.endings, 1)]


def _other_measure(ensemble: Ensemble, shown: _Figure, figures: Sequence[_Figure]) -> str:
    """Return the key of the aims beside an ending; beside aims that of the ending that came, or of the first one."""
    if shown.measure:
        return f"score-{shown.seat}"
    endings = [one.key for one in figures if one.measure]
    came = f"ending-{ensemble.line.ending}"
    return came if came in endings else endings[0]


def _band(read: Split | KnownThen, figure: _Figure) -> list[tuple[float, float]]:
    """Return the range that holds the mean 95 times in 100, before each change and at the end; none without errors."""
    band = []
    for column in range(len(read.values)):
        value = read.value(column, figure.seat, figure.measure)
        error = read.value_error(column, figure.seat, figure.measure)
        if error is None:
            return []
        band.append((value - CLEAR * error, value + CLEAR * error))
    return band


def reading_of(split: Ensemble) -> Ensemble | None:
    """Return the ensemble that reads a split game as its seats knew it then."""
    readings = Ensemble.objects.filter(exercise=split.exercise_id, branch=split.branch_id)
    later = readings.filter(kind=Ensemble.Kind.KNOWN_THEN, number__gt=split.number).order_by("number")
    return next((one for one in later if one.change["split"] == split.number), None)


def is_read_soon(split: Ensemble, *, now: datetime) -> bool:
    """Return whether an ensemble is a split that has just been played, and whose reading nobody has asked for yet."""
    is_done = split.kind == Ensemble.Kind.SPLIT and split.status == Ensemble.Status.DONE
    is_fresh = is_done and split.finished_at is not None and split.finished_at > now - SOON
    return is_fresh and reading_of(split) is None


def _rows(read: Split | KnownThen, figure: _Figure, points: Sequence[LargePart]) -> tuple[Row, ...]:
    """Return the rows of the table. Turning points are numbered in that of the aims, because those were moved."""
    marks: Marks = {}
    if not figure.measure:
        for number, one in enumerate(points, 1):
            marks["own" if one.seat == figure.seat else "others", one.turn] = str(number)
    if isinstance(read, Split):
        return rows_of(read, figure.seat, figure.measure, marks)
    return known_rows_of(read, figure.seat, figure.measure, marks)


def _changes(specs: Sequence[TurnSpec], read: Split | KnownThen, figure: _Figure) -> tuple[ChangeOfTurn, ...]:
    """Return the changes by turn; a split begins with the draw before the first turn."""
    first = 0 if isinstance(read, Split) else 1
    values = [read.value(column, figure.seat, figure.measure) for column in range(read.turns + 2 - first)]
    words = [("what was drawn", ""), *((spec.title, hours(spec)) for spec in specs)]
    return tuple(ChangeOfTurn(turn, *words[turn], *pair) for turn, pair in enumerate(pairwise(values), first))


def _headline(figure: _Figure, changes: Sequence[ChangeOfTurn], *, is_known: bool) -> str:
    most = _most_moved(changes)
    verb = "took" if most.move < 0 else "brought"
    begins = f"By what {figure.seat} knew, turn" if is_known else "Turn"
    if round(abs(most.move)) < 1:
        return f"No turn moved it: {figure.title}, {round(most.before)} to {round(changes[-1].after)}"
    return f"{begins} {most.turn} {verb} most: {figure.title}, {round(most.before)} to {round(most.after)}"


def _most_moved(changes: Sequence[ChangeOfTurn]) -> ChangeOfTurn:
    return max((one for one in changes if one.turn), key=lambda change: abs(change.move))


def _drawing(
    found: Split,
    figure: _Figure,
    changes: Sequence[ChangeOfTurn],
    rows: Sequence[Row],
    band: Sequence[tuple[float, float]],
    *,
    is_known: bool,
) -> Waterfall:
    """Draw the value turn by turn, beside that of the other seats; as known then, beside the reading with hindsight."""
    steps = [
        Change(
            change.before,
            tuple(Step(row.part, row.cells[n].mean, row.cells[n].is_clear, row.cells[n].mark) for row in rows),
        )
        for n, change in enumerate(changes)
    ]
    columns = range(found.turns + 1 - len(changes), found.turns + 2)
    name = figure.title if figure.measure else figure.seat
    main = Series(name, (*(one.before for one in changes), changes[-1].after))
    others = () if figure.measure or is_known else [one for one in found.seats if one != figure.seat]
    lines = [Series(one, tuple(found.value(column, one) for column in columns)) for one in others]
    base = Series("Hindsight", tuple(found.value(column, figure.seat, figure.measure) for column in columns))
    ends = f"from {round(changes[0].before)} to {round(changes[-1].after)}"
    sentence = f"{_subject(figure, is_known=is_known)}, turn by turn, {ends}."
    return waterfall(sentence, steps, main, lines, base if is_known else None, band)


def _subject(figure: _Figure, *, is_known: bool) -> str:
    if is_known:
        return f"{figure.title}: what {figure.seat} could expect by what it knew"
    if figure.measure:
        return f"Share of games with this ending, in 100: {figure.title}"
    return "Expected total of each seat's aims at the end"
