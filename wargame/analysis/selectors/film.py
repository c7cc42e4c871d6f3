"""The film of a finished line at one moment: board, axis of turns, news in one line, turning points, ending."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from scenarios import opening
from wargame.analysis.selectors.report_points import cards_of_split, points_with_range, split_of
from wargame.analysis.selectors.turning_cards import TurningPoint
from wargame.exercises import access, bridge
from wargame.exercises.access import LogReader
from wargame.exercises.models import Branch, Turn
from wargame.exercises.results.selectors.replay import (
    Axis,
    Moment,
    NoSuchStep,
    axis_of,
    index_of,
    moments_of,
    place_of,
)
from wargame.exercises.situation.selectors.common_knowledge import CommonBoard, common_board_of


@dataclass(frozen=True)
class FilmMark:
    """One moment on the axis; `mark` is the mark of its turning point."""

    x: float
    mark: str
    is_later: bool


@dataclass(frozen=True)
class Film:
    """The page: the moment at hand is number `place` of `moments`; `whole` counts the seconds of the film.

    `point` says in words what a turning point moved. `has_points` says whether the turning points of the line are
    measured. `first`, `back` and `on` name other moments, "" where there is none. `kept` is the rest of the query.
    `count` are the turns, `ending` says how it ended, at the last moment alone.
    """

    now: Moment
    place: int
    moments: tuple[Moment, ...]
    whole: float
    board: CommonBoard
    axis: Axis
    marks: tuple[FilmMark, ...]
    point: str
    has_points: bool
    first: str
    back: str
    on: str
    kept: str
    title: str
    count: int
    ending: str

    @property
    def is_last(self) -> bool:
        """Tell if the film ends with this moment."""
        return not self.on


def film_of(reader: LogReader, asked: str, *, is_on_the_wall: bool) -> Film | None:
    """Return the film of a line that the reader may know in full truth; None without results. Raises NoSuchStep.

    An event that the film leaves out opens the moment before it.
    """
    index = index_of(replace(reader, knows_all=True), reader.seat, draws_truth=True)
    if index is None:
        return None
    split = split_of(reader.line)
    points = cards_of_split(split, None) if split else ()
    moments = moments_of(index.turns, {(one.turn, one.seat): one.mark for one in points})
    if asked and asked not in {step.at for turn in index.turns for step in turn.steps}:
        raise NoSuchStep
    place = _place(moments, asked)
    now, names = moments[place], [moment.step.at for moment in moments]
    turn = access.turn_in(reader.line, now.step.turn)
    return Film(
        now=now,
        place=place + 1,
        moments=moments,
        whole=moments[-1].begins + moments[-1].seconds,
        board=common_board_of(turn, may_know_all=True, with_results=place == len(moments) - 1),
        axis=axis_of(index.turns, [moment.step for moment in moments], now.step, index.chart),
        marks=tuple(
            FilmMark(place_of(moment.step, index.turns), moment.mark, number > place)
            for number, moment in enumerate(moments)
        ),
        point=_said(points, now.mark),
        has_points=split is not None,
        first=names[0] if place else "",
        back=names[place - 1] if place else "",
        on=names[place + 1] if place + 1 < len(names) else "",
        kept=_query(reader, is_on_the_wall=is_on_the_wall),
        title=index.turns[now.step.turn - 1].title,
        count=len(index.turns),
        ending=_ending(reader.line, turn) if place + 1 == len(moments) else "",
    )


def _place(moments: Sequence[Moment], asked: str) -> int:
    if not asked:
        return 0
    turn, number = map(int, asked.split("."))
    return sum((one.step.turn, one.step.number) <= (turn, number) for one in moments) - 1


def _said(points: Sequence[TurningPoint], mark: str) -> str:
    """Return the move of a turning point in words, with its range."""
    card = next((one for one in points if one.mark == mark), None)
    if card is None:
        return ""
    verb = "took" if card.moved.mean < 0 else "brought"
    return f"With hindsight, the orders of {card.seat} {verb} {points_with_range(card.moved)} of its aims"


def _ending(line: Branch, last: Turn) -> str:
    """Return the scenario's sentence for the ending of a line, or that the white cell ended it early."""
    if not line.is_finished:
        return "The white cell ended the exercise early, before the crisis had reached any of its endings."
    return opening.ending_of(bridge.content_for(last), line.ending).headline


def _query(reader: LogReader, *, is_on_the_wall: bool) -> str:
    eyes = reader.seat.role if reader.part else ""
    asked = {"b": str(reader.line.number), "eyes": eyes, "screen": "1" if is_on_the_wall else ""}
    return urlencode({name: text for name, text in asked.items() if text})
