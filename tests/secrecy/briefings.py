"""The briefing of a seat keeps its brief and its aims, the silent ones too, to its people."""

from collections.abc import Mapping
from html import unescape

from scenarios.schema.pack import SeatEntry
from tests.exercises.every_answer import Answer
from tests.secrecy.hiding import Reader
from wargame.exercises import bridge
from wargame.exercises.models import Exercise


def check(exercise: Exercise, reader: Reader, answers: Mapping[str, Answer]) -> None:
    """Check that no answer to the reader holds a paragraph that only another seat and the white cell may read."""
    kept = {} if reader.is_room else _paragraphs_hidden_from(exercise, reader.role)
    found = [
        f"{address} tells {reader.person.name} what {seat} keeps to itself"
        for address, (_, text, _) in answers.items()
        for paragraph, seat in kept.items()
        if paragraph in " ".join(unescape(text).split())
    ]
    assert not found, "\n".join(found)


def _paragraphs_hidden_from(exercise: Exercise, role: str) -> dict[str, str]:
    """Return the paragraphs that all seats but that of the role keep to themselves, and whose they are."""
    seats = bridge.content_of(exercise.scenario_version).seats
    own = {text for seat in seats if seat.code == role for text in _paragraphs(seat)}
    return {text: seat.code for seat in seats for text in _paragraphs(seat) if text not in own}


def _paragraphs(seat: SeatEntry) -> tuple[str, ...]:
    return (seat.aims, *seat.brief.split("\n\n"), *(term.meaning for term in seat.terms))
