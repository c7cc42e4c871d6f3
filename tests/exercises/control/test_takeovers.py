"""A policy takes over a seat and hands it back; what people wrote is kept under their names."""

import html
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.engine.playouts import numba_build
from wargame.exercises import access
from wargame.exercises.control.services import phases, takeovers
from wargame.exercises.control_log.services import control
from wargame.exercises.lobby.services import participants, seating
from wargame.exercises.models import Exercise, Participant, SheetChange, Turn
from wargame.exercises.orders.services import orders
from wargame.exercises.turns.services import replays

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(begun: Class) -> Class:
    return begun


@pytest.fixture
def bo(group: Class) -> Participant:
    return group.exercise.participants.get(name="Bo")


def changes_of(group: Class, role: str) -> list[tuple[str | None, str, bool]]:
    rows = SheetChange.objects.filter(sheet=group.sheet(role))
    return list(rows.values_list("by__name", "policy", "is_ready"))


def test_the_standby_decides_an_open_turn_at_once_and_drafts_stay_on_record(group: Class, bo: Participant) -> None:
    rows = Player(group.seat("KOR")).legal(turn=group.turn)
    group.draft(bo, rows)
    takeovers.hand_to_policy(seat=group.seat("KOR"), by=group.ada, now=group.now, reason="They have gone.")
    sheet = group.sheet("KOR")
    assert (sheet.policy, sheet.is_ready, bool(sheet.reason)) == ("empirical", True, True)
    assert changes_of(group, "KOR") == [("Bo", "", False), (None, "empirical", True)]
    assert SheetChange.objects.get(sheet=sheet, revision=1).orders == rows
    with pytest.raises(orders.SeatHandedOver, match="Ask for it back"):
        group.draft(bo, [])
    entry = group.exercise.control_entries.latest("pk")
    assert (entry.act, entry.seat, entry.detail, entry.reason) == (
        "takeover",
        group.seat("KOR"),
        "empirical",
        "They have gone.",
    )


@pytest.mark.slow
def test_a_turn_that_opens_meanwhile_gets_the_policys_sheet_too(
    group: Class, bo: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    phases.close(turn=group.turn, by=group.ada, now=group.now)
    group.resolve()
    look = takeovers._turn_under_way

    def look_and_open_next(exercise: Exercise) -> Turn | None:
        seen = look(exercise)
        if seen is None:
            group.open_next()
        return seen

    monkeypatch.setattr(takeovers, "_turn_under_way", look_and_open_next)
    takeovers.hand_to_policy(seat=group.seat("KOR"), by=group.ada, now=group.now)
    assert group.turn.number == 2
    assert (group.sheet("KOR").policy, group.sheet("KOR").is_ready) == ("empirical", True)


def test_who_has_lost_the_seat_writes_no_orders_for_it(group: Class, bo: Participant) -> None:
    """The page of the person was rendered before they were moved to another seat."""
    seat, turn = group.seat("KOR"), group.turn
    group.submit(bo, [])
    seating.assign(person=bo, seat=group.seat("JPN"), by=group.ada, now=group.now)
    with pytest.raises(orders.NotInSeat, match="not in this seat"):
        orders.reopen(seat=seat, turn=turn, now=group.now, by=bo)
    assert group.sheet("KOR").is_ready
    participants.leave(person=bo, now=group.now)
    with pytest.raises(orders.NotInSeat):
        orders.save_draft(seat=group.seat("JPN"), turn=turn, orders=[], revision=0, now=group.now, by=bo)


def test_the_api_says_that_the_seat_is_lost(
    group: Class, bo: Participant, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = group.seat("KOR")
    seating.assign(person=bo, seat=group.seat("JPN"), by=group.ada, now=group.now)
    assert isinstance(bo.user, User)
    client.force_login(bo.user)
    monkeypatch.setattr(access, "seat_for", lambda user, code, role="": seat)
    address = f"/api/v1/exercises/{group.exercise.code}/turns/1/orders/"
    answer = client.put(address, {"orders": [], "revision": 0}, content_type="application/json")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "not_in_seat")


@pytest.mark.slow
def test_what_the_team_has_submitted_stands_and_the_policy_begins_with_the_next_turn(
    group: Class, bo: Participant
) -> None:
    group.submit(bo, [])
    takeovers.hand_to_policy(seat=group.seat("KOR"), by=group.ada, now=group.now)
    assert (group.sheet("KOR").policy, group.sheet("KOR").submitted_by) == ("", bo)
    takeovers.hand_to_policy(seat=group.seat("JPN"), by=group.ada, now=group.now, policy="hold")
    assert group.turn.status == "adjudicating", "with the last seat's orders the turn closes"
    group.resolve()
    group.open_next()
    assert (group.sheet("KOR").policy, group.sheet("JPN").policy) == ("empirical", "hold")


@pytest.mark.slow
def test_a_seat_handed_to_a_planner_gets_a_quick_one_while_rules_are_plain(
    group: Class, bo: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(numba_build, "BUILD", numba_build.Build())
    takeovers.hand_to_policy(seat=group.seat("JPN"), by=group.ada, now=group.now, policy="planner")
    assert group.sheet("JPN").policy == "quick-planner"
    assert group.sheet("JPN").reason.startswith("Played out ")


def test_a_seat_that_is_handed_back_goes_on_from_the_policys_draft(group: Class, bo: Participant) -> None:
    takeovers.hand_to_policy(seat=group.seat("KOR"), by=group.ada, now=group.now)
    chosen = group.sheet("KOR").orders
    takeovers.hand_back(seat=group.seat("KOR"), by=group.ada, now=group.now)
    takeovers.hand_back(seat=group.seat("KOR"), by=group.ada, now=group.now)
    sheet = group.sheet("KOR")
    assert (sheet.orders, sheet.policy, sheet.is_ready, sheet.reason) == (chosen, "", False, "")
    group.draft(bo, [])
    assert changes_of(group, "KOR") == [(None, "empirical", True), ("ada", "", False), ("Bo", "", False)]
    assert [entry.act for entry in group.exercise.control_entries.all()].count("hand_back") == 1


def test_a_latecomer_has_an_ais_seat_at_once_with_its_orders_as_a_draft(group: Class, bo: Participant) -> None:
    takeovers.hand_to_policy(seat=group.seat("KOR"), by=group.ada, now=group.now)
    chosen = group.sheet("KOR").orders
    fin = group.join("Fin")
    seating.assign(person=fin, seat=group.seat("KOR"), by=group.ada, now=group.now)
    sheet = group.sheet("KOR")
    assert (group.seat("KOR").policy, sheet.orders, sheet.policy, sheet.is_ready) == ("", chosen, "", False)
    assert [entry.act for entry in group.exercise.control_entries.order_by("-pk")[:2]] == ["hand_back", "assign"]
    group.draft(fin, [])


def test_a_move_is_said_once_on_the_page_that_comes_next(group: Class, bo: Participant, client: Client) -> None:
    """It stands on the first page after the move, also where the person waits."""
    assert isinstance(bo.user, User)
    client.force_login(bo.user)
    play = reverse("exercise", args=[group.exercise.code])

    def told_lines() -> list[str]:
        page = client.get(play, follow=True).content.decode()
        return [html.unescape(each) for each in re.findall(r"The white cell (?:moved|gave|took)[^<]*", page)]

    assert told_lines() == []
    steps = (
        ("JPN", "The white cell moved you from KOR to JPN."),
        ("", "The white cell took you out of JPN. You wait for another seat."),
        ("CHN", "The white cell gave you CHN. The AI played it until now; its orders are your draft."),
    )
    for role, words in steps:
        seating.assign(person=bo, seat=group.seat(role) if role else None, by=group.ada, now=group.now)
        bo.refresh_from_db()
        assert told_lines() == [words]
        assert told_lines() == []


def test_a_seat_handed_over_after_the_close_is_decided_with_the_results(group: Class, bo: Participant) -> None:
    group.submit(bo, [])
    phases.close(turn=group.turn, by=group.ada, now=group.now)
    takeovers.hand_to_policy(seat=group.seat("JPN"), by=group.ada, now=group.now)
    group.resolve()
    assert (group.sheet("JPN").policy, group.sheet("JPN").is_missed) == ("empirical", True)


@pytest.mark.slow
def test_a_replay_of_seats_that_changed_hands_is_equal(group: Class, bo: Participant) -> None:
    takeovers.hand_to_policy(seat=group.seat("JPN"), by=group.ada, now=group.now)
    group.submit(bo, [])
    group.resolve()
    takeovers.hand_back(seat=group.seat("JPN"), by=group.ada, now=group.now)
    group.open_next()
    group.submit(bo, [])
    phases.close(turn=group.turn, by=group.ada, now=timezone.now())
    group.resolve()
    replayed = replays.replay(exercise=group.exercise)
    assert [(turn.number, turn.differences) for turn in replayed] == [(1, ()), (2, ())]


def test_an_unknown_policy_and_a_stranger_change_nothing(group: Class, bo: Participant) -> None:
    with pytest.raises(takeovers.UnknownPolicy, match="empirical"):
        takeovers.hand_to_policy(seat=group.seat("KOR"), by=group.ada, now=group.now, policy="oracle")
    for act in (takeovers.hand_to_policy, takeovers.hand_back):
        with pytest.raises(control.NotWhiteCell):
            act(seat=group.seat("KOR"), by=bo, now=group.now)
    assert group.seat("KOR").policy == ""
