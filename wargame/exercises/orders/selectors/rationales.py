"""Rationales as their writer and the white cell read them."""

from dataclasses import dataclass

from wargame.exercises import access
from wargame.exercises.access import rows
from wargame.exercises.models import Exercise, Participant, Rationale, Turn
from wargame.exercises.models.rationale import TEXT_LENGTH


@dataclass(frozen=True)
class OwnRationale:
    """The reader's own line on a turn's orders; `fault` says why what they wrote last was not kept."""

    number: int
    text: str
    length: int = TEXT_LENGTH
    fault: str = ""


@dataclass(frozen=True)
class RationaleLine:
    """Somebody's line, for the white cell."""

    seat: str
    name: str
    text: str
    revision: int


def own(person: Participant, turn: Turn, *, text: str | None = None, fault: str = "") -> OwnRationale | None:
    """Return the person's own line on the orders of the seat they sit in; None where there is no class to ask them.

    `text` and `fault` are what was entered when it was refused.
    """
    if person.exercise.mode != Exercise.Mode.CLASS or person.seat is None:
        return None
    if text is None:
        kept = rows.where(Rationale, turn_id=turn.pk, seat_id=person.seat.pk, by_id=person.pk)
        text = kept[0].text if kept else ""
    return OwnRationale(turn.number, text, fault=fault)


@dataclass(frozen=True)
class RationaleNotes:
    """Everybody's lines on the orders of turn `number`; 0 while the first turn's can still change."""

    number: int
    lines: tuple[RationaleLine, ...]


def of_room(person: Participant) -> RationaleNotes:
    """Return the notes of people on the last orders that are closed, for a member of the white cell."""
    line = access.line_of(person.exercise)
    turns = Turn.objects.in_line(line).with_exercise().exclude(status__in=Turn.TIMED)
    turn = turns.defer("world", "next_world", "outcomes").last()
    if turn is None:
        return RationaleNotes(0, ())
    noted = access.rationales_for_room(person, turn)
    return RationaleNotes(
        turn.number, tuple(RationaleLine(each.seat.role, each.by.name, each.text, each.revision) for each in noted)
    )
