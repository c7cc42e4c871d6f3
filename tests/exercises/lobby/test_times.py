"""Real times: time zones, dates instead of long countdowns, and a class plan that counts all phases."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.exercises.class_with_people import Class
from wargame.exercises.lobby.selectors.lobby import lobby_of
from wargame.exercises.lobby.services import classes
from wargame.exercises.models import Exercise
from wargame.web import clocks


def at_the_desk(group: Class) -> Client:
    client = Client()
    client.force_login(group.ada.user)  # type: ignore[arg-type]
    return client


def test_a_moment_is_told_with_its_date_unless_it_is_today() -> None:
    with timezone.override("Asia/Seoul"):
        today = timezone.localtime().replace(hour=9, minute=5)
        assert clocks.moment(today) == "09:05"
        assert clocks.moment(datetime(2019, 7, 22, 23, 44, tzinfo=UTC)) == "Tue 23 Jul 2019, 08:44"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(1, "1 minute"), (75, "75 minutes"), (135, "2 h 15 min"), (60_495, "42 days"), (10_080, "7 days")],
)
def test_minutes_are_told_as_people_say_them(minutes: int, words: str) -> None:
    assert clocks.duration(minutes) == words


def test_a_zone_that_a_machine_does_not_know_is_utc() -> None:
    assert str(clocks.zone_of("Mars/Olympus_Mons")) == "UTC"
    assert {"UTC", "Asia/Seoul", "Europe/Berlin"} <= set(clocks.zones())


@pytest.mark.django_db
def test_the_plan_counts_all_phases_that_a_turn_has(make_class: Callable[..., Class]) -> None:
    times = {"brief_seconds": 120, "review_seconds": 180, "reveal_seconds": 60, "discuss_seconds": 240}
    reviewed = make_class(adjudication=Exercise.Adjudication.SEMI_RIGID, **times)
    lobby = lobby_of(reviewed.exercise, timezone.now())
    assert [part.minutes for part in lobby.plan] == [20] * lobby.turns + [15]
    assert lobby.turn_parts == "Brief 2 min, Orders 10 min, Review 3 min, Results 1 min, Discussion 4 min"
    assert lobby.minutes == 20 * lobby.turns + 15


@pytest.mark.slow
@pytest.mark.django_db
def test_who_leads_sets_the_zone_and_all_read_times_in_it(make_class: Callable[..., Class]) -> None:
    group = make_class(time_zone="Asia/Seoul", orders_seconds=7 * 86_400)
    group.join("Bo", "KOR")
    page = at_the_desk(group).get(reverse("lobby", args=[group.exercise.code])).content.decode()
    assert "Asia/Seoul" in page
    assert "(KST)" in page
    assert "42 days" in page
    turn = group.start()
    assert turn.deadline is not None
    until = turn.deadline.astimezone(clocks.zone_of("Asia/Seoul"))
    page = at_the_desk(group).get(reverse("room", args=[group.exercise.code])).content.decode()
    assert f"until {until:%a} {until.day} {until:%b %Y, %H:%M}" in page
    assert timezone.get_current_timezone_name() == "UTC", "the zone ends with its request"


@pytest.mark.django_db
def test_a_zone_that_does_not_exist_is_refused(make_class: Callable[..., Class]) -> None:
    with pytest.raises(classes.BadRules, match="time zone"):
        make_class(time_zone="Asia/Atlantis")


@pytest.mark.slow
@pytest.mark.django_db
def test_my_exercises_are_listed_by_the_name_and_in_the_zone_of_the_class(make_class: Callable[..., Class]) -> None:
    group = make_class(title="IR 304", time_zone="Asia/Seoul")
    bo = group.join("Bo", "KOR")
    student = Client()
    student.force_login(bo.user)  # type: ignore[arg-type]
    begun = timezone.localtime(group.exercise.created_at, clocks.zone_of("Asia/Seoul")).strftime("%H:%M")
    for client in (at_the_desk(group), student):
        assert f"{begun} KST" in client.get(reverse("exercises")).content.decode()
    group.start()
    page = student.get(reverse("exercises")).content.decode()
    assert "IR 304" in page
    assert f"{begun} KST" in page
