"""The template context that all regions of the play page share."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from wargame import live
from wargame.exercises import access
from wargame.exercises.models import Participant
from wargame.exercises.situation.selectors.frame import frame_of
from wargame.exercises.situation.selectors.hints import hints_of
from wargame.exercises.situation.selectors.seat_view import SeatView

Context = dict[str, Any]

HINTS_OFF = "hints_off"
LIVE_REGIONS = "phase board orders inbox roster clock"
BESIDE = "proposals press"
"""Regions that are not on the play page and have pages of their own."""


def frame_context(request: HttpRequest, at: SeatView, person: Participant | None = None) -> Context:
    """Return the context that every region of the play page needs; `person` is the reader, if already loaded."""
    hints = {} if request.session.get(HINTS_OFF) else hints_of(at)
    return {
        "frame": frame_of(at.seat, at.line, at.turn),
        "hints": hints,
        # Lazy, because a region that is fetched alone does not need it.
        "live_url": SimpleLazyObject(lambda: live.address_of(*_channels(request, at, person))),
        "live_regions": f"{LIVE_REGIONS} {BESIDE} wall",
        "can_change_seat": not at.seat.exercise.is_led
        and at.turn.is_open
        and at.turn.number == 1
        and at.line.number == 1,
    }


def _channels(request: HttpRequest, at: SeatView, person: Participant | None) -> tuple[str, ...]:
    return access.channels_of(person) if person else access.channels_for(request.user, at.seat.exercise)
