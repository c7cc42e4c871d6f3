"""The page of answers for teachers: who reads it, and what stands there."""

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from scenarios.models import ScenarioVersion
from tests.exercises.class_with_people import Class
from tests.scenarios.pack_games import pack_of
from wargame.accounts.models import User
from wargame.exercises.lobby.services import participants
from wargame.exercises.models import Exercise, Participant

pytestmark = pytest.mark.django_db

SLUG = "nine-past-nine"


@pytest.fixture
def page() -> str:
    return reverse("teaching_answers", args=[SLUG])


def reader(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_guests_and_strangers_are_asked_to_sign_in(version: ScenarioVersion, client: Client, page: str) -> None:
    assert client.get(page)["Location"].startswith("/account/sign-in/")
    assert reader(User.objects.create_user("guest", is_guest=True)).get(page).status_code == HTTPStatus.FOUND


def test_a_teacher_reads_every_answer_course_and_false_report(version: ScenarioVersion, ada: User, page: str) -> None:
    answer = reader(ada).get(page)
    assert "no-store" in answer["Cache-Control"]
    words = answer.content.decode().replace("&#x27;", "'").replace("&quot;", '"')
    pack = pack_of(SLUG)
    shown = [text for each in (*pack.teaching.before, *pack.teaching.after) for text in (each.question, each.answer)]
    shown += [text for each in pack.teaching.courses for text in (each.course, each.ask)]
    shown += [each.do for each in pack.teaching.ends_early] + [ending.name for ending in pack.rules.endings]
    shown += [report.wrong for report in pack.texts.reports if report.wrong]
    assert [text for text in shown if text not in words] == []


def test_who_plays_the_scenario_in_a_class_reads_no_answer_until_it_has_ended(
    make_class: Callable[..., Class], ada: User, bo: User, now: datetime, page: str
) -> None:
    group = make_class()
    participants.join(exercise=group.exercise, name="Bo", user=bo, now=now)
    refused = reader(bo).get(page)
    assert refused.status_code == HTTPStatus.FORBIDDEN
    assert pack_of(SLUG).teaching.after[0].answer[:40] not in refused.content.decode()
    Participant.objects.update(seen_at=timezone.now())
    second = User.objects.create_user("second@school.example")
    assert reader(second).get(page).status_code == HTTPStatus.FORBIDDEN, "a player may sign up a second time"
    assert reader(ada).get(page).status_code == HTTPStatus.OK
    Exercise.objects.filter(pk=group.exercise.pk).update(status=Exercise.Status.ENDED)
    assert reader(bo).get(page).status_code == HTTPStatus.OK


def test_a_scenario_that_does_not_exist_has_no_answers(ada: User) -> None:
    assert reader(ada).get(reverse("teaching_answers", args=["nowhere"])).status_code == HTTPStatus.NOT_FOUND
