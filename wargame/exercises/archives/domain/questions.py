"""The shapes of the options and of the answer of a question, for questions that an archive brings in."""

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from wargame.exercises.debrief.domain import LETTERS
from wargame.exercises.models import DebriefQuestion
from wargame.exercises.models.debrief import CERTAIN, NOTES_LENGTH, TEXT_LENGTH

_Line = Annotated[str, Field(max_length=TEXT_LENGTH)]
_Seat = Annotated[str, Field(max_length=12)]
_In100 = Annotated[int, Field(ge=0, le=CERTAIN)]
_Turn = Annotated[int, Field(ge=1, le=1000)]
_Points = Annotated[float, Field(ge=-1000, le=1000, allow_inf_nan=False)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Option(_Shape):
    letter: Annotated[str, Field(pattern=f"^[{LETTERS}]$")]
    name: _Line
    seat: _Seat
    turn: _Turn


class _Row(_Shape):
    turn: _Turn
    label: _Line
    in_100: _In100
    came: bool


class _Choice(_Shape):
    """The answer to a question with options: how far each moved a figure, with its range."""

    figure: _Line
    effects: dict[str, Annotated[list[_Points], Field(min_length=3, max_length=3)]]


class _Share(_Shape):
    """The answer to a question for a share: whether it came, what a seat read or what is the case."""

    came: bool
    told: _In100 | None = None
    seat: _Seat = ""
    said: Annotated[str, Field(max_length=NOTES_LENGTH)] | None = None
    rows: Annotated[list[_Row], Field(max_length=60)] = []

    @model_validator(mode="after")
    def _names_the_seat(self) -> Self:
        if (self.told is None) is not (self.seat == ""):
            raise ValueError("a seat and its odds go together")
        return self


class _Own(_Shape):
    """The answer to a question that the white cell wrote itself."""

    answer: _Line


class _OwnOption(_Shape):
    letter: Annotated[str, Field(pattern=f"^[{LETTERS}]$")]
    name: _Line
    seat: Annotated[str, Field(max_length=0)]
    turn: Annotated[int, Field(ge=0, le=0)]


class _OwnQuestion(_Shape):
    options: Annotated[list[_OwnOption], Field(max_length=len(LETTERS))]
    reveal: _Own

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if len({option.letter for option in self.options}) < len(self.options):
            raise ValueError("each option has a letter of its own")
        return self


class _Question(_Shape):
    options: Annotated[list[_Option], Field(max_length=len(LETTERS))]
    reveal: _Choice | _Share

    @model_validator(mode="after")
    def _fits(self) -> Self:
        letters = [option.letter for option in self.options]
        effects = self.reveal.effects if isinstance(self.reveal, _Choice) else {}
        if len(set(letters)) < len(letters) or set(letters) != set(effects):
            raise ValueError("each option has one effect")
        return self


def is_shown_well(question: DebriefQuestion) -> bool:
    """Return whether pages can show a question: options, reveal and answers have the shape that Parley gives them."""
    given: dict[str, Any] = {"options": question.options, "reveal": question.reveal}
    try:
        shape = (_OwnQuestion if question.is_own else _Question).model_validate(given)
    except ValidationError:
        return False
    letters = {option.letter for option in shape.options}
    return all((one.letter in letters) if letters else one.in_100 is not None for one in question.answers.all())
