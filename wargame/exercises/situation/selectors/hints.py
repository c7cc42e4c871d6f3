"""Hints beside the parts of the play page, as the scenario gives them for its first turns."""

from dataclasses import dataclass

from wargame.exercises.situation.selectors.map import has_no_map
from wargame.exercises.situation.selectors.seat_view import SeatView

PARTS = ("situation", "reports", "map", "messages", "orders")
SUBMIT = "Submit when you are content. The other seats have decided; the results follow at once."


@dataclass(frozen=True)
class Hint:
    """One hint; `step` is its place in the order of reading, from 1."""

    step: int
    text: str


def hints_of(at: SeatView) -> dict[str, Hint]:
    """Return the hints of the turn by the part of the page that they stand beside; in turn 1 also one at the button.

    A board without a map has no hint about one.
    """
    texts: dict[str, str] = {coach.part: coach.text for coach in at.briefing.coach}
    given = [(part, texts[part]) for part in PARTS if part in texts and not (part == "map" and has_no_map(at))]
    if at.turn.number == 1 and not at.seat.exercise.is_led:
        given.append(("submit", SUBMIT))
    return {part: Hint(step, text) for step, (part, text) in enumerate(given, start=1)}
