"""The acts of seats that policies play as a turn opens: they react, propose, withdraw, and end agreements. they react,
propose, withdraw, and end agreements."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Q

from scenarios.schema.pack_voices import Occasion
from wargame import engine
from wargame.exercises import perspectives, worlds
from wargame.exercises.diplomacy.domain import seats_talk_in
from wargame.exercises.diplomacy.services import haggling, letters, messages, pledges, settling
from wargame.exercises.diplomacy.services.speakers import Speaker, speaker
from wargame.exercises.models import PledgeEvent, Proposal, Seat, Turn

QUIET_TURNS = 2
"""For so many turns no seat proposes again what was settled."""
FIRST_TURN = 2
"""In the first turn nothing has happened yet that a seat could speak of."""


def settle(
    *, turn: Turn, policies: Mapping[str, str], drafts: Sequence[messages.MessageDraft] = ()
) -> tuple[messages.MessageDraft, ...]:
    """Settles the pledges of the turn before, and lets seats write of it; before orders are filed.

    Returns which of the scenario's letters are sent beside theirs.
    """
    if not seats_talk_in(turn.branch.exercise) or turn.number < FIRST_TURN:
        return tuple(drafts)
    settled = pledges.settle(turn=turn, policies=policies)
    events = list(turn.pledge_events.select_related("pledge__turn")) if settled else []
    with worlds.once_a_request():
        return letters.write_letters(turn, policies, events, drafts)


def open_turn(*, turn: Turn, policies: Mapping[str, str], now: datetime) -> None:
    """Lets each seat reconsider what it has proposed, and propose something; the seats asked answer at once."""
    if not seats_talk_in(turn.branch.exercise) or turn.number < FIRST_TURN:
        return
    seats = list(turn.branch.exercise.seats.exclude(policy="").order_by("role"))
    opened = Proposal.objects.filter(turn__branch=turn.branch_id, status=Proposal.Status.OPEN).exclude(policy="")
    proposers = set(opened.values_list("proposer", flat=True))
    with worlds.once_a_request():
        settling.answer_after_wishes(turn=turn, now=now)
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
    for proposal in opened:
        if only_with and only_with not in proposal.parties:
            continue
        offer = haggling.offer_in(proposal, turn, seat)
        answer = haggling.reply_of(turn, seat, offer, seat.role) if offer is not None else None
        if after or answer is None or not answer.is_yes:
            because = after or (answer.reason if answer else "Its proposal has come about.")
            settling.settle(proposal, Proposal.Status.WITHDRAWN, turn, now, because)
            settling.tell(turn.branch.exercise, proposal)


def _recent(turn: Turn) -> frozenset[str]:
    """Return the agreements that nobody proposes again now: they are on the table, or were settled a short while
    ago."""
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
    terms = _terms(speaker(turn, seat.role), offer)
    proposal = haggling.put_on_table(turn, seat, offer, now, terms=terms, reason=reason)
    settling.answer_by_policies(proposal, turn.branch.exercise, turn, now)
    settling.tell(turn.branch.exercise, proposal)


def _terms(by: Speaker, offer: engine.Offer) -> str:
    """Return the words that go with a seat's own proposal; none to several people, who have read different letters."""
    people = by.turn.branch.exercise.seats.filter(policy="", role__in=offer.parties)
    readers = list(people.values_list("role", flat=True))
    return by.line(Occasion.END if offer.ends else Occasion.OFFER, *readers) if len(readers) == 1 else ""


def _end(event: PledgeEvent, turn: Turn, policies: Mapping[str, str], now: datetime) -> None:
    """Propose the end of the agreement with which the pledge was given, for a seat that was betrayed."""
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
