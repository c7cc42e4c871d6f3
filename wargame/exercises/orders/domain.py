"""The questions to the staff about a sheet or an offer, and the sentences where it does not answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wargame.exercises import access
from wargame.exercises.models import Exercise
from wargame.exercises.models.staff_question import MOST_A_TURN

WHOLE_SHEET = 0
"""The slot that stands for all orders of a sheet; the first order has slot 1."""
NONE_LEFT = f"You have asked {MOST_A_TURN} questions in this turn. The staff takes new ones in the next turn."
NOTHING_TO_ASK = "Put an order on the sheet first: then the staff says what it does for your aims."
NO_SUCH_OFFER = "Your seat can neither make nor end this agreement now. Choose another one, then ask again."
NO_STAFF = "In this exercise the staff gives no figures. Odds stand beside each order."
NOT_NEEDED = "In this exercise the figures stand on each order, so there is nothing to ask."


@dataclass(frozen=True)
class Inquiry:
    """A question about a sheet: about one `order`, None for all of them. Equal questions have one `key`.

    A question about an offer has the offer as its `order`, with `agreement` and `act`.
    """

    order: Mapping[str, str] | None
    orders: Sequence[Mapping[str, str]]
    key: str


def why_no_staff(exercise: Exercise) -> str:
    """Return why the staff of an exercise answers nobody, "" where it answers."""
    if access.shows_figures(exercise):
        return NOT_NEEDED
    return "" if access.may_ask_staff(exercise) else NO_STAFF
