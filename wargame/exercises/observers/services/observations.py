"""Stores observations."""

from dataclasses import dataclass
from datetime import datetime

from wargame.exercises import access
from wargame.exercises.models import Observation, Participant, Seat, Turn
from wargame.exercises.models.observation import TEXT_LENGTH
from wargame.exercises.observers.domain import aims_for, is_noted_in


class ObservationRefused(ValueError):
    """The observation cannot be stored. Nothing has been changed."""


@dataclass(frozen=True)
class ObservationInput:
    """The observation of somebody: its kind, the objective of the seat ("" for none), and the text."""

    kind: str
    objective: str
    text: str


def note(*, by: Participant, turn: Turn, seat: Seat, saw: ObservationInput, now: datetime) -> Observation:
    """Store what a person saw a seat do in a turn. The white cell may do so, and observers with that right.

    Raises ObservationRefused.
    """
    text, kind, objective = " ".join(saw.text.split()), saw.kind, saw.objective
    for is_wrong, why in (
        (not access.may_note(by), "Only the white cell and observers whom it lets note observations."),
        (not is_noted_in(by.exercise), "Observations are noted while the exercise runs."),
        (seat.exercise_id != by.exercise_id, "Choose a seat of this exercise."),
        (turn.branch.exercise_id != by.exercise_id, "Choose a turn of this exercise."),
        (kind not in Observation.Kind.values, "Choose a strength, something to improve, or a note."),
        (objective and objective not in objectives_of(seat, by), "Choose an objective of this seat that you may know."),
        (not text, "Write what you saw."),
        (len(text) > TEXT_LENGTH, f"Shorten the observation to {TEXT_LENGTH} characters."),
    ):
        if is_wrong:
            raise ObservationRefused(why)
    return Observation.objects.create(turn=turn, seat=seat, objective=objective, kind=kind, text=text, by=by, at=now)


def objectives_of(seat: Seat, by: Participant) -> dict[str, str]:
    """Return the objectives of a seat about which a person may note observations: texts by key."""
    return {objective.key: objective.text for objective in aims_for(by) if objective.seat == seat.role}
