"""The board of a seat: situation, reports and tension, as far as the seat may know."""

from dataclasses import dataclass, replace
from string import ascii_lowercase

from scenarios.moments import moment_order
from scenarios.schema.pack import TermEntry
from scenarios.schema.pack_texts import ReportText
from wargame.exercises import access
from wargame.exercises.models import Handout
from wargame.exercises.msel import ReadInject
from wargame.exercises.situation.selectors.aims import Aims, aims_of
from wargame.exercises.situation.selectors.alone import AloneBoard
from wargame.exercises.situation.selectors.gauges import Gauge
from wargame.exercises.situation.selectors.map import Maps, maps_of, panels_at
from wargame.exercises.situation.selectors.panels import Panels
from wargame.exercises.situation.selectors.seat_view import SeatView

KINDS = {
    "intel": ("radar", "Intelligence"),
    "news": ("newspaper", "News"),
    "diplomatic": ("landmark", "Diplomatic"),
}
STEPS = (20, 40, 50, 60)
MOST_AT_STAKE = 2
"""Sentences on the stakes of a turn: more would push the aims off the first look."""


@dataclass(frozen=True)
class Situation:
    """The text that a player reads first; `at_stake` are sentences on what the turn decides for the seat."""

    dateline: str
    headline: str
    paragraphs: tuple[str, ...]
    at_stake: tuple[str, ...]


@dataclass(frozen=True)
class BoardReport:
    """One report. `kind` is "intel", "news" or "diplomatic"; `grade` is a letter and a number such as "B3", or "".

    `is_late` marks one that the white cell sent while the turn ran. `letter` is what advisers cite it by; late
    ones have none.
    """

    kind: str
    icon: str
    kind_word: str
    source: str
    time: str
    grade: str
    title: str
    text: str
    is_late: bool = False
    letter: str = ""


@dataclass(frozen=True)
class MatrixCell:
    """The threat that the row's seat feels from the column's seat, in points; `step` 1..5 is the shade."""

    value: int
    delta: int
    step: int
    is_mine: bool


@dataclass(frozen=True)
class MatrixRow:
    """One row of the tension matrix; the cell on the diagonal is None."""

    code: str
    cells: tuple[MatrixCell | None, ...]


@dataclass(frozen=True)
class OwnPair:
    """The threat that another state feels from the seat, and the seat from it."""

    code: str
    theirs: MatrixCell | None
    ours: MatrixCell | None


@dataclass(frozen=True)
class Brief:
    """A seat's task, to be read in half a minute; `stands` are the paragraphs on its position.

    `wants` is what the seat is after in its own words, with what it says at no table: no other seat may read it.
    `own_words` is the text that the white cell wrote for the seat in this exercise, `handouts` are its papers.
    `is_first` is true in turn 1, in which it is read before any orders are given.
    """

    post: str
    state: str
    task: str
    hard: str
    stands: tuple[str, ...]
    wants: str
    terms: tuple[TermEntry, ...]
    own_words: str
    handouts: tuple[Handout, ...]
    is_first: bool


@dataclass(frozen=True)
class Board:
    """Everything on the board.

    `codes` are the columns of the tension matrix; `inject_count` counts injects among the reports.
    `panels` stand beside the map of a board that is more than one, or in its place.
    """

    situation: Situation
    reports: tuple[BoardReport, ...]
    inject_count: int
    codes: tuple[str, ...]
    matrix: tuple[MatrixRow, ...]
    own_pairs: tuple[OwnPair, ...]
    maps: Maps | None
    panels: Panels | AloneBoard | None
    aims: Aims
    brief: Brief


def board_of(at: SeatView) -> Board:
    """Return everything on the board of the seat in the turn."""
    codes = at.view.setting.seats
    rows = {code: _row(at, code, codes) for code in codes}
    mine = codes.index(at.mine)
    return Board(
        situation=_situation(at),
        reports=reports_of(at),
        inject_count=len(at.injects),
        codes=codes,
        matrix=tuple(rows.values()),
        own_pairs=tuple(
            OwnPair(code, rows[code].cells[mine], rows[at.mine].cells[place])
            for place, code in enumerate(codes)
            if code != at.mine
        ),
        maps=maps_of(at),
        panels=panels_at(at),
        aims=aims_of(at.view, at.before, at.mine),
        brief=_brief(at),
    )


def _brief(at: SeatView) -> Brief:
    seat = next(seat for seat in at.content.seats if seat.code == at.mine)
    return Brief(
        post=seat.post,
        state=seat.name,
        task=seat.task,
        hard=seat.dilemma,
        stands=tuple(seat.brief.split("\n\n")),
        wants=seat.aims,
        terms=seat.terms,
        own_words=access.own_words_for(at.seat),
        handouts=access.handouts_for(at.seat),
        is_first=at.turn.number == 1,
    )


def reports_of(at: SeatView) -> tuple[BoardReport, ...]:
    """Return the reports that the seat reads in the turn: late injects, then other injects and reports, the newest
    first."""
    late = tuple(_report(each) for each in at.injects if each.is_late)
    early: list[ReportText | ReadInject] = [each for each in at.injects if not each.is_late]
    opens_at = at.view.setting.spec.turns[at.turn.number - 1].starts_at
    by_time = sorted((*early, *at.briefing.reports), key=lambda text: moment_order(text.time, opens_at), reverse=True)
    read = (_report(text) for text in by_time)
    return (*late, *(replace(report, letter=letter_of(place)) for place, report in enumerate(read)))


def letter_of(place: int) -> str:
    """Return the letter of a report or message by its place from 0: "a", "b", and so on; "" beyond the alphabet."""
    return ascii_lowercase[place : place + 1]


def letters_of_reports(at: SeatView) -> int:
    """Return the number of reports of the turn that have a place among the letters; messages follow them."""
    return sum(not each.is_late for each in at.injects) + len(at.briefing.reports)


def _situation(at: SeatView) -> Situation:
    text = at.briefing.situation
    opens_at = at.view.setting.spec.turns[at.turn.number - 1].starts_at
    at_stake = tuple(stake.text for stake in at.briefing.at_stake[:MOST_AT_STAKE])
    return Situation(opens_at, text.headline, tuple(text.text.split("\n\n")), at_stake)


def _report(report: ReportText | ReadInject) -> BoardReport:
    icon, word = KINDS[report.kind]
    return BoardReport(
        kind=report.kind,
        icon=icon,
        kind_word=word,
        source=report.source,
        time=report.time,
        grade=report.grade,
        title=report.title,
        text=report.text,
        is_late=isinstance(report, ReadInject) and report.is_late,
    )


def _row(at: SeatView, who: str, codes: tuple[str, ...]) -> MatrixRow:
    return MatrixRow(who, tuple(None if who == towards else _cell(at, who, towards) for towards in codes))


def _cell(at: SeatView, who: str, towards: str) -> MatrixCell:
    gauge = Gauge("tension", who, towards)
    value = round(gauge.value(at.view) or 0)
    before = value if at.before is None else round(gauge.value(at.before) or 0)
    step = 1 + sum(value >= limit for limit in STEPS)
    return MatrixCell(value, value - before, step, at.mine in (who, towards))
