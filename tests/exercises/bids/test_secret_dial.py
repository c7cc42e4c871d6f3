"""Nobody but the white cell can tell before the end whether the dial is on on which players bid."""

from datetime import datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from tests.exercises import every_answer
from tests.exercises.class_with_people import Class
from tests.packs import version_of
from tests.secrecy import answers
from wargame.accounts.models import User
from wargame.exercises import bridge, exercise_dials, perspectives
from wargame.exercises.control.services import lifecycle
from wargame.exercises.lobby.services import solo
from wargame.exercises.models import Exercise, Participant
from wargame.exercises.results import exports

pytestmark = pytest.mark.django_db

ON = {"third_power": 5.0}
OF_THE_LOG = frozenset(("log", "log_json", "log_csv", "log_lines", "overview", "api-board", "api-ledger"))
DUTY = [{"kind": "tax_chn_first", "level": "at-15", "target": "USA", "partner": ""}]


@pytest.fixture
def trade_war(ada: User, now: datetime) -> Class:
    """Bo plays the United States, Cy plays China and would tax, Eve sees everything; the claim is in force."""
    group = Class(version_of("list-four"), ada, now, dials=ON | {"diversion": 0.2})
    for name, role in (("Bo", "USA"), ("Cy", "CHN")):
        group.join(name, role)
    eve = group.join("Eve")
    eve.part, eve.sight = Participant.Part.OBSERVER, Participant.Sight.ALL
    eve.save(update_fields=["part", "sight"])
    group.start()
    group.draft(person(group, "Cy"), DUTY)
    return group


def person(group: Class, name: str) -> Participant:
    return group.exercise.participants.select_related("user").get(name=name)


def answers_to(group: Class, name: str, dials: dict[str, float]) -> dict[str, Any]:
    """Return all answers to somebody in a world with these dials."""
    reader = group.ada.user if name == "Ada" else person(group, name).user
    assert isinstance(reader, User)
    with transaction.atomic():
        Exercise.objects.filter(pk=group.exercise.pk).update(dials=dials)
        cache.clear()
        found = every_answer.answers(reader, group.exercise, [1])
        transaction.set_rollback(True)
    return found


def differing(group: Class, name: str) -> dict[str, list[str]]:
    """Return the addresses that answer somebody otherwise where the claim is in force, with the lines that differ."""
    rest = {"diversion": 0.2}
    return answers.differing(answers_to(group, name, rest), answers_to(group, name, rest | ON))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["Cy", "Eve"])
def test_players_and_observers_are_told_the_same_with_the_dial_on_and_off(trade_war: Class, name: str) -> None:
    assert differing(trade_war, name) == {}


@pytest.mark.slow
def test_the_white_cell_reads_it(trade_war: Class) -> None:
    assert "page /x/CODE/dials/" in differing(trade_war, "Ada")


@pytest.mark.slow
def test_a_player_would_be_told_if_the_dial_were_no_secret(trade_war: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bridge, "bid_dials", lambda version: frozenset())
    found = {address.partition("/CODE/")[2] for address in differing(trade_war, "Cy")}
    assert {"dials/", "log.json", "log.csv", "log/", "overview/", ""} <= found


def played(group: Class, name: str, dials: dict[str, float]) -> dict[str, Any]:
    """Return somebody's log once Cy has taxed, in a world with these dials."""
    user = group.ada.user if name == "Ada" else person(group, name).user
    assert isinstance(user, User)
    with transaction.atomic():
        Exercise.objects.filter(pk=group.exercise.pk).update(dials=dials, adjudication="rigid")
        cache.clear()
        group.submit(person(group, "Cy"), DUTY)
        group.submit(person(group, "Bo"))
        group.resolve()
        asked = (group.exercise, [1], OF_THE_LOG.__contains__)
        client = Client()
        client.force_login(user)
        found = {f"page {place}": every_answer.ask(client, place) for place in every_answer.addresses(*asked)}
        transaction.set_rollback(True)
    return found


def moved_by(dials: dict[str, float], group: Class) -> list[int]:
    """Return the changes by the rule of the dial in the turn, in thousandths."""
    with transaction.atomic():
        Exercise.objects.filter(pk=group.exercise.pk).update(dials=dials)
        group.submit(person(group, "Cy"), DUTY)
        group.submit(person(group, "Bo"))
        entries = bridge.entries_of(group.resolve())
        transaction.set_rollback(True)
    return [entry.delta for entry in entries if entry.rule == "third power"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["Bo", "Cy"])
def test_no_subtraction_finds_a_move_that_pages_are_too_coarse_to_show(trade_war: Class, name: str) -> None:
    """The next entry of the figure began where the last had not ended, in thousandths of a point."""
    slight = {"third_power": 0.5}
    assert [abs(delta) for delta in moved_by(slight, trade_war)] == [23]
    assert answers.differing(played(trade_war, name, {}), played(trade_war, name, slight)) == {}


@pytest.mark.slow
def test_none_finds_it_at_the_strength_of_the_pack_either(trade_war: Class) -> None:
    usual = {"third_power": 1.5}
    assert [abs(delta) for delta in moved_by(usual, trade_war)] == [68]
    assert answers.differing(played(trade_war, "Bo", {}), played(trade_war, "Bo", usual)) == {}


@pytest.mark.slow
def test_the_white_cell_reads_every_thousandth(trade_war: Class) -> None:
    found = answers.differing(played(trade_war, "Ada", {}), played(trade_war, "Ada", {"third_power": 0.5}))
    assert "page /x/CODE/log.json" in found
    assert "page /x/CODE/log.csv" in found


@pytest.mark.slow
def test_what_seats_reckon_with_is_the_scenario_s_own_value(trade_war: Class) -> None:
    turn, seat = trade_war.turn, trade_war.seat("CHN")
    assert perspectives.view_of(turn, seat).setting.dials["third_power"] == 0
    assert perspectives.common_view_of(turn).setting.dials["third_power"] == 0
    assert perspectives.view_of(turn, seat).setting.dials["diversion"] == pytest.approx(0.2)
    assert perspectives.truth_of(turn).setting.dials["third_power"] == 5


@pytest.mark.slow
def test_the_log_names_what_it_did_at_the_end(trade_war: Class) -> None:
    trade_war.submit(person(trade_war, "Cy"), DUTY)
    trade_war.submit(person(trade_war, "Bo"))
    trade_war.resolve()
    seat, line = trade_war.seat("CHN"), trade_war.turn.branch
    for is_over in (False, True):
        if is_over:
            lifecycle.end(exercise=trade_war.exercise, by=trade_war.ada, now=trade_war.now, reason="Time is up.")
            seat = trade_war.seat("CHN")
        document = exports.log_document(seat, line)
        rules = {entry["rule"] for turn in document["turns"] for entry in turn["ledger"]}
        assert "tariffs" in rules
        assert ("third power" in rules) == is_over
        assert ("third_power" in {one["key"] for one in document["dials"]}) == is_over


def test_in_a_solo_exercise_it_is_told_when_the_line_has_ended(bo: User, now: datetime) -> None:
    exercise = solo.start_solo(version=version_of("list-four"), role="RUS", user=bo, now=now, dials=ON)
    assert exercise_dials.changed_dials(exercise) == ()
    exercise.status = Exercise.Status.ENDED
    assert [one.dial.key for one in exercise_dials.changed_dials(exercise)] == ["third_power"]


def test_a_scenario_without_bids_tells_all_its_dials(begun: Class) -> None:
    begun.exercise.dials = {"impulse": 0.0}
    assert [one.dial.key for one in exercise_dials.changed_dials(begun.exercise)] == ["impulse"]
