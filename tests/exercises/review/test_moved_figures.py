"""Figures that the white cell moves in a review: within bounds, with a reason, and undone when orders reopen."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.class_with_people import Class
from wargame.exercises import bridge
from wargame.exercises.control.services import phases, undo
from wargame.exercises.models import Exercise
from wargame.exercises.review.services import figures, rulings

pytestmark = pytest.mark.django_db
FIGURE = "tension-JPN-KOR"


@pytest.fixture
def reviewed(kept_class: Callable[..., Class]) -> Class:
    return kept_class(in_review, adjudication=Exercise.Adjudication.SEMI_RIGID)


def in_review(group: Class) -> None:
    group.join("Bo", "KOR")
    group.start()
    phases.close(turn=group.turn, by=group.ada, now=group.now)
    group.resolve()


def move(group: Class, points: int, figure: str = FIGURE, reason: str = "A collision nobody ordered.") -> None:
    wanted = figures.Move(figure, points, reason)
    figures.move(turn=group.turn, wanted=wanted, by=group.ada, now=group.now)


def shifted(group: Class) -> list[int]:
    return [entry.delta for entry in bridge.entries_of(group.turn) if entry.rule == "shift"]


@pytest.mark.slow
def test_a_figure_moves_once_and_back(reviewed: Class) -> None:
    before = reviewed.turn.digest
    move(reviewed, 9)
    assert shifted(reviewed) == [9000, 9000]
    entry = reviewed.exercise.control_entries.latest("pk")
    assert (entry.act, entry.detail, entry.reason) == (
        "rule",
        "JPN\N{EN DASH}KOR tension +9",
        "A collision nobody ordered.",
    )
    move(reviewed, 4)
    assert shifted(reviewed) == [4000, 4000], "another value takes the place of the first"
    move(reviewed, 0)
    assert (shifted(reviewed), reviewed.turn.digest) == ([], before)


def test_what_is_out_of_bounds_or_without_a_reason_is_refused(reviewed: Class) -> None:
    for points, figure in ((31, FIGURE), (5, "points-KOR"), (5, "")):
        with pytest.raises(figures.BadFigure):
            move(reviewed, points, figure)
    with pytest.raises(rulings.NoReason):
        move(reviewed, 5, reason=" ")
    assert shifted(reviewed) == []


def test_a_close_on_which_a_figure_was_moved_is_reopened_and_not_undone(reviewed: Class) -> None:
    move(reviewed, 9)
    with pytest.raises(phases.NotInPhase):
        undo.unclose(turn=reviewed.turn, by=reviewed.ada, now=reviewed.now)
    phases.reopen(turn=reviewed.turn, by=reviewed.ada, now=reviewed.now)
    assert bridge.interventions_of(reviewed.turn).shifts == ()


@pytest.mark.slow
def test_the_review_has_a_form_for_it(reviewed: Class) -> None:
    client = Client()
    client.force_login(reviewed.ada.user)  # type: ignore[arg-type]
    address = reverse("review", args=[reviewed.exercise.code])
    client.post(address, {"act": "move", "figure": FIGURE, "points": -7, "reason": "They hold back."})
    assert shifted(reviewed) == [-7000, -7000]
    page = client.get(address).content.decode()
    assert "JPN\N{EN DASH}KOR tension -7" in page
    refused = client.post(address, {"act": "move", "figure": FIGURE, "points": 99, "reason": "x"})
    assert refused.status_code == 422
