"""How proposals are settled: policies answer for their seats, enough yes or too many no decide, all are told."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from wargame import engine
from wargame.exercises import bridge, notices, perspectives
from wargame.exercises.diplomacy.domain import consent_of
from wargame.exercises.diplomacy.services import pledges
from wargame.exercises.models import Answer, Exercise, Proposal, Seat, Turn

Status = Proposal.Status


def answer_for_policy(*, seat: Seat, turn: Turn, now: datetime) -> None:
    """Lets the policy that has just taken a seat over answer what the seat was asked; needs the locks of the turn."""
    exercise = turn.branch.exercise
    for proposal in Proposal.objects.filter(turn__branch=turn.branch_id, status=Status.OPEN).order_by("pk"):
        if seat.role in proposal.parties:
            answer_by_policies(proposal, exercise, turn, now)
            tell(exercise, proposal)


def answer_by_policies(proposal: Proposal, exercise: Exercise, turn: Turn, now: datetime) -> None:
    """Every asked seat that a policy plays answers from its own perspective, with the turn's dice of the policies."""
    answered = {proposal.proposer, *proposal.answers.values_list("role", flat=True)}
    for seat in exercise.seats.exclude(policy="").filter(role__in=proposal.parties).exclude(role__in=answered):
        view = perspectives.view_of(turn, seat)
        offers = {offer.agreement: offer for offer in perspectives.offers(view)}
        if proposal.agreement not in offers:
            continue
        reply = reply_of(turn, seat, offers[proposal.agreement], proposal.proposer)
        Answer.objects.create(
            proposal=proposal, role=seat.role, is_yes=reply.is_yes, policy=seat.policy, reason=reply.reason, at=now
        )
    settle_if_answered(proposal, turn, now)


def reply_of(turn: Turn, seat: Seat, offer: engine.Offer, proposer: str) -> engine.Reply:
    """Return the policy's reply to an offer, from what its seat knows and how the parties kept their word to it."""
    exercise = turn.branch.exercise
    broken = sum(len(pledges.breaches(turn.branch, party, seat.role)) for party in offer.parties if party != seat.role)
    seed = exercise.seed_for(Exercise.Dice.POLICIES, turn.number)
    return engine.reply(seat.policy, perspectives.view_of(turn, seat), offer, proposer, seed, engine.A_BREACH * broken)


def settle_if_answered(proposal: Proposal, turn: Turn, now: datetime) -> None:
    """Settles it once enough parties agree, or so many refuse that these cannot be reached; see `consent_of`.

    What was agreed goes into the turn.
    """
    answers = dict(proposal.answers.values_list("role", "is_yes"))
    agreed = [role for role in proposal.parties if answers.get(role, role == proposal.proposer)]
    refused = sum(not is_yes for is_yes in answers.values())
    needed = consent_of(bridge.setting_for(turn), proposal.agreement, proposal.parties)
    if len(proposal.parties) - refused < needed:
        settle(proposal, Status.REJECTED, turn, now)
    elif len(agreed) >= needed:
        settle(proposal, Status.ACCEPTED, turn, now)
        _put_in(turn, proposal, agreed)
        if proposal.has_restraint:
            pledges.give_each_other(turn=turn, proposal=proposal, roles=agreed)


def _put_in(turn: Turn, proposal: Proposal, agreed: Sequence[str]) -> None:
    """Adds what was agreed, and by whom, to what people put into the turn beside orders."""
    known, ends = bridge.interventions_of(turn), proposal.act == Proposal.Act.END
    accord = engine.Accord(proposal.agreement, tuple(agreed), ends)
    turn.interventions = replace(known, accords=(*known.accords, accord)).as_json()
    turn.save(update_fields=["interventions"])


def settle(proposal: Proposal, status: Proposal.Status, turn: Turn, now: datetime, because: str = "") -> None:
    """Ends a proposal in the turn; `because` is why a policy withdrew it."""
    proposal.because = because
    proposal.status, proposal.settled_in, proposal.settled_at = status, turn, now
    proposal.save(update_fields=["because", "status", "settled_in", "settled_at"])


def tell(exercise: Exercise, proposal: Proposal) -> None:
    """Tells the parties one by one, and the white cell where it reads what seats write to each other."""
    seats: Iterable[Seat] = exercise.seats.filter(role__in=proposal.parties)
    notices.publish_to_people(seats=seats, regions=notices.PROPOSED)
    if exercise.messages == Exercise.Messages.MONITORED:
        notices.publish_to_room(exercise_id=exercise.pk, regions=notices.PROPOSED)
