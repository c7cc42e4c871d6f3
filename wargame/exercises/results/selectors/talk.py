"""The texts of a line beside its orders: messages, press, proposals, rationales, advice, questions to the room."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from wargame.exercises import access, bridge
from wargame.exercises.diplomacy.selectors.press import Piece, press_of
from wargame.exercises.diplomacy.selectors.talk_log import INTENTS, TalkEntry, pledges_of
from wargame.exercises.models import Exercise, Message, Proposal, Rationale, Speech, WallQuestion
from wargame.exercises.orders.selectors.orders import lines_of

_One = TypeVar("_One")

STATUS_WORDS = {
    Proposal.Status.OPEN: "not settled",
    Proposal.Status.ACCEPTED: "accepted",
    Proposal.Status.REJECTED: "rejected",
    Proposal.Status.WITHDRAWN: "withdrawn",
    Proposal.Status.LAPSED: "lapsed",
}


@dataclass(frozen=True)
class MessageRow:
    """A message of a seat or the white cell. `author` is the person, "" if there is none or the reader may not know.

    `intent` is what a structured message does ("asks"), `reason` what the policy that wrote it had for it, as the log
    tells both.
    """

    sender: str
    recipients: tuple[str, ...]
    author: str
    time: str
    text: str
    intent: str = ""
    reason: str = ""


@dataclass(frozen=True)
class ProposalAnswer:
    """A party's answer. `reason` is a policy's own reason, for the white cell alone."""

    seat: str
    word: str
    reason: str


@dataclass(frozen=True)
class ProposalRow:
    """A proposal in its final state; `settled` is the turn in which it was settled, 0 for none."""

    name: str
    ends: bool
    proposer: str
    parties: tuple[str, ...]
    terms: str
    answers: tuple[ProposalAnswer, ...]
    status: str
    settled: int


@dataclass(frozen=True)
class RationaleRow:
    """A rationale: why a person wanted their seat's orders as they were."""

    seat: str
    by: str
    text: str


@dataclass(frozen=True)
class SpeechRow:
    """The advice of an adviser to a seat: the `order` that the adviser asked for, and `name`, its name in words."""

    seat: str
    adviser: str
    order: Mapping[str, str]
    name: str
    reason: str
    expects: str
    costs: str


@dataclass(frozen=True)
class WallRow:
    """A question that stood on the projector, and the answers that the room read, without names."""

    question: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Talk:
    """Everything written in one turn, oldest first; `pledges` are what seats gave each other and what became of it.

    `speeches` are what advisers said to the people of their seat.
    """

    messages: tuple[MessageRow, ...] = ()
    press: tuple[Piece, ...] = ()
    proposals: tuple[ProposalRow, ...] = ()
    rationales: tuple[RationaleRow, ...] = ()
    pledges: tuple[TalkEntry, ...] = ()
    speeches: tuple[SpeechRow, ...] = ()
    wall: tuple[WallRow, ...] = ()

    @property
    def count(self) -> int:
        """The part that the page shows; pledges stand in a list of their own there."""
        shown = (self.messages, self.press, self.proposals, self.rationales, self.speeches, self.wall)
        return sum(map(len, shown))

    def about(self, seat: str) -> "Talk":
        """Return the texts that a seat wrote, received or was a party to; "" keeps everything."""
        if not seat:
            return self
        return Talk(
            tuple(one for one in self.messages if seat in (one.sender, *one.recipients)),
            tuple(one for one in self.press if one.seat == seat),
            tuple(one for one in self.proposals if seat in one.parties),
            tuple(one for one in self.rationales if one.seat == seat),
            tuple(one for one in self.pledges if seat in (one.by, *one.to)),
            tuple(one for one in self.speeches if one.seat == seat),
        )


def talk_of(reader: access.LogReader) -> dict[int, Talk]:
    """Return the texts of each turn of the line, by turn number, as far as the reader may know them."""
    monitors = reader.leads and reader.seat.exercise.messages == Exercise.Messages.MONITORED
    tells = monitors or access.may_know_all(reader.seat, reader.line)
    sent = access.messages_read(reader)
    messages = _by_turn((each.turn.number, _message_row(each, reader, tells=tells)) for each in sent)
    proposals = _by_turn((each.turn.number, _proposal_row(each, reader)) for each in access.proposals_read(reader))
    rationales = _by_turn((each.turn.number, _rationale_row(each)) for each in access.rationales_read(reader))
    given = pledges_of(reader.seat, reader.line, reader.person, knows_all=reader.knows_all)
    pledges = _by_turn((each.turn, each) for each in given)
    speeches = _by_turn((each.turn.number, _speech_row(each, reader)) for each in access.speeches_read(reader))
    asked = access.wall_questions_read(reader)
    wall = _by_turn(
        (each.turn.number, WallRow(each.text, tuple(line.text for line in access.shown_lines(each)))) for each in asked
    )
    exercise = reader.seat.exercise
    seat = None if reader.leads and reader.knows_all else reader.seat
    press = _by_turn((piece.turn, piece) for piece in press_of(exercise, reader.line, seat).pieces[::-1])
    return {
        number: Talk(
            tuple(messages.get(number, ())),
            tuple(press.get(number, ())),
            tuple(proposals.get(number, ())),
            tuple(rationales.get(number, ())),
            tuple(pledges.get(number, ())),
            tuple(speeches.get(number, ())),
            tuple(wall.get(number, ())),
        )
        for number in sorted({*messages, *proposals, *rationales, *press, *pledges, *speeches, *wall})
    }


def _wall_row(question: WallQuestion) -> WallRow:
    return WallRow(question.text, tuple(line.text for line in access.shown_lines(question)))


def _by_turn(numbered: Iterable[tuple[int, _One]]) -> dict[int, list[_One]]:
    found: dict[int, list[_One]] = {}
    for number, one in numbered:
        found.setdefault(number, []).append(one)
    return found


def _message_row(message: Message, reader: access.LogReader, *, tells: bool) -> MessageRow:
    """Return a message with its author and reason, as far as the reader may know them."""
    is_told = reader.leads or (not reader.part and message.sender == reader.seat.role)
    author = message.author.name if message.author and is_told else ""
    return MessageRow(
        message.sender,
        tuple(message.recipients),
        author,
        message.at_text,
        message.text,
        INTENTS[Message.Intent(message.intent)] if message.intent else "",
        message.reason if tells else "",
    )


def _proposal_row(proposal: Proposal, reader: access.LogReader) -> ProposalRow:
    setting = bridge.setting_of(reader.seat.exercise)
    pact = setting.agreement(proposal.agreement)
    answers = (
        ProposalAnswer(answer.role, "yes" if answer.is_yes else "no", answer.reason if reader.leads else "")
        for answer in proposal.answers.all()
    )
    return ProposalRow(
        name=pact.name,
        ends=proposal.act == Proposal.Act.END,
        proposer=proposal.proposer,
        parties=tuple(proposal.parties),
        terms=proposal.terms,
        answers=tuple(answers),
        status=STATUS_WORDS[Proposal.Status(proposal.status)],
        settled=proposal.settled_in.number if proposal.settled_in else 0,
    )


def _speech_row(speech: Speech, reader: access.LogReader) -> SpeechRow:
    exercise = reader.seat.exercise
    (order,) = lines_of(bridge.setting_of(exercise), [speech.order])
    advisers = bridge.content_of(exercise.scenario_version).advisers
    names = {(one.seat, one.key): one.name for one in advisers}
    adviser = names.get((speech.seat.role, speech.adviser), speech.adviser)
    said = (speech.reason, speech.expects, speech.costs)
    return SpeechRow(speech.seat.role, adviser, speech.order, order.name, *said)


def _rationale_row(rationale: Rationale) -> RationaleRow:
    return RationaleRow(rationale.seat.role, rationale.by.name, rationale.text)
