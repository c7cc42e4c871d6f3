"""A past turn of a finished class is played on in a solo exercise, and the class itself does not change."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from tests.analysis.test_after_a_class import MEMBERS, Room, seat_all
from tests.exercises.class_with_people import Class
from wargame.accounts.models import User
from wargame.exercises import access
from wargame.exercises.control.services import phases
from wargame.exercises.models import Exercise, Message, OrderSheet, Pledge, Turn
from wargame.exercises.turns.services import replays, turns

pytestmark = pytest.mark.django_db
BY_HAND = {"turn": "1", "seat": "KOR", "by_hand": "yes"}


@pytest.fixture
def room(make_class: Callable[..., Class], eve: User) -> Room:
    """A class whose white cell ended it in turn 2."""
    found = seat_all(make_class(), eve)
    found.group.open_next()
    return found


def own(room: Room) -> Exercise:
    return Exercise.objects.exclude(pk=room.group.exercise.pk).get()


def state(exercise: Exercise) -> tuple[object, ...]:
    exercise.refresh_from_db()
    rows = exercise.branches.values_list("number", "ending", "turns__number", "turns__status", "turns__digest")
    return exercise.status, exercise.current_branch_id, sorted(map(str, rows))


def test_nobody_plays_on_while_the_class_runs(room: Room) -> None:
    assert room.post("player", "x/CODE/what-if/", **BY_HAND) == 409
    assert Exercise.objects.count() == 1


@pytest.mark.slow
def test_a_class_that_was_ended_early_goes_on_from_the_turn(room: Room) -> None:
    room.end()
    before = state(room.group.exercise)
    given = OrderSheet.objects.get(turn__number=1, seat__role="KOR").orders
    assert room.post("player", "x/CODE/what-if/", **BY_HAND) == 302
    solo = own(room)
    assert state(room.group.exercise) == before
    assert (solo.mode, solo.status, solo.participants.get().name) == ("solo", "running", "player")
    turn = Turn.objects.with_exercise().get(branch__exercise=solo)
    assert (turn.number, turn.is_open) == (1, True)
    assert turn.world == Turn.objects.get(branch__exercise=room.group.exercise, number=1).world
    assert OrderSheet.objects.get(turn=turn, seat__role="KOR").orders == given
    assert room.post("player", "x/CODE/what-if/", **BY_HAND, slot="1", without="yes") == 302
    changed = Turn.objects.exclude(branch__exercise__in=[solo, room.group.exercise]).get()
    assert not changed.sheets.filter(seat__role="KOR").exists(), "its one order was left out"
    page = room.browsers["player"].get(f"/x/{solo.code}/play/")
    assert page.status_code == 200
    for other in ("other seat", "white cell"):
        assert room.browsers[other].get(f"/x/{solo.code}/play/").status_code == 404
    assert not access.may_know_all(solo.seats.get(role="KOR"), turn.branch)


@pytest.mark.slow
@pytest.mark.parametrize("who", MEMBERS)
def test_all_who_took_part_may_play_a_seat_on(room: Room, who: str) -> None:
    room.end()
    assert "Play turn 1 on yourself" in room.get(who, "x/CODE/what-if/?turn=1")[1]
    assert room.post(who, "x/CODE/what-if/", turn="1", seat="JPN", by_hand="yes") == 302
    assert own(room).seats.get(policy="").role == "JPN"
    assert room.post(who, "x/CODE/what-if/", turn="2", seat="JPN", by_hand="yes") == 422, "it was stopped"


@pytest.mark.slow
def test_a_finished_class_is_copied_and_forked(room: Room) -> None:
    group = room.group
    pledge = Pledge.objects.create(turn=group.turn, by="USA", to="KOR", until=3)
    for _ in range(10):
        phases.close(turn=group.turn, by=group.ada, now=group.now)
        group.resolve()
        if group.turn.branch.is_finished:
            break
        group.open_next()
    else:
        phases.open_next(turn=group.turn, by=group.ada, now=group.now)
    room.group.exercise.refresh_from_db()
    assert room.group.exercise.status == "ended"
    before = state(group.exercise)
    assert room.post("player", "x/CODE/what-if/", turn="2", seat="KOR", by_hand="yes") == 302
    solo = own(room)
    assert state(group.exercise) == before
    first, second = solo.branches.order_by("number")
    assert first.ending == group.turn.branch.ending
    assert (second.parent_turn.branch, second.parent_turn.number, solo.current_branch) == (first, 2, second)
    copied = Message.objects.filter(turn__branch=first)
    assert not copied.exclude(author=None, policy="").exists()
    assert copied.exists()
    assert Pledge.objects.filter(turn__branch=first, by="USA", to="KOR", until=pledge.until).exists()
    assert all(turn.differences == () for turn in replays.replay(exercise=solo))
    read_everywhere(room.browsers["player"], solo)
    play_to_the_end(room.browsers["player"], solo)
    assert room.browsers["player"].get(f"/x/{solo.code}/log/?b=1&with=2").status_code == 200


def read_everywhere(browser: Client, solo: Exercise) -> None:
    for page in ("", "play/", "log/", "overview/", "t/1/results/", "t/2/results/?b=1", "ending/?b=1", "messages/"):
        assert browser.get(f"/x/{solo.code}/{page}", follow=True).status_code == 200, page
    assert browser.get("/exercises/").status_code == 200


def play_to_the_end(browser: Client, solo: Exercise) -> None:
    for _ in range(10):
        solo.refresh_from_db()
        turn = access.latest_turn(solo)
        if turn.branch.is_finished:
            break
        page = browser.get(f"/x/{solo.code}/play/")
        assert page.status_code == 200
        revision = OrderSheet.objects.filter(turn=turn, seat__policy="").values_list("revision", flat=True).first() or 0
        posted = browser.post(f"/x/{solo.code}/t/{turn.number}/submit/", {"revision": revision})
        assert posted.status_code == 302
        turns.resolve(turn_id=turn.pk, now=timezone.now())
    assert turn.branch.is_finished


@pytest.mark.slow
def test_an_order_that_the_seat_could_not_have_given_is_refused_before_anything_is_made(room: Room) -> None:
    room.end()
    of_moscow = {"slot": "1", "kind": "deny", "level": "", "target": "", "partner": ""}
    assert room.post("player", "x/CODE/what-if/", **BY_HAND, **of_moscow) == 422
    assert Exercise.objects.count() == 1
