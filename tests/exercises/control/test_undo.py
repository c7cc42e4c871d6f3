"""Undoing a close and a reveal while nothing depends on them yet."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import with_two
from tests.exercises.class_with_people import Class
from wargame.exercises import perspectives
from wargame.exercises.control.services import phases, undo
from wargame.exercises.control_log.services import control
from wargame.exercises.models import Exercise, LedgerEntry, OrderSheet, Verdict
from wargame.exercises.review.domain import items
from wargame.exercises.review.services import rulings

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewed(kept_class: Callable[..., Class]) -> Class:
    return kept_class(with_two, adjudication=Exercise.Adjudication.FREE)


def acts(group: Class) -> list[str]:
    return list(group.exercise.control_entries.values_list("act", flat=True))


@pytest.mark.slow
def test_a_close_is_taken_back_with_sheets_and_time_as_they_were(reviewed: Class) -> None:
    bo = reviewed.exercise.participants.get(name="Bo")
    reviewed.submit(bo)
    phases.extend(turn=reviewed.turn, seconds=-240, by=reviewed.ada, now=reviewed.now)
    phases.close(turn=reviewed.turn, by=reviewed.ada, now=reviewed.now)
    reviewed.resolve()
    assert reviewed.turn.status == "review"
    undo.unclose(turn=reviewed.turn, by=reviewed.ada, now=reviewed.now)
    turn = reviewed.turn
    assert (turn.status, turn.digest, turn.outcomes, turn.next_world) == ("open", "", [], None)
    assert turn.deadline is not None
    assert 340 < (turn.deadline - timezone.now()).total_seconds() <= 360
    assert not LedgerEntry.objects.filter(turn=turn).exists()
    assert reviewed.sheet("KOR").is_ready, "who was ready still is"
    assert not OrderSheet.objects.filter(turn=turn, is_missed=True).exists()
    assert acts(reviewed)[-2:] == ["close", "unclose"]
    with pytest.raises(phases.NotInPhase):
        undo.unclose(turn=turn, by=reviewed.ada, now=reviewed.now)


def test_a_close_is_taken_back_while_it_is_being_computed(reviewed: Class) -> None:
    phases.close(turn=reviewed.turn, by=reviewed.ada, now=reviewed.now)
    undo.unclose(turn=reviewed.turn, by=reviewed.ada, now=reviewed.now)
    assert reviewed.turn.status == "open"


def test_what_the_clock_closed_or_somebody_judged_is_not_taken_back(reviewed: Class) -> None:
    phases.close(turn=reviewed.turn, by=reviewed.ada, now=reviewed.now)
    reviewed.resolve()
    item = items.items_of(reviewed.turn)[0]
    rulings.accept(turn=reviewed.turn, about=item.about, by=reviewed.ada, now=reviewed.now)
    with pytest.raises(phases.NotInPhase, match="Reopen"):
        undo.unclose(turn=reviewed.turn, by=reviewed.ada, now=reviewed.now)
    phases.reopen(turn=reviewed.turn, by=reviewed.ada, now=reviewed.now)
    type(reviewed.turn).objects.filter(pk=reviewed.turn.pk).update(deadline=timezone.now() - timedelta(seconds=1))
    assert phases.run_out(turn=reviewed.turn, now=reviewed.now)
    with pytest.raises(phases.NotInPhase):
        undo.unclose(turn=reviewed.turn, by=reviewed.ada, now=reviewed.now)


@pytest.mark.slow
def test_a_reveal_is_taken_back_and_what_was_accepted_with_it_is_due_again(reviewed: Class) -> None:
    phases.close(turn=reviewed.turn, by=reviewed.ada, now=reviewed.now)
    reviewed.resolve()
    due = len(items.due_of(reviewed.turn))
    first = items.due_of(reviewed.turn)[0]
    rulings.accept(turn=reviewed.turn, about=first.about, by=reviewed.ada, now=reviewed.now)
    later = reviewed.now + timedelta(minutes=3)
    phases.reveal(turn=reviewed.turn, by=reviewed.ada, now=later, accepts_rest=True)
    phases.discuss(turn=reviewed.turn, by=reviewed.ada, now=later)
    digest = reviewed.turn.digest
    undo.unreveal(turn=reviewed.turn, by=reviewed.ada, now=later)
    turn = reviewed.turn
    assert (turn.status, turn.discussed_at, turn.digest) == ("review", None, digest)
    assert len(items.due_of(turn)) == due - 1
    assert [verdict.about for verdict in Verdict.objects.filter(turn=turn)] == [first.about]
    assert perspectives.known_outcomes(turn, reviewed.seat("KOR"), may_know_all=False) == ()
    assert acts(reviewed)[-1] == "unreveal"
    with pytest.raises(phases.NotInPhase):
        undo.unreveal(turn=turn, by=reviewed.ada, now=later)
    phases.reveal(turn=turn, by=reviewed.ada, now=later, accepts_rest=True)
    assert reviewed.open_next().number == 2


@pytest.mark.slow
def test_a_reveal_on_which_a_turn_was_opened_stands(reviewed: Class) -> None:
    phases.close(turn=reviewed.turn, by=reviewed.ada, now=reviewed.now)
    reviewed.resolve()
    phases.reveal(turn=reviewed.turn, by=reviewed.ada, now=reviewed.now, accepts_rest=True)
    first = reviewed.turn
    reviewed.open_next()
    with pytest.raises(phases.NotInPhase, match="next turn"):
        undo.unreveal(turn=first, by=reviewed.ada, now=reviewed.now)


def test_results_that_nobody_reviewed_are_not_taken_back(group: Class) -> None:
    group.join("Bo", "KOR")
    group.start()
    phases.close(turn=group.turn, by=group.ada, now=group.now)
    group.resolve()
    for act in (undo.unreveal, undo.unclose):
        with pytest.raises(phases.NotInPhase):
            act(turn=group.turn, by=group.ada, now=group.now)


def test_only_the_white_cell_takes_back(reviewed: Class) -> None:
    bo = reviewed.exercise.participants.get(name="Bo")
    phases.close(turn=reviewed.turn, by=reviewed.ada, now=reviewed.now)
    with pytest.raises(control.NotWhiteCell):
        undo.unclose(turn=reviewed.turn, by=bo, now=reviewed.now)
