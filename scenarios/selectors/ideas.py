"""The contents of the wizard's pages: the list of questions, the parts of one question, and the list of ideas."""

from dataclasses import dataclass
from functools import cache

from scenarios import access
from scenarios.folders import PACKS
from scenarios.models import Idea
from scenarios.schema.shared_reading import read_catalogue
from scenarios.wizard.checking import AnswerFault, faults_of_answers
from scenarios.wizard.questions import QUESTIONS, Question, QuestionPart, value_at
from wargame.web.seats import shapes_of


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question in the list of all eight, with the number of its parts that are confirmed."""

    question: Question
    number: int
    confirmed: int
    parts: int
    faults: int
    is_here: bool

    @property
    def is_done(self) -> bool:
        """Tell if the author has confirmed all parts, and none has a fault."""
        return 0 < self.parts == self.confirmed and not self.faults


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part of the question under way: the author's own or a proposal, open or closed to a line."""

    part: QuestionPart
    line: tuple[str, ...]
    is_yours: bool
    is_open: bool
    faults: tuple[AnswerFault, ...]


@dataclass(frozen=True, slots=True)
class IdeaPage:
    """A page of the wizard."""

    idea: Idea
    question: Question
    number: int
    rows: tuple[QuestionRow, ...]
    parts: tuple[PartRow, ...]
    faults: tuple[AnswerFault, ...]
    before: Question | None
    after: Question | None

    @property
    def proposals(self) -> int:
        """Return the number of parts of this question that are still proposals."""
        return sum(not row.is_yours for row in self.parts)

    @property
    def is_by_seat(self) -> bool:
        """Tell if each part of this question is about a seat."""
        return bool(self.parts) and all(row.part.code for row in self.parts)


@dataclass(frozen=True, slots=True)
class IdeaRow:
    """One idea in the list of its author: the questions answered, and the question at which to go on."""

    idea: Idea
    answered: int
    number: int
    question: Question


def idea_page(idea: Idea, question: Question, opened: str = "") -> IdeaPage:
    """Return the page of a question. `opened` is the key of the part that the author works on.

    By default that is the first part that is not confirmed.
    """
    tree, faults = idea.answers, faults_of_answers(idea.answers)
    parts = question.parts(tree)
    is_open = opened if any(part.key == opened for part in parts) else _first_open(idea, parts)
    rows = _rows(idea, question, faults)
    place = QUESTIONS.index(question)
    return IdeaPage(
        idea=idea,
        question=question,
        number=place + 1,
        rows=rows,
        parts=tuple(
            PartRow(
                part=part,
                line=tuple(str(value_at(tree, at)) for at in part.line),
                is_yours=part.key in idea.confirmed,
                is_open=part.key == is_open,
                faults=tuple(fault for fault in faults if fault.part == part.key),
            )
            for part in parts
        ),
        faults=faults,
        before=QUESTIONS[place - 1] if place else None,
        after=QUESTIONS[place + 1] if place + 1 < len(QUESTIONS) else None,
    )


def idea_rows(user: access.Visitor) -> tuple[IdeaRow, ...]:
    """Return the ideas of an account, the latest change first."""
    return tuple(_idea_row(idea) for idea in access.ideas_of(user))


def shapes_of_idea(idea: Idea) -> dict[str, str]:
    """Return the signs of the seats, by code."""
    return shapes_of(str(seat["code"]) for seat in idea.answers["seats"])


@cache
def kinds_to_choose() -> tuple[tuple[str, str], ...]:
    """Return the kinds of orders of the catalogue, with their names."""
    kinds = read_catalogue(PACKS)[1].kinds
    return tuple((kind.kind, kind.name) for kind in kinds)


def _first_open(idea: Idea, parts: tuple[QuestionPart, ...]) -> str:
    return next((part.key for part in parts if part.key not in idea.confirmed), "")


def _rows(idea: Idea, here: Question | None, faults: tuple[AnswerFault, ...]) -> tuple[QuestionRow, ...]:
    return tuple(_row(idea, question, number, here, faults) for number, question in enumerate(QUESTIONS, 1))


def _row(
    idea: Idea, question: Question, number: int, here: Question | None, faults: tuple[AnswerFault, ...]
) -> QuestionRow:
    keys = [part.key for part in question.parts(idea.answers)]
    return QuestionRow(
        question=question,
        number=number,
        confirmed=sum(key in idea.confirmed for key in keys),
        parts=len(keys),
        faults=sum(fault.question == question.key for fault in faults),
        is_here=question is here,
    )


def _idea_row(idea: Idea) -> IdeaRow:
    rows = _rows(idea, None, faults_of_answers(idea.answers))
    following = next((row for row in rows if not row.is_done), rows[-1])
    return IdeaRow(idea, sum(row.is_done for row in rows), following.number, following.question)
