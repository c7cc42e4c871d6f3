"""Set dials by the forms and by the API; pages say that they differ."""

import csv
import io
from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from scenarios.models import ScenarioVersion
from tests.exercises.class_with_people import Class
from wargame.accounts.models import User
from wargame.engine.values import DIALS
from wargame.exercises.control.services import phases
from wargame.exercises.lobby.services import solo
from wargame.exercises.models import Exercise

pytestmark = pytest.mark.django_db

RULES = {
    "brief_minutes": "2",
    "orders_minutes": "10",
    "grace_minutes": "0",
    "missed": "hold",
    "seat_size": "8",
    "mode": "class",
}
DIFFERS = "Impulse 1.5 instead of 1"


@pytest.fixture
def leader(client: Client, ada: User) -> Client:
    client.force_login(ada)
    return client


@pytest.mark.slow
def test_the_form_shows_every_dial_with_value_range_and_source(leader: Client, version: ScenarioVersion) -> None:
    page = leader.get(reverse("new_exercise")).content.decode()
    for dial in DIALS:
        assert f'name="dial-{dial.key}"' in page
    assert "Source: " in page
    assert 'placeholder="off"' in page


@pytest.mark.slow
def test_what_is_filled_is_kept_and_the_rest_is_the_scenarios(leader: Client, version: ScenarioVersion) -> None:
    answer = leader.post(reverse("new_exercise"), RULES | {"dial-impulse": "1.5", "dial-tension_decay": "0.5"})
    exercise = Exercise.objects.get()
    assert answer["Location"] == reverse("lobby", args=[exercise.code])
    assert exercise.dials == {"impulse": 1.5}
    assert DIFFERS in leader.get(answer["Location"]).content.decode()
    settings = reverse("class_settings", args=[exercise.code])
    assert 'value="1.5"' in leader.get(settings).content.decode()
    leader.post(settings, RULES | {"dial-impulse": "0"})
    exercise.refresh_from_db()
    assert exercise.dials == {"impulse": 0}


@pytest.mark.parametrize("mode", ["class", "sandbox"])
def test_one_button_leads_to_what_they_change(leader: Client, version: ScenarioVersion, mode: str) -> None:
    posted = RULES | {"dial-impulse": "1.5", "mode": mode, "try_dials": "yes"}
    answer = leader.post(reverse("new_exercise"), posted)
    assert answer["Location"] == reverse("dials", args=[Exercise.objects.get().code])
    assert "Compare" in leader.get(answer["Location"]).content.decode()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("7", "Choose from 0.5 to 1.5, or 0 to switch it off, not 7."),
        ("-1", "Choose from 0.5 to 1.5, or 0 to switch it off, not -1."),
        ("much", "Enter a number from 0.5 to 1.5, or 0."),
    ],
)
def test_a_bad_value_is_refused_with_its_bounds(
    leader: Client, version: ScenarioVersion, value: str, told: str
) -> None:
    answer = leader.post(reverse("new_exercise"), RULES | {"dial-impulse": value})
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Exercise.objects.exists()


@pytest.mark.slow
def test_pages_and_files_of_the_log_say_which_differ(
    client: Client, version: ScenarioVersion, bo: User, now: datetime
) -> None:
    exercise = solo.start_solo(version=version, role="KOR", user=bo, now=now, dials={"impulse": 1.5})
    client.force_login(bo)
    for name in ("log", "overview"):
        assert DIFFERS in client.get(reverse(name, args=[exercise.code])).content.decode(), name
    told = client.get(reverse("log_json", args=[exercise.code])).json()
    assert told["dials"] == [{"key": "impulse", "name": "Impulse", "scenario": 1.0, "value": 1.5}]
    first = next(csv.DictReader(io.StringIO(client.get(reverse("log_csv", args=[exercise.code])).content.decode())))
    assert (first["type"], first["kind"], first["before"], first["after"]) == ("dial", "impulse", "1.0", "1.5")
    assert client.get(reverse("api-exercise", args=[exercise.code])).json()["dials"] == told["dials"]


@pytest.mark.slow
def test_the_review_says_which_differ(leader: Client, make_class: Callable[..., Class]) -> None:
    group = make_class(adjudication="free", dials={"impulse": 1.5})
    group.start()
    phases.close(turn=group.turn, by=group.ada, now=group.now)
    group.resolve()
    assert DIFFERS in leader.get(reverse("review", args=[group.exercise.code])).content.decode()


@pytest.mark.slow
def test_the_api_sets_them_and_names_the_bounds(client: Client, version: ScenarioVersion) -> None:
    asked = {"scenario": version.scenario.slug, "seat": "KOR"}
    url = reverse("api-exercises")
    made = client.post(url, asked | {"dials": {"impulse": 0}}, "application/json")
    assert made.json()["dials"] == [{"key": "impulse", "name": "Impulse", "scenario": 1.0, "value": 0.0}]
    bad = client.post(url, asked | {"dials": {"impulse": 7}}, "application/json")
    assert (bad.status_code, bad.json()["errors"][0]["attr"]) == (422, "dials")
    assert "from 0.5 to 1.5" in bad.json()["errors"][0]["detail"]
    assert client.post(url, asked | {"dials": {"impulse": "much"}}, "application/json").status_code == 400
    assert client.post(url, asked | {"dials": [1]}, "application/json").status_code == 400


@pytest.mark.slow
def test_whoever_plays_alone_sets_dials_first(client: Client, version: ScenarioVersion) -> None:
    address = f"{reverse('solo_dials')}?scenario={version.scenario.slug}"
    assert address in client.get(reverse("scenario", args=[version.scenario.slug])).content.decode()
    page = client.get(address).content.decode()
    assert all(f'name="dial-{dial.key}"' in page for dial in DIALS)
    assert not Exercise.objects.exists()
    started = client.post(address, {"seat": "JPN", "dial-impulse": "1.5", "dial-tension_decay": "0.5"})
    exercise = Exercise.objects.get()
    assert started["Location"] == reverse("play", args=[exercise.code])
    assert (exercise.dials, exercise.seats.get(policy="").role) == ({"impulse": 1.5}, "JPN")


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"seat": "KOR", "dial-impulse": "7"}, "Choose from"),
        ({"seat": "KOR", "dial-impulse": "much"}, "Enter a number from"),
        ({"seat": "PRK"}, "PRK is not one of the available choices"),
    ],
)
def test_who_plays_alone_is_told_what_is_wrong(
    client: Client, version: ScenarioVersion, posted: dict[str, str], said: str
) -> None:
    refused = client.post(f"{reverse('solo_dials')}?scenario={version.scenario.slug}", posted)
    assert (refused.status_code, said in refused.content.decode()) == (422, True)
    assert not Exercise.objects.exists()
    assert client.get(f"{reverse('solo_dials')}?scenario=nowhere").status_code == 404
