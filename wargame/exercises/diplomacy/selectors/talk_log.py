"""The words, promises and agreements of seats, turn by turn, as the log tells them, with the reasons of policies."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from wargame.exercises import access, bridge
from wargame.exercises.models import Answer, Branch, Exercise, Message, Participant, Pledge, PledgeEvent, Proposal, Seat

INTENTS = {
    Message.Intent.ASK: "asks",
    Message.Intent.ASSURE: "assures",
    Message.Intent.WARN: "warns",
    Message.Intent.ANSWER: "says",
}
_SETTLED = {
    Proposal.Status.ACCEPTED: "Agreed",
    Proposal.Status.WITHDRAWN: "Withdrawn",
    Proposal.Status.LAPSED: "Lapsed",
}
_PLEDGES = {Pledge.Kind.FORCE: "no force", Pledge.Kind.AIMED: "nothing aimed at it"}
_EVENTS = {
    PledgeEvent.Kind.KEPT: ("circle-check", "kept its pledge"),
    PledgeEvent.Kind.BROKEN: ("circle-x", "broke its pledge"),
    PledgeEvent.Kind.TAKEN_BACK: ("undo-2", "took its pledge back"),
}


@dataclass(frozen=True)
class TalkEntry:
    """One thing that was said or came about, from a seat to others; `reason` is a policy's."""

    turn: int
    icon: str
    by: str
    verb: str
    to: tuple[str, ...]
    text: str
    reason: str = ""


@dataclass(frozen=True)
class TalkTurn:
    """All of a turn."""

    number: int
    entries: tuple[TalkEntry, ...]


def talk_log_of(seat: Seat, line: Branch, person: Participant, *, knows_all: bool) -> tuple[TalkTurn, ...]:
    """Return the talk in a line that the reader of a seat may read: all of it at the end, if `knows_all`.

    Before the end people read their own seat's talk, and the white cell what it reads anyway.
    """
    reads = role_read(seat, line, person, knows_all=knows_all)
    if reads is None:
        return ()
    entries = sorted(_entries(line, reads[0], tells=reads[1]), key=lambda entry: entry.turn)
    return tuple(TalkTurn(number, tuple(found)) for number, found in groupby(entries, key=lambda entry: entry.turn))


def pledges_of(seat: Seat, line: Branch, person: Participant, *, knows_all: bool) -> tuple[TalkEntry, ...]:
    """Return the pledges of the line that the person may read, and what became of them."""
    reads = role_read(seat, line, person, knows_all=knows_all)
    return tuple(_of_pledges(line, reads[0], tells=reads[1])) if reads else ()


def role_read(seat: Seat, line: Branch, person: Participant, *, knows_all: bool) -> tuple[str, bool] | None:
    """Return the role whose talk is read ("" for all), and whether the reasons of policies are; None where nothing
    is."""
    is_over = access.may_know_all(seat, line)
    reads_all = person.is_white_cell and person.exercise.messages == Exercise.Messages.MONITORED
    if not (is_over or reads_all or person.seat_id == seat.pk):
        return None
    return "" if knows_all and (is_over or reads_all) else seat.role, is_over or reads_all


def _entries(line: Branch, role: str, *, tells: bool) -> Iterator[TalkEntry]:
    """Yield what concerns a role ("" for all), with the reasons of policies where it `tells` them."""
    for message in Message.objects.in_line(line).exclude(intent=""):
        if role in ("", message.sender, *message.recipients):
            yield _of_message(message, tells=tells)
    for proposal in Proposal.objects.in_line(line):
        if role in ("", *proposal.parties):
            yield from _of_proposal(proposal, tells=tells)
    yield from _of_pledges(line, role, tells=tells)


def _of_message(message: Message, *, tells: bool) -> TalkEntry:
    said, to = INTENTS[Message.Intent(message.intent)], tuple(message.recipients)
    reason = message.reason if tells else ""
    return TalkEntry(message.turn.number, "message-square", message.sender, said, to, message.text, reason)


def _of_pledges(line: Branch, role: str, *, tells: bool) -> Iterator[TalkEntry]:
    for pledge in Pledge.objects.in_line(line):
        if role in ("", pledge.by, pledge.to):
            words = f"{_PLEDGES[Pledge.Kind(pledge.kind)]}, to the end of turn {pledge.until}"
            yield TalkEntry(pledge.turn.number, "handshake", pledge.by, "promises", (pledge.to,), words)
    for event in access.pledge_events_in(line):
        if role in ("", event.pledge.by, event.pledge.to):
            icon, said = _EVENTS[PledgeEvent.Kind(event.kind)]
            reason = event.reason if tells else ""
            number = event.turn.number - (event.kind != PledgeEvent.Kind.TAKEN_BACK)
            yield TalkEntry(number, icon, event.pledge.by, said, (event.pledge.to,), event.deed, reason)


def _of_proposal(proposal: Proposal, *, tells: bool) -> Iterator[TalkEntry]:
    others = tuple(party for party in proposal.parties if party != proposal.proposer)
    pacts = bridge.setting_for(proposal.turn).spec.agreements
    name = next(pact.name for pact in pacts if pact.key == proposal.agreement)
    what = f"{'end ' if proposal.act == Proposal.Act.END else ''}{name}"
    reason = proposal.reason if tells else ""
    yield TalkEntry(proposal.turn.number, "handshake", proposal.proposer, "proposes", others, what, reason)
    if proposal.settled_in is None:
        return
    because = [f"{each.role}: {each.reason}" for each in _with_reasons(proposal.answers.all())] if tells else []
    because += [proposal.because] if tells and proposal.because else []
    number, told = proposal.settled_in.number, " ".join(because)
    if proposal.status == Proposal.Status.REJECTED:
        for role in (each.role for each in proposal.answers.all() if not each.is_yes):
            yield TalkEntry(number, "flag", role, "refuses", (proposal.proposer,), what, told)
        return
    settled = _SETTLED[Proposal.Status(proposal.status)].lower()
    yield TalkEntry(number, "flag", proposal.proposer, settled, others, what, told)


def _with_reasons(answers: Iterable[Answer]) -> Iterator[Answer]:
    return (answer for answer in answers if answer.reason)
