"""Injects of the white cell that move figures, within bounds, at the end of the turn in which they are read."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.class_with_people import Class
from wargame.engine.values import LedgerEntry
from wargame.exercises import bridge, perspectives
from wargame.exercises.control.services import phases
from wargame.exercises.models import Inject

pytestmark = pytest.mark.django_db
ENTERED = {
    "action": "send",
    "title": "Crowds gather",
    "text": "At the embassy.",
    "kind": "news",
    "to": ["KOR"],
    "due": "hand",
    "figure_1": "tension-JPN-KOR",
    "points_1": "12",
    "figure_2": "approval-KOR",
    "points_2": "-4",
}


@pytest.fixture
def begun(group: Class) -> Class:
    group.join("Bo", "KOR")
    group.start()
    return group


def post(group: Class, **changed: Any) -> str:
    client = Client()
    client.force_login(group.ada.user)  # type: ignore[arg-type]
    address = reverse("new_inject", args=[group.exercise.code])
    return client.post(address, ENTERED | changed, follow=True).content.decode()


def answer(group: Class, name: str, page: str, query: dict[str, str]) -> str:
    client = Client()
    client.force_login(group.exercise.participants.get(name=name).user)  # type: ignore[arg-type]
    return client.get(reverse(page, args=[group.exercise.code]), query).content.decode()


def close(group: Class) -> list[LedgerEntry]:
    phases.close(turn=group.turn, by=group.ada, now=group.now)
    turn = group.resolve()
    return [entry for entry in bridge.entries_of(turn) if entry.rule == "shift"]


@pytest.mark.slow
def test_it_moves_what_was_chosen_at_the_end_of_the_turn_and_once(begun: Class) -> None:
    post(begun)
    told = close(begun)
    moved = {(entry.variable, entry.who, entry.towards): entry.delta for entry in told}
    pair = {("tension", "JPN", "KOR"): 12_000, ("tension", "KOR", "JPN"): 12_000}
    assert moved == pair | {("approval", "KOR", ""): -4_000}
    assert not any("Crowds" in entry.text for entry in told), "what it says is its readers'"
    begun.open_next()
    assert close(begun) == []


@pytest.mark.slow
def test_what_it_moved_names_it_to_those_who_read_it_and_in_full_truth(begun: Class) -> None:
    begun.join("Cy", "JPN")
    post(begun)
    close(begun)
    turn = begun.turn
    told = {}
    for role, may_know_all in (("KOR", False), ("JPN", False), ("JPN", True)):
        entries = perspectives.known_entries(turn, begun.seat(role), may_know_all=may_know_all)
        told[role, may_know_all] = {(one.cause, "Crowds gather" in one.text) for one in entries if one.rule == "shift"}
    assert told["JPN", True] == {("inject:own-1", True)}
    assert told["KOR", False] == told["JPN", False] == {("shift", False)}, "others may have moved it too"


@pytest.mark.slow
def test_it_stands_in_the_log_and_its_files_and_in_the_overview(begun: Class) -> None:
    begun.join("Cy", "JPN")
    post(begun, title="Stays at home", to=["JPN"], figure_1="", figure_2="")
    post(begun)
    close(begun)
    pages = {"log": {"kind": "injects"}, "overview": {"at": "1.inject.own-2"}, "log_json": {}, "log_csv": {}}
    for name, query in pages.items():
        assert "To KOR: At the embassy." in answer(begun, "ada", name, query), name
    assert "Stays at home" not in answer(begun, "ada", "log", {"kind": "injects", "seat": "KOR"})
    assert "Why: KOR home confidence" in answer(begun, "ada", "overview", {"at": "1.change.approval-KOR"})
    seen = answer(begun, "Bo", "overview", {"at": "1.change.approval-KOR"})
    assert "Stays at home" not in seen


@pytest.mark.slow
def test_one_that_is_read_in_a_later_brief_moves_its_figures_then(begun: Class) -> None:
    post(begun, action="save", due="turn", turn=2)
    assert close(begun) == []
    begun.open_next()
    assert len(close(begun)) == 3


@pytest.mark.parametrize(
    "changed",
    [
        {"points_1": "31"},
        {"points_1": "0"},
        {"points_1": "x"},
        {"figure_1": "points-KOR"},
        {"figure_2": "tension-JPN-KOR"},
    ],
)
def test_what_is_out_of_bounds_is_refused_and_stays_in_the_form(begun: Class, changed: dict[str, str]) -> None:
    page = post(begun, **changed)
    assert "Nothing has been changed" in page
    assert "Crowds gather" in page
    assert not Inject.objects.exists()
    assert begun.turn.interventions == {}


@pytest.mark.slow
def test_the_form_shows_what_is_kept(begun: Class) -> None:
    post(begun, action="save")
    inject = Inject.objects.get()
    assert inject.effects == [["tension-JPN-KOR", 12], ["approval-KOR", -4]]
    client = Client()
    client.force_login(begun.ada.user)  # type: ignore[arg-type]
    page = client.get(reverse("inject", args=[begun.exercise.code, inject.pk])).content.decode()
    assert '<option value="tension-JPN-KOR" selected>' in " ".join(page.split())
    assert "KOR home confidence -4" in page
