"""Guessing codes is stopped, and the class at the same address can still join."""

from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from scenarios.models import ScenarioVersion
from tests.exercises.class_with_people import Class
from tests.exercises.lobby.guessing import FEW, FLOOD, HOME, SCHOOL, ask, guess, join, later, page_of
from wargame.accounts import limits
from wargame.accounts.models import KnownAddress, Tally, User
from wargame.exercises.codes import new_code
from wargame.exercises.lobby.services import classes
from wargame.exercises.models import Exercise, Participant, Series

pytestmark = pytest.mark.django_db

RULES = {"title": "IR 304", "brief_minutes": 2, "orders_minutes": 10, "grace_minutes": 0, "missed": "hold"}
SETTINGS = RULES | {"seat_size": 4, "allows_reopen": "on"}


@pytest.mark.slow
def test_forty_join_after_a_hundred_wrong_codes_from_their_address(code: str, ada_at_school: Client) -> None:
    assert set(guess(100)) == {404}
    assert set(guess(50)) == {429}
    for number in range(40):
        assert ask(code) == 200
        assert join(code, f"Student {number}") == 302
    assert Participant.objects.filter(part="player").count() == 40


@pytest.mark.slow
def test_where_one_student_has_joined_the_others_join_too(few: None, code: str) -> None:
    assert join(code, "Bo") == 302
    guess(FEW)
    assert join(code, "Cy") == 302
    assert join(code, "Dee", HOME) == 302


@pytest.mark.slow
def test_where_the_instructor_creates_an_exercise_it_can_be_joined(
    few: None, version: ScenarioVersion, ada: User
) -> None:
    guess(FEW)
    browser = Client(REMOTE_ADDR=SCHOOL)
    browser.force_login(ada)
    address = f"{reverse('new_exercise')}?scenario={version.scenario.slug}"
    browser.post(address, SETTINGS)
    browser.post(address, SETTINGS | {"groups": 3})
    for code in (Exercise.objects.filter(series=None).get().code, Series.objects.get().code):
        assert join(code, "Bo") == 302
        assert join(code, "Cy", HOME) == 302, "nobody guessed there"


@pytest.mark.slow
def test_elsewhere_a_right_code_is_answered_as_a_wrong_one(few: None, code: str) -> None:
    guess(FEW)
    wrong, right = (Client().get(reverse("join", args=[each]), REMOTE_ADDR=SCHOOL) for each in (new_code(), code))
    assert right.status_code == wrong.status_code == 429
    assert page_of(right) == page_of(wrong)
    assert int(right["Retry-After"]) in range(590, 601)
    assert "Wait 10 min and try again." in right.content.decode()
    assert join(code, "Bo") == 429
    with later(limits.CODES_OF_ADDRESS.seconds):
        assert join(code, "Bo") == 302


@pytest.mark.slow
def test_somebody_of_another_class_makes_no_address_known(
    few: None, code: str, version: ScenarioVersion, eve: User
) -> None:
    other = Class(version, eve, timezone.now())
    assert join(other.exercise.code, "Mallory") == 302
    guess(FEW)
    assert ask(other.exercise.code) == 200
    assert ask(code) == 429


@pytest.mark.slow
def test_one_browser_is_stopped_after_ten_whatever_else(code: str, ada_at_school: Client) -> None:
    guesser = Client()
    assert guess(11, guesser) == 10 * [404] + [429]
    assert ask(code, guesser) == 429
    assert ask(code) == 200


@pytest.mark.slow
def test_codes_that_pour_in_close_the_door_for_a_minute_at_most(few: None, code: str, ada_at_school: Client) -> None:
    """Guesses from a known address are limited too, to five codes a second."""
    statuses = guess(FLOOD + 20)
    assert statuses.count(404) == FEW
    refused = Client().get(reverse("join", args=[code]), REMOTE_ADDR=SCHOOL)
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) <= 60
    assert ask(code, address=HOME) == 200
    with later(limits.CODE_FLOOD.seconds):
        assert join(code, "Bo") == 302


def test_a_slip_is_not_counted(code: str) -> None:
    slip = code[:-1] + ("0" if code[-1] != "0" else "1")
    assert ask(slip) == 404
    assert not Tally.objects.exists()


@pytest.mark.slow
def test_of_known_addresses_only_digests_are_kept_and_for_a_day(few: None, code: str, ada_at_school: Client) -> None:
    row = KnownAddress.objects.get()
    assert len(row.key) == 64
    assert SCHOOL not in row.key
    assert row.ends_at - timezone.now() <= timedelta(days=1)
    guess(FEW)
    with later(25 * 3600):
        guess(FEW)
        assert ask(code) == 429
        join(code, "Bo", HOME)
    assert KnownAddress.objects.filter(pk=row.pk).count() == 0


def test_a_lesson_is_known_to_its_end_with_one_write_an_hour(code: str, ada_at_school: Client) -> None:
    first = KnownAddress.objects.get().ends_at
    with later(600):
        ada_at_school.get(reverse("lobby", args=[code]))
    assert KnownAddress.objects.get().ends_at == first
    with later(4000):
        ada_at_school.get(reverse("lobby", args=[code]))
    assert KnownAddress.objects.get().ends_at > first


@pytest.mark.slow
def test_a_program_does_not_fill_an_exercise(code: str, now: datetime) -> None:
    with patch.dict(limits.JOIN.most, {limits.ADDRESS: 3}):  # type: ignore[arg-type]
        assert [join(code, name) for name in ("Bo", "bo", "Cy", "Dee", "Eve")] == [302, 422, 302, 302, 429]
        assert join(code, "Eve", HOME) == 302


@pytest.mark.slow
def test_six_classes_of_thirty_join_from_one_address_in_a_minute(version: ScenarioVersion, ada: User) -> None:
    rules = classes.Rules(brief_seconds=0)
    groups = classes.create_groups(version=version, rules=rules, count=6, by=ada, now=timezone.now())
    shared = groups[0].series
    assert shared is not None
    assert {join(shared.code, f"Student {number}") for number in range(180)} == {302}
