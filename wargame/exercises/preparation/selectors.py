"""Arranges the things that a white cell has prepared for its page."""

from collections.abc import Mapping
from dataclasses import dataclass

from scenarios.models import Role
from wargame.exercises import access
from wargame.exercises.codes import dashed_code
from wargame.exercises.models import Exercise, Handout, Participant
from wargame.exercises.models.preparation import OWN_WORDS_LENGTH


@dataclass(frozen=True)
class SeatWords:
    """The own words for a seat's briefing: what stands in the field, and why it was refused ("" if it was not)."""

    role: str
    name: str
    text: str
    fault: str = ""


@dataclass(frozen=True)
class ReaderBox:
    """A box by which a handout goes to a seat."""

    role: str
    name: str
    is_ticked: bool


@dataclass(frozen=True)
class HandoutFields:
    """The form of one handout, with what stands in it; `number` is 0 for a new one.

    `readers` are the seats that read it in words.
    """

    number: int
    title: str
    text: str
    address: str
    boxes: tuple[ReaderBox, ...]
    fault: str = ""

    @property
    def key(self) -> str:
        """Return the name by which fields and refusals speak of it."""
        return f"handout-{self.number}"

    @property
    def is_for_seats(self) -> bool:
        return any(box.is_ticked for box in self.boxes)

    @property
    def readers(self) -> str:
        return ", ".join(box.role for box in self.boxes if box.is_ticked) or "everybody"


@dataclass(frozen=True)
class Preparation:
    """Everything that a white cell has prepared for its exercise."""

    code: str
    title: str
    is_over: bool
    is_open: bool
    has_debrief: bool
    seats: tuple[SeatWords, ...]
    handouts: tuple[HandoutFields, ...]
    new_handout: HandoutFields
    longest: int = OWN_WORDS_LENGTH


@dataclass(frozen=True)
class Refused:
    """A text that was typed and refused, with the reason. `about` is the role of a seat, or the key of a handout."""

    about: str
    fault: str
    typed: Mapping[str, str]
    roles: tuple[str, ...] = ()


def preparation_of(person: Participant, refused: Refused | None = None) -> Preparation:
    """Return the prepared texts for a member of the white cell; a text that was refused stands in its place."""
    exercise = person.exercise
    version = exercise.scenario_version
    kept = {words.seat.role: words.text for words in access.own_words_of(person)}
    names = dict(Role.objects.filter(version=version).order_by("position").values_list("code", "name"))
    return Preparation(
        code=dashed_code(exercise.code),
        title=exercise.title or version.title,
        is_over=exercise.status == Exercise.Status.ENDED,
        is_open=exercise.status == Exercise.Status.LOBBY,
        has_debrief=exercise.mode == Exercise.Mode.CLASS,
        seats=tuple(_seat_words(role, name, kept.get(role, ""), refused) for role, name in names.items()),
        handouts=tuple(_handout_form(handout, names, refused) for handout in access.handouts_of(person)),
        new_handout=_handout_form(Handout(number=0), names, refused),
    )


def _seat_words(role: str, name: str, text: str, refused: Refused | None) -> SeatWords:
    if refused and refused.about == role:
        return SeatWords(role, name, refused.typed.get("text", ""), refused.fault)
    return SeatWords(role, name, text)


def _handout_form(handout: Handout, names: Mapping[str, str], refused: Refused | None) -> HandoutFields:
    form = HandoutFields(
        handout.number, handout.title, handout.text, handout.address, boxes=_boxes(names, tuple(handout.roles))
    )
    if refused and refused.about == form.key:
        words = {name: refused.typed.get(name, "") for name in ("title", "text", "address")}
        return HandoutFields(handout.number, **words, boxes=_boxes(names, refused.roles), fault=refused.fault)
    return form


def _boxes(names: Mapping[str, str], ticked: tuple[str, ...]) -> tuple[ReaderBox, ...]:
    return tuple(ReaderBox(role, name, role in ticked) for role, name in names.items())
