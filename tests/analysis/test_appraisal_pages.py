"""The page of an appraisal and its API: readers, drawings, and how one asks for an appraisal and stops it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from scenarios.models import ScenarioVersion
from tests.analysis.appraised import FIGURES, appraised
from tests.exercises.class_with_people import Class
from wargame import engine, leases
from wargame.accounts.models import User
from wargame.analysis import enqueue
from wargame.analysis.models import Appraisal, Measurement
from wargame.exercises.lobby.services import participants
from wargame.exercises.models import Exercise, Participant

pytestmark = pytest.mark.django_db

SLUG = "nine-past-nine"


@pytest.fixture(autouse=True)
def _no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enqueue, "hint_appraisal", lambda appraisal_id: True)


@pytest.fixture
def page() -> str:
    return reverse("appraisal", args=[SLUG])


@pytest.fixture
def instructor(client: Client, ada: User) -> Client:
    client.force_login(ada)
    return client


def test_guests_and_strangers_are_asked_to_sign_in(version: ScenarioVersion, client: Client, page: str) -> None:
    assert client.get(page)["Location"].startswith("/account/sign-in/")
    client.force_login(User.objects.create_user("guest", is_guest=True))
    assert client.get(page).status_code == HTTPStatus.FOUND
    assert client.get(f"/api/v1/scenarios/{SLUG}/appraisals/").status_code == HTTPStatus.FORBIDDEN


@pytest.mark.slow
def test_who_is_to_play_it_in_a_class_is_told_after_the_class(
    version: ScenarioVersion, make_class: Callable[..., Class], ada: User, bo: User, now: datetime, page: str
) -> None:
    appraised(version, ada, now)
    group, player, leader = make_class(), Client(), Client()
    player.force_login(bo)
    leader.force_login(ada)
    participants.join(exercise=group.exercise, name="Bo", user=bo, now=now)
    for refused in (player.get(page), player.post(page, {"seeds": "400"}), player.post(f"{page}cancel/")):
        assert refused.status_code == HTTPStatus.FORBIDDEN
        assert "A page that tells which orders are best opens to you" in refused.content.decode()
        assert "threshold" not in refused.content.decode()
    address, number = f"/api/v1/scenarios/{SLUG}/appraisals/", Appraisal.objects.get().pk
    for answer in (player.get(address), player.post(address, {"seeds": 400}), player.get(f"{address}{number}/")):
        assert answer.status_code == HTTPStatus.FORBIDDEN
        assert "opens to you when the class has ended" in answer.content.decode()
    assert leader.get(page).status_code == HTTPStatus.OK
    participants.leave(person=group.exercise.participants.get(user=bo), now=now)
    assert player.get(page).status_code == HTTPStatus.FORBIDDEN, "who left may come back"
    Exercise.objects.filter(pk=group.exercise.pk).update(status=Exercise.Status.ENDED)
    assert player.get(page).status_code == HTTPStatus.OK
    assert player.get(f"{address}{number}/").status_code == HTTPStatus.OK


@pytest.mark.slow
def test_while_a_class_plays_it_opens_to_those_who_led_one_before(
    version: ScenarioVersion, make_class: Callable[..., Class], ada: User, eve: User, now: datetime, page: str
) -> None:
    """A player signs up again in another browser, and even creates a class there."""
    group = make_class()
    Participant.objects.update(seen_at=timezone.now())
    second = User.objects.create_user("second@school.example")
    Class(version, second, now + timedelta(minutes=1))
    Class(version, eve, now - timedelta(days=9))
    address = f"/api/v1/scenarios/{SLUG}/appraisals/"
    statuses = {}
    for user in (ada, second, eve):
        browser = Client()
        browser.force_login(user)
        asked = (
            browser.get(page),
            browser.get(address),
            browser.post(page, {"seeds": "1"}),
            browser.post(f"{page}cancel/"),
        )
        statuses[user.username] = [answer.status_code for answer in asked]
        if user == second:
            assert "you have not led one before" in asked[0].content.decode()
            assert group.exercise.code not in "".join(answer.content.decode() for answer in asked)
    assert statuses.pop(second.username) == 4 * [HTTPStatus.FORBIDDEN]
    assert list(statuses.values()) == 2 * [
        [HTTPStatus.OK, HTTPStatus.OK, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.FOUND]
    ]


def test_a_class_that_is_over_or_left_alone_closes_it_to_nobody(
    make_class: Callable[..., Class], eve: User, client: Client, page: str
) -> None:
    klass = make_class()
    client.force_login(eve)
    assert client.get(page).status_code == HTTPStatus.OK, "nobody has visited it for a day"
    Participant.objects.update(seen_at=timezone.now())
    assert client.get(page).status_code == HTTPStatus.FORBIDDEN
    Exercise.objects.filter(pk=klass.exercise.pk).update(status=Exercise.Status.ENDED)
    assert client.get(page).status_code == HTTPStatus.OK


def test_the_best_orders_stand_behind_a_warning(
    version: ScenarioVersion, ada: User, now: datetime, instructor: Client, page: str
) -> None:
    appraised(version, ada, now)
    before, warning, told = (
        instructor.get(page).content.decode().partition("This gives away what every seat should order")
    )
    assert warning
    assert before.rstrip().endswith('<span class="muted small">')
    assert '<details class="fold appraisal-best" id="best-orders">' in before
    for gives_away in (
        "Orders that everybody would give",
        'id="right-heading"',
        "Worth of the best first order",
        "appraisal-plan",
    ):
        assert gives_away not in before
    assert "Orders that everybody would give" in told


def test_the_first_measured_threshold_is_shown_before_policies_and_orders_are_measured(
    version: ScenarioVersion, ada: User, now: datetime, instructor: Client, page: str
) -> None:
    appraised(version, ada, now, figures={"odds": FIGURES["odds"]})
    assert "Every threshold" in instructor.get(page).content.decode()


@pytest.mark.slow
def test_a_version_that_was_not_appraised_can_be(version: ScenarioVersion, instructor: Client, page: str) -> None:
    shown = instructor.get(page).content.decode()
    assert "This version has not been appraised" in shown
    asked = instructor.post(page, {"seeds": "400"})
    assert asked["Location"] == f"{page}?version={version.number}&seeds=400"
    running = instructor.get(asked["Location"])
    assert f"0 of {Measurement.objects.count()} parts are measured by 400 seeds" in running.content.decode()
    assert '<meta http-equiv="refresh"' in running.content.decode()
    region = instructor.get(f"{asked['Location']}&seen=running-0", headers={"HX-Request": "true"})
    assert region.status_code == HTTPStatus.NO_CONTENT


@pytest.mark.parametrize(("seeds", "status"), [("7", 422), ("", 422), ("many", 422), ("-1", 422)])
def test_other_seeds_are_refused(
    version: ScenarioVersion, instructor: Client, page: str, seeds: str, status: int
) -> None:
    refused = instructor.post(page, {"seeds": seeds})
    assert (refused.status_code, "appraised by 400 or 2000 seeds" in refused.content.decode()) == (status, True)
    assert not Appraisal.objects.exists()


def test_one_scenario_at_a_time(version: ScenarioVersion, instructor: Client, page: str) -> None:
    instructor.post(page, {"seeds": "400"})
    refused = instructor.post(page, {"seeds": "2000"})
    assert (refused.status_code, "is being appraised" in refused.content.decode()) == (409, True)


@pytest.mark.slow
def test_it_is_stopped_and_goes_on(version: ScenarioVersion, instructor: Client, page: str) -> None:
    instructor.post(page, {"seeds": "400"})
    shown = instructor.post(reverse("cancel_appraisal", args=[SLUG]), follow=True).content.decode()
    assert "This was stopped" in shown
    assert "Go on from here" in shown
    assert instructor.post(page, {"seeds": "400"}).status_code == HTTPStatus.FOUND
    assert Appraisal.objects.get().status == "running"


def test_nobody_else_stops_it(version: ScenarioVersion, ada: User, eve: User, now: datetime, client: Client) -> None:
    appraised(version, ada, now, status="running")
    client.force_login(eve)
    shown = client.post(reverse("cancel_appraisal", args=[SLUG]), follow=True).content.decode()
    assert "Only the person who asked for an appraisal" in shown
    assert Appraisal.objects.get().status == "running"


def test_what_is_measured_is_drawn(
    version: ScenarioVersion, ada: User, now: datetime, instructor: Client, page: str
) -> None:
    appraised(version, ada, now)
    shown = instructor.get(page).content.decode()
    for heading in (
        "How uncertain the ending still is",
        "How far each way of playing comes",
        "Worth of the best first order",
        "How often a planner opens with one order",
        "Who fares best",
        "Orders worth nothing",
        "Orders that everybody would give",
        "Orders that are always right",
        "Orders that pay most in the last turn",
        "Against people who think",
        "Whether odds hold",
        "How games of the record end",
        "Every threshold",
    ):
        assert f">{heading}</h2>" in shown
    assert "This is a first look" in shown
    judged = {one.threshold.key for one in engine.judged(FIGURES)}
    met = judged - {one.threshold.key for one in engine.judged(FIGURES) if not one.is_met}
    assert f"It meets {len(met)} of {len(judged)} thresholds" in shown or len(met) == len(judged)
    for threshold in engine.THRESHOLDS.values():
        assert (threshold.remedy.replace("'", "&#x27;") in shown) == (threshold.key in judged - met)


@pytest.mark.slow
def test_nothing_breaks_whatever_is_not_measured_yet(
    version: ScenarioVersion, ada: User, now: datetime, instructor: Client, page: str
) -> None:
    together = {"ending_bits", "settled", "settled_by_turn", "inert", "dominant", "variants"}
    for key, found in FIGURES.items():
        appraisal = appraised(version, ada, now, figures={} if key in together else {key: found})
        assert instructor.get(page).status_code == HTTPStatus.OK
        appraisal.delete()


def test_what_was_measured_by_other_rules_says_so(
    version: ScenarioVersion, ada: User, now: datetime, instructor: Client, page: str
) -> None:
    appraised(version, ada, now, engine_version="0")
    shown = instructor.get(page).content.decode()
    assert "The rules have changed since this was measured" in shown
    assert "Take a first look" in shown


def test_a_failure_is_told_without_its_trace(
    version: ScenarioVersion, ada: User, now: datetime, instructor: Client, page: str
) -> None:
    appraised(version, ada, now, status="failed", error=leases.ABANDONED)
    shown = instructor.get(page).content.decode()
    assert "could not be measured to the end" in shown
    assert leases.ABANDONED not in shown


@pytest.mark.slow
def test_the_scenario_links_to_it(version: ScenarioVersion, client: Client, page: str) -> None:
    assert page in client.get(reverse("scenario", args=[SLUG])).content.decode()


def test_unknown_scenarios_and_versions_are_missing(version: ScenarioVersion, instructor: Client, page: str) -> None:
    assert instructor.get("/scenarios/nowhere/appraisal/").status_code == HTTPStatus.NOT_FOUND
    assert instructor.get(f"{page}?version=99").status_code == HTTPStatus.NOT_FOUND
    assert instructor.get(f"/api/v1/scenarios/{SLUG}/appraisals/1/").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.slow
def test_a_program_asks_reads_and_stops(version: ScenarioVersion, ada: User, now: datetime, instructor: Client) -> None:
    base = f"/api/v1/scenarios/{SLUG}/appraisals/"

    def post(address: str, body: dict[str, object]) -> Any:
        return instructor.post(address, body, content_type="application/json")

    asked = post(base, {"seeds": 400})
    assert (asked.status_code, asked.json()["status"]) == (201, "running")
    number = asked.json()["number"]
    assert post(base, {"seeds": 400}).status_code == HTTPStatus.OK
    assert post(base, {"seeds": 2000}).json()["errors"][0]["code"] == "already_running"
    assert post(base, {"seeds": 41}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert post(base, {"seeds": "400"}).status_code == HTTPStatus.BAD_REQUEST
    assert post(base, {"seeds": 400, "version": 99}).json()["errors"][0]["code"] == "unknown_version"
    assert post(f"{base}{number}/cancel/", {}).json()["status"] == "cancelled"
    Appraisal.objects.update(status="done", figures=FIGURES)
    assert instructor.get(f"{base}{number}/").json()["appraisal"] == FIGURES
    assert [one["number"] for one in instructor.get(base).json()] == [number]
