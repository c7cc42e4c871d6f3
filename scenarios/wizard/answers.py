"""The answers to the wizard's questions, in the order in which it asks them."""

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, StringConstraints, model_validator

from scenarios.schema.base import Entry
from scenarios.schema.mistakes import mistake
from scenarios.schema.scalars import Code, Flag, Key, Line, Text, Whole

MOST_SEATS = 7
"""The most seats of a scenario from the wizard."""

Short: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=60)]
"""A name that fits a line of a page."""

Want: TypeAlias = Literal["home", "purse", "standing", "calm", "incident"]
"""The measure of an aim: confidence at home, the economy, the standing, calm neighbours, the course of the incident."""


class AimAnswer(Entry):
    """One thing that a seat wants. The `weight` counts of 100; the other seats know a `public` aim."""

    want: Want
    name: Short
    text: Line
    weight: Annotated[Whole, Field(ge=1, le=99)]
    public: Flag = False


class SeatAnswer(Entry):
    """A state at the table: who decides for it, what pulls it two ways, and what it reads first."""

    code: Code
    name: Short
    post: Line
    task: Line
    hard_part: Line
    brief: Text
    aims: Annotated[tuple[AimAnswer, ...], Field(min_length=2, max_length=3)]

    @model_validator(mode="after")
    def _weighs_different_wants(self) -> Self:
        if sum(aim.weight for aim in self.aims) != 100:
            raise mistake("weights", "the weights of the aims do not add up to 100.", "Give weights that do.")
        if len({aim.want for aim in self.aims}) < len(self.aims):
            raise mistake("wants", "the same figure measures two aims.", "Choose another figure for one of them.")
        return self


class StageAnswer(Entry):
    """One stage of the incident: its name, what happens on the way to it, and what seats read while it lasts."""

    name: Short
    says: Line
    text: Text


class IncidentAnswer(Entry):
    """The incident. It starts calm, becomes strained, and may break; once it is broken it stays so."""

    name: Short
    calm: StageAnswer
    strained: StageAnswer
    broken: StageAnswer


class DeedAnswer(Entry):
    """One way of acting in the matter itself, and why others or one's own people mind."""

    name: Short
    because: Line


class MatterAnswer(Entry):
    """The order that the scenario is about: each turn a seat can spare the others, or take what it wants."""

    name: Short
    says: Line
    help: Line
    spare: DeedAnswer
    take: DeedAnswer


class TurnAnswer(Entry):
    """A turn: its title, first and last day, and what all seats read in it."""

    title: Short
    starts_at: Line
    ends_at: Line
    days: Annotated[Whole, Field(ge=1, le=400)]
    text: Text


class EndingAnswer(Entry):
    """The page of one ending, with the question that it leaves."""

    name: Short
    text: Text
    question: Line


class EndingsAnswer(Entry):
    """The endings: the incident breaks, or everybody held back, or something in between."""

    broken: EndingAnswer
    held: EndingAnswer
    between: EndingAnswer


class Answers(Entry):
    """All answers of an author. Most seats may agree on the `accord`; `orders` are kinds of the catalogue."""

    title: Short
    subtitle: Line
    category: Short
    place: Short
    summary: Text
    learning: Line
    seats: Annotated[tuple[SeatAnswer, ...], Field(min_length=3, max_length=MOST_SEATS)]
    incident: IncidentAnswer
    matter: MatterAnswer
    accord: Short
    orders: Annotated[tuple[Key, ...], Field(min_length=5, max_length=9)]
    turns: Annotated[tuple[TurnAnswer, ...], Field(min_length=3, max_length=8)]
    endings: EndingsAnswer

    @model_validator(mode="after")
    def _names_each_once(self) -> Self:
        if len({seat.code for seat in self.seats}) < len(self.seats):
            raise mistake("codes", "two seats have the same code.", "Give each seat a code of its own.")
        if len(set(self.orders)) < len(self.orders):
            raise mistake("orders", "a kind of order is chosen twice.", "Choose each kind once.")
        return self
