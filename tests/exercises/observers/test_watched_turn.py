"""What an observer sees of the present turn: phase, ready seats, map, news."""

from collections.abc import Callable

import pytest

from tests.exercises.class_with_people import Class
from tests.exercises.observers.test_observers import give, page
from wargame.exercises.lobby.services import participants
from wargame.exercises.models import Participant

pytestmark = pytest.mark.django_db

MakeClass = Callable[..., Class]


def begun(group: Class) -> Class:
    group.join("Bo", "KOR")
    group.join("Cy", "JPN")
    participants.join(exercise=group.exercise, name="Dee", now=group.now, part=Participant.Part.OBSERVER)
    group.start()
    group.submit(group.exercise.participants.get(name="Bo"))
    return group


def test_an_observer_sees_the_phase_the_ready_seats_and_the_map(make_class: MakeClass) -> None:
    shown = page(begun(make_class(allows_observers=True)))
    assert "Seats with their orders in: 4 of 5" in shown
    assert "<b>Orders</b>" in shown
    assert "2 Tu-95MS" in shown
    assert "F-15K at Daegu" not in shown


def test_who_sees_everything_sees_what_any_seat_sees(make_class: MakeClass) -> None:
    group = begun(make_class(allows_observers=True))
    give(group, "all", "")
    assert "F-15K at Daegu" in page(group)


def test_who_sees_a_turn_later_is_told_nothing_of_the_turn_that_is_played(make_class: MakeClass) -> None:
    group = begun(make_class(allows_observers=True, observer_delay=1))
    assert "Seats with their orders in" not in page(group)
    group.submit(group.exercise.participants.get(name="Cy"))
    group.resolve()
    group.open_next()
    shown = page(group)
    assert "Seats with their orders in" not in shown
    assert "2 Tu-95MS" in shown
