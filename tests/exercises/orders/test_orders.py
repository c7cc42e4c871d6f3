"""Order sheets: drafted, submitted, refused. A refusal names its reason and changes nothing."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tests.exercises.playing import Player, offered, problems_of
from wargame.exercises.digests import digest_of
from wargame.exercises.models import Exercise, OrderSheet, Turn
from wargame.exercises.orders.services import orders
from wargame.exercises.turns.services import turns

pytestmark = pytest.mark.django_db


def stored(player: Player) -> tuple[object, ...]:
    """Return all rows that a refused request could have changed."""
    turn = player.turn
    sheets = OrderSheet.objects.filter(turn__branch__exercise=player.seat.exercise).order_by("pk")
    return turn.pk, turn.status, list(sheets.values_list("pk", "revision", "orders", "is_ready", "submitted_at"))


def test_a_draft_is_kept_and_each_save_raises_its_revision(player: Player) -> None:
    turn = player.turn
    first = orders.save_draft(seat=player.seat, turn=turn, orders=player.legal(), revision=0, now=timezone.now())
    second = orders.save_draft(seat=player.seat, turn=turn, orders=[], revision=first.revision, now=timezone.now())
    assert (first.revision, second.revision) == (1, 2)
    assert OrderSheet.objects.get(turn=turn, seat=player.seat).orders == []


def test_a_draft_may_cost_too_much_but_cannot_be_submitted(player: Player) -> None:
    turn = player.turn
    rows = dear_orders(player)
    sheet = orders.save_draft(seat=player.seat, turn=turn, orders=rows, revision=0, now=timezone.now())
    before = stored(player)
    with pytest.raises(orders.IllegalOrders) as refusal:
        orders.submit(seat=player.seat, turn=turn, orders=rows, revision=sheet.revision, now=timezone.now())
    assert [problem.code for problem in refusal.value.problems] == ["over_budget"]
    assert refusal.value.problems[0].remedies
    assert stored(player) == before


def dear_orders(player: Player) -> list[dict[str, str]]:
    """Return orders that the seat may give one by one, but cannot pay for together."""
    turn, rows = player.turn, []
    for row in offered(turn, player.seat, level=-1):
        codes = problems_of(turn, player.seat, [*rows, row])
        if set(codes) <= {"over_budget"}:
            rows.append(row)
        if "over_budget" in codes:
            return rows
    raise AssertionError("the pack offers no way to spend too much")


def test_a_submit_gives_a_receipt_and_with_the_last_seat_closes_the_turn(player: Player) -> None:
    turn, rows = player.turn, player.legal(2)
    receipt = player.submit(rows)
    turn.refresh_from_db()
    sheet = OrderSheet.objects.get(turn=turn, seat=player.seat)
    assert (receipt.revision, sheet.revision, sheet.is_ready) == (1, 1, True)
    assert receipt.order_hash == digest_of(sheet.orders)
    assert receipt.order_hash != digest_of([])
    assert receipt.is_turn_closed
    assert turn.status == "adjudicating"


def test_the_turn_waits_for_every_person(player: Player, second: Player) -> None:
    assert not player.submit().is_turn_closed
    assert player.turn.is_open
    assert second.submit().is_turn_closed
    assert not player.turn.is_open


def test_a_submitted_sheet_can_be_taken_back_while_the_turn_is_open(player: Player, second: Player) -> None:
    receipt = player.submit()
    turn = player.turn
    with pytest.raises(orders.AlreadySubmitted):
        orders.save_draft(seat=player.seat, turn=turn, orders=[], revision=receipt.revision, now=timezone.now())
    sheet = orders.reopen(seat=player.seat, turn=turn, now=timezone.now())
    assert not sheet.is_ready
    assert not second.submit().is_turn_closed
    assert player.submit([]).is_turn_closed
    with pytest.raises(orders.TurnClosed):
        orders.reopen(seat=player.seat, turn=turn, now=timezone.now())


@pytest.mark.parametrize(
    ("forged", "code"),
    [
        ({"kind": "launch_missiles"}, "unknown_kind"),
        ({"level": "far too far"}, "unknown_level"),
        ({"target": "XXX"}, "unknown_target"),
        ({"partner": "XXX"}, "unknown_partner"),
    ],
)
@pytest.mark.parametrize("is_draft", [True, False])
def test_forged_orders_are_refused(player: Player, forged: dict[str, str], code: str, *, is_draft: bool) -> None:
    rows = [player.legal()[0] | forged]
    before = stored(player)
    with pytest.raises(orders.IllegalOrders) as refusal:
        player.draft(rows) if is_draft else player.submit(rows)
    assert code in {problem.code for problem in refusal.value.problems}
    assert str(refusal.value)
    assert stored(player) == before


def test_an_order_of_another_seat_is_refused(player: Player, exercise: Exercise) -> None:
    russia = exercise.seats.get(role="RUS")
    mine = {row["kind"] for row in offered(player.turn, player.seat)}
    theirs = next(row for row in offered(player.turn, russia) if row["kind"] not in mine)
    before = stored(player)
    with pytest.raises(orders.IllegalOrders):
        player.submit([theirs])
    assert stored(player) == before


def test_the_same_order_twice_is_refused(player: Player) -> None:
    before = stored(player)
    with pytest.raises(orders.IllegalOrders):
        player.submit(player.legal() * 2)
    assert stored(player) == before


@pytest.mark.slow
def test_an_endless_sheet_is_refused(player: Player) -> None:
    before = stored(player)
    with pytest.raises(orders.IllegalOrders):
        orders.save_draft(
            seat=player.seat, turn=player.turn, orders=player.legal() * 500, revision=0, now=timezone.now()
        )
    assert stored(player) == before


def test_an_outdated_sheet_is_refused(player: Player) -> None:
    turn = player.turn
    orders.save_draft(seat=player.seat, turn=turn, orders=player.legal(), revision=0, now=timezone.now())
    before = stored(player)
    for revision in (0, 2):
        with pytest.raises(orders.OutdatedSheet) as refusal:
            orders.submit(seat=player.seat, turn=turn, orders=[], revision=revision, now=timezone.now())
        assert refusal.value.current == 1
    assert stored(player) == before


def test_what_one_of_a_team_has_filed_is_filed_for_all_who_saw_it(player: Player, second: Player) -> None:
    turn, rows, now = player.turn, player.legal(), timezone.now()
    draft = orders.save_draft(seat=player.seat, turn=turn, orders=rows, revision=0, now=now)
    receipt = orders.submit(seat=player.seat, turn=turn, orders=rows, revision=draft.revision, now=now)
    before = stored(player)
    for seen in (draft.revision, receipt.revision):
        again = orders.submit(seat=player.seat, turn=turn, orders=rows, revision=seen, now=timezone.now())
        assert again == receipt
    with pytest.raises(orders.OutdatedSheet):
        orders.submit(seat=player.seat, turn=turn, orders=rows, revision=0, now=timezone.now())
    with pytest.raises(orders.OutdatedSheet):
        orders.submit(seat=player.seat, turn=turn, orders=[], revision=draft.revision, now=timezone.now())
    assert stored(player) == before
    assert second.submit().is_turn_closed


def test_who_saw_an_empty_sheet_finds_it_filed(player: Player, second: Player) -> None:
    receipt = orders.submit(seat=player.seat, turn=player.turn, orders=[], revision=0, now=timezone.now())
    again = orders.submit(seat=player.seat, turn=player.turn, orders=[], revision=0, now=timezone.now())
    assert again == receipt
    assert second.submit().is_turn_closed


def test_a_closed_turn_takes_no_orders(player: Player) -> None:
    turn = player.turn
    player.submit()
    before = stored(player)
    with pytest.raises(orders.TurnClosed):
        orders.save_draft(seat=player.seat, turn=turn, orders=[], revision=1, now=timezone.now())
    with pytest.raises(orders.TurnClosed):
        orders.submit(seat=player.seat, turn=turn, orders=[], revision=1, now=timezone.now())
    assert stored(player) == before


@pytest.mark.slow
def test_a_past_turn_takes_no_orders(player: Player) -> None:
    past = player.play_turn()
    before = stored(player)
    with pytest.raises(orders.TurnClosed):
        orders.submit(seat=player.seat, turn=past, orders=[], revision=1, now=timezone.now())
    assert stored(player) == before


def test_the_deadline_is_kept_by_the_database_clock(player: Player) -> None:
    turn = player.turn
    Turn.objects.filter(pk=turn.pk).update(deadline=timezone.now() - timedelta(seconds=1))
    before = stored(player)
    long_ago = datetime(2000, 1, 1, tzinfo=timezone.now().tzinfo)
    with pytest.raises(orders.TurnClosed):
        orders.submit(seat=player.seat, turn=turn, orders=[], revision=0, now=long_ago)
    assert stored(player) == before
    Turn.objects.filter(pk=turn.pk).update(deadline=timezone.now() + timedelta(seconds=60))
    assert player.submit([]).is_turn_closed


@pytest.mark.slow
def test_a_draft_counts_when_the_deadline_passes(player: Player) -> None:
    turn, rows = player.turn, player.legal()
    orders.save_draft(seat=player.seat, turn=turn, orders=rows, revision=0, now=timezone.now())
    assert turns.close(turn=turn, now=timezone.now())
    turns.resolve(turn_id=turn.pk, now=timezone.now())
    turn.refresh_from_db()
    assert any(outcome["actor"] == "KOR" and outcome["kind"] == rows[0]["kind"] for outcome in turn.outcomes)
