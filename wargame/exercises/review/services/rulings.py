"""Rulings: the white cell judges outcomes before everybody sees them, and the turn is played again as it decided."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Unpack

from django.db import transaction

from wargame import engine
from wargame.exercises import bridge, record_chain
from wargame.exercises.control_log.services import control
from wargame.exercises.control_log.services.steering import holding, locked
from wargame.exercises.models import Argument, Exercise, Message, OrderSheet, Participant, Seat, Turn, Verdict
from wargame.exercises.models.control import REASON_LENGTH
from wargame.exercises.models.verdict import ARGUMENT_LENGTH
from wargame.exercises.review.domain import items
from wargame.exercises.review.domain.moved_figures import RULING
from wargame.exercises.review.domain.outcome_keys import key_of, ruling_key_of, ruling_of
from wargame.exercises.text import printable
from wargame.exercises.turns.services import adjudications

STRONGEST = 50
"""Most chances in 100 that one argument is worth."""
MOST_PLEAS = 10
REVIEW = Turn.Status.REVIEW


class NoReason(ValueError):
    """A ruling, or an argument, must say why; nothing has been changed."""


class ReasonTooLong(NoReason):
    """The reason is longer than the limit; nothing has been changed."""


class NoSuchOutcome(ValueError):
    """The turn has no such outcome, or it cannot be that; nothing has been changed."""


class BadArgument(ValueError):
    """The argument cannot be used; nothing has been changed."""


@dataclass(frozen=True)
class Decision:
    """A decision on an outcome, by its key of `outcome_keys`, and the reason; `is_public` where seats may read the
    reason.

    `words` say what happened where no outcome of the list does: whoever notices it reads them. `seen` is the digest of
    the results that were looked at, "" where that does not matter.
    """

    about: str
    result: str
    reason: str
    is_public: bool = True
    seen: str = ""
    words: str = ""


@dataclass(frozen=True)
class RulingWords:
    """The words of a ruling for seats: why ("" for the whole reason), and what happened ("" for the words of the
    rules)."""

    reason: str = ""
    words: str = ""


@dataclass(frozen=True)
class Point:
    """An argument for or against an order; `strength` in chances of 100."""

    about: str
    is_for: bool
    text: str
    strength: int = 10


def judge(*, turn: Turn, decision: Decision, by: Participant, now: datetime) -> None:
    """Accept an outcome that keeps its result and its words, and rule another. Raises as both do."""
    with holding(turn, by, REVIEW, seen=decision.seen) as held:
        item = _item(held, decision.about)
        if item.result == decision.result and item.words == _clean(decision.words):
            accept(turn=held, about=decision.about, by=by, now=now, reason=decision.reason)
        else:
            rule(turn=held, decision=decision, by=by, now=now)


def accept(*, turn: Turn, about: str, by: Participant, now: datetime, reason: str = "") -> None:
    """Lets an outcome stand as it is now; why, only the white cell reads.

    Raises `ReasonTooLong`, `NoSuchOutcome`, `NotInPhase` and `NotWhiteCell`.
    """
    with holding(turn, by, REVIEW) as held:
        item = _item(held, about)
        if item.verdict is None:
            said = _clean(reason)
            _judge(held, item, Verdict(result=item.result, reason=said, is_public=False), by=by, now=now)
            _log(held, control.Act.ACCEPT, item, detail=item.label, by=by, now=now, reason=said)


def rule(*, turn: Turn, decision: Decision, by: Participant, now: datetime) -> None:
    """Decides an outcome: the turn is played again with it, from the same orders and dice. The result of the dice is
    kept.

    Raises `NoReason`, `NoSuchOutcome`, `NotInPhase` (its
    `Outdated` where somebody has ruled since) and `NotWhiteCell`.
    """
    with holding(turn, by, REVIEW, seen=decision.seen) as held:
        item, reason = _item(held, decision.about), _require_text(decision.reason)
        verdict = Verdict(result=decision.result, reason=reason, is_public=decision.is_public)
        _decide(held, item, verdict, by=by, now=now, told=RulingWords(words=_own_words(item, decision.words)))


def accept_rest(*, turn: Turn, by: Participant, now: datetime) -> int:
    """Lets stand what is still to be judged, and says how much that was. Needs the turn to be held."""
    due = items.due_of(turn)
    for item in due:
        _judge(turn, item, Verdict(result=item.result), by=by, now=now)
    return len(due)


def forget(*, turn: Turn) -> None:
    """Drop verdicts, arguments and rulings of a turn whose orders can change again. Needs the turn to be held.

    Questions about an order stay in the inboxes, and are about none of the new ones.
    """
    record_chain.remove(exercise_id=turn.branch.exercise_id, rows=Verdict.objects.filter(turn=turn))
    Argument.objects.filter(turn=turn).delete()
    Message.objects.filter(turn=turn).exclude(about="").update(about="")
    stands = bridge.interventions_of(turn)
    kept = replace(stands, outcomes=(), shifts=tuple(each for each in stands.shifts if each.source != RULING))
    Turn.objects.filter(pk=turn.pk).update(interventions=kept.as_json())


def argue(*, turn: Turn, point: Point, by: Participant, now: datetime) -> Argument:
    """Note an argument of the white cell for or against an order. Raises `BadArgument` and as `rule` does."""
    with holding(turn, by, REVIEW) as held:
        item = _open_to_argument(held, point.about)
        argument = _argument(held, point, by=by, now=now)
        argument.save()
        _log(held, control.Act.ARGUE, item, by=by, now=now, detail=f"{argument.added:+d} in 100: {argument.text}")
    return argument


def weigh(*, turn: Turn, argument: int, strength: int, by: Participant, now: datetime) -> None:
    """Give an argument another weight, 0 to strike it. Raises `BadArgument`, `NotInPhase` and `NotWhiteCell`."""
    with holding(turn, by, REVIEW) as held:
        found = Argument.objects.filter(turn=held, pk=argument).first()
        if found is None or not 0 <= strength <= STRONGEST:
            raise BadArgument(f"Choose an argument of this turn and a weight from 0 to {STRONGEST}.")
        item = _open_to_argument(held, found.about)
        found.strength = strength
        found.save(update_fields=["strength"])
        _log(held, control.Act.ARGUE, item, by=by, now=now, detail=f"{found.added:+d} in 100: {found.text}")


def give_argument(*, turn: Turn, seat: Seat, slot: int, text: str, by: Participant, now: datetime) -> Argument:
    """Note a seat's argument for one of its own orders (`slot` from 1) while the white cell reviews.

    The answer does not tell what became of the order. Raises `BadArgument` and `NoReason`.
    """
    with transaction.atomic():
        # Orders that are taken again at the same moment drop what was argued about them.
        held = locked(turn)
        # A person who was just moved or removed speaks for this seat no more.
        by.refresh_from_db(fields=["seat"])
        sheet = OrderSheet.objects.filter(turn=held, seat=seat).first()
        if held.status != REVIEW or by.seat_id != seat.pk or sheet is None or not 1 <= slot <= len(sheet.orders):
            raise BadArgument("While the white cell reviews a turn, the people of a seat can argue for its own orders.")
        if Argument.objects.filter(turn=held, seat=seat).count() >= MOST_PLEAS:
            raise BadArgument(f"A seat gives at most {MOST_PLEAS} arguments a turn.")
        argument = _argument(held, Point(engine.OutcomeKey("order", seat.role, slot).about, True, text), by=by, now=now)
        argument.seat = seat
        argument.save()
        control.tell(exercise=held.branch.exercise)
    return argument


def roll(*, turn: Turn, about: str, by: Participant, now: datetime, seen: str = "") -> None:
    """Decides an argued order by a roll of its own, with the arguments as modifiers; the result is a ruling.

    Raises `BadArgument` where nothing was argued, and as `rule` does.
    """
    with holding(turn, by, REVIEW, seen=seen) as held:
        item = _open_to_argument(held, about)
        arguments = list(Argument.objects.filter(turn=held, about=item.about).select_related("seat"))
        if not arguments:
            raise BadArgument("Note at least one argument for or against this order before it is rolled.")
        exercise = held.branch.exercise
        chance = items.argued_chance(item, arguments)
        seed = exercise.seed_for(Exercise.Dice.ADJUDICATION, held.number)
        outcome = item.outcome
        rolled = engine.argue(bridge.setting_for(held), seed, held.number, outcome.actor, outcome.slot, chance)
        good, bad = ("worked", "failed") if outcome.options else ("done", "refused")
        odds = f": {chance} in 100, drew {items.roll_in_100(rolled.roll)}"
        verdict = Verdict(result=good if rolled.works else bad, reason=_rolled(odds, arguments))
        told = RulingWords(_say_roll("" if outcome.options else odds, arguments))
        _decide(held, item, verdict, by=by, now=now, told=told)


def _decide(
    turn: Turn,
    item: items.ReviewItem,
    verdict: Verdict,
    *,
    by: Participant,
    now: datetime,
    told: RulingWords,
) -> None:
    """Rule an outcome in the words that seats read."""
    if verdict.result not in {choice.result for choice in item.choices}:
        there_are = ", ".join(choice.label.lower() for choice in item.choices)
        raise NoSuchOutcome(f"{item.outcome.title} cannot be that. It can be: {there_are}.")
    before = item.label
    reason, words = told.reason or verdict.reason, told.words
    ruling = ruling_of(item.about, verdict.result, reason, is_public=verdict.is_public, words=words)
    others = [each for each in bridge.interventions_of(turn).outcomes if ruling_key_of(each) != item.about]
    is_needed = verdict.result != "done" or words
    _play_again(turn, [*others, ruling] if is_needed else others)
    after = _item(turn, item.about)
    verdict.instead_of = item.result if item.result != verdict.result else ""
    _judge(turn, after, verdict, by=by, now=now)
    detail = f"{after.label} instead of {before[:1].lower()}{before[1:]}" if before != after.label else after.label
    detail += f", told as: {words}" if words else ""
    _log(turn, control.Act.RULE, after, by=by, now=now, detail=detail, reason=verdict.reason)


def _own_words(item: items.ReviewItem, text: str) -> str:
    """Return the white cell's own words for what happened. Raises `NoSuchOutcome` where no seat reads words,
    `ReasonTooLong`."""
    words = printable(_clean(text))
    if words and item.subject == "notice":
        raise NoSuchOutcome("Words belong to the order, and not to the seats that notice it. Write them there.")
    return words


def _play_again(turn: Turn, rulings: Sequence[engine.Ruling]) -> None:
    turn.interventions = replace(bridge.interventions_of(turn), outcomes=tuple(rulings)).as_json()
    adjudications.play_again(turn=turn)


def _item(turn: Turn, about: str) -> items.ReviewItem:
    item = items.item_of(turn, about)
    if item is None:
        raise NoSuchOutcome(f"Turn {turn.number} has no such outcome. Choose one of the list.")
    return item


def _open_to_argument(turn: Turn, about: str) -> items.ReviewItem:
    """Return an order that has not been decided yet: once the roll is known nobody may add an argument."""
    item = _item(turn, about)
    if key_of(item.outcome) != about or item.outcome.subject != "order":
        raise BadArgument("Only orders can be argued.")
    if item.verdict is not None:
        raise BadArgument("This order has been judged; its arguments stand as they are.")
    return item


def _argument(turn: Turn, point: Point, *, by: Participant, now: datetime) -> Argument:
    if not 1 <= point.strength <= STRONGEST:
        raise BadArgument(f"An argument is worth from 1 to {STRONGEST} chances in 100.")
    said = _require_text(point.text, ARGUMENT_LENGTH)
    given = {"about": point.about, "is_for": point.is_for, "strength": point.strength}
    return Argument(turn=turn, text=said, by=by, at=now, **given)


def _require_text(text: str, longest: int = REASON_LENGTH) -> str:
    said = _clean(text, longest)
    if not said:
        raise NoReason("Say why: a ruling or an argument needs its reason in words. Nothing has been changed.")
    return said


def _clean(text: str, longest: int = REASON_LENGTH) -> str:
    """Return the words as they are kept: with single blanks. Raises `ReasonTooLong`."""
    said = " ".join(text.split())
    if len(said) > longest:
        raise ReasonTooLong(
            f"Shorten your words: they have {len(said)} characters, {longest} are kept. Nothing has changed."
        )
    return said


def _rolled(odds: str, arguments: Sequence[Argument]) -> str:
    """Return the roll in words for the white cell, with what was argued; long arguments are cut."""
    points = "; ".join(f"{each.added:+d} {each.text}" for each in arguments if each.strength)
    return f"Argued{odds}. {points}"[:REASON_LENGTH]


def _say_roll(odds: str, arguments: Sequence[Argument]) -> str:
    """Return the roll in words for all who learn of the order: what a seat argued was for the white cell.

    Nor are there `odds` where the order has a chance of its own: not everybody may know all that went into it.
    """
    points = "; ".join(f"{each.added:+d} {_quoted(each)}" for each in arguments if each.strength)
    return f"Argued{odds}. {points}"[:REASON_LENGTH]


def _quoted(argument: Argument) -> str:
    return f"argued by {argument.seat.role}" if argument.seat else argument.text


def _judge(turn: Turn, item: items.ReviewItem, verdict: Verdict, *, by: Participant, now: datetime) -> None:
    told = {name: getattr(verdict, name) for name in ("result", "instead_of", "reason", "is_public")}
    kept, _ = Verdict.objects.update_or_create(turn=turn, about=item.about, defaults=told | {"by": by, "at": now})
    record_chain.add(exercise_id=turn.branch.exercise_id, row=kept)


def _log(
    held: Turn,
    act: control.Act,
    item: items.ReviewItem,
    *,
    by: Participant,
    now: datetime,
    **told: Unpack[control.About],
) -> None:
    exercise, outcome = held.branch.exercise, item.outcome
    seat = exercise.seats.filter(role=outcome.actor).first() if outcome.actor else None
    told["detail"] = f"{outcome.title}: {told.get('detail', '')}"
    told["turn"], told["seat"] = held, seat
    control.log(exercise=exercise, act=act, by=by, now=now, **told)
