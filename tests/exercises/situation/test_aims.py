"""Aims on the pages of a turn: score, change and reasons of each, the total, and the two figures at home."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.exercises.models import Turn
from wargame.exercises.results.selectors.ending import ending_of
from wargame.exercises.situation.selectors.aims import AT_HOME, Aims, aims_of, total_of
from wargame.exercises.situation.selectors.seat_view import SeatView, seat_view_after, seat_view_of


@pytest.fixture
def browser(client: Client, bo: User, player: Player) -> Client:
    """Return Bo's browser."""
    client.force_login(bo)
    return client


def view(player: Player, turn: Turn | None = None) -> SeatView:
    return seat_view_of(player.seat, player.branch, turn or player.turn)


def aims(at: SeatView) -> Aims:
    return aims_of(at.view, at.before, at.mine)


def text_of(browser: Client, name: str, *arguments: object) -> str:
    """Return the text of a page without its tags."""
    page = browser.get(reverse(name, args=arguments)).content.decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.slow
def test_the_total_is_that_of_the_ending(player: Player) -> None:
    player.play_to_the_end()
    last = player.turn
    ending = ending_of(player.seat, player.branch, last, knows_all=False)
    assert total_of(ending.own.objectives) == ending.own.score
    assert 0 < ending.own.score <= 100


@pytest.mark.slow
def test_an_aim_that_moved_says_why_and_one_that_did_not_says_nothing_new(player: Player) -> None:
    before = aims(view(player))
    assert before.before is None
    assert not any(aim.delta for aim in before.aims)
    turn = player.play_turn([{"kind": "shadow", "level": "close", "target": "CHN", "partner": ""}])
    after = aims(view(player))
    home = next(aim for aim in after.aims if aim.key == "home")
    assert home.delta
    assert home.before == next(aim for aim in before.aims if aim.key == "home").score
    assert [reason.text for reason in home.why] == [f"Home confidence stands at {after.figures[0].value}."]
    assert after.delta == after.total - before.total
    for aim in after.aims:
        assert {*aim.why, *aim.standing} == {*aim.reasons}
        assert aim.delta or not aim.why or aim.score in (0, 100, *(round(cap.most) for cap in aim.caps))
    following = seat_view_after(view(player, turn))
    assert following is not None
    assert aims_of(following.view, view(player, turn).view, "KOR") == after


def test_home_confidence_and_public_stake_stand_by_themselves_with_what_they_mean(player: Player) -> None:
    told = aims(view(player))
    assert [figure.label for figure in told.figures] == ["Home confidence", "Public stake"]
    assert [figure.key for figure in told.figures] == [f"{variable}-KOR" for variable in AT_HOME]
    assert "Seen to act at home" in told.figures[0].meaning


def test_the_page_of_a_turn_shows_every_aim_and_the_briefing(browser: Client, player: Player) -> None:
    page = text_of(browser, "play", player.seat.exercise.code)
    told = aims(view(player))
    assert all(aim.name in page and aim.text in page for aim in told.aims)
    assert "Home confidence" in page
    assert "Public stake" in page
    briefing = page[page.index("Briefing of Republic of Korea") :]
    (seat,) = (seat for seat in view(player).content.seats if seat.code == "KOR")
    assert seat.aims in briefing


def test_an_aim_that_cannot_be_whole_yet_shows_where_it_is_held_and_why(browser: Client, player: Player) -> None:
    told = {aim.key: aim for aim in aims(view(player)).aims}
    assert (told["home"].cap, told["words"].cap) == (None, 85)
    page = browser.get(reverse("play", args=[player.seat.exercise.code])).content.decode()
    assert '<rect class="meter-cap" x="85"' in page
    words = text_of(browser, "play", player.seat.exercise.code)
    assert "At most 85 while this is so: Washington has not named your airspace." in words
    assert "At most 90 while this is so: Washington can still take its words back today." in words


@pytest.mark.slow
def test_task_and_hard_part_come_before_the_first_order_and_make_room_afterwards(
    browser: Client, player: Player
) -> None:
    code = player.seat.exercise.code
    first = text_of(browser, "play", code)
    assert (
        first.index("Your task")
        < first.index("The hard part.")
        < first.index("Situation ·")
        < first.index("Your orders")
    )
    player.play_turn([])
    assert "The hard part. " not in text_of(browser, "play", code)


@pytest.mark.slow
def test_results_say_how_each_aim_moved(browser: Client, player: Player) -> None:
    turn = player.play_turn([{"kind": "shadow", "level": "close", "target": "CHN", "partner": ""}])
    page = text_of(browser, "results", player.seat.exercise.code, turn.number)
    told = aims(view(player))
    moved = page[page.index("3 · More") :]
    assert f"Aims {told.before} → {told.total}" in moved
    assert all(aim.name in moved for aim in told.aims)
    assert "How far your own public trusts the way you handle this" in moved
