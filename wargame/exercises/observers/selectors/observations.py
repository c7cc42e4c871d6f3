"""Observations as their readers see them, and the choices of the form."""

from dataclasses import dataclass
from datetime import datetime

from wargame.exercises import access, bridge
from wargame.exercises.models import Observation, Participant
from wargame.exercises.observers.domain import aims_for, may_note_now


@dataclass(frozen=True)
class ObservationNote:
    """One observation; `objective` is the objective's text, "" if it is about none."""

    turn: int
    seat: str
    kind: str
    word: str
    objective: str
    text: str
    by: str
    at: datetime


@dataclass(frozen=True)
class ObservationComposer:
    """The form for an observation.

    `aims` are key, seat and text of each objective; `fault` and `text` return a refused one.
    """

    seats: tuple[tuple[str, str], ...]
    aims: tuple[tuple[str, str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    fault: str = ""
    text: str = ""


KINDS = {"strength": "Strength", "improve": "To improve", "note": "Note"}


def observations_of(person: Participant) -> tuple[ObservationNote, ...]:
    """Return the observations that the person may read, newest first."""
    spec = bridge.setting_of(person.exercise).spec
    texts = {aim.key: aim.text for aim in spec.objectives}
    rows = access.observations_for(person).select_related("turn", "seat", "by").order_by("-pk")
    return tuple(_noted(row, texts) for row in rows)


def observation_composer_of(person: Participant, *, fault: str = "", text: str = "") -> ObservationComposer | None:
    """Return the form's choices; None if the person may not note observations."""
    if not may_note_now(person):
        return None
    setting = bridge.setting_of(person.exercise)
    return ObservationComposer(
        seats=tuple((code, setting.state(code).name) for code in setting.seats),
        aims=tuple((aim.key, aim.seat, aim.text) for aim in aims_for(person)),
        kinds=tuple(KINDS.items()),
        fault=fault,
        text=text,
    )


def _noted(row: Observation, texts: dict[str, str]) -> ObservationNote:
    aim = texts.get(row.objective, "")
    return ObservationNote(
        row.turn.number, row.seat.role, row.kind, KINDS[row.kind], aim, row.text, row.by.name, row.at
    )
