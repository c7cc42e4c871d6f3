"""Exports observations."""

from typing import Any

from wargame.exercises.models import Observation


def observation_document(observation: Observation) -> dict[str, Any]:
    """Return one observation with its author and time."""
    return {
        "turn": observation.turn.number,
        "seat": observation.seat.role,
        "objective": observation.objective,
        "kind": observation.kind,
        "text": observation.text,
        "by": observation.by.name,
        "at": observation.at.isoformat(),
    }
