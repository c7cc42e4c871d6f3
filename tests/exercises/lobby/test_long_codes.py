"""The long code lets a class in whatever somebody tries at its address, and tells a guesser nothing."""

from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.exercises.class_with_people import Class
from tests.exercises.lobby.guessing import FLOOD, SCHOOL, ask, guess, join, later, page_of
from wargame.accounts import limits
from wargame.accounts.models import User
from wargame.exercises import door
from wargame.exercises.codes import dashed_code, new_code
from wargame.exercises.models import Exercise

pytestmark = pytest.mark.django_db

SECONDS, LOOK_EVERY = 120, 3


def looks(code: str, rate: float, start: datetime) -> list[int]:
    """Return the answers to a code every few seconds, while wrong ones come at this rate from the same address.

    The wrong codes are counted where pages count them, without a request for each.
    """
    statuses, sent = [], 0
    for second in range(SECONDS):
        now = start + timedelta(seconds=second)
        while sent < rate * (second + 1):
            sent += 1
            if not limits.is_used_up(limits.CODE_FLOOD, {limits.ADDRESS: SCHOOL}, now=now):
                limits.count(limits.CODE_FLOOD, {limits.ADDRESS: SCHOOL}, now=now)
        if second % LOOK_EVERY == 0:
            with patch.object(timezone, "now", return_value=now):
                statuses.append(ask(code))
    return statuses


@pytest.mark.slow
@pytest.mark.parametrize("rate", [6.5, 20, 50])
def test_the_long_code_comes_in_at_every_look_while_the_short_one_is_kept_out(
    code: str, ada_at_school: Client, monkeypatch: pytest.MonkeyPatch, rate: float
) -> None:
    """Limit and rates are a tenth of the real ones, which is the same and cheaper."""
    monkeypatch.setitem(limits.CODE_FLOOD.most, limits.ADDRESS, FLOOD)  # type: ignore[arg-type]
    start = timezone.now()
    assert set(looks(door.long_code(code), rate / 10, start)) == {200}
    assert 429 in looks(code, rate / 10, start + timedelta(hours=1))


@pytest.mark.slow
def test_a_class_joins_by_its_long_code_where_the_short_one_is_closed(few: None, code: str, now: datetime) -> None:
    """Nobody of the class was seen there before, and codes pour in."""
    guess(FLOOD + 5)
    assert join(code, "Bo") == 429
    for number in range(3):
        assert join(door.long_code(code), f"Student {number}") == 302


@pytest.mark.slow
def test_a_browser_that_mistyped_ten_times_joins_by_the_long_code(code: str) -> None:
    browser = Client()
    assert guess(11, browser)[-1] == 429
    refused = browser.get(reverse("join", args=[code]), REMOTE_ADDR=SCHOOL)
    assert "The QR code and the long code of your class let you in at once" in refused.content.decode()
    assert ask(door.long_code(code), browser) == 200


@pytest.mark.parametrize("is_closed", [False, True])
def test_a_long_code_with_other_characters_is_answered_as_one_of_no_exercise(
    code: str, monkeypatch: pytest.MonkeyPatch, is_closed: bool
) -> None:
    if is_closed:
        monkeypatch.setitem(limits.CODE_FLOOD.most, limits.ADDRESS, 0)  # type: ignore[arg-type]
        limits.count(limits.CODE_FLOOD, {limits.ADDRESS: SCHOOL}, now=timezone.now())
    added = door.long_code(code)[-4:]
    other = added[:-1] + ("0" if added[-1] != "0" else "1")
    answers = [
        Client().get(reverse("join", args=[f"{each}-{other}"]), REMOTE_ADDR=SCHOOL) for each in (code, new_code())
    ]
    assert {answer.status_code for answer in answers} == {429 if is_closed else 404}
    right, wrong = ([line for line in page_of(answer) if "No exercise has" not in line] for answer in answers)
    assert right == wrong


@pytest.mark.parametrize("change", [str.lower, lambda text: f" {text} ", lambda text: text.replace("-", "")])
def test_a_long_code_is_read_as_people_type_it(code: str, change: "type[str]") -> None:
    assert door.read_code(change(door.dashed_long_code(code))) == door.TypedCode(code, True, False)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "K7QF-A3-M2X", "K7QF-A3-M2XQ9", "\x00" * 10, "é" * 10, "K" * 9000])
def test_what_is_no_code_is_none(text: str) -> None:
    assert not door.read_code(text).code
    assert not door.read_code(text).is_long


def test_links_from_before_a_change_of_the_key_let_people_in(code: str, settings: object) -> None:
    before = door.long_code(code)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]  # type: ignore[attr-defined]
    settings.SECRET_KEY = "another-key-of-which-nobody-has-heard-before-today"  # type: ignore[attr-defined]
    assert door.long_code(code) != before
    assert door.read_code(before).is_long
    settings.SECRET_KEY_FALLBACKS = []  # type: ignore[attr-defined]
    assert not door.read_code(before).is_long


@pytest.mark.slow
def test_lobby_room_and_wall_of_the_class_there_give_the_long_code(
    few: None, group: Class, ada_at_school: Client, eve: User
) -> None:
    elsewhere = Class(group.exercise.scenario_version, eve, timezone.now())
    code = group.exercise.code
    pages = [reverse(name, args=[code]) for name in ("lobby", "room_health", "projector")]
    told = door.dashed_long_code(code)
    for page in pages:
        assert told not in ada_at_school.get(page).content.decode()
    guess(FLOOD + 1)
    for page in pages:
        assert told in ada_at_school.get(page).content.decode()
    assert not door.is_flooded(Exercise.objects.get(pk=elsewhere.exercise.pk), now=timezone.now())
    with later(limits.DOOR_CLOSED.seconds + 1):
        for page in pages:
            assert told not in ada_at_school.get(page).content.decode()


def test_link_and_qr_code_of_the_lobby_have_the_long_code(group: Class, ada_at_school: Client) -> None:
    page = ada_at_school.get(reverse("lobby", args=[group.exercise.code])).content.decode()
    assert f"/j/{door.long_code(group.exercise.code)}/" in page
    assert dashed_code(group.exercise.code) in page
