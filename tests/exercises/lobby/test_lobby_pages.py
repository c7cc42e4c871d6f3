"""Creating an exercise, joining it by its code, coming back by a link, and the lobby's buttons."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from scenarios.models import ScenarioVersion
from tests.exercises.class_with_people import Class
from wargame.accounts.models import User
from wargame.exercises.models import Exercise, Participant

pytestmark = pytest.mark.django_db

SETTINGS = {
    "title": "IR 304",
    "brief_minutes": 2,
    "orders_minutes": 10,
    "grace_minutes": 0,
    "missed": "hold",
    "seat_size": 4,
    "allows_reopen": "on",
}


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def tap_of(page: bytes) -> str:
    found = re.search(rb'name="tap" value="([^"]+)"', page)
    assert found
    return found.group(1).decode()


def join(client: Client, code: str, name: str, role: str = "", tap: str = "") -> str:
    """Join, and return the address to which the browser is redirected."""
    response = client.post(reverse("join", args=[code]), {"name": name, "role": role, "tap": tap})
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


@pytest.fixture
def code(make_class: "object") -> str:
    klass = make_class(seat_size=1)  # type: ignore[operator]
    assert isinstance(klass, Class)
    return str(klass.exercise.code)


def test_only_an_account_creates_an_exercise(version: ScenarioVersion) -> None:
    address = f"{reverse('new_exercise')}?scenario={version.scenario.slug}"
    assert reverse("sign_in") in Client().get(address)["Location"]
    assert Client().post(address, SETTINGS).status_code == 302
    assert Exercise.objects.count() == 0


def test_the_settings_open_a_lobby(version: ScenarioVersion, ada: User) -> None:
    address = f"{reverse('new_exercise')}?scenario={version.scenario.slug}"
    response = as_user(ada).post(address, SETTINGS)
    exercise = Exercise.objects.get()
    assert response["Location"] == reverse("lobby", args=[exercise.code])
    assert (exercise.title, exercise.orders_seconds, exercise.seat_size) == ("IR 304", 600, 4)


@pytest.mark.slow
@pytest.mark.parametrize("wrong", [{"orders_minutes": -1}, {"seat_size": 0}, {"title": "x" * 121}, {"missed": "weep"}])
def test_settings_out_of_range_are_refused_and_named(
    version: ScenarioVersion, ada: User, wrong: dict[str, object]
) -> None:
    address = f"{reverse('new_exercise')}?scenario={version.scenario.slug}"
    response = as_user(ada).post(address, SETTINGS | wrong)
    assert response.status_code == 422
    assert b'class="field-error"' in response.content
    assert Exercise.objects.count() == 0


def test_looking_at_the_link_takes_no_seat(code: str) -> None:
    for client in (Client(), Client(headers={"User-Agent": "WhatsApp/2.0"})):
        assert client.get(reverse("join", args=[code])).status_code == 200
        assert client.head(reverse("join", args=[code])).status_code == 200
    assert Participant.objects.filter(part="player").count() == 0


def test_a_student_joins_by_name_and_sits_down(code: str) -> None:
    student = Client()
    lobby = student.get(join(student, code, "  Yemi   Adeyemi ", "KOR"), follow=True)
    person = Participant.objects.get(part="player")
    assert person.name == "Yemi Adeyemi"
    assert person.seat
    assert person.seat.role == "KOR"
    assert "you play" in lobby.content.decode()
    assert "/back/" in lobby.content.decode()


def test_a_double_tap_takes_one_seat(code: str) -> None:
    tap = tap_of(Client().get(reverse("join", args=[code])).content)
    for client in (Client(), Client()):
        join(client, code, "Bo", "KOR", tap)
    assert Participant.objects.filter(part="player").count() == 1


def test_who_comes_too_late_for_a_seat_waits_and_is_told(code: str) -> None:
    join(Client(), code, "Bo", "KOR")
    late = Client()
    page = late.get(join(late, code, "Cy", "KOR"), follow=True).content.decode()
    assert "This seat is full" in page
    assert Participant.objects.get(name="Cy").seat is None


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("", "Write the name"),
        ("x" * 500, "too long"),
        ("<script>alert(1)</script>", "cannot have &lt; or &gt; in it"),
        ("bo", "Call yourself"),
    ],
)
def test_a_name_that_cannot_be_is_refused(code: str, name: str, answer: str) -> None:
    join(Client(), code, "Bo")
    response = Client().post(reverse("join", args=[code]), {"name": name})
    assert response.status_code == 422
    assert answer in response.content.decode()
    assert b"<script>alert" not in response.content
    assert Participant.objects.filter(part="player").count() == 1


def test_a_slip_and_an_unknown_code_are_told_apart(code: str) -> None:
    slip = code[:-1] + ("0" if code[-1] != "0" else "1")
    assert b"is no code" in Client().get(reverse("join", args=[slip])).content
    Exercise.objects.filter(code=code).update(code="000000")
    answer = Client().get(reverse("join", args=[code]))
    assert answer.status_code == 404
    assert b"No exercise has the code" in answer.content


@pytest.mark.slow
def test_guessing_codes_is_stopped(code: str) -> None:
    Exercise.objects.filter(code=code).update(code="000000")
    guesser = Client()
    answers = [guesser.get(reverse("join", args=[code])).status_code for _ in range(12)]
    assert answers[0] == 404
    assert answers[-1] == 429


@pytest.mark.slow
def test_a_class_behind_one_address_joins(code: str) -> None:
    for number in range(40):
        join(Client(), code, f"Student {number}")
    assert Participant.objects.filter(part="player").count() == 40


def test_a_locked_and_an_ended_exercise_say_so(code: str) -> None:
    Exercise.objects.filter(code=code).update(is_join_locked=True)
    assert b"Nobody can join just now" in Client().post(reverse("join", args=[code]), {"name": "Bo"}).content
    Exercise.objects.filter(code=code).update(is_join_locked=False, status="ended")
    assert b"has ended" in Client().get(reverse("join", args=[code])).content
    assert Participant.objects.filter(part="player").count() == 0


@pytest.mark.slow
def test_ones_own_link_brings_back_to_the_seat_when_confirmed(code: str) -> None:
    phone, laptop = Client(), Client()
    page = phone.get(join(phone, code, "Bo", "KOR"), follow=True).content.decode()
    link = re.search(rf"/j/{code}/back/[\w-]+/", page)
    assert link
    assert b"Go on as Bo" in laptop.get(link.group()).content
    assert "_auth_user_id" not in laptop.session
    assert laptop.post(link.group())["Location"] == reverse("exercise", args=[code])
    assert b"you play" in laptop.get(reverse("lobby", args=[code])).content
    assert laptop.get(link.group().replace("/back/", "/back/x")).status_code == 404


def test_a_solo_exercise_is_joined_by_nobody(exercise: Exercise) -> None:
    assert Client().get(reverse("join", args=[exercise.code])).status_code == 404


def test_who_has_joined_finds_the_own_link_before_the_seats(code: str) -> None:
    client = Client()
    tap = tap_of(client.get(reverse("join", args=[code])).content)
    page = client.get(join(client, code, "Bo", "KOR", tap), follow=True).content.decode()
    assert 0 < page.index('id="way-back"') < page.index('aria-label="Seats"')
