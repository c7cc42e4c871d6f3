"""Answers of a policy's seat to people's proposals: yes, no with a reason and another offer, or a wish first.

It agrees on the spot only to what it clearly wants. Where it is nearly willing it asks for something that its book
names and that the other can do, and agrees once that, or anything as friendly, has been done.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from scenarios import voices
from scenarios.schema.pack_voices import Occasion
from wargame import engine
from wargame.exercises import bridge, notices, perspectives
from wargame.exercises.diplomacy.services import pledges
from wargame.exercises.diplomacy.services.conduct import conduct_of, deeds_of, shared_deeds_from
from wargame.exercises.diplomacy.services.speakers import speaker
from wargame.exercises.models import Exercise, Message, Proposal, Seat, Turn

CLEARLY = 45
"""Points of relation by which a yes must be clear to be given on the spot."""
_REFUSES: Mapping[str, Occasion] = {
    "tense": Occasion.REFUSES_TENSE,
    "cold": Occasion.REFUSES_COLD,
    "deeds": Occasion.REFUSES_DEEDS,
    "word": Occasion.REFUSES_WORD,
    "aims": Occasion.REFUSES_AIMS,
}


@dataclass(frozen=True)
class CounterOffer:
    """An offer that a seat would sign instead, and the line of its book with which it says so."""

    offer: engine.Offer
    terms: str


def after_wish(turn: Turn, seat: Seat, proposal: Proposal, reply: engine.Reply) -> engine.Reply:
    """Return the reply of a seat that may have asked for something first: a no where that was not done."""
    asked_in = proposal.wishes.get(seat.role, ("", turn.number))[1]
    if not reply.is_yes or asked_in == turn.number or is_granted(turn, proposal, seat):
        return reply
    return replace(reply, is_yes=False, why="cold", reason=f"{reply.reason} The other did not grant its wish.")


def reply_of(turn: Turn, seat: Seat, offer: engine.Offer, proposer: str) -> engine.Reply:
    """Return the policy's reply to an offer, from what its seat knows and what the parties did to it."""
    seed = turn.branch.exercise.seed_for(Exercise.Dice.POLICIES, turn.number)
    conduct = conduct_of(turn, offer.parties, seat.role)
    return engine.reply(seat.policy, perspectives.view_of(turn, seat), offer, proposer, seed, conduct)


def offer_in(proposal: Proposal, turn: Turn, seat: Seat) -> engine.Offer | None:
    """Return a proposal as an offer to a seat; None where nothing of the kind can be agreed on any more."""
    offers = perspectives.offers(perspectives.view_of(turn, seat))
    found = next((offer for offer in offers if offer.agreement == proposal.agreement), None)
    return replace(found, has_restraint=proposal.has_restraint) if found else None


def wish_of(turn: Turn, seat: Seat, proposal: Proposal, reply: engine.Reply) -> str:
    """Return the kind of order that a nearly willing seat asks for before it agrees; "" where it asks for nothing.

    It asks for nothing twice, for nothing that the other cannot order soon, and not where the other was friendly.
    """
    if not reply.is_yes or reply.margin >= CLEARLY or proposal.act == Proposal.Act.END or seat.role in proposal.wishes:
        return ""
    if proposal.lapses_after <= turn.number or _was_friendly(turn, proposal.proposer, seat.role, proposal.parties):
        return ""
    return next(iter(wishes_for(turn, seat.role, proposal.proposer)), "")


def asks_first(turn: Turn, seat: Seat, offer: engine.Offer, other: str) -> bool:
    """Return whether a seat that is nearly willing asks another for something first, as far as the other knows."""
    if offer.ends or not wishes_for(turn, seat.role, other):
        return False
    return not _was_friendly(turn, other, seat.role, offer.parties, as_known_to=other)


def wishes_for(turn: Turn, role: str, other: str) -> tuple[str, ...]:
    """Return the orders that a seat may ask another for: kinds in its book that the other can aim at it next turn.

    It does not ask for what the other has given, as far as both know.
    """
    setting = bridge.setting_for(turn)
    book = voices.book_of(bridge.content_of(turn.branch.exercise.scenario_version), role)
    kinds = [setting.order(kind) for kind in book.wishes]
    in_time = [spec for spec in kinds if spec.turns[0] <= turn.number < spec.turns[1]]
    open_to = [spec.kind for spec in in_time if other in spec.seats and role in engine.targets_of(spec, other)]
    if not book.granted:
        return tuple(open_to)
    shared = perspectives.shared_view_of(turn, other, (role,))
    return tuple(kind for kind in open_to if kind not in book.granted or not shared.holds(book.granted[kind]))


def is_granted(turn: Turn, proposal: Proposal, seat: Seat) -> bool:
    """Return whether the proposer has done something friendly since the seat asked for it."""
    asked_in = proposal.wishes.get(seat.role)
    return asked_in is not None and _was_friendly(turn, proposal.proposer, seat.role, proposal.parties)


def _was_friendly(turn: Turn, by: str, to: str, parties: Iterable[str], *, as_known_to: str = "") -> bool:
    """Return whether one seat was friendly to another last turn, by what all parties noticed."""
    others = [party for party in parties if party != to]
    deeds = shared_deeds_from(turn, 1, [by], to, parties=others, as_known_to=as_known_to)
    return engine.weightiest(deeds) == Occasion.FRIENDLY


def counter_to(turn: Turn, seat: Seat, proposal: Proposal) -> CounterOffer | None:
    """Return the offer that a seat makes instead of a no: the same with a promise of no force, or another agreement.

    It offers nothing twice instead of something, and only what the two can agree on alone.
    """
    to, made = proposal.proposer, Proposal.objects.filter(turn__branch=turn.branch_id)
    if proposal.act == Proposal.Act.END or _has_offered(turn, seat, to):
        return None
    gone = set(made.filter(proposer=seat.role, counters__isnull=False).values_list("agreement", flat=True))
    gone |= set(made.filter(turn=turn).values_list("agreement", flat=True)) - {proposal.agreement}
    by, known = speaker(turn, seat.role), perspectives.offers(perspectives.view_of(turn, seat))
    open_to_both = [one for one in known if not one.ends and set(one.parties) == {to, seat.role}]
    possible = [one for one in open_to_both if one.agreement not in gone]
    same = next((one for one in possible if one.agreement == proposal.agreement), None)
    if same and not proposal.has_restraint:
        softer = replace(same, has_restraint=True)
        if reply_of(turn, seat, softer, seat.role).is_yes:
            return CounterOffer(softer, by.line(Occasion.PLEDGE, to))
    replies = [(reply_of(turn, seat, one, seat.role), one) for one in possible if one is not same]
    willing = [(said.margin, one.agreement, one) for said, one in replies if said.is_yes]
    if not willing:
        return None
    return CounterOffer(max(willing, key=lambda one: one[:2])[2], by.line(Occasion.INSTEAD, to))


def _has_offered(turn: Turn, seat: Seat, to: str) -> bool:
    made = Proposal.objects.filter(turn__branch=turn.branch_id, proposer=seat.role, status=Proposal.Status.OPEN)
    return any(to in proposal.parties for proposal in made)


def write_yes(turn: Turn, seat: Seat, proposal: Proposal, reply: engine.Reply) -> None:
    """Send the letter in which a seat agrees, to an agreement or to its end."""
    occasion = Occasion.AGREES_END if proposal.act == Proposal.Act.END else Occasion.AGREES
    text = speaker(turn, seat.role).line(occasion, proposal.proposer)
    _send(turn, seat, proposal, text, reply.reason)


def write_wish(turn: Turn, seat: Seat, proposal: Proposal, kind: str, reply: engine.Reply) -> None:
    """Send the letter in which a seat asks for something before it agrees."""
    by = speaker(turn, seat.role)
    text = by.line(Occasion.FIRST, proposal.proposer, wish=by.book.wishes[kind])
    _send(turn, seat, proposal, text, f"{reply.reason} It asked for something first.")


def write_no(turn: Turn, seat: Seat, proposal: Proposal, reply: engine.Reply, *, has_counter: bool) -> None:
    """Send the letter in which a seat refuses and says why; where it offers nothing instead, also what would help."""
    by, to = speaker(turn, seat.role), proposal.proposer
    if proposal.act == Proposal.Act.END:
        _send(turn, seat, proposal, by.line(Occasion.REFUSES_END, to), reply.reason)
        return
    setting = by.view.setting
    held_against = [one for one in deeds_of(by.noticed, setting, to, seat.role) if to in one.audience]
    named = by.deed([one for one in held_against if engine.WEIGHT[engine.deed_towards(setting, one, seat.role)] < 0])
    is_about_other = reply.whom not in ("", to)
    # Nobody refuses because of a friend: then the offer itself is not good enough.
    is_of_others = is_about_other and by.relation(reply.whom) != "friend"
    # Another party's broken word is no reproach to the reader.
    is_blamed = reply.why != "word" or bool(pledges.breaches(turn.branch, to, seat.role))
    why_not = _REFUSES[reply.why] if is_blamed else Occasion.REFUSES_COLD
    if is_about_other and not is_of_others:
        why_not = Occasion.REFUSES_AIMS
    occasion = Occasion.REFUSES_OTHERS if is_of_others else why_not
    why = by.line(occasion, to, deed=named, other=by.name(reply.whom) if is_of_others else "")
    if not (why or is_of_others):
        why = by.line(Occasion.REFUSES_COLD, to)
    helps = "" if has_counter or is_of_others else by.line(Occasion.HELPS, to)
    _send(turn, seat, proposal, " ".join(filter(None, (why, helps))), reply.reason)


def _send(turn: Turn, seat: Seat, proposal: Proposal, text: str, reason: str) -> None:
    if text:
        said = {"text": text, "intent": Message.Intent.ANSWER, "policy": seat.policy, "reason": reason}
        Message.objects.create(turn=turn, sender=seat.role, recipients=[proposal.proposer], proposal=proposal, **said)
        readers = turn.branch.exercise.seats.filter(role=proposal.proposer)
        notices.publish_to_people(seats=readers, regions=notices.MESSAGE_SENT)


def put_on_table(turn: Turn, seat: Seat, offer: engine.Offer, now: datetime, **more: Any) -> Proposal:
    """Store what a seat that a policy plays proposes, with its words and its reason; it lapses with the next turn."""
    return Proposal.objects.create(
        turn=turn,
        key=secrets.token_hex(8),
        proposer=seat.role,
        parties=list(offer.parties),
        agreement=offer.agreement,
        act=Proposal.Act.END if offer.ends else Proposal.Act.CONCLUDE,
        has_restraint=offer.has_restraint,
        policy=seat.policy,
        proposed_at=now,
        lapses_after=turn.number + 1,
        **more,
    )
