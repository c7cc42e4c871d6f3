"""Schema of what helps to teach with a scenario: what to read before, plans by time, questions, a rubric."""

from typing import Annotated, Self, TypeAlias

from pydantic import Field, model_validator

from scenarios.schema.base import Entry
from scenarios.schema.mistakes import mistake
from scenarios.schema.scalars import Line, Title, Whole

Minutes: TypeAlias = Annotated[Whole, Field(ge=1, le=600)]


class LessonText(Entry):
    """What one learns, and in which decision one meets it."""

    learns: Line
    decision: Line


class StepText(Entry):
    """One part of a lesson, how long it takes, and what whoever leads does in it."""

    part: Title
    minutes: Minutes
    do: Line


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


class CriterionText(Entry):
    """One row of the rubric: what is looked at, and what a weak, a fair and a strong answer does."""

    criterion: Title
    weak: Line
    fair: Line
    strong: Line


class TeachingTexts(Entry):
    """The file teaching.yaml, which a pack may do without."""

    read_ahead: tuple[Line, ...] = Field(default=(), max_length=12)
    lessons: tuple[LessonText, ...] = Field(default=(), max_length=12)
    plans: tuple[PlanText, ...] = Field(default=(), max_length=6)
    hot_wash: tuple[Line, ...] = Field(default=(), max_length=20)
    rubric: tuple[CriterionText, ...] = Field(default=(), max_length=12)
