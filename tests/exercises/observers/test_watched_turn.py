"""An observer sees of the present turn: phase, ready seats, map, news."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from tests.exercises.class_with_people import Class
from tests.exercises.observers.test_observers import dee_of, give, page
from wargame.exercises.control.services import lifecycle
from wargame.exercises.lobby.services import participants
from wargame.exercises.models import Participant
from wargame.exercises.situation.selectors.prompts import prompt_of

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


@pytest.mark.slow
def test_an_observer_reads_the_question_of_the_projector(make_class: MakeClass) -> None:
    group = begun(make_class(allows_observers=True))
    asked = prompt_of(group.turn).text
    assert escape(asked) in page(group)


@pytest.mark.slow
def test_at_the_end_an_observer_is_led_to_ending_overview_and_log(make_class: MakeClass) -> None:
    group = begun(make_class(allows_observers=True))
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=group.now)
    shown = page(group)
    client = Client()
    client.force_login(dee_of(group).user)  # type: ignore[arg-type]
    for name in ("ending", "overview", "log"):
        address = reverse(name, args=[group.exercise.code])
        assert f'href="{address}"' in shown
        assert client.get(address).status_code == 200


@pytest.mark.slow
def test_who_sees_everything_sees_what_any_seat_sees(make_class: MakeClass) -> None:
    group = begun(make_class(allows_observers=True))
    give(group, "all", "")
    assert "F-15K at Daegu" in page(group)


@pytest.mark.slow
def test_who_sees_a_turn_later_is_told_nothing_of_the_turn_that_is_played(make_class: MakeClass) -> None:
    group = begun(make_class(allows_observers=True, observer_delay=1))
    assert "Seats with their orders in" not in page(group)
    group.submit(group.exercise.participants.get(name="Cy"))
    group.resolve()
    group.open_next()
    shown = page(group)
    assert "Seats with their orders in" not in shown
    assert "2 Tu-95MS" in shown
