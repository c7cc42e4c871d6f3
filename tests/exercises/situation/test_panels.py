"""The board of a manoeuvre: what stands on it is what its reader may know, drawn and in tables alike."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from scenarios.models import ScenarioVersion
from tests.cast import NOON, SEED
from tests.exercises.playing import Player
from tests.kept_rows import once
from tests.packs import version_of
from tests.seeds import secret_of
from wargame.accounts.models import User
from wargame.exercises.lobby.services import solo
from wargame.exercises.models import Exercise
from wargame.exercises.situation.selectors.common_knowledge import common_board_of
from wargame.exercises.situation.selectors.map import panels_at
from wargame.exercises.situation.selectors.panels import Panels
from wargame.exercises.situation.selectors.seat_view import seat_view_of

ORDERS = (
    [{"kind": "invite_china", "level": "brigade", "target": "CHN", "partner": ""}],
    [{"kind": "move_forces", "level": "district", "target": "", "partner": ""}],
)


@pytest.fixture
def russia(bo: User) -> Player:
    """Bo leads Russia, has invited China and moved some forces; turn 3 is open."""
    version = version_of("the-invitation")
    once(("russia", version.content_hash, version.pk, bo.pk), lambda: invite(version, bo))
    return Player(Exercise.objects.get().seats.get(role="RUS"))


def invite(version: ScenarioVersion, bo: User) -> None:
    exercise = solo.start_solo(version=version, role="RUS", user=bo, now=NOON, secret=secret_of(SEED))
    player = Player(exercise.seats.get(role="RUS"))
    for rows in ORDERS:
        player.play_turn(rows)


def panels(player: Player, role: str) -> Panels:
    seat = player.seat.exercise.seats.get(role=role)
    found = panels_at(seat_view_of(seat, player.branch, player.turn))
    assert isinstance(found, Panels)
    return found


def panels_of(browser: Client, name: str, code: str) -> str:
    page = browser.get(reverse(name, args=[code])).content.decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.slow
def test_what_has_really_moved_stands_on_its_owners_board_alone(russia: Player) -> None:
    there = {force.text for force in panels(russia, "RUS").forces if force.basis == "There"}
    assert there == {"units of one district"}
    for role in ("CHN", "JPN", "USA", "MNG"):
        assert not [force for force in panels(russia, role).forces if force.basis == "There"], role


@pytest.mark.slow
def test_each_state_stands_once_and_in_the_words_of_those_who_know(russia: Player) -> None:
    for role in ("RUS", "CHN", "JPN", "USA", "MNG"):
        board = panels(russia, role)
        states = [guest.state for guest in (*board.taking_part, *board.watching)]
        assert sorted(states) == ["CHN", "JPN", "KAZ", "MNG", "USA"], role


def test_the_table_says_what_the_drawing_shows(russia: Player, client: Client, bo: User) -> None:
    client.force_login(bo)
    code, board = russia.seat.exercise.code, panels(russia, "RUS")
    play, table = panels_of(client, "play", code), panels_of(client, "map_table", code)
    for text in (*(g.text for g in (*board.taking_part, *board.watching)), *(f.text for f in board.forces)):
        assert text in play
        assert text in table
    for part in board.openness:
        assert part.text in play
        assert part.text in table
    for one in board.ranges:
        assert " / ".join(one.names) in table


def test_the_projector_draws_the_ranges_with_what_everybody_knows(russia: Player) -> None:
    maps = common_board_of(russia.turn).maps
    assert maps is not None
    assert len(maps.projector.ranges) == 2
    assert "Tsugol range" in maps.projector.sentence
    assert "units of one district" not in maps.projector.sentence


def test_results_show_the_board_as_the_next_turn_opens(russia: Player, client: Client, bo: User) -> None:
    client.force_login(bo)
    board, url = panels(russia, "RUS"), reverse("results", args=[russia.seat.exercise.code, 2])
    page = " ".join(unescape(re.sub(r"<[^>]+>", " ", client.get(url).content.decode())).split())
    for text in (*(guest.text for guest in board.taking_part), *(force.text for force in board.forces)):
        assert text in page


def test_what_has_moved_is_on_the_board_of_whoever_may_know_all_and_of_no_common_one(russia: Player) -> None:
    common, truth = (common_board_of(russia.turn, may_know_all=sees_all).panels for sees_all in (False, True))
    assert isinstance(common, Panels)
    assert isinstance(truth, Panels)
    assert "units of one district" not in {force.text for force in common.forces}
    assert "units of one district" in {force.text for force in truth.forces}
    assert "a letter is under way" not in {guest.text for guest in common.taking_part}
    for board in (common, truth):
        states = [guest.state for guest in (*board.taking_part, *board.watching)]
        assert sorted(states) == ["CHN", "JPN", "KAZ", "MNG", "USA"]
        assert board.openness


def test_a_map_alone_has_no_panels(player: Player) -> None:
    assert panels_at(seat_view_of(player.seat, player.branch, player.turn)) is None
