"""The projector's page of a turn: its clock, map, press, ready seats, results and a question to talk about."""

from collections.abc import Iterable
from dataclasses import dataclass

from scenarios import opening
from wargame.exercises import bridge
from wargame.exercises.codes import shown_code
from wargame.exercises.diplomacy.selectors.press import Piece, statements_of
from wargame.exercises.models import Branch, Exercise, Turn
from wargame.exercises.situation.selectors.known_to_all import CommonBoard, Headline, common_board_of, headlines_of
from wargame.exercises.situation.selectors.now import Now, now_of

MOST_PRESS = 6
_PROMPTS = {
    Turn.Phase.BRIEF: (
        "Read, then agree in your team",
        "What do you want from this turn, and what do the others want?",
    ),
    Turn.Phase.ORDERS: (
        "Talk about it in your team",
        "What should the others read into your orders, and what else could they read?",
    ),
    Turn.Phase.REVIEW: (
        "While the white cell looks at the outcomes",
        "What do you expect to have happened, and how sure are you?",
    ),
    Turn.Phase.REVEAL: (
        "Read your results",
        "What came as a surprise, and what could have told you before?",
    ),
    Turn.Phase.DISCUSS: (
        "Talk about it with all",
        "Who knew what, and when? What would each of you do differently now?",
    ),
}
_OVER = ("Talk about it with all", "Where did it turn, and who could have known it then?")


@dataclass(frozen=True)
class PressLine:
    """What stands in the press in one sentence, and who said it when."""

    text: str
    source: str


@dataclass(frozen=True)
class Prompt:
    """A question for the room, and what to do with it."""

    lead: str
    text: str


@dataclass(frozen=True)
class Screen:
    """What the projector shows of an exercise that has begun; `headlines` newest first.

    `shows_results` when they are what there is to read now, in place of the press and the seats.
    """

    code: str
    title: str
    scenario: str
    now: Now
    board: CommonBoard
    press: tuple[PressLine, ...]
    headlines: tuple[Headline, ...]
    prompt: Prompt
    ending: str
    shows_results: bool
    is_over: bool


def screen_of(exercise: Exercise, line: Branch, turn: Turn) -> Screen:
    """How an exercise stands, as far as every seat may know it; `turn` is the last that was opened."""
    turns = list(Turn.objects.in_line(line).defer("world", "next_world", "outcomes"))
    is_over = exercise.status == Exercise.Status.ENDED
    ending = opening.ending_of(bridge.content_for(turn), line.ending) if line.is_finished else None
    board = common_board_of(turn)
    return Screen(
        code=shown_code(exercise.code),
        title=exercise.title or exercise.scenario_version.title,
        scenario=exercise.scenario_version.title,
        now=now_of(exercise, line, turn),
        board=board,
        press=_press(board, statements_of(exercise, turns)),
        headlines=headlines_of(turns)[::-1],
        prompt=Prompt(_OVER[0], ending.question) if ending else _prompt(turn, is_over=is_over),
        ending=ending.headline if ending else "",
        shows_results=is_over or turn.is_closed,
        is_over=is_over,
    )


def _press(board: CommonBoard, pieces: Iterable[Piece]) -> tuple[PressLine, ...]:
    """The news of this turn, then what was said and printed in public, newest first."""
    news = [PressLine(each.title, f"{each.source} \N{MIDDLE DOT} {each.time}") for each in board.news]
    said = [PressLine(each.text, f"{_source(each)} \N{MIDDLE DOT} turn {each.turn}") for each in pieces]
    return (*news, *said)[:MOST_PRESS]


def _source(piece: Piece) -> str:
    return f"{piece.seat} in {piece.outlet}" if piece.seat else piece.outlet


def _prompt(turn: Turn, *, is_over: bool) -> Prompt:
    """The pack's question for this part of the turn; where it has none, one that fits every scenario."""
    if is_over:
        return Prompt(*_OVER)
    lead, text = _PROMPTS[turn.phase]
    return Prompt(lead, opening.prompt_of(bridge.content_for(turn), turn.number, turn.phase) or text)
