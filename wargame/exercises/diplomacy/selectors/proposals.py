"""Proposals as the seats they concern and the white cell read them, and what a seat may propose."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from wargame.engine.values import Offer, Perspective, Setting
from wargame.exercises import access, perspectives
from wargame.exercises.diplomacy.domain import (
    Intent,
    Sentence,
    agreements_are_made_in,
    consent_of,
    pledge_of_all,
    sentences_of,
)
from wargame.exercises.diplomacy.selectors.offer_views import AdviserView, views_of, worth_of
from wargame.exercises.models import Branch, Exercise, Message, Participant, Proposal, Seat, Turn
from wargame.exercises.models.proposal import TERMS_LENGTH
from wargame.exercises.situation.selectors.seat_view import SeatView
from wargame.web.seats import WHITE_CELL

_WORDS = {
    Proposal.Status.ACCEPTED: "Accepted in turn {turn}",
    Proposal.Status.REJECTED: "Rejected in turn {turn}",
    Proposal.Status.WITHDRAWN: "Withdrawn in turn {turn}",
    Proposal.Status.LAPSED: "Lapsed with turn {turn}",
}
_NOTICES = {
    Exercise.Messages.OPEN: (
        "Until the end, only the seats it is for know of a proposal, and the white cell cannot see it. After the end, "
        "all who took part read that it was made and what came of it; its terms stay with its seats."
    ),
    Exercise.Messages.MONITORED: "The white cell can see all proposals.",
    Exercise.Messages.OFF: "Seats make no agreements in this exercise: messages between them are off.",
}
_SOLO_NOTICE = "The AI answers for the other seats, from what each of them knows."
_ROOM_NOTICES = {
    Exercise.Messages.OPEN: (
        "Proposals between seats are private until the end; their agreements stand in the results. After the end, all "
        "who took part read which were made."
    ),
    Exercise.Messages.MONITORED: "Everything that seats propose to each other; their pages say that you can see it.",
    Exercise.Messages.OFF: "Messages between seats are off, and so are proposals.",
}


@dataclass(frozen=True)
class Party:
    """A seat that must agree. `word` is "proposes", "yes", "no" or "" while it has not answered.

    `reason` is what a policy said about its answer, for the white cell alone.
    """

    code: str
    word: str
    by: str
    reason: str


@dataclass(frozen=True)
class Demand:
    """An order that the reader asked the proposer for; `got_yes` is None while nobody has said yes or no."""

    text: str
    got_yes: bool | None


@dataclass(frozen=True)
class ProposalItem:
    """One proposal. `reasons` are what a policy had for it, for the white cell alone.

    `can_answer` and `can_withdraw` are what the reader's seat can do with it now. `title` says who offers what, `until`
    for how long, `counters` instead of which proposal of the reader; it `is_fresh` where it was settled in this turn.
    Before the reader answers, it can ask the proposer for one of `demands`; `asked` are those of this turn. It can ask
    its staff about the `agreement`, "" where the staff does not answer about it.
    `views` are what its advisers say; `worth` is what a yes does for its aims, where the exercise shows figures.
    """

    key: str
    name: str
    ends: bool
    proposer: str
    author: str
    turn: int
    terms: str
    parties: tuple[Party, ...]
    needed: int
    is_open: bool
    status: str
    word: str
    lapses_after: int
    effect: str
    has_restraint: bool = False
    reasons: tuple[str, ...] = ()
    can_answer: bool = False
    can_withdraw: bool = False
    title: str = ""
    until: str = ""
    counters: str = ""
    is_fresh: bool = False
    demands: tuple[Sentence, ...] = ()
    asked: tuple[Demand, ...] = ()
    views: tuple[AdviserView, ...] = ()
    worth: str = ""
    agreement: str = ""

    @property
    def needs_all(self) -> bool:
        """Tell if every party must say yes."""
        return self.needed == len(self.parties)


@dataclass(frozen=True)
class ProposalChoice:
    """An agreement that the seat may propose now, its parties, and its consequences."""

    key: str
    name: str
    ends: bool
    others: tuple[str, ...]
    effect: str


@dataclass(frozen=True)
class Proposals:
    """Open ones first, then those that are settled, newest first. `choices` are what the reader may propose.

    `pledge` is what all sides promise each other by a proposal with a pledge. `agreement`, `terms` and `fault` are what
    was entered when it was refused.
    """

    code: str
    items: tuple[ProposalItem, ...]
    choices: tuple[ProposalChoice, ...]
    turns: tuple[int, ...]
    notice: str
    is_on: bool
    pledge: str
    is_room: bool = False
    length: int = TERMS_LENGTH
    agreement: str = ""
    terms: str = ""
    fault: str = ""

    @property
    def asking(self) -> tuple[ProposalItem, ...]:
        """The proposals that wait for the reader's answer."""
        return tuple(item for item in self.items if item.can_answer)

    @property
    def waiting(self) -> int:
        """Return the number that waits for the reader's answer."""
        return len(self.asking)


def proposals_of(at: SeatView) -> Proposals:
    """Return the proposals that concern the seat, at the last turn of the line."""
    seat, turn, view = at.seat, at.turn, at.view
    exercise = seat.exercise
    can_act = agreements_are_made_in(exercise, turn) and not seat.policy
    offers = perspectives.offers(view) if can_act else ()
    known = access.proposals_for(seat, at.line)
    asked = {each.agreement for each in known if each.status == Proposal.Status.OPEN or _is_agreed(each, turn)}
    items = [_item(each, seat.role, turn, view, can_act=can_act) for each in known]
    said = _proposals_of(at) if any(each.can_answer for each in items) else ()
    by_key = {each.key: offer for each in known for offer in offers if _is_of(offer, each)}
    return Proposals(
        code=exercise.code,
        items=_sorted(_for_answer(each, at, said, by_key.get(each.key)) if each.can_answer else each for each in items),
        choices=tuple(_choice(offer, seat) for offer in offers if offer.agreement not in asked),
        turns=tuple(range(turn.number, turn.number + 4)) if can_act else (),
        notice=_notice(exercise),
        is_on=exercise.mode != Exercise.Mode.SANDBOX,
        pledge=pledge_of_all(exercise).text,
    )


def _is_of(offer: Offer, proposal: Proposal) -> bool:
    """Return whether an offer is what a proposal asks for: a seat can only end what came into force meanwhile."""
    return (offer.agreement, offer.ends) == (proposal.agreement, proposal.act == Proposal.Act.END)


def _proposals_of(at: SeatView) -> tuple[Message, ...]:
    """Return the questions of the reader to others in this turn."""
    return tuple(Message.objects.filter(turn=at.turn, sender=at.mine, intent=Intent.ASK).order_by("pk"))


def _for_answer(item: ProposalItem, at: SeatView, said: Iterable[Message], offer: Offer | None) -> ProposalItem:
    """Add what the reader needs before it answers: its advisers' views, and what it may ask or has asked (`said`)."""
    asked = {each.text: each.got_yes for each in said if each.recipients == [item.proposer]}
    demands = [each for each in sentences_of(at.seat.exercise) if each.intent == Intent.ASK]
    return replace(
        item,
        demands=tuple(each for each in demands if each.text not in asked),
        asked=tuple(Demand(*each) for each in asked.items()),
        views=views_of(at, offer, item.proposer) if offer else (),
        worth=worth_of(offer) if offer and access.shows_figures(at.seat.exercise) else "",
        agreement=offer.agreement if offer and at.turn.is_open and access.may_ask_staff(at.seat.exercise) else "",
    )


def _notice(exercise: Exercise) -> str:
    is_solo = exercise.mode == Exercise.Mode.SOLO
    return _SOLO_NOTICE if is_solo else _NOTICES[Exercise.Messages(exercise.messages)]


def room_proposals_of(person: Participant, line: Branch, turn: Turn) -> Proposals:
    """Return the proposals of seats to each other, for a member of the white cell where it may read them."""
    exercise = person.exercise
    view = perspectives.truth_of(turn)
    known = access.proposals_for_room(person, line)
    return Proposals(
        code=exercise.code,
        items=_sorted(_item(each, WHITE_CELL, turn, view, can_act=False) for each in known),
        choices=(),
        turns=(),
        notice=_ROOM_NOTICES[Exercise.Messages(exercise.messages)],
        is_on=exercise.mode == Exercise.Mode.CLASS,
        pledge=pledge_of_all(exercise).text,
        is_room=True,
    )


def _is_agreed(proposal: Proposal, turn: Turn) -> bool:
    return proposal.status == Proposal.Status.ACCEPTED and proposal.settled_in_id == turn.pk


def _sorted(items: Iterable[ProposalItem]) -> tuple[ProposalItem, ...]:
    newest_first = list(items)[::-1]
    return tuple(sorted(newest_first, key=lambda item: not item.is_open))


def _item(proposal: Proposal, reader: str, turn: Turn, view: Perspective, *, can_act: bool) -> ProposalItem:
    pact = view.setting.agreement(proposal.agreement)
    parties = _parties(proposal, reader)
    is_over = turn.branch.exercise.status == Exercise.Status.ENDED
    is_open = proposal.status == Proposal.Status.OPEN and not is_over
    answers = {party.code: party.word for party in parties}
    return ProposalItem(
        key=proposal.key,
        name=pact.name,
        ends=proposal.act == Proposal.Act.END,
        proposer=proposal.proposer,
        author=proposal.author.name if proposal.author and reader in (WHITE_CELL, proposal.proposer) else "",
        has_restraint=proposal.has_restraint,
        reasons=tuple(filter(None, (proposal.reason, proposal.because))) if reader == WHITE_CELL else (),
        turn=proposal.turn.number,
        terms=proposal.terms,
        parties=parties,
        needed=consent_of(view.setting, proposal.agreement, proposal.parties),
        is_open=is_open,
        status=proposal.status,
        word=_word(proposal, is_over=is_over),
        lapses_after=proposal.lapses_after,
        effect=_effect(proposal, turn, view.in_force(proposal.agreement), is_open=is_open),
        can_answer=can_act and is_open and not answers.get(reader, ""),
        can_withdraw=can_act and is_open and proposal.proposer == reader,
        title=_title(proposal, view.setting, pact.name),
        until=_until(proposal, view.setting),
        is_fresh=proposal.settled_in_id == turn.pk,
        counters=_name_of(proposal.counters, view.setting) if proposal.counters else "",
    )


def _title(proposal: Proposal, setting: Setting, name: str) -> str:
    ends = proposal.act == Proposal.Act.END
    return f"{setting.state(proposal.proposer).name} {'wants to end' if ends else 'offers'} {name}"


def _until(proposal: Proposal, setting: Setting) -> str:
    """Return when a proposal lapses, as the scenario names the end of its last turn."""
    turns = setting.spec.turns
    return turns[min(proposal.lapses_after, len(turns)) - 1].ends_at


def _name_of(proposal: Proposal, setting: Setting) -> str:
    return setting.agreement(proposal.agreement).name


def _parties(proposal: Proposal, reader: str) -> tuple[Party, ...]:
    answers = {answer.role: answer for answer in proposal.answers.all()}
    found = []
    for code in proposal.parties:
        answer = answers.get(code)
        word = "proposes" if code == proposal.proposer else "" if answer is None else "yes" if answer.is_yes else "no"
        is_named = answer is not None and answer.by is not None and reader in (WHITE_CELL, code)
        by = answer.by.name if is_named and answer and answer.by else ""
        found.append(Party(code, word, by, answer.reason if answer and reader == WHITE_CELL else ""))
    return tuple(found)


def _word(proposal: Proposal, *, is_over: bool) -> str:
    settled = proposal.settled_in
    if settled is None and is_over:
        return "Open when the exercise ended"
    if settled is None:
        return f"Open until the end of turn {proposal.lapses_after}"
    return _WORDS[Proposal.Status(proposal.status)].format(turn=settled.number)


def _effect(proposal: Proposal, turn: Turn, in_force: bool | None, *, is_open: bool) -> str:
    """Return the change that a proposal makes with the turn's results, in words.

    `in_force` is as the turn began, None if that is unknown.
    """
    is_agreed = _is_agreed(proposal, turn)
    if turn.is_closed or not (is_agreed or is_open):
        return ""
    ends = proposal.act == Proposal.Act.END
    if in_force == (not ends):
        return "It is not in force any more: there is nothing to end." if ends else "It is in force already."
    if not is_agreed:
        return ""
    return f"{'Ends' if ends else 'Comes into force'} with the results of turn {turn.number}."


def _choice(offer: Offer, seat: Seat) -> ProposalChoice:
    others = tuple(code for code in offer.parties if code != seat.role)
    effect = effect_of(offer) + (worth_of(offer) if access.shows_figures(seat.exercise) else "")
    return ProposalChoice(offer.agreement, offer.name, offer.ends, others, effect)


def effect_of(offer: Offer) -> str:
    """Return the effect of an accepted offer, in a sentence or two. It is certain, because no dice decide it."""
    if offer.ends:
        effect = "Accepted this turn, it ends with the turn."
    else:
        effect = f"Accepted this turn, it is in force from its end, with strength {offer.strength:.0f} of 100."
    if not offer.needs_all:
        effect = f"{offer.consent} of the {len(offer.parties)} parties must agree, you among them. {effect}"
    return effect
