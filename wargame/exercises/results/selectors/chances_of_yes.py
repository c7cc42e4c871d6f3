"""The words of a seat in a turn for which it saw the chance of a yes, beside the answers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wargame.engine.values import Setting
from wargame.exercises import access, bridge
from wargame.exercises.diplomacy.domain import consent_of, sentences_of
from wargame.exercises.models import Message, Proposal
from wargame.exercises.results.selectors.talk import STATUS_WORDS
from wargame.exercises.situation.selectors.seat_view import SeatView


@dataclass(frozen=True)
class YesChanceReview:
    """Words or a proposal to other seats: the forecast chance of a yes in 100, and whether it came.

    `does` is the forecast deed of a yes; `is_yes` is None, and `status` says why, where nobody has said yes or no.
    `came` says what became of it later, if that was more than a yes or no at once.
    """

    text: str
    to: tuple[str, ...]
    does: str
    in_100: int
    is_yes: bool | None
    status: str = ""
    came: str = ""


def chances_of_yes(at: SeatView) -> tuple[YesChanceReview, ...]:
    """Return the words of the seat's people in the turn, as far as they saw the chance of a yes."""
    return (*_sentences(at), *_proposals(at))


def _sentences(at: SeatView) -> Iterator[YesChanceReview]:
    does = {(each.intent, each.text): each.yes for each in sentences_of(at.seat.exercise)}
    for message in access.messages_for(at.seat, at.line, at.turn):
        is_own = message.turn_id == at.turn.pk and message.sender == at.mine
        if is_own and message.told_in_100 is not None and message.got_yes is not None:
            said = does.get((Message.Intent(message.intent), message.text), "says yes")
            yield YesChanceReview(message.text, tuple(message.recipients), said, message.told_in_100, message.got_yes)


def _proposals(at: SeatView) -> Iterator[YesChanceReview]:
    setting = bridge.setting_for(at.turn)
    pacts = {pact.key: pact.name for pact in setting.spec.agreements}
    answered = {Proposal.Status.ACCEPTED: True, Proposal.Status.REJECTED: False}
    for proposal in access.own_proposals(at.seat, at.line, at.turn):
        if proposal.told_in_100 is not None:
            status = Proposal.Status(proposal.status)
            ends = "end " if proposal.act == Proposal.Act.END else ""
            others = tuple(party for party in proposal.parties if party != at.mine)
            needed = consent_of(setting, proposal.agreement, proposal.parties) - 1
            does = "agrees at once" if len(others) == 1 else "all agree at once"
            if needed < len(others):
                does = f"agree at once, at least {needed} of them"
            name = f"{ends}{pacts[proposal.agreement]}"
            is_yes = answered.get(status)
            # A seat that asked for something first did not agree at once; without it others may have been enough.
            at_once = proposal.settled_in_id == proposal.turn_id
            offers = [each for each in access.proposals_for(at.seat, at.line) if each.counters_id == proposal.pk]
            came = " ".join(_came_of(proposal, offers, setting, at_once=at_once))
            if proposal.wishes and not (is_yes and at_once):
                is_yes = False
            yield YesChanceReview(name, others, does, proposal.told_in_100, is_yes, STATUS_WORDS[status], came)


def _came_of(
    proposal: Proposal, counter_offers: Iterable[Proposal], setting: Setting, *, at_once: bool
) -> Iterator[str]:
    """Yield a sentence for each thing that came between the proposal and its end."""
    if proposal.wishes:
        yield f"{setting.names_in_sentence(proposal.wishes)} asked for something first."
    answers = {Proposal.Status.ACCEPTED: "yes", Proposal.Status.REJECTED: "no"}
    said = answers.get(Proposal.Status(proposal.status))
    if proposal.settled_in is not None and said and (proposal.wishes or not at_once):
        yield f"The answer in turn {proposal.settled_in.number} was {said}."
    for offer in counter_offers:
        if offer.status == Proposal.Status.ACCEPTED and offer.settled_in is not None:
            pact = setting.agreement(offer.agreement).name
            yield f"In turn {offer.settled_in.number} both agreed on another text: {pact}."
