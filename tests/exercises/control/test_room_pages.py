"""The white cell's pages: nobody else sees or steers them, and each button does one thing."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.class_with_people import Class
from wargame.accounts.models import User
from wargame.exercises.codes import dashed_code
from wargame.exercises.control.services import lifecycle
from wargame.exercises.models import Exercise, Turn

pytestmark = pytest.mark.django_db

READ = ("room", "projector")
DONE = ("control", "take_over", "set_timers", "end", "assign", "assign_all", "remove_person", "lock", "start_class")


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def klass(make_class: Callable[..., Class]) -> Class:
    klass = make_class(brief_seconds=60, orders_seconds=600)
    klass.join("Bo", "KOR")
    return klass


@pytest.fixture
def ada_at(klass: Class) -> Client:
    user = klass.ada.user
    assert isinstance(user, User)
    return as_user(user)


def steer(client: Client, klass: Class, **posted: object) -> str:
    """Press a button of the room and return the page that follows."""
    response = client.post(reverse("control", args=[klass.exercise.code]), posted, follow=True)
    assert response.status_code == 200
    return str(response.content.decode())


def turn_of(klass: Class) -> Turn:
    turn = Turn.objects.filter(branch__exercise=klass.exercise).last()
    assert turn
    return turn


@pytest.mark.slow
def test_nobody_but_the_white_cell_finds_the_room(klass: Class, eve: User) -> None:
    klass.start()
    bo = klass.exercise.participants.get(name="Bo").user
    assert isinstance(bo, User)
    for client in (Client(), as_user(eve), as_user(bo)):
        for name in READ:
            assert client.get(reverse(name, args=[klass.exercise.code])).status_code == 404
        for name in DONE:
            assert client.post(reverse(name, args=[klass.exercise.code]), {}).status_code == 404


@pytest.mark.slow
def test_the_lobby_starts_the_exercise_and_sends_everybody_on(klass: Class, ada_at: Client) -> None:
    code = klass.exercise.code
    assert b"Ready to start" in ada_at.get(reverse("lobby", args=[code])).content
    assert b"Seats" in ada_at.post(reverse("start_class", args=[code]), follow=True).content
    bo = klass.exercise.participants.get(name="Bo").user
    assert isinstance(bo, User)
    answer = as_user(bo).get(reverse("lobby", args=[code]), headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == reverse("play", args=[code])


@pytest.mark.slow
def test_the_room_leads_to_the_whole_game_on_one_page_during_play_and_after(klass: Class, ada_at: Client) -> None:
    klass.start()
    code = klass.exercise.code
    address = f'href="{reverse("overview", args=[dashed_code(code)])}"'
    assert ada_at.get(reverse("room", args=[code])).content.decode().count(address) == 1
    lifecycle.end(exercise=klass.exercise, by=klass.ada, reason="", now=klass.now)
    assert ada_at.get(reverse("room", args=[code])).content.decode().count(address) == 2


@pytest.mark.slow
def test_each_button_moves_the_turn_on(klass: Class, ada_at: Client) -> None:
    klass.start()
    steer(ada_at, klass, action="open_orders")
    assert turn_of(klass).phase == Turn.Phase.ORDERS
    assert "Paused" in steer(ada_at, klass, action="pause")
    steer(ada_at, klass, action="resume")
    before = turn_of(klass).deadline
    steer(ada_at, klass, action="extend", minutes=5)
    after = turn_of(klass).deadline
    assert before
    assert after
    assert (after - before).total_seconds() == pytest.approx(300, abs=5)
    steer(ada_at, klass, action="close")
    klass.resolve()
    steer(ada_at, klass, action="discuss")
    assert turn_of(klass).phase == Turn.Phase.DISCUSS
    steer(ada_at, klass, action="next")
    assert turn_of(klass).number == 2


@pytest.mark.slow
def test_a_failed_turn_is_retried_by_the_white_cell_alone(klass: Class, ada_at: Client) -> None:
    klass.start()
    steer(ada_at, klass, action="open_orders")
    steer(ada_at, klass, action="close")
    Turn.objects.update(status=Turn.Status.FAILED)
    person, code = klass.exercise.participants.get(name="Bo"), klass.exercise.code
    assert isinstance(person.user, User)
    bo = as_user(person.user)
    shown = bo.get(reverse("results", args=[code, 1])).content.decode()
    assert "The white cell can" in shown
    assert 'id="retry"' not in shown
    assert bo.post(reverse("retry", args=[code, 1]))["Location"] == reverse("results", args=[code, 1])
    assert turn_of(klass).status == Turn.Status.FAILED
    assert 'value="retry"' in ada_at.get(reverse("room", args=[code])).content.decode()
    steer(ada_at, klass, action="retry")
    assert (turn_of(klass).status, turn_of(klass).attempts) == (Turn.Status.ADJUDICATING, 0)
    entry = klass.exercise.control_entries.latest("pk")
    assert (entry.act, entry.by) == ("retry", klass.ada)
    assert "banner--warning" in steer(ada_at, klass, action="retry")


@pytest.mark.parametrize(
    "posted", [{"action": "dance"}, {"action": "reveal"}, {"action": "extend", "minutes": -999}, {"action": ""}]
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    klass: Class, ada_at: Client, posted: dict[str, object]
) -> None:
    klass.start()
    before = turn_of(klass).stage
    assert "banner--warning" in steer(ada_at, klass, **posted)
    assert turn_of(klass).stage == before


def test_a_seat_goes_to_the_ai_and_back(klass: Class, ada_at: Client) -> None:
    klass.start()
    address = reverse("take_over", args=[klass.exercise.code])
    ada_at.post(address, {"role": "KOR", "to": "ai"})
    assert klass.exercise.seats.get(role="KOR").policy
    ada_at.post(address, {"role": "KOR", "to": "people"})
    assert klass.exercise.seats.get(role="KOR").policy == ""
    assert ada_at.post(address, {"role": "XXX", "to": "ai"}).status_code == 404


@pytest.mark.slow
def test_the_end_takes_the_typed_code(klass: Class, ada_at: Client) -> None:
    klass.start()
    address = reverse("end", args=[klass.exercise.code])
    assert "goes on" in ada_at.post(address, {"typed": "wrong"}, follow=True).content.decode()
    assert Exercise.objects.get(pk=klass.exercise.pk).status == Exercise.Status.RUNNING
    ada_at.post(address, {"typed": klass.exercise.code.lower()})
    assert Exercise.objects.get(pk=klass.exercise.pk).status == Exercise.Status.ENDED
    assert b"has ended" in ada_at.get(reverse("room", args=[klass.exercise.code])).content


@pytest.mark.slow
def test_a_seat_that_nobody_sits_in_is_not_handed_back(klass: Class, ada_at: Client) -> None:
    klass.start()
    page = ada_at.get(reverse("room", args=[klass.exercise.code])).content.decode()
    assert "Hand KOR to the AI" in page
    assert "Hand JPN" not in page
    klass.join("Cy", "JPN")
    assert "Hand JPN" in ada_at.get(reverse("room", args=[klass.exercise.code])).content.decode()


def test_people_are_moved_locked_and_removed(klass: Class, ada_at: Client) -> None:
    code, bo = klass.exercise.code, klass.exercise.participants.get(name="Bo")
    ada_at.post(reverse("assign", args=[code]), {"person": bo.pk, "role": "JPN"})
    bo.refresh_from_db()
    assert bo.seat
    assert bo.seat.role == "JPN"
    ada_at.post(reverse("assign", args=[code]), {"person": bo.pk})
    ada_at.post(reverse("assign_all", args=[code]))
    bo.refresh_from_db()
    assert bo.seat is not None
    ada_at.post(reverse("lock", args=[code]), {"role": bo.seat.role, "on": "1"})
    assert klass.exercise.seats.get(pk=bo.seat_id).is_locked
    ada_at.post(reverse("lock", args=[code]), {"on": "1"})
    assert Exercise.objects.get(pk=klass.exercise.pk).is_join_locked
    ada_at.post(reverse("remove_person", args=[code]), {"person": bo.pk})
    bo.refresh_from_db()
    assert bo.left_at is not None


def test_the_white_cell_gives_a_late_player_a_seat_from_the_room(klass: Class, ada_at: Client) -> None:
    klass.start()
    late = klass.join("Late")
    page = ada_at.get(reverse("room", args=[klass.exercise.code])).content.decode()
    assert f'name="person" value="{late.pk}"' in page
    ada_at.post(reverse("assign", args=[klass.exercise.code]), {"person": late.pk, "role": "KOR"})
    late.refresh_from_db()
    assert late.seat == klass.seat("KOR")


@pytest.mark.slow
def test_a_team_submits_and_takes_its_orders_back(klass: Class, ada_at: Client) -> None:
    klass.join("Cy", "JPN")
    klass.start()
    person = klass.exercise.participants.get(name="Bo")
    assert isinstance(person.user, User)
    bo, code = as_user(person.user), klass.exercise.code
    assert b"Orders open after the brief" in bo.get(reverse("play", args=[code])).content
    steer(ada_at, klass, action="open_orders")
    bo.post(reverse("submit", args=[code, 1]), {"revision": 0})
    assert b"Your orders are in" in bo.get(reverse("play", args=[code])).content
    bo.post(reverse("reopen", args=[code, 1]))
    assert b"Submit without orders" in bo.get(reverse("play", args=[code])).content


@pytest.mark.slow
def test_a_phase_without_a_timer_is_given_one_and_one_with_a_timer_more(
    make_class: Callable[..., Class], client: Client
) -> None:
    klass = make_class(brief_seconds=0, orders_seconds=0)
    klass.join("Bo", "KOR")
    klass.start()
    assert isinstance(klass.ada.user, User)
    client.force_login(klass.ada.user)
    address = reverse("room", args=[klass.exercise.code])
    assert b"Set 2 min" in client.get(address).content
    assert "+2 min" in steer(client, klass, action="extend", minutes=2)
    assert "+2 min" in steer(client, klass, action="pause")


def test_the_projector_shows_how_to_join_and_renews_itself(klass: Class, ada_at: Client) -> None:
    address = reverse("projector", args=[klass.exercise.code])
    page = ada_at.get(address).content
    assert b"data-live-url" in page
    assert b"Ready to start" not in page
    part = ada_at.get(address, headers={"HX-Request": "true"}).content
    assert b'id="projector"' in part
    assert b"<html" not in part
