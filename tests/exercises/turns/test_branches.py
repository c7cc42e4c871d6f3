"""What-ifs: a past turn played differently, with the same dice and the same views."""

import re
from datetime import datetime
from html import unescape

import pytest
from django.test import Client

from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.exercises import access
from wargame.exercises.models import Exercise, OrderSheet, Turn
from wargame.exercises.turns.services import branches

pytestmark = pytest.mark.django_db


@pytest.fixture
def forked(player: Player, bo: User, now: datetime) -> Turn:
    """Turn 2 of Bo's exercise, played to turn 3 and then forked."""
    player.play_turn()
    past = player.play_turn()
    branches.fork(turn=past, by=bo, now=now)
    return past


@pytest.mark.slow
def test_a_fork_opens_its_own_copy_of_the_turn(forked: Turn, player: Player) -> None:
    copy = player.turn
    assert copy.pk != forked.pk
    assert (copy.number, copy.status, copy.branch.number) == (2, "open", 2)
    assert copy.branch.parent_turn == forked
    assert copy.world == forked.world
    assert decisions(copy) == decisions(forked)


@pytest.mark.slow
@pytest.mark.parametrize("path", ["t/2/", "t/2/results/"])
def test_links_on_a_kept_line_stay_on_it(forked: Turn, player: Player, bo: User, client: Client, path: str) -> None:
    client.force_login(bo)
    base = f"/x/{player.seat.exercise.code}/"
    text = unescape(client.get(f"{base}{path}?b=1").content.decode())
    links = re.findall(rf'href="({base}(?:t/|map/|log/)[^"#]*)', text)
    assert [link for link in links if "/map/" in link], "the page has no map"
    for link in links:
        assert "b=1" in link, link
        assert client.get(link).status_code == 200, link


@pytest.mark.slow
def test_a_fork_opens_with_the_orders_as_they_were_given(forked: Turn, player: Player) -> None:
    given = OrderSheet.objects.get(turn=forked, seat=player.seat)
    draft = OrderSheet.objects.get(turn=player.turn, seat=player.seat)
    assert given.orders
    assert (draft.orders, draft.is_ready, draft.revision) == (given.orders, False, 1)
    assert draft.changes.count() == 1


def decisions(turn: Turn) -> list[object]:
    sheets = OrderSheet.objects.filter(turn=turn).exclude(seat__policy="").order_by("seat__role")
    return list(sheets.values_list("seat__role", "orders", "reason"))


@pytest.mark.slow
def test_the_line_of_a_fork_keeps_what_came_before(forked: Turn, player: Player) -> None:
    player.play_turn()
    branch = player.branch
    line = [(turn.branch.number, turn.number) for turn in Turn.objects.in_line(branch)]
    assert line == [(1, 1), (2, 2), (2, 3)]
    assert access.turn_for(player.seat, 1).branch.number == 1
    assert access.turn_for(player.seat, 2, access.branch_for(player.seat, 1)) == forked


@pytest.mark.slow
def test_the_same_orders_on_a_fork_lead_to_the_same_results(forked: Turn, player: Player) -> None:
    rows = OrderSheet.objects.get(turn=forked, seat=player.seat).orders
    assert player.play_turn(rows).digest == forked.digest


@pytest.mark.slow
def test_other_orders_on_a_fork_lead_elsewhere(forked: Turn, player: Player) -> None:
    assert player.play_turn([]).digest != forked.digest


@pytest.mark.slow
def test_a_fork_of_a_fork_inherits_from_both(forked: Turn, player: Player, bo: User, now: datetime) -> None:
    player.play_turn([])
    third = player.play_turn([])
    branches.fork(turn=third, by=bo, now=now)
    branch = player.branch
    line = [(turn.branch.number, turn.number) for turn in Turn.objects.in_line(branch)]
    assert line == [(1, 1), (2, 2), (3, 3)]


@pytest.mark.slow
def test_one_can_go_back_to_another_line(forked: Turn, player: Player, bo: User) -> None:
    branches.go_to(branch=access.branch_for(player.seat, 1), by=bo)
    assert (player.turn.number, player.turn.branch.number) == (3, 1)


@pytest.mark.slow
def test_a_finished_exercise_runs_again_on_a_fork_and_is_over_again_on_the_way_back(
    player: Player, bo: User, now: datetime
) -> None:
    player.play_to_the_end()
    first = Turn.objects.get(branch__exercise=player.seat.exercise, number=1)
    branches.fork(turn=first, by=bo, now=now)
    assert Exercise.objects.get(pk=player.seat.exercise_id).status == "running"
    branches.go_to(branch=first.branch, by=bo)
    assert Exercise.objects.get(pk=player.seat.exercise_id).status == "ended"


@pytest.mark.slow
def test_a_line_that_ends_aside_does_not_end_the_exercise(player: Player, bo: User, now: datetime) -> None:
    from django.utils import timezone

    from wargame.exercises.turns.services import turns

    first = player.play_turn([])
    while player.turn.number < last_number(player):
        player.play_turn([])
    last = player.turn
    player.submit([])
    branches.fork(turn=first, by=bo, now=now)
    assert turns.resolve(turn_id=last.pk, now=timezone.now()).ending  # type: ignore[union-attr]
    assert Exercise.objects.get(pk=player.seat.exercise_id).status == "running"


def last_number(player: Player) -> int:
    return player.seat.exercise.scenario_version.turns


def test_only_a_past_turn_can_be_forked(player: Player, bo: User, now: datetime) -> None:
    with pytest.raises(branches.NotPast):
        branches.fork(turn=player.turn, by=bo, now=now)


@pytest.mark.slow
def test_only_the_player_can_fork_and_go_back(forked: Turn, eve: User, now: datetime) -> None:
    with pytest.raises(branches.NotYours):
        branches.fork(turn=forked, by=eve, now=now)
    with pytest.raises(branches.NotYours):
        branches.go_to(branch=forked.branch, by=eve)
