"""How proposals are settled: policies answer for their seats, enough yes or too many no decide, and all pages hear of
it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from wargame import engine
from wargame.exercises import bridge, notices
from wargame.exercises.diplomacy.domain import consent_of, pledge_of_all
from wargame.exercises.diplomacy.services import haggling, pledges
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
    """Every asked seat that a policy plays answers from its own perspective, with the turn's dice of the policies.

    People get a letter with the answer, and with a no another offer where there is one.
    """
    answered = {proposal.proposer, *proposal.answers.values_list("role", flat=True)}
    counters: list[tuple[Seat, haggling.CounterOffer]] = []
    for seat in exercise.seats.exclude(policy="").filter(role__in=proposal.parties).exclude(role__in=answered):
        offer = haggling.offer_in(proposal, turn, seat)
        if offer is None or _waits(proposal, turn, seat):
            continue
        reply = haggling.after_wish(turn, seat, proposal, haggling.reply_of(turn, seat, offer, proposal.proposer))
        if proposal.author_id and (counter := _tell_author(proposal, turn, seat, reply)) is not None:
            counters.append((seat, counter))
        # It may have asked for something instead of answering.
        if _waits(proposal, turn, seat):
            continue
        Answer.objects.create(
            proposal=proposal, role=seat.role, is_yes=reply.is_yes, policy=seat.policy, reason=reply.reason, at=now
        )
    settle_if_answered(proposal, turn, now)
    if proposal.status == Status.REJECTED:
        for seat, counter in counters[:1]:
            _offer_instead(proposal, turn, seat, counter, now)


def _tell_author(proposal: Proposal, turn: Turn, seat: Seat, reply: engine.Reply) -> haggling.CounterOffer | None:
    """Send the letter that goes with a reply to a person's proposal; returns what the seat offers instead of a no."""
    if not reply.is_yes:
        counter = haggling.counter_to(turn, seat, proposal)
        haggling.write_no(turn, seat, proposal, reply, has_counter=counter is not None)
        return counter
    if kind := haggling.wish_of(turn, seat, proposal, reply):
        haggling.write_wish(turn, seat, proposal, kind, reply)
        proposal.wishes = {**proposal.wishes, seat.role: [kind, turn.number]}
        proposal.save(update_fields=["wishes"])
    else:
        haggling.write_yes(turn, seat, proposal, reply)
    return None


def _waits(proposal: Proposal, turn: Turn, seat: Seat) -> bool:
    """Return whether a seat has asked for something, has not got it, and need not answer yet."""
    return seat.role in proposal.wishes and not _has_to_answer(proposal, turn, seat)


def _has_to_answer(proposal: Proposal, turn: Turn, seat: Seat) -> bool:
    return haggling.is_granted(turn, proposal, seat) or turn.number >= proposal.lapses_after


def _offer_instead(proposal: Proposal, turn: Turn, seat: Seat, counter: haggling.CounterOffer, now: datetime) -> None:
    reason = "Offered this instead of what it refused."
    offered = haggling.put_on_table(
        turn, seat, counter.offer, now, terms=counter.terms, reason=reason, counters=proposal
    )
    answer_by_policies(offered, turn.branch.exercise, turn, now)


def answer_after_wishes(*, turn: Turn, now: datetime) -> None:
    """Let seats that asked for something answer as a turn opens: yes once it was done, no as the offer runs out."""
    exercise = turn.branch.exercise
    for proposal in dict.fromkeys(proposal for proposal, _ in answers_due(turn)):
        answer_by_policies(proposal, exercise, turn, now)
        tell(exercise, proposal)


def answers_due(turn: Turn) -> list[tuple[Proposal, str]]:
    """Return the proposals, oldest first, that seats have to answer now because they asked for something before."""
    opened = Proposal.objects.filter(turn__branch=turn.branch_id, status=Status.OPEN).exclude(wishes={})
    seats = list(turn.branch.exercise.seats.exclude(policy="").order_by("role"))
    return [
        (proposal, seat.role) for proposal in opened.order_by("pk") for seat in seats if _is_due(proposal, turn, seat)
    ]


def _is_due(proposal: Proposal, turn: Turn, seat: Seat) -> bool:
    asked = seat.role in proposal.wishes and not proposal.answers.filter(role=seat.role).exists()
    return asked and _has_to_answer(proposal, turn, seat)


def settle_if_answered(proposal: Proposal, turn: Turn, now: datetime) -> None:
    """Settles it once enough parties agree, or so many refuse that these cannot be reached; see `consent_of`.

    The accord goes into the turn.
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
            kind = pledge_of_all(turn.branch.exercise).pledge
            pledges.give_each_other(turn=turn, proposal=proposal, roles=agreed, kind=kind)


def _put_in(turn: Turn, proposal: Proposal, agreed: Sequence[str]) -> None:
    """Add the accord, with those who agreed, to the interventions of people in the turn."""
    known, ends = bridge.interventions_of(turn), proposal.act == Proposal.Act.END
    accord = engine.Accord(proposal.agreement, tuple(agreed), ends)
    turn.interventions = replace(known, accords=(*known.accords, accord)).as_json()
    turn.save(update_fields=["interventions"])


def settle(proposal: Proposal, status: Proposal.Status, turn: Turn, now: datetime, because: str = "") -> None:
    """End a proposal in the turn; `because` is why a policy withdrew it."""
    proposal.because = because
    proposal.status, proposal.settled_in, proposal.settled_at = status, turn, now
    proposal.save(update_fields=["because", "status", "settled_in", "settled_at"])


def tell(exercise: Exercise, proposal: Proposal) -> None:
    """Tells the parties one by one, and the white cell where it reads what seats write to each other."""
    seats: Iterable[Seat] = exercise.seats.filter(role__in=proposal.parties)
    notices.publish_to_people(seats=seats, regions=notices.PROPOSED)
    if exercise.messages == Exercise.Messages.MONITORED:
        notices.publish_to_room(exercise_id=exercise.pk, regions=notices.PROPOSED)
