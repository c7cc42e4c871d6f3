"""The advisers' views of an offer to their seat, and what it does for its aims, in words for its card."""

from dataclasses import dataclass

from wargame.engine.values import FELT, Offer
from wargame.exercises import forecasts
from wargame.exercises.situation.selectors.seat_view import SeatView

_GAINS = {1: "Our aims gain by it.", 0: "It binds us, and our aims do not gain.", -1: "Our aims lose by it."}


@dataclass(frozen=True)
class AdviserView:
    """An answer to an offer, with the reason, and the names of the advisers who give it."""

    names: tuple[str, ...]
    is_yes: bool
    reason: str


def views_of(at: SeatView, offer: Offer, proposer: str) -> tuple[AdviserView, ...]:
    """Return the answers of the seat's advisers to an offer; those who say the same say it together."""
    advisers = {each.key: each for each in at.content.advisers if each.seat == at.mine}
    found = forecasts.opinions_on(offer, proposer, [each.leans for each in advisers.values()])
    names: dict[tuple[bool, str], list[str]] = {}
    for each in found:
        leaning = f"This adviser {advisers[each.adviser].leaning}."
        answer = each.is_yes, leaning if each.leans else _GAINS[each.gains]
        names.setdefault(answer, []).append(advisers[each.adviser].short)
    return tuple(AdviserView(tuple(who), *answer) for answer, who in names.items())


def worth_of(offer: Offer) -> str:
    """Return the sentence on what an offer does for the aims of the reader's seat, "" where that is nothing."""
    if abs(offer.worth) < FELT:
        return ""
    verb = "gain" if offer.worth > 0 else "lose"
    return f" Your aims {verb} {abs(offer.worth):.0f} of 100 by it, if nothing else changes."
