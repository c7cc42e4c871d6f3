"""The projector's page of a turn: its clock, map, press, ready seats, results and a question to talk about."""

from collections.abc import Iterable
from dataclasses import dataclass

from scenarios import opening
from wargame.exercises import bridge
from wargame.exercises.codes import dashed_code
from wargame.exercises.diplomacy.selectors.press import Piece, statements_of
from wargame.exercises.models import Branch, Exercise, Turn
from wargame.exercises.situation.selectors.common_knowledge import CommonBoard, Headline, common_board_of, headlines_of
from wargame.exercises.situation.selectors.prompts import Prompt, prompt_at_the_ending, prompt_of
from wargame.exercises.situation.selectors.turn_state import TurnState, turn_state_of
from wargame.exercises.wall.selectors import WallCard, wall_of

MOST_PRESS = 6


@dataclass(frozen=True)
class PressLine:
    """A line of the press in one sentence, with its author and time."""

    text: str
    source: str


@dataclass(frozen=True)
class Projector:
    """The projector's content for an exercise that has begun; `headlines` newest first.

    `shows_results` when they are what there is to read now, in place of the press and the seats.
    """

    code: str
    title: str
    scenario: str
    now: TurnState
    board: CommonBoard
    press: tuple[PressLine, ...]
    headlines: tuple[Headline, ...]
    prompt: Prompt
    ending: str
    shows_results: bool
    is_over: bool
    wall: WallCard | None


def projector_of(exercise: Exercise, line: Branch, turn: Turn) -> Projector:
    """Return the state of an exercise, as far as every seat may know it; `turn` is the last that was opened."""
    turns = list(Turn.objects.in_line(line).defer("world", "next_world", "outcomes"))
    is_over = exercise.status == Exercise.Status.ENDED
    ending = opening.ending_of(bridge.content_for(turn), line.ending) if line.is_finished else None
    board = common_board_of(turn, with_results=turn.is_closed)
    return Projector(
        code=dashed_code(exercise.code),
        title=exercise.title or exercise.scenario_version.title,
        scenario=exercise.scenario_version.title,
        now=turn_state_of(exercise, line, turn),
        board=board,
        press=_press(board, statements_of(exercise, turns)),
        headlines=headlines_of(turns)[::-1],
        prompt=prompt_at_the_ending(ending.question) if ending else prompt_of(turn, is_over=is_over),
        ending=ending.headline if ending else "",
        shows_results=is_over or turn.is_closed,
        is_over=is_over,
        wall=wall_of(exercise, turn),
    )


def _press(board: CommonBoard, pieces: Iterable[Piece]) -> tuple[PressLine, ...]:
    """Return the news of this turn, then what was said and printed in public, newest first."""
    news = [PressLine(each.title, f"{each.source} \N{MIDDLE DOT} {each.time}") for each in board.news]
    said = [PressLine(each.text, f"{_source(each)} \N{MIDDLE DOT} turn {each.turn}") for each in pieces]
    return (*news, *said)[:MOST_PRESS]


def _source(piece: Piece) -> str:
    return f"{piece.seat} in {piece.outlet}" if piece.seat else piece.outlet
