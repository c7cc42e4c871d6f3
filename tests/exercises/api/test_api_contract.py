"""The API conforms to its own schema, whatever is sent: schemathesis against every endpoint."""

import os
from collections.abc import Iterator
from datetime import datetime

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import CHECKS
from schemathesis.config import SchemathesisConfig

from scenarios.models import ScenarioVersion
from tests.cast import at_the_table
from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from tests.kept_rows import once
from wargame.accounts import limits, rates
from wargame.accounts.models import User
from wargame.analysis.services import dial_trials
from wargame.exercises.models import Seat
from wargame.exercises.preparation.services import handouts
from wargame.exercises.preparation.services.handouts import HandoutDraft

pytestmark = pytest.mark.django_db

# What fits the description is refused only for what it names: a row that is not there (404), a turn that is over (409),
# an order that the rules forbid (422). 400 is for what does not fit it, in both directions.
REFUSALS = ["2xx", "403", "404", "409", "422"]
schema = schemathesis.openapi.from_dict(
    SchemaGenerator().get_schema(public=True),
    config=SchemathesisConfig.from_dict({"checks": {"positive_data_acceptance": {"expected-statuses": REFUSALS}}}),
)
schema.app = WSGIHandler()

EXAMPLES = int(os.environ.get("PARLEY_CONTRACT_EXAMPLES", "10"))
FEW = settings(
    max_examples=EXAMPLES, deadline=None, derandomize=EXAMPLES == 10, suppress_health_check=list(HealthCheck)
)
TOKEN = "t" * 32
# Addresses that only a class has.
OF_A_CLASS = "dial-trials|/marks/|/handouts/|/duplicate/|/seats/"
# Addresses that nobody has before the end: tests of class tries send to a class that has ended.
AFTER_THE_END = "class-tries|/report/"
# An address that we made right is not refused.
MAY_BE_MENDED = CHECKS.get_one("negative_data_rejection")


@pytest.fixture
def _open_connection() -> Iterator[None]:
    """Keep a request's handler from closing the connection on which the test's transaction lives."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def _as_often_as_one_likes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Turn off request limits, which would answer in place of the API and have their own tests."""
    for limit in (rates.CALL, limits.SOLO, limits.ENSEMBLE, limits.APPRAISAL):
        for trait in limit.most:
            monkeypatch.setitem(limit.most, trait, 1_000_000)  # type: ignore[arg-type]


@pytest.fixture
def player(version: ScenarioVersion, bo: User) -> Player:
    """Bo, after one turn of his solo exercise."""
    once(("after a turn", version.pk, bo.pk), lambda: at_the_table(version, bo).play_turn())
    return Player(Seat.objects.get(role="KOR"))


@pytest.fixture
def bo_s_browser(
    player: Player, bo: User, _open_connection: None, _as_often_as_one_likes: None
) -> dict[str, dict[str, str]]:
    """Return Bo's session, with a token that permits writing."""
    client = Client()
    client.force_login(bo)
    cookies = {"sessionid": client.cookies["sessionid"].value, "csrftoken": TOKEN}
    return {"cookies": cookies, "headers": {"X-CSRFToken": TOKEN, "Accept-Encoding": "identity"}}


@pytest.mark.slow
@pytest.mark.postgresql
@schema.exclude(path_regex="{code}").parametrize()
@FEW
def test_anything_at_all_is_answered_as_described(
    case: schemathesis.Case, bo_s_browser: dict[str, dict[str, str]]
) -> None:
    case.call_and_validate(**bo_s_browser)


@pytest.mark.slow
@pytest.mark.postgresql
@schema.include(path_regex="{code}").parametrize()
@settings(FEW, phases=[Phase.generate])
def test_anything_sent_to_any_exercise_is_answered_as_described(
    case: schemathesis.Case, bo_s_browser: dict[str, dict[str, str]]
) -> None:
    """Nearly all of it is not there; the systematic cases, five times as many, are sent to what is there."""
    case.call_and_validate(**bo_s_browser)


@pytest.mark.slow
@pytest.mark.postgresql
@schema.include(path_regex="{code}").exclude(path_regex=f"{OF_A_CLASS}|{AFTER_THE_END}").parametrize()
@FEW
def test_anything_sent_to_ones_own_exercise_is_answered_as_described(
    case: schemathesis.Case, bo_s_browser: dict[str, dict[str, str]], player: Player
) -> None:
    path = case.path_parameters
    case.path_parameters = path | {"code": player.seat.exercise.code} | ({"number": 2} if "number" in path else {})
    answer = case.call(**bo_s_browser)
    case.validate_response(answer, excluded_checks=[MAY_BE_MENDED])
    # What a program may name wrongly: a line, a seat, a proposal.
    is_missing = {"branch", "seat"} & case.query.keys() or "key" in path
    assert answer.status_code != 404 or is_missing


@pytest.mark.slow
@schema.include(path_regex=OF_A_CLASS).parametrize()
@FEW
def test_anything_sent_to_a_class_that_one_leads_is_answered_as_described(
    case: schemathesis.Case, bo_s_browser: dict[str, dict[str, str]], version: ScenarioVersion, bo: User, now: datetime
) -> None:
    led = Class(version, bo, now)
    handouts.hand_out(exercise=led.exercise, draft=HandoutDraft("Paper", "Words."), by=led.ada, now=now)
    trial, _ = dial_trials.request(exercise=led.exercise, key="impulse", against="off", by=led.ada, now=now)
    path = case.path_parameters
    named = {"code": led.exercise.code, "number": trial.number, "role": "KOR"}
    case.path_parameters = {name: named.get(name, value) for name, value in path.items()}
    answer = case.call(**bo_s_browser)
    case.validate_response(answer, excluded_checks=[MAY_BE_MENDED])
    assert answer.status_code != 404


@pytest.fixture
def finished(player: Player) -> Player:
    player.play_to_the_end()
    return player


@pytest.mark.slow
@schema.include(path_regex="/report/").parametrize()
@FEW
def test_anything_sent_to_the_report_of_a_finished_game_is_answered_as_described(
    case: schemathesis.Case, finished: Player, bo_s_browser: dict[str, dict[str, str]]
) -> None:
    case.path_parameters = case.path_parameters | {"code": finished.seat.exercise.code}
    answer = case.call(**bo_s_browser)
    case.validate_response(answer, excluded_checks=[MAY_BE_MENDED])
    assert answer.status_code != 404 or {"branch", "seat", "version"} & case.query.keys()
