"""The frame of pages that belong to an exercise and to none of its turns, such as its dice and its dials."""

from django.http import Http404, HttpRequest

from wargame.exercises import access
from wargame.exercises.navigation import sandbox
from wargame.exercises.situation.selectors.frame import Frame, frame_of


def frame_for(request: HttpRequest, code: str) -> Frame | None:
    """Return the frame of the latest turn, None for those who cannot read the log yet: in the lobby, and observers."""
    try:
        reader = sandbox.reading(request, code)
        turn = access.latest_turn_for(reader.seat, reader.line)
    except Http404:
        return None
    return frame_of(reader.seat, reader.line, turn, reader.part)
