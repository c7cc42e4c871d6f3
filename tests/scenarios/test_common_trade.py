"""The board of a trade war for everybody: on the wall, for observers, in the log and at the end."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from scenarios.loader import load
from tests.exercises.class_with_people import Class
from tests.packs import version_of
from tests.scenarios.editing import change
from wargame.accounts.models import User
from wargame.exercises.lobby.services import participants
from wargame.exercises.models import Exercise, Participant, Turn
from wargame.exercises.situation.selectors.common_knowledge import common_board_of, headlines_of
from wargame.exercises.situation.selectors.trade import Trade

ANNOUNCES = [{"kind": "announce_kor1", "level": "at-25", "target": "JPN", "partner": ""}]
TAXES = [{"kind": "tax_kor2", "level": "at-7-5", "target": "JPN", "partner": ""}]


@pytest.fixture
def group(trade_pack: Path, kept_game: Callable[..., Exercise]) -> Class:
    """The class of `begun`."""
    return Class.of(kept_game(begun, trade_pack), timezone.now())


def begun(trade_pack: Path) -> Class:
    """Bo plays South Korea of the small pack with a board of trade, and Dee watches; turn 1 is open."""
    change(trade_pack / "orders.yaml", "act: raise, of: [jpn1], after: 1", "act: impose, of: [kor1], after: 1")
    load(trade_pack.parent)
    ada = User.objects.create_user("ada", name="Ada", is_staff=True)
    group = Class(version_of("small"), ada, timezone.now(), allows_observers=True)
    group.join("Bo", "KOR")
    watch = Participant.Part.OBSERVER
    participants.join(exercise=group.exercise, name="Dee", now=group.now, part=watch)
    group.start()
    return group


def played(group: Class, rows: list[dict[str, str]]) -> None:
    group.submit(group.exercise.participants.get(name="Bo"), rows)
    group.resolve()


def trade(group: Class, *, with_results: bool = False) -> Trade:
    board = common_board_of(group.turn, with_results=with_results)
    assert board.maps is None
    assert isinstance(board.panels, Trade)
    return board.panels


def page(group: Class, name: str, who: str) -> str:
    person = group.exercise.participants.get(name=who)
    browser = Client()
    assert person.user
    browser.force_login(person.user)
    return browser.get(reverse(name, args=[group.exercise.code])).text


@pytest.mark.slow
def test_a_first_duty_that_is_announced_stands_in_the_bar_the_sentence_and_the_key(group: Class) -> None:
    assert not trade(group).has_first_duties
    assert "announced" not in page(group, "projector", "Ada").partition("projector-trade")[2].partition("</section>")[0]
    assert "To come" not in page(group, "watch", "Dee")
    played(group, ANNOUNCES)
    group.open_next()
    board = trade(group)
    flow = board.flows[0]
    assert [(one.title, one.rate, one.coming) for one in flow.drawn] == [("List 1", 0, 25)]
    assert (flow.hit, flow.untouched, flow.announced) == (0, 50.5, 34)
    assert "Announced: List 1 at 25 % in turn 2." in flow.sentence
    assert board.has_first_duties
    assert not board.has_rises
    for text in (page(group, "projector", "Ada"), page(group, "watch", "Dee")):
        assert text.count('class="trade-hatch"') == 2, "for wide pages and for phones"
        assert "25 % in turn 2" in text
        assert "trade-step--first" in text
        assert "<figure" not in text, "no map stands beside it"
    assert "To come" in page(group, "watch", "Dee")


def test_the_wall_shows_what_a_turn_led_to_once_its_results_are_out(group: Class) -> None:
    assert "50.5 untouched" in page(group, "projector", "Ada")
    played(group, TAXES)
    board = trade(group, with_results=True)
    assert (board.flows[0].hit, board.turns, board.is_played) == (16, (1, 2), True)
    assert trade(group).flows[0].hit == 0, "as the turn opened"
    for text in (page(group, "projector", "Ada"), page(group, "watch", "Dee")):
        assert "34.5 untouched" in text


@pytest.mark.slow
def test_an_observer_with_a_delay_sees_no_duty_before_its_time(group: Class) -> None:
    group.exercise.observer_delay = 1
    group.exercise.save()
    played(group, TAXES)
    group.open_next()
    assert "50.5 untouched" in page(group, "watch", "Dee")
    played(group, [])
    assert "50.5 untouched" in page(group, "watch", "Dee").partition("watch-turns")[2]


@pytest.mark.slow
def test_an_earlier_turn_does_not_show_what_the_last_one_led_to(group: Class) -> None:
    played(group, TAXES)
    group.open_next()
    group.play_to_the_end()
    first = Turn.objects.with_exercise().get(branch__exercise=group.exercise, number=1)
    board = common_board_of(first, with_results=True).panels
    assert isinstance(board, Trade)
    assert (board.flows[0].hit, board.is_played) == (0, False)


@pytest.mark.slow
def test_a_duty_is_the_news_of_a_turn_in_which_no_incident_moved(trade_pack: Path) -> None:
    incidents = trade_pack / "incidents.yaml"
    change(incidents, "label: Stays, weight: 50", "label: Stays, weight: 99")
    change(incidents, "weight: 50", "weight: 1")
    group = begun(trade_pack)
    played(group, [{"kind": "tax_kor1", "level": "at-25", "target": "JPN", "partner": ""}])
    (headline,) = headlines_of([group.turn])
    assert headline.text == "South Korea put 25 % on List 1 (US$ 34 bn)"
    assert headline.text not in headline.lines
    bo = group.exercise.participants.get(name="Bo")
    assert bo.user
    browser = Client()
    browser.force_login(bo.user)
    text = browser.get(reverse("results", args=[group.exercise.code, 1])).text
    assert "South Korea put 25 % on List 1 (US$ 34 bn)</h1>" in text
