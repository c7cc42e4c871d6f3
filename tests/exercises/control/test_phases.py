"""The phases of a class's turn: what the white cell and the clock do, and what is refused when it is too late."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tests.exercises.class_with_people import CUT_SHORT, Class
from wargame.exercises import perspectives
from wargame.exercises.control.services import lifecycle, phases, turnkeeper
from wargame.exercises.control_log.services import control
from wargame.exercises.lobby.services import participants, seating
from wargame.exercises.models import ControlEntry, Exercise, LedgerEntry, Participant, SheetChange, Turn
from wargame.exercises.orders.services import orders

pytestmark = pytest.mark.django_db


def acts(group: Class) -> list[str]:
    return list(group.exercise.control_entries.values_list("act", flat=True))


def let_time_run_out(group: Class) -> None:
    """Move the deadline of the turn into the past."""
    Turn.objects.filter(pk=group.turn.pk).update(deadline=timezone.now() - timedelta(seconds=1))


def seconds_left(turn: Turn) -> int:
    assert turn.deadline is not None
    return round((turn.deadline - timezone.now()).total_seconds() / 10) * 10


def test_empty_seats_are_played_from_the_start_and_the_clock_runs(group: Class) -> None:
    group.join("Bo", "KOR")
    turn = group.start()
    assert (turn.number, turn.phase, seconds_left(turn)) == (1, "orders", 600)
    played = {seat.role: seat.policy for seat in group.exercise.seats.all()}
    assert played == {"CHN": "empirical", "JPN": "empirical", "KOR": "", "RUS": "empirical", "USA": "empirical"}
    with pytest.raises(lifecycle.AlreadyStarted):
        group.start()
    assert acts(group) == ["create", "assign", "start"]


def test_brief_ends_by_the_clock_or_by_hand_and_takes_no_orders(make_class: Callable[..., Class]) -> None:
    group = make_class(brief_seconds=60)
    bo = group.join("Bo", "KOR")
    turn = group.start()
    assert (turn.phase, seconds_left(turn)) == ("brief", 60)
    with pytest.raises(orders.TurnClosed, match="not open for orders yet"):
        group.submit(bo)
    let_time_run_out(group)
    assert turnkeeper.run_round(now=timezone.now()).ran_out == 1
    assert (group.turn.phase, seconds_left(group.turn)) == ("orders", 600)
    with pytest.raises(phases.NotInPhase):
        phases.open_orders(turn=turn, by=group.ada, now=group.now)
    assert list(ControlEntry.objects.filter(act="open_orders").values_list("by", flat=True)) == [None]


def test_a_paused_turn_keeps_its_time_takes_orders_and_does_not_close(group: Class) -> None:
    bo = group.join("Bo", "KOR")
    group.start()
    phases.pause(turn=group.turn, by=group.ada, now=group.now, reason="Fire alarm.")
    phases.pause(turn=group.turn, by=group.ada, now=group.now)
    paused = group.turn
    assert (paused.deadline, paused.is_paused) == (None, True)
    assert 590 < (paused.left_seconds or 0) <= 600
    assert not group.submit(bo).is_turn_closed
    assert turnkeeper.run_round(now=timezone.now()).ran_out == 0
    phases.resume(turn=group.turn, by=group.ada, now=group.now)
    assert group.turn.status == "adjudicating", "all are ready"
    assert acts(group)[-2:] == ["pause", "resume"]


def test_resuming_gives_back_the_time_that_was_left(group: Class) -> None:
    group.join("Bo", "KOR")
    group.start()
    phases.pause(turn=group.turn, by=group.ada, now=group.now)
    phases.extend(turn=group.turn, seconds=120, by=group.ada, now=group.now)
    phases.resume(turn=group.turn, by=group.ada, now=group.now)
    assert seconds_left(group.turn) == 720
    phases.extend(turn=group.turn, seconds=-300, by=group.ada, now=group.now)
    assert seconds_left(group.turn) == 420
    assert list(ControlEntry.objects.filter(act="extend").values_list("detail", flat=True)) == ["+120 s", "-300 s"]


def test_a_deadline_in_the_past_is_refused(group: Class) -> None:
    group.join("Bo", "KOR")
    group.start()
    before = group.turn.deadline
    for seconds in (-600, -10_000, 15 * 86_400):
        with pytest.raises(phases.DeadlinePast, match="14 days"):
            phases.extend(turn=group.turn, seconds=seconds, by=group.ada, now=group.now)
    with pytest.raises(phases.DeadlinePast):
        phases.reopen(turn=group.turn, seconds=-5, by=group.ada, now=group.now)
    assert group.turn.deadline == before


def test_at_zero_there_is_nothing_to_pause_but_an_extension_saves_the_turn(group: Class) -> None:
    bo = group.join("Bo", "KOR")
    group.start()
    stale = group.turn
    let_time_run_out(group)
    with pytest.raises(phases.NotInPhase, match="time is up"):
        phases.pause(turn=stale, by=group.ada, now=group.now)
    with pytest.raises(orders.TurnClosed):
        group.submit(bo)
    phases.extend(turn=stale, seconds=120, by=group.ada, now=group.now)
    assert not phases.run_out(turn=stale, now=group.now), "the turnkeeper had looked before"
    assert seconds_left(group.turn) == 120
    assert group.submit(bo).is_turn_closed


@pytest.mark.slow
def test_a_draft_counts_at_zero_and_who_wrote_nothing_holds_publicly(group: Class) -> None:
    bo = group.join("Bo", "KOR")
    group.join("Cy", "JPN")
    group.start()
    rows = first_legal(group, "KOR")
    group.draft(bo, rows)
    let_time_run_out(group)
    assert turnkeeper.run_round(now=timezone.now()).ran_out == 1
    turn = group.resolve()
    assert (turn.phase, turn.deadline) == ("reveal", None)
    assert turn.notes == ["Japan gave no orders in time; it held its position."]
    assert (group.sheet("KOR").orders, group.sheet("KOR").is_missed) == (rows, False)
    missed = group.sheet("JPN")
    assert (missed.orders, missed.policy, missed.is_missed, missed.is_ready) == ([], "", True, False)


def test_what_the_clock_closes_is_logged_without_an_author(group: Class) -> None:
    group.join("Bo", "KOR")
    group.start()
    let_time_run_out(group)
    assert phases.run_out(turn=group.turn, now=group.now)
    entry = group.exercise.control_entries.latest("pk")
    assert (entry.act, entry.by, entry.turn) == ("close", None, group.turn)


def test_a_standby_policy_decides_for_who_wrote_nothing(make_class: Callable[..., Class]) -> None:
    group = make_class(missed="policy")
    group.join("Bo", "KOR")
    group.start()
    phases.close(turn=group.turn, by=group.ada, now=group.now)
    turn = group.resolve()
    assert turn.notes == ["South Korea gave no orders in time; its standing instructions decided."]
    sheet = group.sheet("KOR")
    assert (sheet.policy, sheet.is_missed, bool(sheet.reason)) == ("empirical", True, True)
    assert group.seat("KOR").policy == "", "people still play it"


@pytest.mark.slow
def test_grace_is_given_once_and_only_where_nothing_is_written(make_class: Callable[..., Class]) -> None:
    group = make_class(grace_seconds=60)
    bo = group.join("Bo", "KOR")
    group.start()
    let_time_run_out(group)
    assert turnkeeper.run_round(now=timezone.now()).ran_out == 1
    assert (group.turn.phase, seconds_left(group.turn)) == ("orders", 60)
    let_time_run_out(group)
    assert turnkeeper.run_round(now=timezone.now()).ran_out == 1
    assert group.turn.status == "adjudicating"
    assert acts(group)[-2:] == ["grace", "close"]
    group.resolve()
    group.open_next()
    group.draft(bo, [])
    let_time_run_out(group)
    turnkeeper.run_round(now=timezone.now())
    assert group.turn.status == "adjudicating", "a draft is something"


def test_a_turn_closes_when_every_seat_with_people_is_ready(make_class: Callable[..., Class], now: datetime) -> None:
    group = make_class()
    bo = group.join("Bo", "KOR")
    lifecycle.start(exercise=group.exercise, by=group.ada, now=now, fills_empty=False)
    assert group.submit(bo).is_turn_closed, "nobody waits for seats with nobody in them"


@pytest.mark.parametrize("is_removed", [False, True])
def test_a_turn_does_not_wait_for_the_last_writer_who_goes(make_class: Callable[..., Class], is_removed: bool) -> None:
    group = make_class(orders_seconds=0)
    bo, cy = group.join("Bo", "KOR"), group.join("Cy", "JPN")
    group.start()
    group.submit(bo, [])
    assert group.turn.status == "open"
    if is_removed:
        participants.remove(person=cy, by=group.ada, reason="", now=group.now)
    else:
        participants.leave(person=cy, now=group.now)
    assert group.turn.status == "adjudicating"


def one_of_two_is_ready(make_class: Callable[..., Class]) -> tuple[Class, Participant, Participant]:
    """Return a class without a clock, with Bo, whose orders are in, and Cy."""
    group = make_class(orders_seconds=0)
    bo, cy = group.join("Bo", "KOR"), group.join("Cy", "JPN")
    group.start()
    group.submit(bo, [])
    return group, bo, cy


@pytest.mark.parametrize("passed", [phases.MOVES_SETTLE, timedelta(minutes=-10)], ids=["in time", "clock set back"])
def test_a_turn_whose_last_writer_is_moved_closes_when_the_moves_have_settled(
    make_class: Callable[..., Class], passed: timedelta
) -> None:
    group, _, cy = one_of_two_is_ready(make_class)
    moved = group.now + timedelta(minutes=15)
    seating.assign(person=cy, seat=None, by=group.ada, now=moved)
    assert turnkeeper.run_round(now=moved + phases.MOVES_SETTLE / 2).ran_out == 0, "it may be half of a swap"
    assert turnkeeper.run_round(now=moved + passed).ran_out == 1
    assert group.turn.status == "adjudicating"
    assert acts(group)[-1] == "close"


def test_a_swap_and_a_move_of_everybody_close_no_turn(make_class: Callable[..., Class]) -> None:
    group, bo, cy = one_of_two_is_ready(make_class)
    later = group.now + timedelta(minutes=5)
    seating.assign(person=cy, seat=group.seat("KOR"), by=group.ada, now=later)
    seating.assign(person=bo, seat=group.seat("JPN"), by=group.ada, now=later)
    assert turnkeeper.run_round(now=later + phases.MOVES_SETTLE).ran_out == 0
    for person in (bo, cy):
        seating.assign(person=person, seat=None, by=group.ada, now=later)
    assert turnkeeper.run_round(now=later + phases.MOVES_SETTLE).ran_out == 0
    assert group.turn.status == "open"


def test_a_turn_that_everybody_leaves_stays_open(group: Class) -> None:
    """Somebody who left by mistake finds the turn unchanged, and the white cell decides how it continues."""
    bo = group.join("Bo", "KOR")
    group.start()
    participants.leave(person=bo, now=group.now)
    assert group.turn.status == "open"


@pytest.mark.slow
def test_the_next_turn_is_opened_once_by_the_white_cell(group: Class) -> None:
    bo = group.join("Bo", "KOR")
    group.start()
    group.submit(bo)
    with pytest.raises(phases.NotInPhase):
        group.open_next()
    first = group.resolve()
    assert Turn.objects.count() == 1, "the class looks at its results first"
    phases.discuss(turn=first, by=group.ada, now=group.now)
    assert group.turn.phase == "discuss"
    world = first.next_world
    second = group.open_next()
    assert (second.number, second.phase, second.world) == (2, "orders", world)
    for act in (phases.open_next, phases.discuss):
        with pytest.raises(phases.NotInPhase):
            act(turn=first, by=group.ada, now=group.now)
    assert Turn.objects.count() == 2
    steered = group.exercise.control_entries.exclude(act="inject").values_list("act", flat=True)
    assert list(steered)[-2:] == ["discuss", "open_next"], "whatever the scenario's injects do between them"


def test_reviewed_results_are_the_white_cells_until_they_are_revealed(make_class: Callable[..., Class]) -> None:
    group = make_class(adjudication="semi_rigid", seed=CUT_SHORT)
    bo = group.join("Bo", "KOR")
    group.start()
    group.submit(bo)
    turn, seat = group.resolve(), group.seat("KOR")
    assert (turn.status, turn.phase) == ("review", "review")
    assert LedgerEntry.objects.filter(turn=turn).exists()
    assert perspectives.known_outcomes(turn, seat, may_know_all=False) == ()
    assert perspectives.known_entries(turn, seat, may_know_all=False) == ()
    phases.reveal(turn=turn, by=group.ada, now=group.now)
    assert perspectives.known_outcomes(group.turn, seat, may_know_all=False)
    with pytest.raises(phases.NotInPhase):
        phases.reveal(turn=turn, by=group.ada, now=group.now)
    assert acts(group).count("reveal") == 1


@pytest.mark.slow
def test_a_reopened_turn_drops_what_was_computed_and_keeps_what_was_written(make_class: Callable[..., Class]) -> None:
    group = make_class(adjudication="semi_rigid", grace_seconds=60)
    bo, _ = group.join("Bo", "KOR"), group.join("Cy", "JPN")
    group.start()
    rows = first_legal(group, "KOR")
    group.submit(bo, rows)
    phases.close(turn=group.turn, by=group.ada, now=group.now)
    reviewed = group.resolve()
    phases.reopen(turn=reviewed, by=group.ada, now=group.now, reason="A team was lost in the corridor.")
    turn = group.turn
    assert (turn.status, turn.digest, turn.outcomes, turn.notes, turn.next_world) == ("open", "", [], [], None)
    assert not LedgerEntry.objects.filter(turn=turn).exists()
    assert (group.sheet("KOR").is_ready, group.sheet("KOR").orders) == (False, rows)
    assert not turn.sheets.filter(seat__role="JPN").exists()
    changes = SheetChange.objects.filter(sheet=group.sheet("KOR")).values_list("by__name", "is_ready")
    assert list(changes) == [("Bo", True), ("ada", False)]
    phases.close(turn=turn, by=group.ada, now=group.now)
    assert group.resolve().digest == reviewed.digest, "same orders, same dice"


def test_results_of_orders_that_were_reopened_meanwhile_are_not_kept(group: Class) -> None:
    """A slow worker must not publish results of the orders before the turn was reopened."""
    bo = group.join("Bo", "KOR")
    group.start()
    group.submit(bo)
    from wargame.exercises.turns.services import adjudications

    slow = group.turn
    result = adjudications.compute(turn=slow)
    phases.reopen(turn=slow, by=group.ada, now=group.now)
    phases.close(turn=slow, by=group.ada, now=group.now + timedelta(seconds=60))
    group.turn.refresh_from_db()
    assert not adjudications.commit(turn=slow, result=result, now=group.now)
    assert group.turn.status == "adjudicating"


@pytest.mark.slow
def test_a_class_plays_to_its_ending(group: Class) -> None:
    bo = group.join("Bo", "KOR")
    group.start()
    for _ in range(20):
        group.submit(bo)
        group.resolve()
        group.exercise.refresh_from_db()
        if group.exercise.status == Exercise.Status.ENDED:
            break
        group.open_next()
    branch = group.exercise.current_branch
    assert branch is not None
    assert branch.ending
    assert branch.final_world == group.turn.next_world
    with pytest.raises(phases.NotInPhase):
        group.open_next()


def test_nobody_but_the_white_cell_steers(group: Class, make_class: Callable[..., Class]) -> None:
    bo, other = group.join("Bo", "KOR"), make_class()
    turn = group.start()
    for stranger in (bo, other.ada):
        with pytest.raises(control.NotWhiteCell):
            phases.pause(turn=turn, by=stranger, now=group.now)
        with pytest.raises(control.NotWhiteCell):
            phases.extend(turn=turn, seconds=60, by=stranger, now=group.now)
        with pytest.raises(control.NotWhiteCell):
            phases.open_next(turn=turn, by=stranger, now=group.now)
        with pytest.raises(control.NotWhiteCell):
            lifecycle.end(exercise=group.exercise, by=stranger, reason="", now=group.now)
    assert group.turn.is_open


def first_legal(group: Class, role: str) -> list[dict[str, str]]:
    from tests.exercises.playing import Player

    return Player(group.seat(role)).legal(turn=group.turn)
