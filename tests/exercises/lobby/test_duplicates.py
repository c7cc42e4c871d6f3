"""A copy of an exercise: everything that its white cell prepared, and nothing of its people or its game."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import override_settings
from django.urls import reverse

from tests.exercises.class_with_people import Class
from tests.exercises.injecting import act, draft, next_turn, write
from tests.exercises.preparation.test_own_words import browser
from wargame.exercises.codes import dashed_code, normal_code
from wargame.exercises.debrief.services import own_questions
from wargame.exercises.debrief.services.own_questions import OwnQuestion
from wargame.exercises.injects.services import injects
from wargame.exercises.lobby.services import classes, duplicates, seating, standbys
from wargame.exercises.models import Exercise, Message, OrderSheet, Participant
from wargame.exercises.preparation.services import handouts, words
from wargame.exercises.preparation.services.handouts import HandoutDraft

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

RULES = {
    "title": "IR 304", "discuss_seconds": 60, "missed": "policy", "messages": "open", "time_zone": "Asia/Seoul",
    "allows_observers": True, "observer_delay": 1, "seat_size": 3, "advice": "open", "dials": {"impulse": 1.5},
}  # fmt: skip


def prepared(group: Class) -> None:
    """Prepare something of each kind."""
    about: Any = {"exercise": group.exercise, "by": group.ada}
    standbys.choose(seat=group.seat("CHN"), policy="hawk", by=group.ada, now=group.now)
    seating.lock(seat=group.seat("USA"), is_locked=True, by=group.ada, now=group.now)
    words.keep_words(**about, role="KOR", text="Mind your allies.", now=group.now)
    handouts.hand_out(**about, draft=HandoutDraft("A paper", "Words.", roles=("JPN",)), now=group.now)
    write(group, "KOR", turn=2, effects=(("approval-KOR", -4),))
    write(group, "JPN")
    act(group, "skip", "white_paper")
    injects.edit(**about, ref="fishing_crews", draft=draft("KOR"), now=group.now)
    own_questions.write(**about, draft=OwnQuestion("Who blinked first?", ("Seoul", "Tokyo"), notes="Ask Cy."))
    Exercise.objects.filter(pk=group.exercise.pk).update(keep_days=90)
    group.exercise.refresh_from_db()


def preparation(exercise: Exercise) -> dict[str, Any]:
    """Return everything that a copy has from its original."""
    return {
        "settings": [getattr(exercise, name) for name in (*RULES, "keep_days") if name != "title"],
        "seats": list(exercise.seats.values_list("role", "standby", "is_locked", "own_words__text")),
        "handouts": list(exercise.handouts.values_list("number", "title", "text", "roles")),
        "injects": list(exercise.injects.values_list("key", "title", "texts", "turn", "effects", "moved_to")),
        "skipped": list(exercise.injects.filter(status="skipped").values_list("key", flat=True)),
        "questions": list(exercise.debrief_questions.values_list("key", "text", "options", "reveal", "notes")),
    }


def test_a_copy_has_what_was_prepared_before_and_after_a_game(make_class: Callable[..., Class]) -> None:
    group = make_class(**RULES)
    prepared(group)
    before = preparation(group.exercise)
    early = duplicates.duplicate(exercise=group.exercise, by=group.ada, now=group.now)
    group.join("Bo", "KOR")
    group.start()
    next_turn(group)
    late = duplicates.duplicate(exercise=Exercise.objects.get(pk=group.exercise.pk), by=group.ada, now=group.now)
    for made in (early, late):
        made.refresh_from_db()
        assert preparation(made) == before
        assert (made.title, made.status, made.seats.exclude(policy="").count()) == ("IR 304, copy", "lobby", 0)
        assert list(made.participants.values_list("name", "part")) == [("ada", Participant.Part.WHITE_CELL)]
        assert (bytes(made.secret) == bytes(group.exercise.secret), made.series, made.ended_at) == (False, None, None)
        assert not OrderSheet.objects.filter(turn__branch__exercise=made).exists()
        assert not Message.objects.filter(turn__branch__exercise=made).exists()


def test_the_lobby_my_exercises_and_the_api_make_a_copy(make_class: Callable[..., Class]) -> None:
    group = make_class(title="IR 304")
    ada, code = browser(group.ada), group.exercise.code
    at = reverse("duplicate", args=[code])
    shown = reverse("duplicate", args=[dashed_code(code)])
    assert all(shown in ada.get(page).content.decode() for page in (reverse("lobby", args=[code]), "/exercises/"))
    opened = ada.post(at, follow=True)
    assert opened.redirect_chain[0][0] != reverse("lobby", args=[code])
    assert [text in opened.content.decode() for text in ("IR 304, copy", "This is a copy of")] == [True, True]
    made = ada.post(reverse("api-duplicate", args=[code]), content_type="application/json")
    assert (made.status_code, made.json()["title"]) == (201, "IR 304, copy")
    assert Exercise.objects.filter(code=normal_code(made.json()["code"])).exists()


def test_a_copy_is_refused_where_the_account_may_not_lead_or_begin(make_class: Callable[..., Class]) -> None:
    group = make_class()
    at = reverse("api-duplicate", args=[group.exercise.code])
    with override_settings(REQUIRE_SECOND_FACTOR=True):
        answer = browser(group.ada).post(at, content_type="application/json")
    assert (answer.status_code, "second step" in answer.content.decode()) == (409, True)
    scenario = group.exercise.scenario_version.scenario
    type(scenario).objects.filter(pk=scenario.pk).update(current=None)
    shown = browser(group.ada).post(reverse("duplicate", args=[group.exercise.code]), follow=True)
    assert "Ask its owner to share it" in shown.content.decode()
    assert Exercise.objects.count() == 1


def test_a_title_stays_within_its_length(make_class: Callable[..., Class]) -> None:
    group = make_class(title="q" * classes.LONGEST_TITLE)
    made = group.exercise
    for _ in range(2):
        made = duplicates.duplicate(exercise=made, by=made.participants.get(name="ada"), now=group.now)
        assert (len(made.title), made.title.count(duplicates.ENDING)) == (classes.LONGEST_TITLE, 1)
