"""Arranges the things that a white cell has prepared for its page."""

from collections.abc import Mapping
from dataclasses import dataclass

from scenarios.models import Role
from wargame.exercises import access
from wargame.exercises.codes import shown_code
from wargame.exercises.models import Exercise, Participant
from wargame.exercises.models.preparation import OWN_WORDS_LENGTH


@dataclass(frozen=True)
class SeatWords:
    """The own words for a seat's briefing: what stands in the field, and why it was refused ("" if it was not)."""

    role: str
    name: str
    text: str
    fault: str = ""


@dataclass(frozen=True)
class Preparation:
    """Everything that a white cell has prepared for its exercise."""

    code: str
    title: str
    is_over: bool
    is_open: bool
    seats: tuple[SeatWords, ...]
    longest: int = OWN_WORDS_LENGTH


@dataclass(frozen=True)
class Refused:
    """A text that was typed and refused, with the reason. `about` is the role of a seat."""

    about: str
    fault: str
    typed: Mapping[str, str]


def preparation_of(person: Participant, refused: Refused | None = None) -> Preparation:
    """Return the prepared texts for a member of the white cell; a text that was refused stands in its place."""
    exercise = person.exercise
    version = exercise.scenario_version
    kept = {words.seat.role: words.text for words in access.own_words_of(person)}
    names = Role.objects.filter(version=version).order_by("position").values_list("code", "name")
    return Preparation(
        code=shown_code(exercise.code),
        title=exercise.title or version.title,
        is_over=exercise.status == Exercise.Status.ENDED,
        is_open=exercise.status == Exercise.Status.LOBBY,
        seats=tuple(_seat_words(role, name, kept.get(role, ""), refused) for role, name in names),
    )


def _seat_words(role: str, name: str, text: str, refused: Refused | None) -> SeatWords:
    if refused and refused.about == role:
        return SeatWords(role, name, refused.typed.get("text", ""), refused.fault)
    return SeatWords(role, name, text)
