"""The advisers of a seat, as its pack has them."""

from scenarios.schema.pack_advisers import AdviserText
from wargame.exercises.situation.selectors.seat_view import SeatView


def advisers_of(at: SeatView) -> tuple[AdviserText, ...]:
    """Return the advisers who speak to the people of the seat.

    Versions that were stored without advisers have none, and nobody speaks to a policy.
    """
    if at.seat.policy:
        return ()
    return tuple(adviser for adviser in at.content.advisers if adviser.seat == at.mine)
