"""An order that names several states, from the form to the log: with JavaScript and without, and who reads of it."""

import re
from collections.abc import Mapping

import pytest
from django.test import Client
from django.urls import reverse

from scenarios.models import ScenarioVersion
from tests.cast import NOON, SEED
from tests.exercises.playing import Player
from tests.packs import version_of
from tests.seeds import secret_of
from wargame.accounts.models import User
from wargame.exercises import perspectives
from wargame.exercises.lobby.services import solo
from wargame.exercises.models import OrderSheet, Turn
from wargame.exercises.orders.forms import ChangeForm, OrderForm

pytestmark = pytest.mark.django_db
WORD = {"kind": "quiet_word", "level": "word", "target": "CHN+RUS", "partner": ""}
SAID = "Mongolia sent China and Russia a quiet word"


@pytest.fixture
def version(db: None) -> ScenarioVersion:
    return version_of("the-invitation")


@pytest.fixture
def mongolia(version: ScenarioVersion, bo: User, client: Client) -> Player:
    """Mongolia in July, when it can send a quiet word; its person is signed in."""
    client.force_login(bo)
    exercise = solo.start_solo(version=version, role="MNG", user=bo, now=NOON, secret=secret_of(SEED))
    player = Player(exercise.seats.get(role="MNG"))
    player.play_turn([])
    return player


def post(client: Client, player: Player, name: str, fields: Mapping[str, object], slot: int = 0) -> str:
    """Post a form of the order region as a browser without JavaScript does, and read the page that follows."""
    words: list[object] = [player.seat.exercise.code, player.turn.number]
    answer = client.post(reverse(name, args=[*words, slot] if slot else words), fields, follow=True)
    assert answer.status_code in (200, 422), answer.status_code
    return answer.content.decode()


def stored(player: Player) -> list[dict[str, str]]:
    """Return the orders on the sheet."""
    return list(OrderSheet.objects.get(turn=player.turn, seat=player.seat).orders)


def boxes(page: str) -> dict[str, bool]:
    """Return the boxes of targets in the form of the open order, and whether each is ticked."""
    found = re.findall(r'<label><input type="checkbox"\s+name="target"\s+id="target-1-\w+"\s+([^>]*)>', page)
    return {re.findall(r'value="(\w+)"', box)[0]: "checked" in box for box in found}


def words_of(page: str, start: str, end: str) -> str:
    """Return the text between two pieces of a page, without its tags."""
    piece = re.search(f"{re.escape(start)}(.*?){re.escape(end)}", page, re.DOTALL)
    assert piece is not None, start
    return " ".join(re.sub(r"<[^>]*>", " ", piece[1]).split())


@pytest.mark.slow
def test_the_form_has_a_box_for_each_state_and_takes_one_or_both(client: Client, mongolia: Player) -> None:
    page = post(client, mongolia, "add_order", {"revision": 0, "kind": "quiet_word"})
    assert boxes(page) == {"RUS": True, "CHN": False}
    assert words_of(page, '<legend class="label">', "</legend>") == "Towards 1 to 2, 1 pt for each more"

    page = post(client, mongolia, "update_order", {"revision": 1, "target": ["RUS", "CHN"]}, slot=1)
    assert boxes(page) == {"RUS": True, "CHN": True}
    assert stored(mongolia) == [WORD]
    assert "towards CHN and RUS" in words_of(page, 'id="order-1"', "</a>")
    assert words_of(page, '<span class="order-cost">', "</span>") == "2 pt"

    page = post(client, mongolia, "update_order", {"revision": 2, "target": "CHN"}, slot=1)
    assert boxes(page) == {"RUS": False, "CHN": True}
    assert [row["target"] for row in stored(mongolia)] == ["CHN"]


@pytest.mark.slow
def test_with_javascript_the_region_alone_comes_back(client: Client, mongolia: Player) -> None:
    post(client, mongolia, "add_order", {"revision": 0, "kind": "quiet_word"})
    address = reverse("update_order", args=[mongolia.seat.exercise.code, mongolia.turn.number, 1])
    answer = client.post(address, {"revision": 1, "target": ["CHN", "RUS"]}, headers={"HX-Request": "true"})
    region = answer.content.decode()
    assert boxes(region) == {"RUS": True, "CHN": True}
    assert "<html" not in region


@pytest.mark.slow
def test_boxes_without_a_tick_are_refused_with_the_ways_on_and_nothing_changes(
    client: Client, mongolia: Player
) -> None:
    page = post(client, mongolia, "add_order", {"revision": 0, **WORD})
    assert '<input type="hidden" name="target" value="">' in page
    page = post(client, mongolia, "update_order", {"revision": 1, "target": ""}, slot=1)
    assert "&quot;Send a quiet word&quot; needs a target." in words_of(page, 'id="faults"', "</p>")
    assert "Choose CHN and RUS" in words_of(page, 'id="faults"', "</ul>")
    assert stored(mongolia) == [WORD]


@pytest.mark.slow
def test_a_form_without_the_boxes_leaves_whom_the_order_names(client: Client, mongolia: Player) -> None:
    post(client, mongolia, "add_order", {"revision": 0, **WORD})
    assert boxes(post(client, mongolia, "update_order", {"revision": 1}, slot=1)) == {"RUS": True, "CHN": True}


@pytest.mark.slow
@pytest.mark.parametrize("target", [["CHN", "JPN"], ["CHN+JPN"], ["CHN", "CHN+RUS", "MNG"]])
def test_a_forged_state_is_refused_and_nothing_changes(client: Client, mongolia: Player, target: list[str]) -> None:
    post(client, mongolia, "add_order", {"revision": 0, **WORD})
    page = post(client, mongolia, "update_order", {"revision": 1, "target": target}, slot=1)
    assert "cannot be aimed at" in words_of(page, 'id="faults"', "</p>")
    assert stored(mongolia) == [WORD]


@pytest.mark.slow
def test_other_kinds_keep_their_list_of_one(client: Client, mongolia: Player) -> None:
    page = post(client, mongolia, "add_order", {"revision": 0, "kind": "good_offices"})
    assert boxes(page) == {}
    assert '<select class="input" name="target" id="target-1">' in page


def test_the_shapes_of_forms_read_several_values_as_one_bloc() -> None:
    form = OrderForm({"revision": "0", **WORD, "target": ["RUS", "CHN"]})
    assert form.is_valid()
    assert form.row() == WORD
    change = ChangeForm({"revision": "0", "target": ["RUS", "CHN+RUS"]})
    assert change.is_valid()
    assert change.changed({**WORD, "target": "CHN"}) == WORD
    assert not OrderForm({"revision": "0", **WORD, "target": ["RUS"] * 3 + ["X" * 120]}).is_valid()


@pytest.mark.slow
def test_what_is_told_beside_the_boxes_is_told_of_the_order_with_that_state(client: Client, mongolia: Player) -> None:
    post(client, mongolia, "add_order", {"revision": 0, "kind": "quiet_word"})
    turn: Turn = mongolia.turn
    address = reverse("told", args=[mongolia.seat.exercise.code, turn.number])
    answer = client.get(f"{address}?revision=1&o=1", headers={"HX-Request": "true"})
    told = re.findall(r'data-told="(way-1-target-\w+)"', answer.content.decode())
    assert told == ["way-1-target-RUS", "way-1-target-CHN"]
    shown = client.get(reverse("preview", args=[mongolia.seat.exercise.code, turn.number, 1]))
    assert shown.status_code == 200


@pytest.mark.slow
def test_it_goes_through_to_results_log_and_files(client: Client, mongolia: Player) -> None:
    code, number = mongolia.seat.exercise.code, mongolia.turn.number
    post(client, mongolia, "add_order", {"revision": 0, **WORD})
    mongolia.play_turn([WORD])
    for name, words in (("results", [code, number]), ("log", [code]), ("overview", [code])):
        page = client.get(reverse(name, args=words))
        assert page.status_code == 200
        shown = {"results": "(towards CHN and RUS)", "log": SAID, "overview": "CHN and RUS"}
        assert shown[name] in page.content.decode(), name


@pytest.mark.slow
def test_those_it_names_read_it_and_nobody_else_does(client: Client, mongolia: Player) -> None:
    seats = mongolia.seat.exercise.seats.all()
    for target, readers in (("CHN+RUS", {"MNG", "CHN", "RUS"}), ("CHN", {"MNG", "CHN"})):
        turn = mongolia.play_turn([{**WORD, "target": target}])
        known = {seat.role: perspectives.known_outcomes(turn, seat, may_know_all=False) for seat in seats}
        told = [(role, one) for role, outcomes in known.items() for one in outcomes if one.kind == "quiet_word"]
        assert {role for role, _ in told} == readers
        assert {one.target for _, one in told} == {target}
