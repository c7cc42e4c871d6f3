"""Results are computed once for all people of a seat and for nobody else; personal parts stay personal."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.exercises.class_with_people import Class
from tests.exercises.every_answer import FRESH
from wargame.exercises.control.services import lifecycle, phases
from wargame.exercises.models import OrderSheet, Participant
from wargame.exercises.orders.services import rationales
from wargame.exercises.results.selectors.results import Results, results_of
from wargame.exercises.results.views import cache as views
from wargame.web.shared_cache import SharedCache


class Table:
    """A class with Bo and Di in South Korea and Cy in Japan, whose first turn has its results."""

    def __init__(self, klass: Class) -> None:
        self.klass = klass
        self.people = {name: klass.join(name, role) for name, role in [("Bo", "KOR"), ("Di", "KOR"), ("Cy", "JPN")]}
        klass.start()
        bo = self.people["Bo"]
        rationales.write(turn=klass.turn, seat=bo.seat, by=bo, text="Only Bo wrote this", now=klass.now)
        phases.close(turn=klass.turn, by=klass.ada, now=timezone.now())
        klass.resolve()

    def page(self, name: str) -> str:
        person: Participant = self.people[name]
        client = Client()
        client.force_login(person.user)
        return client.get(reverse("results", args=[self.klass.exercise.code, 1])).content.decode()


@pytest.fixture
def table(make_class: Callable[..., Class]) -> Table:
    return Table(make_class(adjudication="rigid"))


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the seats for which results were built, in order."""
    seats: list[str] = []

    def make(at: object, sheet: object, said: object) -> Results:
        seats.append(at.mine)  # type: ignore[attr-defined]
        return results_of(at, sheet, said)  # type: ignore[arg-type]

    monkeypatch.setattr("wargame.exercises.results.views.cache.results_of", make)
    return seats


def next_step_of(page: str) -> str:
    """Return the bar of the page for going on."""
    return page[page.index('id="next-step"') : page.index("</header>")]


def main_of(page: str) -> str:
    return FRESH.sub("", page[page.index('<div id="board"') : page.index("</main>")])


@pytest.mark.slow
def test_a_seat_s_results_are_made_once_and_no_other_seat_s(table: Table, builds: list[str]) -> None:
    own = '<p class="quiet">'
    pages = {name: main_of(table.page(name)) for name in ("Bo", "Di", "Cy", "Bo")}
    assert builds == ["KOR", "JPN"]
    assert "Only Bo wrote this" in pages["Bo"]
    assert "Only Bo wrote this" not in pages["Di"] + pages["Cy"]
    before, after = pages["Bo"].split(own)
    assert pages["Di"].split() == (before + after.partition("</p>")[2]).split(), "all else is the same"
    assert pages["Di"] != pages["Cy"]


@pytest.mark.slow
def test_results_are_given_to_other_processes_once_for_as_long_as_they_may_be_kept(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[float] = []
    keep = SharedCache.set

    def set_(self: SharedCache, key: str, value: Any, timeout: float, version: int | None = None) -> None:
        given.extend([timeout] * isinstance(value, views.ResultsPage))
        keep(self, key, value, timeout, version)

    monkeypatch.setattr(SharedCache, "set", set_)
    for name in ("Bo", "Di"):
        table.page(name)
    assert given == [views.KEEP_SECONDS], "there were no orders with forecasts"
    given.clear()
    cache.clear()
    shadow = {"kind": "shadow", "level": "close", "target": "RUS", "partner": ""}
    OrderSheet.objects.filter(turn=table.klass.turn, seat__role="KOR").update(orders=[shadow])
    for name in ("Bo", "Di"):
        table.page(name)
    assert given == [views.KEEP_UNTOLD_SECONDS], "their forecasts may be kept a moment later"


@pytest.mark.slow
def test_results_are_made_anew_when_the_next_turn_opens(table: Table, builds: list[str]) -> None:
    assert "Turn 2 opens when the white cell is ready" in table.page("Bo")
    table.klass.open_next()
    assert reverse("play", args=[table.klass.exercise.code]) in next_step_of(table.page("Bo"))
    assert builds == ["KOR"] * 2


@pytest.mark.slow
def test_results_lead_to_a_later_turn_as_soon_as_that_has_its_own(table: Table, builds: list[str]) -> None:
    klass = table.klass
    klass.open_next()
    before = table.page("Bo")
    phases.close(turn=klass.turn, by=klass.ada, now=timezone.now())
    klass.resolve()
    klass.open_next()
    second = reverse("turn", args=[klass.exercise.code, 2])
    table.page("Bo")
    phases.close(turn=klass.turn, by=klass.ada, now=timezone.now())
    klass.resolve()
    assert second not in before
    assert second in table.page("Bo")
    assert builds == ["KOR"] * 3


@pytest.mark.slow
def test_results_are_made_anew_when_the_exercise_ends(table: Table, builds: list[str]) -> None:
    table.page("Bo")
    lifecycle.end(exercise=table.klass.exercise, by=table.klass.ada, reason="", now=table.klass.now)
    assert "The exercise has ended." in next_step_of(table.page("Bo"))
    assert builds == ["KOR"] * 2


def test_results_of_a_solo_exercise_are_their_session_s(
    player: object, client: Client, bo: object, builds: list[str]
) -> None:
    exercise = player.seat.exercise  # type: ignore[attr-defined]
    player.play_turn([])  # type: ignore[attr-defined]
    client.force_login(bo)  # type: ignore[arg-type]
    for _ in range(2):
        page = client.get(reverse("results", args=[exercise.code, 1]))
        assert b"csrfmiddlewaretoken" in page.content
    assert builds == ["KOR"] * 2
