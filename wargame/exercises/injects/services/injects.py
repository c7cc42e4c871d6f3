"""Injects in a class: what its white cell writes, rewords, sends and skips, and what is read when a turn opens.

Every act holds the exercise's row and looks at the inject again: of two that send it, one does, and the other raises a
refusal. An inject of the scenario moves figures by the rules of the turn; one that was written here moves those of its
`effects` at the end of the turn in which it is read.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from wargame import engine
from wargame.exercises import access, bridge, msel, notices, sent_injects
from wargame.exercises.bridge import TurnContext
from wargame.exercises.control_log.services import control
from wargame.exercises.injects.domain import shift_of
from wargame.exercises.injects.services import decided_injects, offered_messages
from wargame.exercises.injects.services.drafts import InjectDraft, InjectRefused, check_move, cleaned
from wargame.exercises.models import Exercise, Inject, Participant, Turn
from wargame.web.numbers import number_in

MOST_SHIFTS = 24
"""Most figures that injects move by hand in a turn; the engine has room for some more, which are the review's."""


class AlreadySent(InjectRefused):
    """The inject cannot be changed, because it has been sent, or has happened."""


class NotNow(InjectRefused):
    """It cannot be done, because of where the exercise stands."""


class NoSuchInject(InjectRefused):
    """There is no such inject in the exercise."""


def write(*, exercise: Exercise, draft: InjectDraft, by: Participant, now: datetime, tap: str = "") -> Inject:
    """Keep a new inject of the white cell's own; the same `tap` again gives the one that it wrote.

    Raises `InjectRefused` and `control.NotWhiteCell`.
    """
    with _holding(exercise, by) as context:
        if tap and (written := Inject.objects.filter(exercise=context.exercise, tap=tap).first()):
            return written
        words = cleaned(draft=draft, context=context)
        inject = Inject.objects.create(
            exercise=context.exercise,
            tap=tap,
            title=words.title,
            texts=words.texts,
            turn=words.turn,
            when=list(words.when),
            effects=[list(each) for each in words.effects],
        )
        _log(inject, "wrote", by=by, now=now, turn=context.turn)
    return inject


def edit(*, exercise: Exercise, ref: str, draft: InjectDraft, by: Participant, now: datetime) -> Inject:
    """Give an inject that has not been sent other words and other readers, and one written here another time.

    One of the scenario is moved to the brief of the draft's `turn`, or back to where the scenario has it (None).
    Raises `InjectRefused` and `control.NotWhiteCell`.
    """
    with _holding(exercise, by) as context:
        inject = _unsent(context, ref)
        words = cleaned(draft=replace(draft, turn=None) if inject.key else draft, context=context)
        if inject.key and inject.moved_to != draft.turn:
            _move(inject, draft.turn, by=by, now=now, context=context)
        before = (inject.title, inject.texts, inject.turn, inject.when, inject.effects)
        inject.texts = words.texts
        if not inject.key:
            inject.turn, inject.when = words.turn, list(words.when)
        if not inject.key and not inject.speaks_for:
            inject.title, inject.effects = words.title, [list(each) for each in words.effects]
        if (inject.title, inject.texts, inject.turn, inject.when, inject.effects) == before:
            return inject
        if inject.speaks_for:
            offered_messages.check(inject)
        inject.save()
        _log(inject, "reworded", by=by, now=now, turn=context.turn)
    return inject


def send(*, exercise: Exercise, ref: str, by: Participant, now: datetime) -> Inject:
    """Send an inject at once while a turn is read or takes orders, else with the brief of the next.

    One of the scenario happens at the end of the turn in which it is sent. Raises `InjectRefused`, `NotWhiteCell`.
    """
    with _holding(exercise, by) as context:
        inject = _unsent(context, ref)
        _refuse_happened(inject, context)
        if context.turn.is_under_way:
            _deliver(inject, context=context, by=by, now=now)
            decided_injects.steer(context.turn, {inject.key: engine.FIRE})
        else:
            inject.status, inject.turn, inject.when = Inject.Status.PLANNED, _next_turn(context), []
            inject.save()
            _log(inject, f"will be sent in turn {inject.turn}:", by=by, now=now, turn=context.turn)
    return inject


def save_and_send(
    *, exercise: Exercise, ref: str, draft: InjectDraft, by: Participant, now: datetime, tap: str = ""
) -> Inject:
    """Give an inject these words, or write a new one ("" for `ref`), and send it; it does both or neither.

    Raises as `write`, `edit` and `send` do.
    """
    with transaction.atomic():
        if ref:
            saved = edit(exercise=exercise, ref=ref, draft=draft, by=by, now=now)
        else:
            saved = write(exercise=exercise, draft=draft, by=by, now=now, tap=tap)
        return send(exercise=exercise, ref=saved.key or str(saved.pk), by=by, now=now)


def skip(*, exercise: Exercise, ref: str, by: Participant, now: datetime) -> Inject:
    """Lets an inject not happen, until it is restored or sent. Raises `InjectRefused` and `control.NotWhiteCell`."""
    with _holding(exercise, by) as context:
        inject = _unsent(context, ref)
        _refuse_happened(inject, context)
        if inject.key:
            _refuse_computing(context.turn)
        inject.status = Inject.Status.SKIPPED
        inject.save()
        decided_injects.steer(context.turn, {inject.key: engine.SKIP})
        _log(inject, "skipped", by=by, now=now, turn=context.turn)
    return inject


def restore(*, exercise: Exercise, ref: str, by: Participant, now: datetime) -> Inject:
    """Take a skip, or a wait for the next turn, back. Raises `InjectRefused` and `control.NotWhiteCell`."""
    with _holding(exercise, by) as context:
        inject = _unsent(context, ref)
        if inject.key and inject.is_skipped:
            _refuse_computing(context.turn)
        inject.status = Inject.Status.PLANNED
        if inject.key:
            inject.turn = None
        inject.save()
        decided_injects.steer(context.turn, {inject.key: decided_injects.standing(inject, context)})
        _log(inject, "restored", by=by, now=now, turn=context.turn)
    return inject


def open_with(*, turn: Turn, now: datetime) -> None:
    """Delivers, as a turn of a class opens, the scenario's injects that happened, and those that wait for the turn.

    Needs a transaction that holds the exercise's row.
    """
    context = bridge.context_of(turn)
    rows = list(Inject.objects.filter(exercise=context.exercise).exclude(status=Inject.Status.SENT))
    known, plans = {row.key: row for row in rows}, msel.planned(context)
    for key, when in msel.happened(context).items():
        if when == turn.number - 1 and (row := known.get(key) or _first_row(key, context)):
            row.texts = plans[key].dated(row.texts, when)
            _deliver(row, context=context, by=None, now=now)
    for row in rows:
        if row.status == Inject.Status.PLANNED and _is_due(row, context):
            _deliver(row, context=context, by=None, now=now)
            decided_injects.steer(turn, {row.key: engine.FIRE})
    decided_injects.steer_waiting(context)


def _move(inject: Inject, to: int | None, *, by: Participant, now: datetime, context: TurnContext) -> None:
    """Move one of the scenario's to the turn in whose brief it may be read first, or back (None)."""
    _refuse_happened(inject, context)
    _refuse_computing(context.turn)
    if inject.turn is not None and not inject.is_skipped:
        raise NotNow(f"It is to be sent in turn {inject.turn}. To move it instead, skip and restore it first.")
    check_move(msel.planned(context)[inject.key], to, context=context)
    inject.moved_to = to
    inject.save()
    decided_injects.steer(context.turn, {inject.key: decided_injects.standing(inject, context)})
    where = f"the brief of turn {to}" if to else "where the scenario has it"
    _log(inject, f"moved to {where}:", by=by, now=now, turn=context.turn)


def _is_due(row: Inject, context: TurnContext) -> bool:
    # Nobody reads in the turns that the record plays: what was planned for them waits for the first turn.
    if context.turn.number < context.exercise.first_turn:
        return False
    if row.turn is not None:
        return row.turn <= context.turn.number
    return bool(row.when) and msel.holds(context, row.when)


def _first_row(key: str, context: TurnContext) -> Inject | None:
    """Return a row for an inject of the scenario that nobody has touched; None where it was sent before."""
    if Inject.objects.filter(exercise=context.exercise, key=key).exists():
        return None
    plan = msel.planned(context)[key]
    return Inject(exercise=context.exercise, key=key, title=plan.title, texts={**plan.texts})


def _deliver(inject: Inject, *, context: TurnContext, by: Participant | None, now: datetime) -> None:
    """Make it something that was read in the turn, and tell its readers and the room, nobody else."""
    turn = context.turn
    inject.status, inject.sent_in, inject.sent_at, inject.sent_by = Inject.Status.SENT, turn, now, by
    inject.save()
    seats = context.exercise.seats
    if inject.speaks_for:
        offered_messages.say(inject, turn=turn)
        receivers = seats.filter(role__in=offered_messages.receivers_of(inject))
        notices.publish_to_people(seats=receivers, regions=notices.MESSAGE_SENT)
    reports = access.readers_of(inject)
    notices.publish_to_people(seats=seats.filter(role__in=reports), regions=notices.INJECT_SENT)
    # The one person of a sandbox sits in no seat and reads for all of them.
    notices.publish_to_room(exercise_id=turn.branch.exercise_id, regions=notices.INJECT_SENT)
    _shift(inject, context=context)
    _log(inject, "sent", by=by, now=now, turn=turn)


def _shift(inject: Inject, *, context: TurnContext) -> None:
    """Lets the figures of an inject that was written here move at the end of the turn in which it is read."""
    if not inject.effects:
        return
    turn, setting = context.turn, context.setting
    turn.refresh_from_db(fields=["interventions"])
    stands = bridge.interventions_of(turn)
    added = tuple(shift_of(setting, key, amount, sent_injects.source_of(inject)) for key, amount in inject.effects)
    if len(stands.shifts) + len(added) > MOST_SHIFTS:
        raise NotNow("So many figures have been moved by hand in this turn that no more can be.")
    turn.interventions = replace(stands, shifts=(*stands.shifts, *added)).as_json()
    turn.save(update_fields=["interventions"])


@contextmanager
def _holding(exercise: Exercise, by: Participant) -> Iterator[TurnContext]:
    """Hold the rows of an exercise and of its last turn, if it has begun, in a transaction, if `by` may steer."""
    with control.leading(by=by, exercise=exercise) as held:
        if held.status == Exercise.Status.LOBBY:
            yield lobby_context(held)
            return
        if held.status != Exercise.Status.RUNNING:
            raise NotNow("The exercise is not running; nothing can be sent or changed any more.")
        turns = Turn.objects.with_exercise().select_for_update(no_key=True, of=("self",))
        yield bridge.context_of(turns.filter(branch=held.current_branch_id).latest("number"))


def _unsent(context: TurnContext, ref: str) -> Inject:
    """Return the row of an inject, by the key of the scenario's or the number of one written here; it may be a new
    one."""
    rows = Inject.objects.filter(exercise=context.exercise)
    number = number_in(ref)
    inject = (rows.filter(key=ref) if number is None else rows.filter(pk=number, key="")).first()
    if inject is None and ref in msel.planned(context):
        inject = _first_row(ref, context)
    if inject is None:
        raise NoSuchInject("There is no such inject in this exercise. Choose one of the list.")
    if inject.is_sent:
        number = inject.sent_in.number if inject.sent_in else 0
        raise AlreadySent(f"“{inject.title}” was sent in turn {number} already. Write a new one to add to it.")
    return inject


def lobby_context(exercise: Exercise) -> TurnContext:
    """Return the context in which a white cell prepares injects before the start."""
    seed = exercise.seed_for(Exercise.Dice.OPENING, 0)
    return bridge.context_before(exercise, engine.opening_world(bridge.setting_of(exercise), seed))


def _refuse_happened(inject: Inject, context: TurnContext) -> None:
    turn = context.turn
    number = msel.happened(context).get(inject.key) if inject.key else None
    if number:
        when = f"“{inject.title}” happened at the end of turn {number}; seats read it in turn {number + 1}."
        is_reviewed = turn.status == Turn.Status.REVIEW and number == turn.number
        raise AlreadySent(f"{when} To keep it from happening, reopen the turn's orders first." if is_reviewed else when)


def _refuse_computing(turn: Turn) -> None:
    """Refuses what would change a turn that is frozen and has no results: it is computed, or again, as it stands."""
    if turn.status in (Turn.Status.ADJUDICATING, Turn.Status.FAILED):
        raise NotNow("Whether it happens in this turn is being computed. Look again when the results are there.")


def _next_turn(context: TurnContext) -> int:
    turn = context.turn
    if turn.number >= context.last_turn or turn.branch.is_finished:
        raise NotNow("No turn follows in which it could be read.")
    return msel.next_brief(context)


def _log(inject: Inject, done: str, *, by: Participant | None, now: datetime, turn: Turn) -> None:
    readers = ", ".join(sorted(inject.texts))
    detail = f"{done} “{inject.title}” ({readers})"
    exercise, stored = turn.branch.exercise, turn if turn.number else None
    control.log(exercise=exercise, act=control.Act.INJECT, by=by, now=now, turn=stored, detail=detail)
    notices.publish_to_room(exercise_id=exercise.pk, regions=notices.INJECTS)
