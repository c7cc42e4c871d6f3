"""Makes the questions for the debrief of a class: from the split of its game, from odds and from claims."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from wargame.analysis import bridge
from wargame.analysis.models import Ensemble
from wargame.engine.values import CLEAR, PARTS_OF_SPLIT, Moved, Setting, Split
from wargame.exercises import access
from wargame.exercises.bridge import setting_of, sheets_in
from wargame.exercises.debrief.domain import LETTERS, has_debrief
from wargame.exercises.debrief.selectors.ready_questions import ready_questions_of
from wargame.exercises.debrief.services import questions
from wargame.exercises.models import Branch, Exercise, Participant, Turn
from wargame.exercises.orders.selectors.orders import line_of
from wargame.exercises.room_questions import NOBODY_SEES, AskedQuestion

FEWEST_OPTIONS = 2
MOST_SEATS = 2
OWN = PARTS_OF_SPLIT.index("own")


@dataclass(frozen=True)
class _Decision:
    """The orders of a seat in one turn by name, and how far they moved a figure."""

    turn: int
    seat: str
    name: str
    moved: Moved


@dataclass(frozen=True)
class MadeQuestions:
    """The number of questions that are new in the queue; `is_split` is False while turning points are not measured."""

    new: int
    is_split: bool


def make_questions(*, exercise: Exercise, by: Participant | None = None) -> MadeQuestions:
    """Keep the questions that a game offers and that are not in the queue yet. Without `by` Parley does it by itself.

    Raises `DebriefRefused` and `NotWhiteCell`, as all acts in a debrief.
    """
    is_open = has_debrief(exercise)
    turning = questions_of(access.line_of(exercise)) if is_open else ()
    asked = (*turning, *ready_questions_of(exercise)) if is_open else ()
    return MadeQuestions(questions.keep(exercise=exercise, by=by, asked=asked), is_split=bool(turning))


def questions_of(line: Branch) -> tuple[AskedQuestion, ...]:
    """Return the questions that the split of a line can answer; none before it is played."""
    done = Ensemble.objects.filter(branch=line, kind=Ensemble.Kind.SPLIT, status=Ensemble.Status.DONE)
    split = done.select_related("exercise__scenario_version").order_by("-number").first()
    found = bridge.decode(split.kind, split.aggregate) if split and split.aggregate else None
    if split is None or not isinstance(found, Split):
        return ()
    setting, decisions = setting_of(split.exercise), _decisions(setting_of(split.exercise), line)
    return (*_ending_question(setting, found, line, decisions), *_aims_questions(found, decisions))


Named = Sequence[tuple[int, str, str]]
"""Turn, seat and the names of its orders."""


def _decisions(setting: Setting, line: Branch) -> Named:
    sheets = sheets_in(list(Turn.objects.with_exercise().in_line(line)))
    found = []
    for turn, by_seat in sheets.items():
        for seat, sheet in by_seat.items():
            lines = (line_of(setting, asdict(order), slot, is_open=False) for slot, order in enumerate(sheet, 1))
            if names := ", ".join(one.name for one in lines):
                found.append((turn, seat, names))
    return found


def _ending_question(setting: Setting, found: Split, line: Branch, named: Named) -> Iterator[AskedQuestion]:
    if line.ending not in found.endings:
        return
    measure = 1 + found.endings.index(line.ending)
    name = next(ending.name for ending in setting.spec.endings if ending.key == line.ending)
    yield from _question(
        "ending",
        "Which decision moved the ending most?",
        f"It ended: {name}. How many games in 100 more or fewer end so with these orders? {NOBODY_SEES}",
        name,
        _largest(found, named, measure),
    )


def _aims_questions(found: Split, named: Named) -> Iterator[AskedQuestion]:
    """Yield a question for each of the seats whose own orders moved their aims most."""
    by_seat = {seat: [one for one in named if one[1] == seat] for seat in found.seats}
    ranked = {seat: _largest(found, mine, 0) for seat, mine in by_seat.items()}
    seats = sorted(ranked, key=lambda seat: -max((abs(one.moved.mean) for one in ranked[seat]), default=0))
    for seat in seats[:MOST_SEATS]:
        hint = f"Points of {seat}'s expected total at the end, with its orders of that turn. {NOBODY_SEES}"
        text = f"Which turn of {seat} moved its own aims most?"
        yield from _question(f"aims-{seat}", text, hint, f"Aims of {seat}", ranked[seat])


def _largest(found: Split, named: Named, measure: int) -> list[_Decision]:
    decisions = [_Decision(*one, found.moved(one[0], one[1], measure)[OWN]) for one in named if one[0] <= found.turns]
    return sorted(decisions, key=lambda one: -abs(one.moved.mean))[: len(LETTERS)]


def _question(key: str, text: str, hint: str, figure: str, largest: Sequence[_Decision]) -> Iterator[AskedQuestion]:
    """Yield the question if there is a choice. Letters follow turns and seats, so that none tells the effect."""
    if len(largest) < FEWEST_OPTIONS:
        return
    lettered = list(zip(LETTERS, sorted(largest, key=lambda one: (one.turn, one.seat)), strict=False))
    effects = {
        letter: [one.moved.mean, one.moved.mean - CLEAR * one.moved.error, one.moved.mean + CLEAR * one.moved.error]
        for letter, one in lettered
    }
    most = largest[0]
    yield AskedQuestion(
        key=key,
        text=text,
        hint=hint,
        talk=f"What did {most.seat} know in turn {most.turn}, and what else was on offer?",
        options=tuple(
            {"letter": letter, "name": one.name, "seat": one.seat, "turn": one.turn} for letter, one in lettered
        ),
        reveal={"figure": figure, "effects": effects},
    )
