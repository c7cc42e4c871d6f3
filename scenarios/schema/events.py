"""Schema of incidents, manoeuvres, and what parties claim about them."""

from typing import Self

from pydantic import Field, model_validator

from scenarios.schema.base import Entry, FactEntry
from scenarios.schema.mistakes import mistake
from scenarios.schema.references import FactRef, IncidentRef, PlaceRef, StateRef
from scenarios.schema.scalars import ClockTime, Line, PartialDate, Text, Whole
from scenarios.vocabulary import Basis, Channel, IncidentKind, ParticipantRole


class IncidentEntry(FactEntry):
    """Something that happened: where, between whom, what is established and what is disputed.

    `part_of` makes it a step of a larger incident; `step` orders the steps.
    """

    kind: IncidentKind
    place: PlaceRef | None = None
    parties: tuple[StateRef, ...] = Field(min_length=1, max_length=20)
    until_time: ClockTime | None = None
    part_of: IncidentRef | None = None
    step: Whole | None = Field(default=None, ge=1, le=99)
    contested: Text | None = None

    @model_validator(mode="after")
    def _step_of_something(self) -> Self:
        if (self.part_of is None) is not (self.step is None):
            raise mistake("step", "part_of and step go together.", "Give both or neither.")
        return self


class ParticipantEntry(Entry):
    """A state's part in a manoeuvre."""

    state: StateRef
    role: ParticipantRole = ParticipantRole.PARTICIPANT
    note: Line | None = None


class ManoeuvreEntry(FactEntry):
    """A military exercise in the world. Its figures are claims: announced or assessed."""

    place: PlaceRef | None = None
    participants: tuple[ParticipantEntry, ...] = Field(min_length=1, max_length=20)


class ClaimEntry(FactEntry):
    """The assertion of one party about a fact.

    `question` is what the claim answers ("Airspace violated?"). `item` is the thing that it speaks of (an aircraft, a
    contingent): two parties that contradict one another may speak of different things. `channel`: said in public, said
    in private, or said in private according to somebody else (`reported_by`). `basis`: announced by the party that
    acts, assessed by an outsider, or simply asserted.
    """

    about: FactRef
    question: Line
    says: Text
    item: Line | None = None
    state: StateRef | None = None
    speaker: Line | None = None
    channel: Channel = Channel.PUBLIC
    reported_by: StateRef | None = None
    basis: Basis = Basis.ASSERTED
    said_on: PartialDate | None = None

    @model_validator(mode="after")
    def _somebody_says_it(self) -> Self:
        if self.state is None and self.speaker is None:
            raise mistake("nobody", "nobody makes this claim.", "Give 'state' or 'speaker'.")
        if (self.channel == "reported") is not (self.reported_by is not None):
            raise mistake("reported", "channel 'reported' and reported_by go together.", "Give both or neither.")
        return self
