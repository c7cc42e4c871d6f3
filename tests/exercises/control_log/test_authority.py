"""A person who was removed from the white cell can steer nothing, whatever they had begun before."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.class_with_people import Class
from tests.exercises.injecting import draft
from wargame.accounts.models import User
from wargame.exercises.control.services import lifecycle, phases, takeovers
from wargame.exercises.control_log.services import control
from wargame.exercises.injects.services import injects
from wargame.exercises.lobby.services import classes, participants, seating
from wargame.exercises.models import ControlEntry, Exercise, Participant
from wargame.exercises.observers.services import rights

pytestmark = pytest.mark.django_db

Act = Callable[[Class, Participant], object]
RUNNING: dict[str, Act] = {
    "close": lambda group, by: phases.close(turn=group.turn, by=by, now=group.now),
    "write": lambda group, by: injects.write(exercise=group.exercise, draft=draft("KOR"), by=by, now=group.now),
    "assign": lambda group, by: seating.assign(person=named(group, "Bo"), seat=None, by=by, now=group.now),
    "assign all": lambda group, by: seating.assign_all(exercise=group.exercise, by=by, now=group.now),
    "lock": lambda group, by: seating.lock(seat=group.seat("KOR"), is_locked=True, by=by, now=group.now),
    "hand over": lambda group, by: takeovers.hand_to_policy(seat=group.seat("KOR"), by=by, now=group.now),
    "hand back": lambda group, by: takeovers.hand_back(seat=group.seat("USA"), by=by, now=group.now),
    "grant": lambda group, by: rights.grant(
        person=named(group, "Dee"), sight="all", watched=None, may_note=True, by=by, now=group.now
    ),
    "new link": lambda group, by: participants.new_recovery(person=named(group, "Bo"), by=by, now=group.now),
    "remove": lambda group, by: participants.remove(person=named(group, "Bo"), by=by, reason="", now=group.now),
    "readmit": lambda group, by: participants.readmit(person=named(group, "Gil"), by=by, now=group.now),
    "lock joining": lambda group, by: classes.lock_joining(
        exercise=group.exercise, is_locked=True, by=by, now=group.now
    ),
    "end": lambda group, by: lifecycle.end(exercise=group.exercise, by=by, reason="", now=group.now),
}
LOBBY: dict[str, Act] = {
    "start": lambda group, by: lifecycle.start(exercise=group.exercise, by=by, now=group.now),
    "change": lambda group, by: classes.change(exercise=group.exercise, rules=classes.Rules(), by=by, now=group.now),
}


def named(group: Class, name: str) -> Participant:
    return Participant.objects.select_related("exercise", "user", "seat").get(exercise=group.exercise, name=name)


def second(group: Class) -> Participant:
    """Return Fay as her request found her, a second leader with Ada; since then Ada has removed her."""
    user = User.objects.create(username="fay")
    participants.join(exercise=group.exercise, name="Fay", user=user, now=group.now, part=Participant.Part.WHITE_CELL)
    fay = named(group, "Fay")
    participants.remove(person=named(group, "Fay"), by=group.ada, reason="", now=group.now)
    assert fay.is_white_cell
    assert fay.left_at is None
    return fay


@pytest.mark.parametrize("name", [*RUNNING, *LOBBY])
def test_what_somebody_had_begun_who_was_sent_away_is_refused(make_class: Callable[..., Class], name: str) -> None:
    group = make_class(allows_observers=True)
    group.join("Bo", "KOR")
    group.join("Cy")
    participants.remove(person=group.join("Gil"), by=group.ada, reason="", now=group.now)
    participants.join(exercise=group.exercise, name="Dee", now=group.now, part=Participant.Part.OBSERVER)
    if name in RUNNING:
        group.start()
    fay = second(group)
    before = rows_of_acts(group)
    with pytest.raises(control.NotWhiteCell):
        (RUNNING | LOBBY)[name](group, fay)
    assert rows_of_acts(group) == before
    (RUNNING | LOBBY)[name](group, group.ada)
    assert rows_of_acts(group) != before, "it would have changed something"


def rows_of_acts(group: Class) -> tuple[object, ...]:
    """Return the rows that acts change, and the number of entries in the control log."""
    people = group.exercise.participants.order_by("pk")
    return (
        Exercise.objects.values().get(pk=group.exercise.pk),
        list(people.values("seat", "left_at", "is_barred", "sight", "may_note", "recovery")),
        list(group.exercise.seats.order_by("pk").values()),
        ControlEntry.objects.filter(exercise=group.exercise).count(),
    )


def test_a_page_that_somebody_had_open_who_was_sent_away_is_theirs_no_more(
    make_class: Callable[..., Class], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fay is removed after the view has checked that she leads, but before the service checks again under its lock."""
    group = make_class()
    gil = group.join("Gil")
    participants.remove(person=gil, by=group.ada, reason="", now=group.now)
    fay = second(group)
    client.force_login(fay.user)
    monkeypatch.setattr("wargame.exercises.access.require_white_cell", lambda user, code: fay)
    before = rows_of_acts(group)
    answer = client.post(reverse("readmit", args=[group.exercise.code, gil.pk]))
    assert answer.status_code == 404
    assert rows_of_acts(group) == before
