"""Schema of the file teaching.yaml: what a teacher reads, plans, asks, expects and marks.

`pack_teaching_checks.py` compares it with the rest of its pack.
"""

from collections.abc import Iterator
from typing import Annotated, Self, TypeAlias

from pydantic import Field, model_validator

from scenarios.schema.base import Entry
from scenarios.schema.mistakes import mistake
from scenarios.schema.references import FactRef
from scenarios.schema.scalars import Address, Flag, Key, Line, Text, Title, Whole

Minutes: TypeAlias = Annotated[Whole, Field(ge=1, le=600)]
Points: TypeAlias = Annotated[Whole, Field(ge=1, le=100)]
People: TypeAlias = Annotated[Whole, Field(ge=1, le=60)]
Year: TypeAlias = Annotated[Whole, Field(ge=1600, le=2100)]

ALL_POINTS = 100


class PrimerText(Entry):
    """One part of the primer: what a student should know before the first turn, and the facts that it rests on."""

    title: Title
    text: Text
    facts: tuple[FactRef, ...] = Field(default=(), max_length=8)


class GoalText(Entry):
    """Something that a student can do afterwards, the decision that practises it, and how a teacher sees it."""

    can: Line
    decision: Line
    seen: Line


class ReadingText(Entry):
    """A text on a concept: author, year, title, where it stands, and its address if it is free to read."""

    author: Line
    year: Year
    title: Line
    where: Line
    address: Address | None = None


class ConceptText(Entry):
    """An idea of the field: what it means, where the scenario shows it, and what to read on it."""

    concept: Title
    means: Line
    shown: Line
    readings: tuple[ReadingText, ...] = Field(min_length=1, max_length=4)


class QuestionText(Entry):
    """A question for the class, and a model answer that only teachers read."""

    question: Line
    answer: Text


class StepText(Entry):
    """One part of a lesson, how long it takes, and what the teacher does in it.

    In a step that says `reads: yes` people read their briefing and their first reports.
    """

    part: Title
    minutes: Minutes
    do: Line
    reads: Flag = False


class PlanText(Entry):
    """A lesson of so many minutes, step by step; the minutes of the steps add up to it."""

    minutes: Minutes
    steps: tuple[StepText, ...] = Field(min_length=2, max_length=20)

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if (total := sum(step.minutes for step in self.steps)) != self.minutes:
            message = f"the steps take {total} minutes, and the plan is for {self.minutes}."
            raise mistake("minutes", message, f"Let the steps add up to {self.minutes}.")
        return self

    @property
    def reading_minutes(self) -> int:
        """The minutes of the steps in which people read."""
        return sum(step.minutes for step in self.steps if step.reads)


class GroupText(Entry):
    """How to seat a class of `least` to `most` people."""

    least: People
    most: People
    do: Line

    @model_validator(mode="after")
    def _runs_upwards(self) -> Self:
        if self.least > self.most:
            raise mistake("people", "least is more than most.", "Let 'least' be the smaller number.")
        return self


class CourseText(Entry):
    """How a class usually comes to an ending, and what to ask then; only teachers read it."""

    ending: Key
    course: Text
    ask: Line


class EarlyEndText(Entry):
    """Advice for a class that ends before the last turn in this way; only teachers read it."""

    when: Line
    do: Line


class CriterionText(Entry):
    """One row of the rubric: what is looked at, the most points for it, and what three kinds of answers do."""

    criterion: Title
    points: Points
    weak: Line
    fair: Line
    strong: Line

    @property
    def most_if_weak(self) -> int:
        """The most points that a weak answer gets: a third."""
        return self.points // 3

    @property
    def most_if_fair(self) -> int:
        """The most points that a fair answer gets: two thirds."""
        return 2 * self.points // 3


class TaskText(Entry):
    """The task that each student writes alone: the task, how many words, how many points, and what counts."""

    task: Text
    least_words: Annotated[Whole, Field(ge=50, le=5000)]
    most_words: Annotated[Whole, Field(ge=50, le=5000)]
    points: Points
    counts: tuple[Line, ...] = Field(min_length=1, max_length=8)


class TeachingTexts(Entry):
    """The file teaching.yaml, which a pack may do without; a pack that is ready leaves out no part of it."""

    read_ahead: tuple[Line, ...] = Field(default=(), max_length=12)
    primer: tuple[PrimerText, ...] = Field(default=(), max_length=8)
    goals: tuple[GoalText, ...] = Field(default=(), max_length=12)
    concepts: tuple[ConceptText, ...] = Field(default=(), max_length=12)
    before: tuple[QuestionText, ...] = Field(default=(), max_length=12)
    plans: tuple[PlanText, ...] = Field(default=(), max_length=6)
    groups: tuple[GroupText, ...] = Field(default=(), max_length=12)
    courses: tuple[CourseText, ...] = Field(default=(), max_length=24)
    ends_early: tuple[EarlyEndText, ...] = Field(default=(), max_length=12)
    after: tuple[QuestionText, ...] = Field(default=(), max_length=20)
    rubric: tuple[CriterionText, ...] = Field(default=(), max_length=12)
    individual_task: TaskText | None = None
    care: tuple[Line, ...] = Field(default=(), max_length=12)

    @model_validator(mode="after")
    def _points_add_up(self) -> Self:
        if not self.rubric or self.individual_task is None:
            return self
        total = sum(row.points for row in self.rubric) + self.individual_task.points
        if total != ALL_POINTS:
            message = f"the rubric and the individual task give {total} points together."
            raise mistake("points", message, f"Let them add up to {ALL_POINTS}.")
        return self

    @property
    def total_points(self) -> int:
        """The points of the rubric alone."""
        return sum(row.points for row in self.rubric)

    def left_out(self) -> Iterator[str]:
        """Yield the name of each part that is empty."""
        yield from (name for name in type(self).model_fields if not getattr(self, name))
