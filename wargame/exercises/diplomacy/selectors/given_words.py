"""The words that seats gave each other, from the rows that say so: structured messages, pledges and proposals.

Letters in people's own words are not among them, because no rule could judge a letter exactly.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wargame.engine.values import GivenWord, Setting
from wargame.exercises import access, bridge
from wargame.exercises.diplomacy.domain import ANSWERED, NO_FORCE, NOT_AIMED, Sentence, sentences_of
from wargame.exercises.diplomacy.selectors.talk_log import role_read
from wargame.exercises.models import Branch, Exercise, Message, Participant, Pledge, PledgeEvent, Proposal, Seat

FORCE = Pledge.Kind.FORCE
LASTS_OF_WARNING = 2
"""For how many turns a warning stands, the one in which a seat gave it included."""


@dataclass(frozen=True)
class WordRow:
    """A word with its sentence. `kind` is what pages call it, `turn` the turn in which the seat gave it.

    `note` says how it came about. `word` is what the rules judge.
    """

    kind: str
    turn: int
    text: str
    note: str
    word: GivenWord

    @property
    def is_mutual(self) -> bool:
        return self.kind == "accord"


def words_of_line(seat: Seat, line: Branch, person: Participant, *, knows_all: bool) -> tuple[WordRow, ...]:
    """Return the words of a line that the person may read, in the order of turns; `knows_all` asks for those of all
    seats."""
    reads = role_read(seat, line, person, knows_all=knows_all)
    if reads is None:
        return ()
    found = [each for each in _words(seat.exercise, line) if reads[0] in ("", each.word.by, *each.word.to)]
    return tuple(sorted(found, key=lambda each: each.turn))


def _words(exercise: Exercise, line: Branch) -> Iterator[WordRow]:
    setting, sentences = bridge.setting_of(exercise), sentences_of(exercise)
    yield from _pledges(setting, line, {each.key: each for each in sentences})
    warnings = {each.text: each for each in sentences if each.intent == Message.Intent.WARN}
    for message in Message.objects.in_line(line).exclude(intent=""):
        if message.intent == Message.Intent.WARN and message.text in warnings:
            yield _warning(message, warnings[message.text])
        if message.plans:
            yield _plan(setting, message)
    proposals = Proposal.objects.in_line(line)
    yield from (_proposal(setting, each, proposals) for each in proposals)


def _pledges(setting: Setting, line: Branch, sentences: dict[str, Sentence]) -> Iterator[WordRow]:
    events = access.pledge_events_in(line).filter(kind=PledgeEvent.Kind.TAKEN_BACK)
    taken_back = {event.pledge_id: event.turn.number for event in events}
    for pledge in Pledge.objects.in_line(line).select_related("message", "proposal"):
        number, stops = pledge.turn.number, taken_back.get(pledge.pk, 0)
        word = GivenWord(pledge.kind, pledge.by, (pledge.to,), number, pledge.until, stops=stops)
        if pledge.message and pledge.message.intent == Message.Intent.ASSURE:
            yield WordRow("assurance", number, pledge.message.text, "", word)
        else:
            yield WordRow("promise", number, _promised(pledge, sentences), _origin(setting, pledge), word)


def _promised(pledge: Pledge, sentences: dict[str, Sentence]) -> str:
    """Return the sentence of a pledge that its seat gave in other words: in a letter, or with a proposal."""
    if pledge.until > pledge.turn.number:
        return sentences[NO_FORCE].text
    return "We will use no force against you this turn." if pledge.kind == FORCE else sentences[NOT_AIMED].text


def _origin(setting: Setting, pledge: Pledge) -> str:
    if pledge.proposal:
        return f"with {setting.agreement(pledge.proposal.agreement).name}"
    # Policies promise restraint for two turns where somebody asks for it, and for one after a warning.
    return f"asked by {pledge.to}" if pledge.until > pledge.turn.number else f"after a warning by {pledge.to}"


def _warning(message: Message, said: Sentence) -> WordRow:
    kind, number = "answer" if said.key == ANSWERED else "naming", message.turn.number
    until = number + LASTS_OF_WARNING - 1
    word = GivenWord(kind, message.sender, tuple(message.recipients), number, until)
    return WordRow("warning", number, message.text, "", word)


def _plan(setting: Setting, message: Message) -> WordRow:
    names, number = [setting.order(kind).name for kind in message.plans], message.turn.number
    word = GivenWord("plan", message.sender, tuple(message.recipients), number, number, about=tuple(message.plans))
    return WordRow(
        "plan", number, f"We mean to: {'; '.join(names)}.", f"asked by {', '.join(message.recipients)}", word
    )


def _proposal(setting: Setting, proposal: Proposal, others: Iterable[Proposal]) -> WordRow:
    name = setting.agreement(proposal.agreement).name
    ends, number = proposal.act == Proposal.Act.END, proposal.turn.number
    text = f"End: {name}" if ends else f"{name[0].upper()}{name[1:]}"
    to = tuple(party for party in proposal.parties if party != proposal.proposer)
    settled = proposal.settled_in.number if proposal.settled_in else 0
    if proposal.status != Proposal.Status.ACCEPTED:
        word = GivenWord("offer", proposal.proposer, to, number, number, stops=settled)
        return WordRow("proposal", number, text, _unsettled(proposal), word)
    since = settled + 1
    until = since if ends else len(setting.spec.turns)
    word = GivenWord(
        "accord",
        proposal.proposer,
        to,
        since,
        until,
        about=(proposal.agreement,),
        ends=ends,
        stops=0 if ends else _ended(proposal, settled, others),
    )
    return WordRow("accord", settled, text, "", word)


def _unsettled(proposal: Proposal) -> str:
    """Return why a proposal is no accord."""
    if proposal.status == Proposal.Status.REJECTED:
        refused = [each.role for each in proposal.answers.all() if not each.is_yes]
        return f"refused by {', '.join(refused)}"
    return {Proposal.Status.WITHDRAWN: "withdrawn", Proposal.Status.LAPSED: "nobody answered in time"}.get(
        Proposal.Status(proposal.status), "waits for answers"
    )


def _ended(proposal: Proposal, settled: int, others: Iterable[Proposal]) -> int:
    """Return the first turn in which an accord no longer bound, because its sides agreed to end it; 0 for none."""
    ends = (
        each.settled_in.number + 1
        for each in others
        if each.agreement == proposal.agreement
        and each.act == Proposal.Act.END
        and each.status == Proposal.Status.ACCEPTED
        and each.settled_in is not None
        and each.settled_in.number > settled
    )
    return min(ends, default=0)
