"""Proposals: seats offer each other agreements; what all parties accept takes effect with the results of the turn.

Every act holds the rows of exercise and turn and looks again: of two that collide, one comes first and the other raises
a refusal.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from wargame import engine
from wargame.exercises import perspectives
from wargame.exercises.diplomacy.domain import seats_write_in
from wargame.exercises.diplomacy.services import settling
from wargame.exercises.models import Answer, Exercise, Participant, Proposal, Seat, Turn
from wargame.exercises.models.proposal import TERMS_LENGTH

MOST_OPEN = 6
MOST_A_TURN = 30
LONGEST_TURNS = 3
Status = Proposal.Status


class ProposalRefused(ValueError):
    """It cannot be done; nothing has been changed."""


class ProposerNotSeated(ProposalRefused):
    """It cannot be done, because the person decides for no seat now."""


class NotInTurn(ProposalRefused):
    """It cannot be done, because no turn is read or open for orders at this moment."""


class ProposalsOff(ProposalRefused):
    """It cannot be done, because seats may not write to each other in this exercise."""


class NotOnOffer(ProposalRefused):
    """It cannot be proposed, because the seat has no such agreement to bring into force or to end."""


class NoSuchProposal(NotOnOffer):
    """It cannot be done, because the seat knows of no proposal with that key."""


class BadTerms(ProposalRefused):
    """It cannot be proposed, because its words are too long, or it would lapse at a turn that does not fit."""


class TooManyProposals(ProposalRefused):
    """It cannot be proposed, because the same is being asked already, or the seat has a great many open proposals."""


class Settled(ProposalRefused):
    """It cannot be done, because the proposal has been settled, or the seat has answered it."""


@dataclass(frozen=True)
class _Table:
    """The rows that an act holds: the exercise, its turn, and the seat that acts."""

    exercise: Exercise
    turn: Turn
    seat: Seat


def propose(
    *,
    by: Participant,
    agreement: str,
    now: datetime,
    terms: str = "",
    lapses_after: int | None = None,
    has_restraint: bool = False,
) -> Proposal:
    """Offers an agreement to its other parties; seats that a policy plays answer at once.

    Where it `has_restraint` whoever accepts promises, as the proposer does, to use no force against the others.

    It lapses with the close of turn `lapses_after`, the next one if not said. Raises `ProposalRefused`.
    """
    words = "".join(each for each in " ".join(terms.split()) if each.isprintable())
    if len(words) > TERMS_LENGTH:
        raise BadTerms(f"Shorten your words to {TERMS_LENGTH} characters.")
    with _held(by) as table:
        offer = _offer(table, agreement)
        proposal = Proposal.objects.create(
            turn=table.turn,
            key=secrets.token_hex(8),
            proposer=table.seat.role,
            parties=list(offer.parties),
            agreement=offer.agreement,
            act=Proposal.Act.END if offer.ends else Proposal.Act.CONCLUDE,
            terms=words,
            has_restraint=has_restraint and not offer.ends,
            author=by,
            proposed_at=now,
            lapses_after=_lapse(table.turn, lapses_after),
        )
        settling.answer_by_policies(proposal, table.exercise, table.turn, now)
        settling.tell(table.exercise, proposal)
    return proposal


def answer(*, by: Participant, key: str, is_yes: bool, now: datetime) -> Proposal:
    """Accept or reject for the person's seat; what is enough for the agreement settles it.

    The same answer again, such as a form that was sent twice, changes nothing. Raises `ProposalRefused`.
    """
    with _held(by) as table:
        proposal, role = _known(table, key), table.seat.role
        if (given := proposal.answers.filter(role=role).first()) is not None:
            if given.is_yes == is_yes:
                return proposal
            raise Settled(f"Your seat has answered already, and its answer stands: {'yes' if given.is_yes else 'no'}.")
        _refuse_settled(proposal)
        if role == proposal.proposer:
            raise Settled("This is your own proposal; the others answer it. You can withdraw it.")
        Answer.objects.create(proposal=proposal, role=role, is_yes=is_yes, by=by, at=now)
        settling.settle_if_answered(proposal, table.turn, now)
        settling.tell(table.exercise, proposal)
    return proposal


def withdraw(*, by: Participant, key: str, now: datetime) -> Proposal:
    """Take a proposal of the person's seat back; doing so again changes nothing. Raises `ProposalRefused`."""
    with _held(by) as table:
        proposal = _known(table, key)
        if proposal.proposer != table.seat.role:
            raise Settled("Only the seat that proposed it can withdraw it. You can reject it.")
        if proposal.status == Status.WITHDRAWN:
            return proposal
        _refuse_settled(proposal)
        settling.settle(proposal, Status.WITHDRAWN, table.turn, now)
        settling.tell(table.exercise, proposal)
    return proposal


def lapse(*, turn: Turn, now: datetime) -> None:
    """End proposals that were not answered by the close of the turn; needs the transaction that closes it."""
    due = Proposal.objects.filter(turn__branch=turn.branch_id, status=Status.OPEN, lapses_after__lte=turn.number)
    due.update(status=Status.LAPSED, settled_in=turn, settled_at=now)


def revive(*, turn: Turn) -> None:
    """Open proposals again that lapsed with the close of a turn that is taken back."""
    lapsed = Proposal.objects.filter(status=Status.LAPSED, settled_in=turn)
    lapsed.update(status=Status.OPEN, settled_in=None, settled_at=None)


@contextmanager
def _held(by: Participant) -> Iterator[_Table]:
    """Hold the rows of exercise and turn in a transaction, if the person decides for a seat in a turn under way."""
    with transaction.atomic():
        exercise = Exercise.objects.select_for_update(no_key=True, of=("self",)).get(pk=by.exercise_id)
        turn = _turn(exercise)
        person = Participant.objects.select_related("seat").get(pk=by.pk)
        if person.left_at is not None or person.seat is None:
            raise ProposerNotSeated("Take a seat first; only seats make agreements.")
        if person.seat.policy:
            raise ProposerNotSeated("The AI decides for your seat now. Ask the white cell to hand it back.")
        if not seats_write_in(exercise):
            raise ProposalsOff("Seats do not talk to each other in this exercise, so they make no agreements.")
        yield _Table(exercise, turn, person.seat)


def _turn(exercise: Exercise) -> Turn:
    line = exercise.current_branch
    if exercise.mode == Exercise.Mode.SANDBOX or exercise.status != Exercise.Status.RUNNING or line is None:
        raise NotInTurn("Nobody else plays here now, so there is nobody to agree with.")
    turns = Turn.objects.in_line(line)
    held = turns.with_exercise().select_for_update(no_key=True, of=("self",)).filter(status__in=Turn.TIMED).last()
    # Asked again under the lock: a statement's clock starts after the wait for the lock is over.
    if held is None or not turns.in_time().filter(pk=held.pk, status__in=Turn.TIMED).exists():
        raise NotInTurn("The turn is closed. Agreements are made while a turn is read or open for orders.")
    return held


def _offer(table: _Table, agreement: str) -> engine.Offer:
    """Return the offer that the seat proposes, if it may, and nobody asks the same already."""
    offers = {offer.agreement: offer for offer in perspectives.offers(perspectives.view_of(table.turn, table.seat))}
    if agreement not in offers:
        raise NotOnOffer("Your seat has no such agreement to propose now; choose one of those shown.")
    opened = Proposal.objects.filter(turn__branch=table.turn.branch_id, status=Status.OPEN)
    if opened.filter(agreement=agreement).exists():
        raise TooManyProposals("The same is on the table already. Wait for the answers, or for it to lapse.")
    if opened.filter(proposer=table.seat.role).count() >= MOST_OPEN:
        raise TooManyProposals(f"You have {MOST_OPEN} open proposals. Wait for answers, or withdraw one.")
    if Proposal.objects.filter(turn=table.turn, proposer=table.seat.role).count() >= MOST_A_TURN:
        raise TooManyProposals(
            f"You have made {MOST_A_TURN} proposals in this turn. Make the next one in the next turn."
        )
    if Proposal.objects.filter(agreement=agreement, status=Status.ACCEPTED, settled_in=table.turn).exists():
        raise TooManyProposals("That is agreed in this turn already; it takes effect when the turn ends.")
    return offers[agreement]


def _lapse(turn: Turn, wanted: int | None) -> int:
    last = turn.number + LONGEST_TURNS
    if wanted is not None and not turn.number <= wanted <= last:
        raise BadTerms(f"Let it lapse with the close of one of turns {turn.number} to {last}.")
    return turn.number + 1 if wanted is None else wanted


def _known(table: _Table, key: str) -> Proposal:
    """Return a proposal to which the seat is a party."""
    found = Proposal.objects.filter(turn__branch=table.turn.branch_id, key=key).first()
    if found is None or table.seat.role not in found.parties:
        raise NoSuchProposal("There is no such proposal.")
    return found


def _refuse_settled(proposal: Proposal) -> None:
    """Raise `Settled` unless a proposal waits for answers."""
    if proposal.status != Status.OPEN:
        raise Settled(f"This proposal is {proposal.get_status_display().lower()}; nothing can be changed about it.")
