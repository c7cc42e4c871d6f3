"""The pages of a turn log: each is light, and together they lose nothing."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.playing import Player
from tests.exercises.results.test_replay import FIRST_SEATS, over, played_through
from wargame.accounts.models import User
from wargame.exercises import perspectives
from wargame.exercises.models import Turn
from wargame.exercises.results.selectors import log_pages

__all__ = ["over"]

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MOST_BYTES = 200_000


def pages_of(client: Client, code: str, **asked: str) -> list[str]:
    """Return the pages of a log from its first on, by the links that lead onward."""
    pages, turn = [], 0
    while True:
        answer = client.get(reverse("log", args=[code]), asked | ({"turn": str(turn)} if turn else {}))
        assert answer.status_code == 200
        pages.append(answer.content.decode())
        turn = answer.context["page"].after
        if not turn:
            return pages
        assert f"turn={turn}#turn-{turn}" in pages[-1]


def anchors(pages: list[str], begins: str) -> list[str]:
    return [anchor for page in pages for anchor in re.findall(rf'\sid="({begins}-[\d-]+)"', page)]


@pytest.fixture
def browser(client: Client, bo: User) -> Client:
    client.force_login(bo)
    return client


@pytest.mark.parametrize("kind", ["", "changes", "orders"])
def test_pages_of_a_whole_game_are_light_and_hold_every_turn_and_entry_once(
    over: Player, browser: Client, kind: str
) -> None:
    code = over.seat.exercise.code
    numbers = list(Turn.objects.filter(branch=over.branch).values_list("number", flat=True))
    pages = pages_of(browser, code, kind=kind)
    assert max(len(page.encode()) for page in pages) < MOST_BYTES, [len(page.encode()) for page in pages]
    assert anchors(pages, "turn") == [f"turn-{number}" for number in sorted(numbers)]
    if kind != "orders":
        turns = Turn.objects.played_in(over.branch).with_exercise()
        known = {turn: perspectives.known_entries(turn, over.seat, may_know_all=True) for turn in turns}
        rows = [f"entry-{turn.number}-{row.sequence}" for turn, entries in known.items() for row in entries]
        assert sorted(anchors(pages, "entry")) == sorted(rows)


@pytest.mark.parametrize("slug", sorted(FIRST_SEATS))
def test_pages_of_other_scenarios_are_light(browser: Client, bo: User, slug: str) -> None:
    sizes = [len(page.encode()) for page in pages_of(browser, played_through(slug, bo))]
    assert max(sizes) < MOST_BYTES, sizes


def test_a_link_to_an_entry_opens_the_page_that_has_it(over: Player, browser: Client) -> None:
    code = over.seat.exercise.code
    shown = browser.get(reverse("aims", args=[code])).content.decode()
    links = re.findall(rf'href="({reverse("log", args=[code])}[^"#]*)#(entry-[\d-]+)"', shown)
    assert links
    for address, entry in {entry.split("-")[1]: (address, entry) for address, entry in links}.values():
        assert f'id="{entry}"' in browser.get(address.replace("&amp;", "&")).content.decode()


def test_a_turn_that_fills_a_page_leaves_its_ledger_to_a_page_of_its_own(
    over: Player, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_pages, "MOST", 60)
    code = over.seat.exercise.code
    shown = browser.get(reverse("log", args=[code]), {"turn": "2", "as": "seat"})
    (turn,) = shown.context["turns"]
    assert (turn.number, turn.rows, turn.minor) == (2, (), ())
    (link,) = re.findall(r'href="(\?[^"]*kind=changes[^"]*)#turn-2"', shown.content.decode())
    alone = browser.get(reverse("log", args=[code]) + link.replace("&amp;", "&"))
    (whole,) = alone.context["turns"]
    assert len(whole.rows) + len(whole.minor) == turn.left_out > 0
    assert not alone.context["knows_all"], "the view is kept"


@pytest.mark.parametrize("turn", ["7", "99"])
def test_a_turn_without_results_is_404(over: Player, browser: Client, turn: str) -> None:
    found = browser.get(reverse("log", args=[over.seat.exercise.code]), {"turn": turn})
    assert found.status_code == 404
    assert "sign in" in found.content.decode()
