"""The competing actions of people, white cell and clock in a race; each returns a word for its result."""

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

Heat = dict[str, Any]
MARGIN_SECONDS = 0.1


def on_time(act: Callable[[Heat], str]) -> Callable[[Heat], str]:
    """Act at the moment of the heat, and return the name of its refusal, if there is one."""

    def act_on_time(heat: Heat) -> str:
        time.sleep(max(0.0, heat["at"] - time.time()))
        try:
            return act(heat)
        except ValueError as refusal:
            return type(refusal).__name__

    return act_on_time


@on_time
def join(heat: Heat) -> str:
    """Join by a name; return the primary key of the person."""
    from django.utils import timezone

    from wargame.exercises.lobby.services import participants
    from wargame.exercises.models import Exercise

    exercise = Exercise.objects.get(pk=heat["exercise"])
    joined = participants.join(exercise=exercise, name=heat["name"], tap=heat["tap"], now=timezone.now())
    return str(joined.participant.pk)


@on_time
def join_series(heat: Heat) -> str:
    """Join by the code of the series; return the primary key of the group."""
    from django.utils import timezone

    from wargame.exercises.lobby.services import groups
    from wargame.exercises.models import Series

    series = Series.objects.get(pk=heat["series"])
    joined = groups.join(series=series, name=heat["name"], tap=heat["tap"], now=timezone.now())
    return str(joined.participant.exercise_id)


@on_time
def take(heat: Heat) -> str:
    from django.utils import timezone

    from wargame.exercises.lobby.services import seating
    from wargame.exercises.models import Participant

    person = Participant.objects.get(pk=heat["person"])
    return seating.take(person=person, role="KOR", now=timezone.now()).role


@on_time
def send_inject(heat: Heat) -> str:
    """Send an inject as one member of the white cell."""
    from django.utils import timezone

    from wargame.exercises.injects.services import injects
    from wargame.exercises.models import Exercise, Participant

    by = Participant.objects.get(pk=heat["by"])
    exercise = Exercise.objects.get(pk=by.exercise_id)
    injects.send(exercise=exercise, ref=heat["ref"], by=by, now=timezone.now())
    return "done"


@on_time
def steer(heat: Heat) -> str:
    """Do one act of the white cell."""
    from django.utils import timezone

    from wargame.exercises.control.services import phases
    from wargame.exercises.models import Participant, Turn

    turn = Turn.objects.with_exercise().get(pk=heat["turn"])
    by = Participant.objects.get(pk=heat["by"])
    getattr(phases, heat["act"])(turn=turn, by=by, now=timezone.now())
    return "done"


@on_time
def rule(heat: Heat) -> str:
    """Decide how the patrol went, as the white cell that saw these results."""
    from django.utils import timezone

    from wargame.exercises.models import Participant, Turn
    from wargame.exercises.review.services import rulings

    turn = Turn.objects.with_exercise().get(pk=heat["turn"])
    decision = rulings.Decision("incident:patrol", heat["result"], "So ordered.", seen=heat["seen"])
    rulings.rule(turn=turn, decision=decision, by=Participant.objects.get(pk=heat["by"]), now=timezone.now())
    return "ruled"


@on_time
def reopen(heat: Heat) -> str:
    """Reopen orders, as the white cell that saw these results."""
    from django.utils import timezone

    from wargame.exercises.control.services import phases
    from wargame.exercises.models import Participant, Turn

    turn = Turn.objects.with_exercise().get(pk=heat["turn"])
    by = Participant.objects.get(pk=heat["by"])
    phases.reopen(turn=turn, by=by, now=timezone.now(), seen=heat["seen"])
    return "reopened"


@on_time
def give_argument(heat: Heat) -> str:
    """Argue for the first order of a seat."""
    from django.utils import timezone

    from wargame.exercises.models import Participant, Turn
    from wargame.exercises.review.services import rulings

    by = Participant.objects.select_related("seat").get(pk=heat["by"])
    turn = Turn.objects.with_exercise().get(pk=heat["turn"])
    assert by.seat
    rulings.give_argument(turn=turn, seat=by.seat, slot=1, text="We did it before.", by=by, now=timezone.now())
    return "argued"


@on_time
def answer(heat: Heat) -> str:
    """Answer the white cell's question to a seat."""
    from django.utils import timezone

    from wargame.exercises.models import Participant, Turn
    from wargame.exercises.review.services import questions

    by = Participant.objects.select_related("seat__exercise").get(pk=heat["by"])
    turn = Turn.objects.with_exercise().get(pk=heat["turn"])
    assert by.seat
    asked = heat["question"]
    questions.answer(turn=turn, seat=by.seat, question=asked, text="To hear a voice.", by=by, now=timezone.now())
    return "answered"


@on_time
def submit(heat: Heat) -> str:
    from django.utils import timezone

    from wargame.exercises.models import Seat, Turn
    from wargame.exercises.orders.services import orders

    seat = Seat.objects.select_related("exercise").get(pk=heat["seat"])
    turn = Turn.objects.with_exercise().get(pk=heat["turn"])
    orders.submit(seat=seat, turn=turn, orders=[], revision=0, now=timezone.now())
    return "done"


@on_time
def share(heat: Heat) -> str:
    """Change the sheet that all of a team saw; return the new revision."""
    from django.utils import timezone

    from wargame.exercises.models import Participant, Turn
    from wargame.exercises.orders.services import merging, shared_sheets

    by = Participant.objects.select_related("seat__exercise").get(pk=heat["by"])
    turn = Turn.objects.with_exercise().get(pk=heat["turn"])
    assert by.seat
    intent = getattr(merging, heat["act"])(*heat["about"])
    seen = {"revision": heat["revision"], "intend": lambda rows: intent}
    return str(shared_sheets.change(seat=by.seat, turn=turn, now=timezone.now(), by=by, **seen).sheet.revision)


def keep(heat: Heat) -> int:
    """Set the turn's deadline to the moment of the heat, and check it as a turnkeeper does."""
    from django.utils import timezone

    from wargame.exercises.control.services import phases
    from wargame.exercises.models import Turn

    turn = Turn.objects.get(pk=heat["turn"])
    deadline = datetime.fromtimestamp(heat["at"], UTC)
    Turn.objects.filter(pk=turn.pk, deadline__isnull=False).update(deadline=deadline)
    closed, is_over = 0, False
    while not is_over:
        # However late this process is: it looks once more when the deadline is past.
        is_over = time.time() >= heat["at"] + MARGIN_SECONDS
        closed += phases.run_out(turn=turn, now=timezone.now())
        time.sleep(0.005)
    return closed


@on_time
def agree(heat: Heat) -> str:
    """Accept, reject or withdraw a proposal; return its status."""
    from django.utils import timezone

    from wargame.exercises.diplomacy.services import proposals
    from wargame.exercises.models import Participant

    by = Participant.objects.get(pk=heat["by"])
    if heat["act"] == "withdraw":
        return proposals.withdraw(by=by, key=heat["key"], now=timezone.now()).status
    return proposals.answer(by=by, key=heat["key"], is_yes=heat["act"] == "yes", now=timezone.now()).status


@on_time
def note(heat: Heat) -> str:
    """Write a rationale."""
    from django.utils import timezone

    from wargame.exercises.models import Participant, Turn
    from wargame.exercises.orders.services import rationales

    by, turn = Participant.objects.select_related("seat").get(pk=heat["person"]), Turn.objects.with_exercise()
    assert by.seat
    rationales.write(by=by, seat=by.seat, turn=turn.get(pk=heat["turn"]), text="We wait.", now=timezone.now())
    return "noted"


@on_time
def lock(heat: Heat) -> str:
    """Let nobody new join, as the white cell."""
    from django.utils import timezone

    from wargame.exercises.lobby.services import classes
    from wargame.exercises.models import Participant

    by = Participant.objects.select_related("exercise").get(pk=heat["by"])
    classes.lock_joining(exercise=by.exercise, is_locked=True, by=by, now=timezone.now())
    return "locked"


HEATS: Mapping[str, Callable[[Heat], Any]] = {
    "join": join,
    "join_series": join_series,
    "take": take,
    "send_inject": send_inject,
    "note": note,
    "lock": lock,
    "steer": steer,
    "rule": rule,
    "reopen": reopen,
    "give_argument": give_argument,
    "answer": answer,
    "submit": submit,
    "share": share,
    "keep": keep,
    "agree": agree,
}
