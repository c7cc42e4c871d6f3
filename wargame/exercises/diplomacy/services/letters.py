"""Letters of seats that policies play: answers, and one to each reader as a turn opens, by what was done to them.

Where the book of a seat has no line left for an occasion, the seat is silent.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from scenarios.models import State
from scenarios.schema.pack_voices import Occasion
from wargame import engine
from wargame.exercises.diplomacy.domain import ANSWERED, NAMED, PLANS, RESTRAINT, is_seen_by_all
from wargame.exercises.diplomacy.services import settling
from wargame.exercises.diplomacy.services.conduct import deeds_of
from wargame.exercises.diplomacy.services.messages import MessageDraft
from wargame.exercises.diplomacy.services.speakers import Speaker, everybody_but, noticed_by, speaker
from wargame.exercises.models import Message, PledgeEvent, Turn

FIELDS = {
    "economy": "the economy",
    "information": "what we say in public",
    "military": "our armed forces",
    "intelligence": "what we watch",
    "cyber": "our networks",
}
"""The name of a field of orders in a letter, where that is another word."""


HARD = (Occasion.THREATENING, Occasion.FORCE)
"""Deeds of which a seat writes each time, and before anything that the scenario has it write."""


@dataclass(frozen=True)
class Letter:
    """A letter that a seat writes by itself, for a `reason` that the white cell reads.

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
    """Return the answer of a seat to a sentence; "" where it has nothing more to say about it."""
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
        capitals = State.objects.filter(code=to, capital__isnull=False).values_list("capital__title", flat=True)
        called = (by.name(to), *(title.partition(",")[0] for title in capitals))
        plans = _joined([_as_ours(name, called) for name in stance.names])
        return by.line(Occasion.PLANS_YES, to, plans=plans)
    return by.line(Occasion.PLANS_SOME, to, fields=_joined([FIELDS.get(name, name) for name in stance.names]))


def _as_ours(name: str, called: Iterable[str]) -> str:
    """Return the name of an order, which tells a player what to do, as its government says it to a reader.

    `called` are the names of the reader.
    """
    words = " ".join(_OURS.get(word, word) for word in (name[:1].lower() + name[1:]).split(" "))
    return re.sub(rf"\b({'|'.join(map(re.escape, called))})\b", "you", words)


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

    A seat makes at most one statement about what all have seen. Beside it, it writes one letter to a reader: of a
    pledge that was broken or taken back first, then of force or threats by the reader, then the scenario's, then of
    milder things that the reader did.
    """
    readers = [seat.role for seat in turn.branch.exercise.seats.filter(policy="")]
    told, kept = list(events), list(drafts)
    answers = {(role, proposal.proposer) for proposal, role in settling.answers_due(turn)}
    for role in sorted(policies):
        speaks, about = speaker(turn, role), ""
        for other in readers:
            if not about and (statement := _statement(speaks, other)):
                about = other
                _store(turn, statement, policies[role])
            letter = _of_pledges(speaks, other, told) or _of_deeds(speaks, other, has_spoken=about == other)
            mine = [draft for draft in kept if draft.sender == role and other in draft.recipients]
            if letter is None or (letter.leaves_room and (mine or (role, other) in answers)):
                continue
            kept = [without_reader(draft, other) if draft in mine else draft for draft in kept]
            _store(turn, letter, policies[role])
    return tuple(draft for draft in kept if draft.recipients)


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


def _statement(by: Speaker, other: str) -> Letter | None:
    """Return the public statement of the seat about a rival's deeds to it last turn; None where that was nothing new.

    Whether it speaks and what it says depends on deeds that all have seen and on figures that all know, and on nothing
    else that the two share: otherwise its silence would tell the others of the rest.
    """
    by = by.in_public()
    if by.relation(other) != "rival":
        return None
    deed, done = _new_deed(by, other, everybody=True)
    text = by.line(Occasion(deed), other, public=True, deed=by.deed(done)) if done else ""
    return Letter(by.role, other, text, _reason(by, other, deed), is_public=True) if text else None


def _of_deeds(by: Speaker, other: str, *, has_spoken: bool) -> Letter | None:
    """Return the letter about what the reader did to the seat last turn; None where that was nothing new.

    Where the seat `has_spoken` of the reader's deeds in public, it writes only about harder ones.
    """
    deed, done = _new_deed(by, other)
    if not done or (has_spoken and engine.WEIGHT[deed] >= engine.WEIGHT[_new_deed(by, other, everybody=True)[0]]):
        return None
    text = by.line(Occasion(deed), other, deed=by.deed(done))
    return Letter(by.role, other, text, _reason(by, other, deed), leaves_room=deed not in HARD) if text else None


def _new_deed(by: Speaker, other: str, *, everybody: bool = False) -> tuple[str, list[engine.Outcome]]:
    """Return the class of what another did to the seat last turn, and the deeds of that class; none if all was as mild
    before.

    These are deeds that the other knows to be noticed, or with `everybody` those that all have seen.
    """
    setting = by.view.setting

    def in_class(outcomes: Iterable[engine.Outcome]) -> tuple[str, list[engine.Outcome]]:
        done = [
            one
            for one in deeds_of(outcomes, setting, other, by.role)
            if (is_seen_by_all(setting, one) if everybody else other in one.audience)
        ]
        deed = engine.weightiest(engine.deed_towards(setting, one, by.role) for one in done)
        return deed, [one for one in done if engine.deed_towards(setting, one, by.role) == deed]

    deed, done = in_class(by.noticed)
    is_old = deed not in HARD and deed == in_class(noticed_by(by.role, by.turn, 2))[0]
    # Nobody threatens whom it has just made a friendly move to.
    is_mild = deed == Occasion.THREATENING and _was_friendly(by, other, everybody=everybody)
    return deed, [] if is_old or is_mild else done


def _was_friendly(by: Speaker, other: str, *, everybody: bool) -> bool:
    """Return whether the seat itself was friendly to the other last turn, as the other, or `everybody`, noticed."""
    setting = by.view.setting
    own = [one for one in by.noticed if one.actor == by.role]
    seen = [one for one in own if (is_seen_by_all(setting, one) if everybody else other in one.audience)]
    return engine.weightiest(engine.deed_towards(setting, one, other) for one in seen) == Occasion.FRIENDLY


def _reason(by: Speaker, other: str, deed: str) -> str:
    return f"Wrote of a {deed} deed by {by.name(other)}."


def _store(turn: Turn, letter: Letter, policy: str) -> None:
    readers = everybody_but(letter.by, turn) if letter.is_public else [letter.to]
    intent = "" if letter.is_public else Message.Intent.ANSWER
    said = {"text": letter.text, "is_statement": letter.is_public, "intent": intent, "policy": policy}
    Message.objects.create(turn=turn, sender=letter.by, recipients=readers, reason=letter.reason, **said)
