"""One navigation of the review: its pages in their order, the page it opens on, and old addresses."""

import re
from datetime import datetime

import pytest
from django.test import Client

from tests.analysis.asking import WorkerBench, ask
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.exercises.models import Turn
from wargame.exercises.navigation.pages import PAGES, Opens
from wargame.exercises.turns.services import branches

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TABS = [page.label for page in PAGES if page.opens != Opens.CLASS]


def tabs_of(page: str) -> dict[str, str]:
    """Return the tabs of a page: label and whether it is the current one ("page", "true" or "")."""
    nav = page.partition('aria-label="Exercise">')[2].partition("</nav>")[0]
    links = re.findall(r"<a href=\"[^\"]+\"\s*(?:aria-current=\"(\w+)\")?\s*>([^<]+)</a>", nav)
    return {label: current for current, label in links}


@pytest.fixture
def reader(client: Client, bo: User) -> Client:
    client.force_login(bo)
    return client


def test_every_page_of_the_review_has_the_same_tabs_and_marks_its_own(reader: Client, ended: Player) -> None:
    code = ended.seat.exercise.code
    for path, own, mark in (
        ("ending/", "Ending", "page"),
        ("overview/", "Overview", "page"),
        ("turning-points/", "Turning points", "page"),
        ("turning-points/orders/", "Turning points", "true"),
        ("replay/", "Replay", "page"),
        ("log/", "Replay", "true"),
        ("words/", "Words and deeds", "page"),
        ("what-if/", "What if", "page"),
        ("what-if/games/", "What if", "true"),
        ("what-if/lines/", "What if", "true"),
    ):
        found = tabs_of(reader.get(f"/x/{code}/{path}").content.decode())
        assert list(found) == TABS, path
        assert {label: current for label, current in found.items() if current} == {own: mark}, path


def test_while_a_line_is_played_only_what_a_seat_may_know_has_a_tab(reader: Client, player: Player) -> None:
    player.play_turn()
    found = tabs_of(reader.get(f"/x/{player.seat.exercise.code}/overview/").content.decode())
    assert list(found) == ["Play on", "Overview", "Replay", "Words and deeds"]


def test_a_fork_leads_back_to_the_review_of_the_first_line(
    reader: Client, ended: Player, bo: User, now: datetime
) -> None:
    code = ended.seat.exercise.code
    branches.fork(turn=Turn.objects.get(branch=ended.branch, number=1), by=bo, now=now)
    shown = reader.get(f"/x/{code}/overview/").content.decode()
    assert f'href="/x/{code}/review/?b=1">First line' in shown
    assert list(tabs_of(reader.get(f"/x/{code}/overview/?b=1").content.decode())) == TABS


def test_the_review_opens_on_the_biggest_turning_point_once_it_is_ready(
    reader: Client, ended: Player, bench: WorkerBench, now: datetime
) -> None:
    code = ended.seat.exercise.code
    assert reader.get(f"/x/{code}/review/").headers["Location"] == f"/x/{code}/ending/?b=1"
    bench.play_all(ask(ended, now, kind="split", games=2))
    place = reader.get(f"/x/{code}/review/").headers["Location"]
    address, _, heading = place.partition("#")
    assert address == f"/x/{code}/turning-points/?b=1"
    assert f'id="{heading}"' in reader.get(address).content.decode()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("decisions/?b=1&turn=2", "turning-points/orders/?b=1&turn=2"),
        ("ensembles/", "what-if/games/"),
        ("comparisons/?b=1", "what-if/lines/?b=1"),
    ],
)
def test_an_old_address_leads_to_the_new_one_with_its_query(
    reader: Client, ended: Player, eve: User, old: str, new: str
) -> None:
    root = f"/x/{ended.seat.exercise.code}/"
    answer = reader.get(root + old)
    assert (answer.status_code, answer.headers["Location"]) == (308, root + new)
    reader.force_login(eve)
    assert reader.get(root + old).status_code == 404
