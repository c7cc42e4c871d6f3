"""In a class, results are shown first; forecasts take hundreds of futures and follow."""

from collections.abc import Callable, Sequence

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.exercises.class_with_people import Class
from tests.exercises.playing import Rows, offered, problems_of
from wargame.accounts.models import User
from wargame.engine.values import Perspective, Preview, Promise
from wargame.exercises import forecasts
from wargame.exercises.control.services import phases

HTMX = {"HX-Request": "true"}


@pytest.fixture
def address(make_class: Callable[..., Class], client: Client) -> str:
    """Return the address of South Korea's results, after an order by Bo and none by Cy of Japan."""
    klass = make_class(adjudication="rigid")
    bo = klass.join("Bo", "KOR")
    klass.join("Cy", "JPN")
    klass.start()
    orders = offered(klass.turn, klass.seat("KOR"))
    klass.draft(bo, [next(row for row in orders if not problems_of(klass.turn, klass.seat("KOR"), [row]))])
    phases.close(turn=klass.turn, by=klass.ada, now=timezone.now())
    klass.resolve()
    client.force_login(bo.user)
    return reverse("results", args=[klass.exercise.code, 1])


@pytest.fixture
def imagined(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the slots whose futures were played, in order."""
    slots: list[int] = []
    preview = forecasts.preview

    def counted(view: Perspective, rows: Rows, slot: int, seed: int, promises: Sequence[Promise]) -> Preview:
        slots.append(slot)
        return preview(view, rows, slot, seed, promises)

    monkeypatch.setattr(forecasts, "preview", counted)
    return slots


def test_results_wait_for_no_futures(address: str, client: Client, imagined: list[int]) -> None:
    page = client.get(address).content.decode()
    assert 'id="results-heading"' in page
    assert not imagined
    assert f'hx-get="{address}?b=1&amp;told=1"' in page


def test_what_was_told_comes_after_them_once_for_a_seat(address: str, client: Client, imagined: list[int]) -> None:
    client.get(address)
    parts = [client.get(address, {"b": 1, "told": 1}, headers=HTMX).content.decode() for _ in range(2)]
    assert parts[0] == parts[1]
    assert imagined == [0]
    assert parts[0].strip().startswith('<section id="expected"')
    assert "hx-get" not in parts[0]
    assert "results-heading" not in parts[0], "the section alone"


def test_without_script_the_page_comes_with_it(address: str, client: Client) -> None:
    page = client.get(address, {"b": 1, "told": 1}).content.decode()
    assert 'id="results-heading"' in page
    assert 'id="expected"' in page
    assert "load delay" not in page


def test_a_seat_without_orders_was_told_nothing(address: str, client: Client, imagined: list[int]) -> None:
    client.force_login(User.objects.get(participations__name="Cy"))
    assert 'class="told-odds"' not in client.get(address).content.decode()
    assert not imagined
