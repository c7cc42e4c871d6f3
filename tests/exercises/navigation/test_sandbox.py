"""One person orders for every seat of a sandbox, through the pages alone."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.class_with_people import Class
from tests.exercises.control.test_room_pages import as_user
from wargame.accounts.models import User
from wargame.exercises.models import Exercise, OrderSheet, Rationale, Turn
from wargame.exercises.turns.services import turns

pytestmark = pytest.mark.django_db

ROLES = ("CHN", "JPN", "KOR", "RUS", "USA")
POSTED = {
    "mode": "sandbox",
    "title": "Dry run",
    "brief_minutes": 2,
    "orders_minutes": 10,
    "grace_minutes": 0,
    "missed": "hold",
    "seat_size": 8,
}


@pytest.fixture
def ada_at(group: Class) -> Client:
    """Return Ada's browser, with the scenario in the library."""
    assert isinstance(group.ada.user, User)
    return as_user(group.ada.user)


@pytest.fixture
def sandbox(ada_at: Client) -> Exercise:
    answer = ada_at.post(reverse("new_exercise"), POSTED)
    exercise = Exercise.objects.get(mode=Exercise.Mode.SANDBOX)
    assert answer["Location"] == reverse("exercise", args=[exercise.code])
    return exercise


def page(client: Client, exercise: Exercise) -> str:
    answer = client.get(reverse("exercise", args=[exercise.code]), follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.slow
def test_the_first_turn_opens_at_once_without_a_timer(ada_at: Client, sandbox: Exercise) -> None:
    turn = Turn.objects.get(branch__exercise=sandbox)
    assert (turn.status, turn.deadline) == (Turn.Status.OPEN, None)
    assert not sandbox.seats.exclude(policy="").exists()
    assert 'id="as-CHN"' in page(ada_at, sandbox)


@pytest.mark.slow
def test_one_person_turns_from_seat_to_seat(ada_at: Client, sandbox: Exercise) -> None:
    ada_at.post(reverse("switch_seat", args=[sandbox.code]), {"role": "usa"})
    assert "Your seat: " not in page(ada_at, sandbox)
    assert 'value="USA"\n' in page(ada_at, sandbox)
    answer = ada_at.get(reverse("orders", args=[sandbox.code]), {"seen": "USA-1-1-open-0"})
    assert answer.status_code == 204
    # A window that still shows the seat before is sent to where the person is now.
    other = ada_at.get(
        reverse("orders", args=[sandbox.code]), {"seen": "CHN-1-1-open-0"}, headers={"HX-Request": "true"}
    )
    assert other["HX-Redirect"] == reverse("play", args=[sandbox.code])
    assert ada_at.post(reverse("switch_seat", args=[sandbox.code]), {"role": "XXX"}).status_code == 404


@pytest.mark.slow
def test_a_turn_is_played_seat_by_seat_and_the_next_one_opened(ada_at: Client, sandbox: Exercise) -> None:
    for role in ROLES:
        submitted = OrderSheet.objects.filter(is_ready=True).values_list("seat__role", flat=True)
        assert role not in submitted
        ada_at.post(reverse("submit", args=[sandbox.code, 1]), {"revision": 0})
        assert OrderSheet.objects.filter(is_ready=True, seat__role=role).exists(), (
            "the next seat in turn is ordered for"
        )
    turn = Turn.objects.get(branch__exercise=sandbox)
    assert turn.status == Turn.Status.ADJUDICATING
    turns.resolve(turn_id=turn.pk, now=turn.opened_at)
    assert 'value="next"' in page(ada_at, sandbox)
    control = reverse("control", args=[sandbox.code])
    answer = ada_at.post(control, {"action": "next", "from": "results"}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("play", args=[sandbox.code])
    assert Turn.objects.filter(branch__exercise=sandbox).count() == 2


@pytest.mark.slow
def test_a_program_names_the_seat_that_it_orders_for(ada_at: Client, sandbox: Exercise) -> None:
    root = f"/api/v1/exercises/{sandbox.code}/"
    sheet = f"{root}turns/1/orders/"
    for seat, role in (("?seat=USA", "USA"), ("?seat=jpn", "JPN"), ("", "CHN")):
        assert ada_at.get(f"{root}turns/1/board/{seat}").json()["seat"] == role
        sent = ada_at.put(f"{sheet}{seat}", {"orders": [], "revision": 0}, content_type="application/json")
        assert sent.status_code == 200
        assert OrderSheet.objects.latest("pk").seat.role == role
    assert ada_at.get(f"{root}?seat=USA").json()["seat"] == "USA"
    receipt = ada_at.post(f"{sheet}?seat=USA", {"orders": [], "revision": 1}, content_type="application/json")
    assert receipt.json()["revision"] == 2
    assert OrderSheet.objects.get(is_ready=True).seat.role == "USA"
    assert ada_at.get(f"{sheet}?seat=XXX").status_code == 404
    assert ada_at.get(f"{sheet}?seat=%00").status_code == 400


@pytest.mark.slow
def test_a_program_of_a_player_acts_for_no_other_seat(group: Class) -> None:
    bo = group.join("Bo", "KOR")
    group.start()
    assert isinstance(bo.user, User)
    root = f"/api/v1/exercises/{group.exercise.code}/"
    for address in (root, f"{root}turns/", f"{root}turns/1/board/", f"{root}turns/1/orders/"):
        assert [as_user(bo.user).get(f"{address}?seat={role}").status_code for role in ("KOR", "JPN")] == [200, 404]


@pytest.mark.slow
def test_a_line_on_the_orders_is_kept_for_the_seat_turned_to(ada_at: Client, sandbox: Exercise) -> None:
    ada_at.post(reverse("switch_seat", args=[sandbox.code]), {"role": "USA"})
    ada_at.post(reverse("rationale", args=[sandbox.code, 1]), {"text": "To be read later."})
    assert Rationale.objects.get().seat.role == "USA"


def test_a_player_of_a_class_turns_to_no_other_seat(group: Class) -> None:
    bo = group.join("Bo", "KOR")
    group.start()
    assert isinstance(bo.user, User)
    client = as_user(bo.user)
    client.post(reverse("switch_seat", args=[group.exercise.code]), {"role": "JPN"})
    client.post(reverse("submit", args=[group.exercise.code, 1]), {"revision": 0})
    assert OrderSheet.objects.filter(is_ready=True, policy="").values_list("seat__role", flat=True).get() == "KOR"


@pytest.mark.slow
def test_strangers_find_no_sandbox(sandbox: Exercise, eve: User) -> None:
    for name in ("play", "room", "switch_seat"):
        client = as_user(eve)
        ask = client.post if name == "switch_seat" else client.get
        assert ask(reverse(name, args=[sandbox.code])).status_code == 404
    joined = Client()
    joined.post(reverse("join", args=[sandbox.code]), {"name": "Eve", "tap": "x" * 22})
    assert joined.get(reverse("play", args=[sandbox.code])).status_code == 404


@pytest.mark.slow
def test_programs_read_the_advisers_of_the_seat_that_they_name(ada_at: Client, sandbox: Exercise) -> None:
    address = reverse("api-advice", args=[sandbox.code, 1])
    read = {seat: ada_at.get(address, {"seat": seat}) for seat in ("KOR", "JPN", "ZZZ", "far too long")}
    assert [answer.status_code for answer in read.values()] == [200, 200, 404, 400]
    assert read["KOR"].json() != read["JPN"].json()
