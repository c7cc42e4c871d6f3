"""Odds that others say yes to a seat's words, from that seat's knowledge; nothing is written."""

from dataclasses import dataclass

from wargame import engine
from wargame.exercises import perspectives
from wargame.exercises.diplomacy.domain import sentence_of
from wargame.exercises.diplomacy.services import chance_seals, haggling, pledges, talk
from wargame.exercises.diplomacy.services.conduct import conduct_of
from wargame.exercises.situation.selectors.seat_view import SeatView


@dataclass(frozen=True)
class Likelihood:
    """In how many of 100 imagined situations policies in `needed` seats of `who` say yes, and what each does then.

    `is_of_people` says that people decide for one of them. `seal` proves to the service that takes the words that the
    author saw this chance.
    """

    in_100: int
    who: tuple[str, ...]
    does: str
    is_of_people: bool
    seal: str
    needed: int

    @property
    def needs_all(self) -> bool:
        """Tell if all of them must say yes."""
        return self.needed == len(self.who)


def of_sentence(at: SeatView, to: str, key: str) -> Likelihood | None:
    """Return the likelihood that a seat says yes to a sentence; None where there is no such seat or sentence."""
    sentence = sentence_of(at.seat.exercise, key)
    if sentence is None or to == at.mine or to not in at.view.setting.seats:
        return None
    broken = len(pledges.breaches(at.line, at.mine, to))
    asker = talk.Asker(at.mine, broken, any(pledge.by == to for pledge in at.pledges))

    def says(policy: str, view: engine.Perspective, sheet: engine.Sheet, seed: int) -> bool:
        return talk.stance_of(sentence, asker, policy, view, sheet, seed).is_yes

    return _likelihood(at, (to,), sentence.yes, says, about=(to, key), needed=1)


def of_proposal(at: SeatView, agreement: str) -> Likelihood | None:
    """Return the likelihood that enough other parties agree to an agreement or to its end; None where it cannot be
    proposed.

    A seat that would ask for something first has not agreed.
    """
    offer = next((each for each in perspectives.offers(at.view) if each.agreement == agreement), None)
    if offer is None:
        return None
    others = tuple(party for party in offer.parties if party != at.mine)
    conduct = {party: conduct_of(at.turn, [at.mine], party, as_known_to=at.mine) for party in others}
    seats = at.seat.exercise.seats.filter(role__in=others).exclude(policy="")
    haggles = {seat.role for seat in seats if haggling.asks_first(at.turn, seat, offer, at.mine)}

    def says(policy: str, view: engine.Perspective, sheet: engine.Sheet, seed: int) -> bool:
        theirs = next((each for each in perspectives.offers(view) if each.agreement == agreement), None)
        if theirs is None:
            return False
        reply = engine.reply(policy, view, theirs, at.mine, seed, conduct[view.seat])
        return reply.is_yes and (reply.margin >= haggling.CLEARLY or view.seat not in haggles)

    return _likelihood(at, others, "agrees at once", says, about=("", agreement), needed=offer.consent - 1)


def _likelihood(
    at: SeatView, who: tuple[str, ...], does: str, says: engine.Says, *, about: tuple[str, str], needed: int
) -> Likelihood:
    """Return the likelihood that `needed` of some seats say yes; `about` is to whom what is said, as seals name it."""
    to, what = about
    in_100 = engine.yes_in_100(at.view, who, says, at.forecast_seed, at.pledges, at_least=needed)
    people = at.seat.exercise.seats.filter(role__in=who, policy="")
    seal = chance_seals.seal(in_100, turn=at.turn, role=at.mine, to=to, what=what)
    return Likelihood(in_100, who, does, people.exists(), seal, needed)
