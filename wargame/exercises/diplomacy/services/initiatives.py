"""What seats that policies play do by themselves as a turn opens: they react, propose, withdraw, and end agreements."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import Q

from wargame import engine
from wargame.exercises import bridge, perspectives, worlds
from wargame.exercises.diplomacy.domain import seats_talk_in
from wargame.exercises.diplomacy.services import pledges, settling, words
from wargame.exercises.models import Message, Pledge, PledgeEvent, Proposal, Seat, Turn

QUIET_TURNS = 2
"""For so many turns no seat proposes again what was settled."""
FIRST_TURN = 2
"""In the first turn nothing has happened yet that a seat could speak of."""


def settle(*, turn: Turn, policies: Mapping[str, str]) -> None:
    """Settles the pledges of the turn before, and lets seats say what they think of it; before orders are filed."""
    if not seats_talk_in(turn.branch.exercise) or turn.number < FIRST_TURN:
        return
    settled = pledges.settle(turn=turn, policies=policies)
    events = list(turn.pledge_events.select_related("pledge__turn")) if settled else []
    _speak_of(events, turn, policies)
    _react(turn, policies, silent={(event.pledge.to, event.pledge.by) for event in events})


def open_turn(*, turn: Turn, policies: Mapping[str, str], now: datetime) -> None:
    """Lets each seat reconsider what it has proposed, and propose something; the seats asked answer at once."""
    if not seats_talk_in(turn.branch.exercise) or turn.number < FIRST_TURN:
        return
    seats = list(turn.branch.exercise.seats.exclude(policy="").order_by("role"))
    opened = Proposal.objects.filter(turn__branch=turn.branch_id, status=Proposal.Status.OPEN).exclude(policy="")
    proposers = set(opened.values_list("proposer", flat=True))
    with worlds.once_a_request():
        for seat in seats:
            if seat.role in proposers:
                reconsider(turn=turn, seat=seat, now=now)
        for event in turn.pledge_events.filter(kind=PledgeEvent.Kind.BROKEN).select_related("pledge__proposal"):
            _end(event, turn, policies, now)
        recent = _recent(turn)
        for seat in seats:
            recent |= _propose(turn, seat, recent, now)


def reconsider(*, turn: Turn, seat: Seat, now: datetime, after: str = "", only_with: str = "") -> None:
    """Withdraws what the seat has proposed where it would say no by now.

    After a warning (`after`) that is all of what it proposed to the seat that warned it (`only_with`).
    """
    made = Proposal.objects.filter(turn__branch=turn.branch_id, status=Proposal.Status.OPEN, proposer=seat.role)
    opened = list(made.exclude(policy="").order_by("pk"))
    offers = (
        {offer.agreement: offer for offer in perspectives.offers(perspectives.view_of(turn, seat))} if opened else {}
    )
    for proposal in opened:
        if only_with and only_with not in proposal.parties:
            continue
        offer = offers.get(proposal.agreement)
        answer = settling.reply_of(turn, seat, offer, seat.role) if offer is not None else None
        if after or answer is None or not answer.is_yes:
            because = after or (answer.reason if answer else "What it proposed has come about.")
            settling.settle(proposal, Proposal.Status.WITHDRAWN, turn, now, because)
            settling.tell(turn.branch.exercise, proposal)


def _speak_of(events: Iterable[PledgeEvent], turn: Turn, policies: Mapping[str, str]) -> None:
    for event in events:
        pledge = event.pledge
        if event.kind == PledgeEvent.Kind.BROKEN and pledge.to in policies:
            text = words.reproach(words.speaker(turn, pledge.to), event)
            _say(turn, policies, pledge.to, pledge.by, text, f"Its pledge was broken: {event.deed}")
        if event.kind == PledgeEvent.Kind.TAKEN_BACK:
            text = words.retraction(words.speaker(turn, pledge.by), event)
            _say(turn, policies, pledge.by, pledge.to, text, event.reason)


def _react(turn: Turn, policies: Mapping[str, str], silent: set[tuple[str, str]]) -> None:
    """Seats tell people what they think of force against them; what a pledge was said about is said."""
    people = [seat.role for seat in turn.branch.exercise.seats.filter(policy="")]
    setting, outcomes = bridge.setting_for(turn), words.outcomes_before(turn)
    for role in sorted(policies):
        noticed = engine.known_outcomes(outcomes, role)
        for other in people:
            deeds = engine.breaches_of(setting, noticed, other, role, Pledge.Kind.FORCE)
            if deeds and (role, other) not in silent:
                speaker = words.speaker(turn, role)
                stance = engine.assured(speaker.view, other)
                text = words.reaction(speaker, deeds[0], is_calm=stance.is_yes)
                _say(turn, policies, role, other, text, f"Was shown force by {speaker.name(other)}.")


def _say(turn: Turn, policies: Mapping[str, str], by: str, to: str, text: str, reason: str) -> None:
    said = {"text": text, "intent": Message.Intent.ANSWER, "policy": policies[by], "reason": reason}
    Message.objects.create(turn=turn, sender=by, recipients=[to], **said)


def _recent(turn: Turn) -> frozenset[str]:
    """The agreements that nobody proposes again now: they are on the table, or were settled a short while ago."""
    made = Proposal.objects.in_line(turn.branch).prefetch_related(None)
    quiet = Q(settled_in=None) | Q(settled_in__number__gt=turn.number - QUIET_TURNS)
    return frozenset(made.filter(quiet).values_list("agreement", flat=True))


def _propose(turn: Turn, seat: Seat, recent: frozenset[str], now: datetime) -> frozenset[str]:
    """Lets a seat propose what it wishes for, unless it is one of the `recent` agreements; returns what it proposed."""
    exercise, view = turn.branch.exercise, perspectives.view_of(turn, seat)
    seed = exercise.seed_for(exercise.Dice.POLICIES, turn.number)
    wish = engine.initiative(seat.policy, view, seed, recent)
    if wish is None:
        return frozenset()
    _put_on_table(turn=turn, seat=seat, offer=wish.offer, reason=wish.reason, now=now)
    return frozenset({wish.offer.agreement})


def _put_on_table(*, turn: Turn, seat: Seat, offer: engine.Offer, reason: str, now: datetime) -> None:
    proposal = Proposal.objects.create(
        turn=turn,
        key=secrets.token_hex(8),
        proposer=seat.role,
        parties=list(offer.parties),
        agreement=offer.agreement,
        act=Proposal.Act.END if offer.ends else Proposal.Act.CONCLUDE,
        terms=words.terms(words.speaker(turn, seat.role), offer),
        policy=seat.policy,
        reason=reason,
        proposed_at=now,
        lapses_after=turn.number + 1,
    )
    settling.answer_by_policies(proposal, turn.branch.exercise, turn, now)
    settling.tell(turn.branch.exercise, proposal)


def _end(event: PledgeEvent, turn: Turn, policies: Mapping[str, str], now: datetime) -> None:
    """A seat that was betrayed wants out of the agreement with which the pledge was given."""
    pledge = event.pledge
    if pledge.proposal is None or pledge.to not in policies:
        return
    seat = turn.branch.exercise.seats.get(role=pledge.to)
    offers = {offer.agreement: offer for offer in perspectives.offers(perspectives.view_of(turn, seat)) if offer.ends}
    offer = offers.get(pledge.proposal.agreement)
    open_already = Proposal.objects.filter(turn=turn, agreement=pledge.proposal.agreement).exists()
    if offer is not None and not open_already:
        reason = f"Wants out: the pledge that was given with it was broken. {event.deed}"
        _put_on_table(turn=turn, seat=seat, offer=offer, reason=reason, now=now)
