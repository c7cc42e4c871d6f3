"""Opinions of advisers on an offer: yes or no, and whether the seat's aims or the adviser's leaning decides."""

from collections.abc import Sequence
from dataclasses import dataclass

from wargame.engine.policies.negotiation import Offer
from wargame.engine.previews.moves import FELT
from wargame.engine.spec.advisers import FavourSpec, LeaningOfAdviser
from wargame.engine.spec.orders import FRIENDLY


@dataclass(frozen=True)
class Opinion:
    """One adviser's answer to an offer. `leans` where the adviser's leaning decides, not the seat's aims.

    `gains` is 1 if the seat's aims gain by the offer, -1 if they lose, 0 if nobody feels it.
    """

    adviser: str
    is_yes: bool
    leans: bool
    gains: int


def opinions_on(offer: Offer, proposer: str, cabinet: Sequence[LeaningOfAdviser]) -> tuple[Opinion, ...]:
    """Return the answer of each adviser to an offer, in the order of the cabinet; the offer is as the seat knows it."""
    gains = 0 if abs(offer.worth) < FELT else 1 if offer.worth > 0 else -1
    opinions = []
    for each in cabinet:
        leaning = sum(_favoured(favour, offer, proposer) for favour in each.favours) * (-1 if offer.ends else 1)
        is_yes = offer.worth + leaning >= FELT
        leans = abs(leaning) >= FELT and (leaning > 0) == is_yes
        opinions.append(Opinion(each.key, is_yes, leans, gains))
    return tuple(opinions)


def _favoured(favour: FavourSpec, offer: Offer, proposer: str) -> float:
    """Return the points that a favour adds to having the agreement, which is a friendly deed towards the proposer."""
    if favour.figure == "strength":
        return favour.points * (favour.of in ("", offer.agreement))
    fits = not favour.figure and not favour.domain and favour.deed in ("", FRIENDLY)
    return favour.points if fits and favour.towards in ("", proposer) else 0.0
