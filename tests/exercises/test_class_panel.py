"""The order panel of a team in a class: it offers what the exercise allows, and says who decides."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.class_with_people import Class
from wargame.accounts.models import User
from wargame.exercises.control.services import takeovers

pytestmark = pytest.mark.django_db


def panel(klass: Class, name: str) -> str:
    """Return the play page of a person."""
    person = klass.exercise.participants.get(name=name)
    assert isinstance(person.user, User)
    client = Client()
    client.force_login(person.user)
    return str(client.get(reverse("play", args=[klass.exercise.code])).content.decode())


def running(make_class: Callable[..., Class], **rules: object) -> Class:
    """A class whose turn 1 takes orders, with Bo in one seat and Cy in another."""
    klass = make_class(brief_seconds=0, orders_seconds=600, **rules)
    klass.join("Bo", "KOR")
    klass.join("Cy", "JPN")
    klass.start()
    return klass


@pytest.mark.slow
def test_a_seat_that_the_ai_plays_is_offered_no_form(make_class: Callable[..., Class]) -> None:
    klass = running(make_class)
    assert 'id="submit-orders"' in panel(klass, "Bo")
    takeovers.hand_to_policy(seat=klass.seat("KOR"), by=klass.ada, now=klass.now)
    page = panel(klass, "Bo")
    assert "The AI decides for your seat; the white cell can hand it back." in page
    for refused in ('id="submit-orders"', 'id="reopen"', "Your orders are in"):
        assert refused not in page
    takeovers.hand_back(seat=klass.seat("KOR"), by=klass.ada, now=klass.now)
    assert 'id="submit-orders"' in panel(klass, "Bo")


@pytest.mark.slow
@pytest.mark.parametrize("allowed", [True, False])
def test_orders_are_taken_back_only_where_the_exercise_allows_it(
    make_class: Callable[..., Class], allowed: bool
) -> None:
    klass = running(make_class, allows_reopen=allowed)
    klass.submit(klass.exercise.participants.get(name="Bo"))
    page = panel(klass, "Bo")
    assert "Your orders are in" in page
    assert ('id="reopen"' in page) is allowed


@pytest.mark.parametrize(("missed", "said"), [("hold", "your seat holds its"), ("policy", "the AI decides for your")])
def test_the_panel_says_what_a_missed_turn_means(make_class: Callable[..., Class], missed: str, said: str) -> None:
    assert said in panel(running(make_class, missed=missed), "Bo")


@pytest.mark.parametrize(("title", "shown"), [("IR 304", "IR 304"), ("", "Nine Past Nine")])
def test_a_class_is_headed_by_the_name_it_was_given(make_class: Callable[..., Class], title: str, shown: str) -> None:
    assert f"<b>{shown}</b>" in panel(running(make_class, title=title), "Bo")
