"""Questions of a debrief as facilitator, projector and phones show them; before the reveal without any answer."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from wargame.exercises import access
from wargame.exercises.access import LEAST_ANSWERS
from wargame.exercises.models import DebriefAnswer, DebriefQuestion, DebriefScreen, Exercise, Participant
from wargame.exercises.room_questions import people_who_answer
from wargame.web.figures import signed

Status = DebriefQuestion.Status


@dataclass(frozen=True)
class EffectSize:
    """How far an option moved the figure, whatever the direction, with its range; `said` is the direction in words.

    The places `bar`, `from_` and `to` are in 0..100 across the bar of the largest.
    """

    mean: float
    low: float
    high: float
    said: str
    bar: float
    from_: float
    to: float

    @property
    def is_clear(self) -> bool:
        """Whether it is more than chance."""
        return self.low > 0


@dataclass(frozen=True)
class OptionCard:
    """An answer to choose from. `count` and `effect` are None before the reveal, `count` with few answers too."""

    letter: str
    name: str
    seat: str
    turn: int
    is_mine: bool = False
    count: int | None = None
    share: float = 0
    effect: EffectSize | None = None


@dataclass(frozen=True)
class Dot:
    """One answer in 100, placed across and down in a drawing 20 high."""

    across: int
    down: float


@dataclass(frozen=True)
class QuestionCard:
    """A question with what its reader may see of it; `finding` and `rows` are empty before the reveal."""

    number: int
    of: int
    text: str
    hint: str
    talk: str
    status: str
    answered: int
    people: int
    options: tuple[OptionCard, ...]
    mine: str = ""
    finding: str = ""
    dots: tuple[Dot, ...] = ()
    told: int | None = None
    told_seat: str = ""
    said: str = ""
    rows: tuple[dict[str, Any], ...] = ()

    @property
    def is_revealed(self) -> bool:
        return self.status == Status.REVEALED

    @property
    def is_open(self) -> bool:
        return self.status == Status.OPEN

    @property
    def shows_answers(self) -> bool:
        """Whether there are enough answers to show them without naming anybody."""
        return self.is_revealed and self.answered >= LEAST_ANSWERS


@dataclass(frozen=True)
class Screen:
    """The content of a class's projector: a question or a page; both are empty where the end is shown."""

    question: QuestionCard | None = None
    page: str = ""


def screen_of(exercise: Exercise, person: Participant) -> Screen:
    """Return the content of the projector, as somebody may read it."""
    row = DebriefScreen.objects.select_related("question").filter(exercise=exercise).first()
    if row is None:
        return Screen()
    return Screen(card_of(row.question, person) if row.question else None, row.page)


def revealed_of(exercise: Exercise, person: Participant, screen: Screen) -> tuple[QuestionCard, ...]:
    """Return the questions that were revealed, without the one on the projector."""
    asked = DebriefQuestion.objects.filter(exercise=exercise, status=Status.REVEALED)
    at = screen.question.number if screen.question else 0
    return tuple(card_of(question, person) for question in asked.exclude(number=at))


def cards_for(person: Participant) -> tuple[QuestionCard, ...]:
    """Return the questions that somebody may read, in their order: the white cell all, others those shown so far."""
    exercise = person.exercise
    if person.is_white_cell:
        return tuple(card_of(question, person) for question in DebriefQuestion.objects.filter(exercise=exercise))
    screen = screen_of(exercise, person)
    now = (screen.question,) if screen.question else ()
    return tuple(sorted((*revealed_of(exercise, person, screen), *now), key=lambda card: card.number))


def card_of(question: DebriefQuestion, person: Participant) -> QuestionCard:
    """Return a question as somebody may read it now."""
    answers = list(question.answers.all())
    own = access.own_answer(question, person)
    is_revealed = question.status == Status.REVEALED
    mine = "" if own is None else own.letter or str(own.in_100)
    return QuestionCard(
        number=question.number,
        of=DebriefQuestion.objects.filter(exercise=question.exercise_id).count(),
        text=question.text,
        hint=question.hint,
        talk=question.talk,
        status=question.status,
        answered=len(answers),
        people=people_who_answer(person.exercise).count(),
        options=_revealed_options(question, answers, mine) if is_revealed else _options(question, mine),
        mine=mine,
        **(_revealed(question, answers) if is_revealed else {}),
    )


def _options(question: DebriefQuestion, mine: str) -> tuple[OptionCard, ...]:
    return tuple(OptionCard(**option, is_mine=option["letter"] == mine) for option in question.options)


def _revealed_options(question: DebriefQuestion, answers: Sequence[DebriefAnswer], mine: str) -> tuple[OptionCard, ...]:
    """Return the options by effect, the clear ones first, each with the answers if there are enough of them."""
    counts, effects = Counter(one.letter for one in answers), _effects(question)
    most, is_shown = max(counts.values(), default=1), len(answers) >= LEAST_ANSWERS
    cards = [
        OptionCard(
            **option,
            is_mine=option["letter"] == mine,
            count=counts[option["letter"]] if is_shown else None,
            share=100 * counts[option["letter"]] / most if is_shown else 0,
            effect=effects.get(option["letter"]),
        )
        for option in question.options
    ]
    # Questions of the white cell's own have no effects, and keep the order in which they were written.
    return tuple(sorted(cards, key=lambda card: _by_effect(card.effect) if card.effect else (False, 0.0)))


def _by_effect(effect: EffectSize) -> tuple[bool, float]:
    return not effect.is_clear, -effect.mean


def _effects(question: DebriefQuestion) -> dict[str, EffectSize]:
    """Return the effect of each option by letter. A range that holds 0 on both sides of it stays as it is."""
    found = question.reveal.get("effects", {})
    scale = max((abs(edge) for one in found.values() for edge in one), default=0) or 1
    return {letter: _size(*one, scale=scale, figure=question.reveal["figure"]) for letter, one in found.items()}


def _size(mean: float, low: float, high: float, *, scale: float, figure: str) -> EffectSize:
    is_clear = low > 0 or high < 0
    said = f"{figure} {signed(mean)}" if is_clear else "cannot be told from 0"
    if mean < 0:
        mean, low, high = -mean, -high, -low
    return EffectSize(mean, low, high, said, *(round(100 * max(0.0, edge) / scale, 1) for edge in (mean, low, high)))


def _revealed(question: DebriefQuestion, answers: Sequence[DebriefAnswer]) -> dict[str, Any]:
    if question.options:
        finding = _finding_of_own(question, answers) if question.is_own else _finding_of_choice(question, answers)
        return {"finding": finding, "said": question.reveal.get("answer", "")}
    reveal, shares = question.reveal, sorted(one.in_100 for one in answers if one.in_100 is not None)
    is_shown = len(shares) >= LEAST_ANSWERS
    return {
        "finding": _middle_of(shares) if question.is_own else _finding_of_share(reveal, shares),
        "dots": _dots(shares) if is_shown else (),
        "told": reveal.get("told"),
        "told_seat": reveal.get("seat", ""),
        "said": reveal.get("said", "") or reveal.get("answer", ""),
        "rows": tuple(reveal.get("rows", ())),
    }


def _dots(shares: Sequence[int]) -> tuple[Dot, ...]:
    """Pile equal answers up, in steps that leave room for the highest pile."""
    piles = Counter(shares)
    step = min(2.2, 17 / max(piles.values()))
    return tuple(
        Dot(share, round(18.8 - step * place, 1)) for share, pile in sorted(piles.items()) for place in range(pile)
    )


def _finding_of_choice(question: DebriefQuestion, answers: Sequence[DebriefAnswer]) -> str:
    effects = _effects(question)
    order = sorted(effects, key=lambda letter: _by_effect(effects[letter]))
    first, clear = order[0], [letter for letter in order if effects[letter].is_clear]
    said = f"{first} moved it most." if clear else "No answer moved it by more than chance."
    alike = [f"{b} and {a}" for a, b in pairwise(clear) if effects[b].high >= effects[a].low]
    if alike:
        said += f" {', '.join(alike)} cannot be told apart."
    if len(answers) < LEAST_ANSWERS:
        return f"{said} Parley shows answers from {LEAST_ANSWERS} on."
    chose = sum(one.letter == first for one in answers)
    return f"{chose} of {len(answers)} chose {first}. {said}"


def _finding_of_share(reveal: dict[str, Any], shares: Sequence[int]) -> str:
    said = ["The claim was in force." if reveal["came"] else "The claim was not in force."] if "said" in reveal else []
    said = said or ["It happened." if reveal["came"] else "It did not happen."]
    said.append(_middle_of(shares))
    if "told" in reveal:
        said.append(f"{reveal['seat']} read {reveal['told']} in 100 before.")
    return " ".join(said)


def _middle_of(shares: Sequence[int]) -> str:
    if len(shares) < LEAST_ANSWERS:
        return f"Parley shows answers from {LEAST_ANSWERS} on."
    return f"The middle answer of {len(shares)} was {round(median(shares))}."


def _finding_of_own(question: DebriefQuestion, answers: Sequence[DebriefAnswer]) -> str:
    if len(answers) < LEAST_ANSWERS:
        return f"Parley shows answers from {LEAST_ANSWERS} on."
    counts = Counter(one.letter for one in answers)
    most = max(counts.values())
    first = [option["letter"] for option in question.options if counts[option["letter"]] == most]
    return f"{most} of {len(answers)} chose {' and as many '.join(first)}."
