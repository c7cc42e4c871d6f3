"""Changing the times of phases while an exercise runs, for this turn or from now on."""

from collections.abc import Callable
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.exercises.class_with_people import CUT_SHORT, Class
from wargame.exercises.control.services import clocks, lifecycle, phases, timers
from wargame.exercises.models import Exercise, Turn

pytestmark = pytest.mark.django_db


def seconds_left(turn: Turn) -> int:
    assert turn.deadline is not None
    return round((turn.deadline - timezone.now()).total_seconds() / 10) * 10


def change(group: Class, *, is_lasting: bool, **seconds: int) -> None:
    timers.change(turn=group.turn, seconds=seconds, is_lasting=is_lasting, by=group.ada, now=group.now)


def last_entry(group: Class) -> tuple[str, str]:
    entry = group.exercise.control_entries.latest("pk")
    return entry.act, entry.detail


def play_on(group: Class) -> None:
    phases.close(turn=group.turn, by=group.ada, now=group.now)
    group.resolve()
    group.open_next()


@pytest.mark.slow
def test_a_time_from_now_on_moves_the_running_clock_and_holds_in_later_turns(group: Class) -> None:
    group.join("Bo", "KOR")
    group.start()
    change(group, is_lasting=True, orders=900)
    assert seconds_left(group.turn) == 900
    assert last_entry(group) == ("timers", "Orders 15 min, from now on")
    play_on(group)
    assert seconds_left(group.turn) == 900
    change(group, is_lasting=True, orders=420)
    assert seconds_left(group.turn) == 420


@pytest.mark.slow
def test_a_time_for_this_turn_is_gone_in_the_next(make_class: Callable[..., Class]) -> None:
    group = make_class(brief_seconds=60)
    group.join("Bo", "KOR")
    group.start()
    change(group, is_lasting=False, orders=1200)
    assert seconds_left(group.turn) == 60, "the brief runs, and its time has not changed"
    phases.open_orders(turn=group.turn, by=group.ada, now=group.now)
    assert seconds_left(group.turn) == 1200
    assert last_entry(group)[0] == "open_orders"
    play_on(group)
    phases.open_orders(turn=group.turn, by=group.ada, now=group.now)
    assert seconds_left(group.turn) == 600


def test_a_paused_clock_and_one_that_did_not_run_take_the_time_too(group: Class) -> None:
    group.join("Bo", "KOR")
    group.start()
    phases.pause(turn=group.turn, by=group.ada, now=group.now)
    change(group, is_lasting=False, orders=660)
    assert round((group.turn.left_seconds or 0) / 10) * 10 == 660
    change(group, is_lasting=False, orders=0)
    assert (group.turn.left_seconds, group.turn.is_paused) == (None, True)
    phases.resume(turn=group.turn, by=group.ada, now=group.now)
    assert group.turn.deadline is None
    change(group, is_lasting=False, orders=300)
    assert seconds_left(group.turn) == 300


@pytest.mark.parametrize("seconds", [{"orders": -60}, {"orders": 15 * 86_400}, {"naps": 60}, {}])
def test_times_that_are_none_change_nothing(group: Class, seconds: dict[str, int]) -> None:
    group.join("Bo", "KOR")
    group.start()
    before = group.turn.deadline
    with pytest.raises(timers.BadTimes):
        change(group, is_lasting=True, **seconds)
    assert group.turn.deadline == before


def test_a_time_that_would_have_passed_is_refused_and_changes_nothing(group: Class) -> None:
    group.join("Bo", "KOR")
    group.start()
    phases.extend(turn=group.turn, seconds=-540, by=group.ada, now=group.now)
    with pytest.raises(clocks.DeadlinePast):
        change(group, is_lasting=True, orders=300)
    group.exercise.refresh_from_db()
    assert group.exercise.orders_seconds == 600
    assert seconds_left(group.turn) < 300


@pytest.mark.slow
def test_review_reveal_and_discuss_have_clocks_that_end_nothing(make_class: Callable[..., Class]) -> None:
    group = make_class(
        adjudication=Exercise.Adjudication.SEMI_RIGID, review_seconds=120, reveal_seconds=180, discuss_seconds=240
    )
    group.join("Bo", "KOR")
    group.start()
    phases.close(turn=group.turn, by=group.ada, now=group.now)
    group.resolve()
    assert (group.turn.phase, seconds_left(group.turn)) == ("review", 120)
    phases.extend(turn=group.turn, seconds=60, by=group.ada, now=group.now)
    assert seconds_left(group.turn) == 180
    assert not Turn.objects.overdue().exists()
    Turn.objects.filter(pk=group.turn.pk).update(deadline=timezone.now() - timezone.timedelta(seconds=5))
    assert not Turn.objects.overdue().exists(), "a review is ended by the white cell"
    phases.reveal(turn=group.turn, by=group.ada, now=group.now, accepts_rest=True)
    assert (group.turn.phase, seconds_left(group.turn)) == ("reveal", 180)
    phases.discuss(turn=group.turn, by=group.ada, now=group.now)
    assert (group.turn.phase, seconds_left(group.turn)) == ("discuss", 240)
    first = group.turn
    group.open_next()
    first.refresh_from_db()
    assert first.deadline is None
    with pytest.raises(phases.NotInPhase):
        phases.extend(turn=first, seconds=60, by=group.ada, now=group.now)


@pytest.mark.slow
def test_after_the_ending_no_clock_runs(make_class: Callable[..., Class]) -> None:
    group = make_class(seed=CUT_SHORT, reveal_seconds=180)
    group.join("Bo", "KOR")
    group.start()
    for _ in range(20):
        phases.close(turn=group.turn, by=group.ada, now=group.now)
        group.resolve()
        if group.turn.branch.is_finished:
            break
        group.open_next()
    assert (group.turn.branch.is_finished, group.turn.deadline) == (True, None)


@pytest.mark.slow
def test_the_room_has_a_form_for_the_times(make_class: Callable[..., Class]) -> None:
    group = make_class(brief_seconds=0, orders_seconds=90)
    group.join("Bo", "KOR")
    group.start()
    client = Client()
    client.force_login(group.ada.user)  # type: ignore[arg-type]
    page = client.get(reverse("room", args=[group.exercise.code])).content.decode()
    assert 'id="time-orders"' in page
    assert 'id="shorten-2"' in page
    posted = {"brief": 0, "orders": 2, "grace": 0, "review": 0, "reveal": 0, "discuss": 5, "scope": "on"}
    address = reverse("set_timers", args=[group.exercise.code])
    client.post(address, posted)
    assert last_entry(group) == ("timers", "Discuss 5 min, from now on"), "90 s are shown as 2 min and were left so"
    client.post(address, posted | {"orders": 8, "scope": "turn"})
    assert last_entry(group) == ("timers", "Orders 8 min, in turn 1")
    assert "stand as they were" in client.post(address, posted | {"orders": "x"}, follow=True).content.decode()


def test_after_the_end_no_clock_runs_and_no_discussion_begins(make_class: Callable[..., Class]) -> None:
    group = make_class()
    group.start()
    phases.close(turn=group.turn, by=group.ada, now=group.now)
    group.resolve()
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=group.now)
    for act in (phases.discuss, partial(phases.extend, seconds=60)):
        with pytest.raises(phases.NotInPhase):
            act(turn=group.turn, by=group.ada, now=group.now)
    assert group.turn.deadline is None
