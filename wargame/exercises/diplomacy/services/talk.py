"""Structured messages: what a seat asks, assures or warns of, and what seats that policies play answer at once."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from wargame import engine
from wargame.exercises import bridge, notices, perspectives
from wargame.exercises.diplomacy.domain import (
    ANSWERED,
    NAMED,
    PLANS,
    RESTRAINT,
    Sentence,
    sentence_of,
)
from wargame.exercises.diplomacy.services import chance_seals, initiatives, letters, messages, pledges
from wargame.exercises.diplomacy.services.speakers import speaker
from wargame.exercises.models import Message, Participant, Seat, Turn

Intent = Message.Intent


class UnknownSentence(messages.MessageRefused):
    """It cannot be said, because there is no such sentence."""


@dataclass(frozen=True)
class Asker:
    """A seat that says something to another: how many pledges to it that role broke, and whether it has one of no
    force."""

    role: str
    broken: int
    has_pledge: bool


def speak(*, by: Participant, to: str, sentence: str, now: datetime, told: str = "") -> Message:
    """Says one of the sentences to a seat; a seat that a policy plays answers at once, from what it knows.

    `told` is the seal of the chance of a yes that the author saw, "" for none. The same again in a turn, such as a form
    that was sent twice, changes nothing: the first message is returned. Raises `messages.MessageRefused`.
    """
    chosen = sentence_of(by.exercise, sentence)
    if chosen is None:
        raise UnknownSentence("Choose one of the sentences shown.")
    with transaction.atomic():
        message, is_new = messages.say(by=by, to=to, text=chosen.text, intent=chosen.intent, now=now)
        if not is_new:
            return message
        turn = Turn.objects.with_exercise().get(pk=message.turn_id)
        if chosen.pledge:
            pledges.give(turn=turn, by=message.sender, to=[to], turns=chosen.turns, kind=chosen.pledge, origin=message)
        message.told_in_100 = chance_seals.unseal(told, turn=turn, role=message.sender, to=to, what=sentence)
        seat = turn.branch.exercise.seats.filter(role=to).exclude(policy="").first()
        if seat:
            message.got_yes = _answer(turn, seat, message, chosen, now)
        message.save(update_fields=["told_in_100", "got_yes"])
    return message


def _answer(turn: Turn, seat: Seat, message: Message, sentence: Sentence, now: datetime) -> bool:
    """Let the policy of a seat answer a message; return whether that is a yes."""
    asker = message.sender
    broken = pledges.breaches(turn.branch, asker, seat.role)
    stance = _stance(turn, seat, asker, sentence, len(broken))
    given = _pledged(sentence, stance)
    text = letters.answer(speaker(turn, seat.role), asker, sentence.key, stance)
    reply = {"intent": Intent.ANSWER, "policy": seat.policy, "reason": stance.reason, "plans": list(stance.orders)}
    said = message
    if text:
        said = Message.objects.create(turn=turn, sender=seat.role, recipients=[asker], text=text, **reply)
    if given:
        pledges.give(turn=turn, by=seat.role, to=[asker], turns=given, kind=sentence.given, origin=said)
    if sentence.intent == Intent.WARN:
        name = bridge.setting_for(turn).name_in_sentence(asker)
        initiatives.reconsider(turn=turn, seat=seat, after=f"Was warned by {name}.", now=now, only_with=asker)
    notices.publish_to_people(seats=turn.branch.exercise.seats.filter(role=asker), regions=notices.MESSAGE_SENT)
    return stance.is_yes


def stance_of(
    sentence: Sentence, asker: Asker, policy: str, view: engine.Perspective, sheet: engine.Sheet, seed: int
) -> engine.Stance:
    """Return the answer of a policy to a sentence, from what its seat knows and the sheet that it has decided on."""
    if sentence.key == RESTRAINT:
        if asker.has_pledge:
            return engine.Stance(True, "again", "Had promised it already.")
        return engine.asked_for_restraint(policy, view, sheet, asker.role, seed, asker.broken)
    if sentence.key == PLANS:
        return engine.told_plans(view, sheet, asker.role)
    if sentence.key in (ANSWERED, NAMED):
        return engine.warned(policy, view, sheet, asker.role)
    return engine.assured(view, asker.role, asker.broken)


def _stance(turn: Turn, seat: Seat, asker: str, sentence: Sentence, broken: int) -> engine.Stance:
    exercise, view = turn.branch.exercise, perspectives.view_of(turn, seat)
    bound = {each.to for each in pledges.standing(turn.branch, turn.number) if each.by == seat.role}
    sheet = engine.restrained(view.setting, bridge.sheets_of(turn)[seat.role], bound)
    seed = exercise.seed_for(exercise.Dice.POLICIES, turn.number)
    return stance_of(sentence, Asker(asker, broken, asker in bound), seat.policy, view, sheet, seed)


def _pledged(sentence: Sentence, stance: engine.Stance) -> int:
    """Return for how many turns the answer promises no force; 0 for none."""
    if not stance.is_yes or stance.why == "again":
        return 0
    return {RESTRAINT: 2, ANSWERED: 1}.get(sentence.key, 0)
