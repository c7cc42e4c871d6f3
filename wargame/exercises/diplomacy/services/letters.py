"""Letters of seats that policies play: answers, and one to each reader as a turn opens, by what was done to them.

Where the book of a seat has no line left for an occasion, the seat is silent.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from scenarios.schema.pack_voices import Occasion
from wargame import engine
from wargame.exercises.diplomacy.domain import ANSWERED, NAMED, PLANS, RESTRAINT, is_seen_by_all
from wargame.exercises.diplomacy.services.conduct import deeds_of
from wargame.exercises.diplomacy.services.messages import MessageDraft
from wargame.exercises.diplomacy.services.speakers import Speaker, everybody_but, noticed_by, speaker
from wargame.exercises.models import Message, PledgeEvent, Proposal, Turn

FIELDS = {
    "economy": "the economy",
    "information": "what we say in public",
    "military": "our armed forces",
    "intelligence": "what we watch",
    "cyber": "our networks",
}
"""What a field of orders is called in a letter, where that is another word."""


@dataclass(frozen=True)
class Letter:
    """What a seat writes by itself, for a `reason` that the white cell reads.

    It `leaves_room` where any letter of the scenario comes first.
    """

    by: str
    to: str
    text: str
    reason: str
    is_public: bool = False
    leaves_room: bool = False
    is_of_pledge: bool = False


def answer(by: Speaker, to: str, sentence: str, stance: engine.Stance) -> str:
    """Return what a seat answers to a sentence; "" where it has nothing more to say about it."""
    if sentence == PLANS:
        return _of_plans(by, to, stance)
    yes, no = {
        RESTRAINT: (Occasion.RESTRAINT_YES, Occasion.RESTRAINT_NO),
        ANSWERED: (Occasion.WARNED_YES, Occasion.WARNED_NO),
        NAMED: (Occasion.WARNED_YES, Occasion.WARNED_NO),
    }.get(sentence, (Occasion.ASSURED_YES, Occasion.ASSURED_NO))
    return by.line(yes if stance.is_yes else no, to)


def _of_plans(by: Speaker, to: str, stance: engine.Stance) -> str:
    if not stance.is_yes:
        return by.line(Occasion.PLANS_NO, to)
    if not stance.names:
        return by.line(Occasion.PLANS_NONE, to)
    if stance.why == "close":
        plans = _joined([_as_ours(name) for name in stance.names])
        return by.line(Occasion.PLANS_YES, to, plans=plans)
    return by.line(Occasion.PLANS_SOME, to, fields=_joined([FIELDS.get(name, name) for name in stance.names]))


def _as_ours(name: str) -> str:
    """Return the name of an order, which tells a player what to do, as its government says it of itself."""
    words = (name[:1].lower() + name[1:]).split(" ")
    return " ".join(_OURS.get(word, word) for word in words)


_OURS = {"yourself": "ourselves", "your": "our", "you": "we"}


def _joined(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def write_letters(
    turn: Turn,
    policies: Mapping[str, str],
    events: Iterable[PledgeEvent],
    drafts: Iterable[MessageDraft],
) -> tuple[MessageDraft, ...]:
    """Store the letters of a turn that opens, and return those of the scenario for which they leave room.

    A seat writes one letter to a reader: of a pledge that was broken or taken back first, then of force or threats by
    the reader, then the scenario's, then of milder things that the reader did.
    """
    readers = [seat.role for seat in turn.branch.exercise.seats.filter(policy="")]
    told, kept, answers = list(events), list(drafts), _answers_due(turn)
    for role in sorted(policies):
        speaks, has_spoken = speaker(turn, role), False
        for other in readers:
            letter = _of_pledges(speaks, other, told) or _of_deeds(speaks, other)
            mine = [draft for draft in kept if draft.sender == role and other in draft.recipients]
            gives_way = letter is not None and letter.leaves_room and (mine or (role, other) in answers)
            if letter is None or gives_way or (letter.is_public and has_spoken):
                continue
            kept = [without_reader(draft, other) if draft in mine else draft for draft in kept]
            has_spoken |= letter.is_public
            _store(turn, letter, policies[role])
    return tuple(draft for draft in kept if draft.recipients)


def _answers_due(turn: Turn) -> set[tuple[str, str]]:
    """Return who asked whom for something before it agrees, and writes about that as the turn opens."""
    opened = Proposal.objects.filter(turn__branch=turn.branch_id, status=Proposal.Status.OPEN).exclude(wishes={})
    return {(role, proposal.proposer) for proposal in opened for role in proposal.wishes}


def without_reader(draft: MessageDraft, reader: str) -> MessageDraft:
    """Return a letter of the scenario for its other readers."""
    return replace(draft, recipients=tuple(code for code in draft.recipients if code != reader))


def _of_pledges(by: Speaker, other: str, events: Collection[PledgeEvent]) -> Letter | None:
    """Return the letter about a pledge between the two that ended: broken by the reader, or taken back by the seat."""
    for event in events:
        pledge = event.pledge
        if event.kind == PledgeEvent.Kind.BROKEN and (pledge.to, pledge.by) == (by.role, other):
            text = by.line(Occasion.BROKEN, other)
            return (
                Letter(by.role, other, text, f"Its pledge was broken: {event.deed}", is_of_pledge=True)
                if text
                else None
            )
        if event.kind == PledgeEvent.Kind.TAKEN_BACK and (pledge.by, pledge.to) == (by.role, other):
            text = by.line(Occasion.TURNED, other)
            return Letter(by.role, other, text, event.reason, is_of_pledge=True) if text else None
    return None


def _of_deeds(by: Speaker, other: str) -> Letter | None:
    """Return the letter about what the reader did to the seat last turn; None where that was nothing new."""
    setting = by.view.setting
    done = [one for one in deeds_of(by.noticed, setting, other, by.role) if other in one.audience]
    if not done:
        return None
    deed = engine.weightiest(engine.deed_towards(setting, one, by.role) for one in done)
    is_hard = deed in (Occasion.THREATENING, Occasion.FORCE)
    if not is_hard and deed == _before(by, other):
        return None
    of_class = [one for one in done if engine.deed_towards(setting, one, by.role) == deed]
    is_public = by.relation(other) == "rival" and all(is_seen_by_all(setting, one) for one in of_class)
    reason = f"Wrote of a {deed} deed by {by.name(other)}."
    occasion, named = Occasion(deed), by.deed(of_class)
    if is_public and (text := by.line(occasion, other, public=True, deed=named)):
        return Letter(by.role, other, text, reason, is_public=True, leaves_room=not is_hard)
    text = by.line(occasion, other, deed=named)
    return Letter(by.role, other, text, reason, leaves_room=not is_hard) if text else None


def _before(by: Speaker, other: str) -> str:
    """Return the class of what another did to the seat in the turn before the last."""
    setting = by.view.setting
    done = deeds_of(noticed_by(by.role, by.turn, 2), setting, other, by.role)
    return engine.weightiest(engine.deed_towards(setting, one, by.role) for one in done if other in one.audience)


def _store(turn: Turn, letter: Letter, policy: str) -> None:
    readers = everybody_but(letter.by, turn) if letter.is_public else [letter.to]
    intent = "" if letter.is_public else Message.Intent.ANSWER
    said = {"text": letter.text, "is_statement": letter.is_public, "intent": intent, "policy": policy}
    Message.objects.create(turn=turn, sender=letter.by, recipients=readers, reason=letter.reason, **said)
