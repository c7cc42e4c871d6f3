"""The front door: a player's button first, a teacher's next, a picture of a turn, and cards whose signs agree."""

import re

import pytest
from django.test import Client

from scenarios.selectors import library
from tests.packs import nine_past_nine

pytestmark = pytest.mark.django_db

MARK = re.compile(r'href="#shape-([\w-]+)" /></svg><span class="seat-code">([A-Z]{3})</span>')
ALONE = re.compile(r'aria-label="([^"]+)">\s*<use href="#shape-([\w-]+)" />')


@pytest.fixture
def page(client: Client) -> str:
    nine_past_nine()
    return client.get("/").content.decode()


def test_a_player_s_sentence_stands_over_a_player_s_button_and_a_teacher_s_over_a_teacher_s(page: str) -> None:
    order = [
        page.index(words)
        for words in (
            "An aircraft does not answer.",
            "Play Nine Past Nine",
            "What do you order?",
            "Do you teach?",
            "Prepare a class",
            "Why it is worth an evening",
            'id="scenarios"',
        )
    ]
    assert order == sorted(order)
    assert page.count('value="nine-past-nine"') == 1


def test_the_picture_of_a_turn_has_a_map_three_advisers_and_an_order_with_odds(page: str) -> None:
    turn = page[page.index('class="a-turn"') : page.index('class="worth"')]
    assert turn.count('class="adviser"') == 3
    assert "map-track" in turn
    assert "61 in 100" in turn


def test_a_state_has_one_sign_on_all_cards(page: str) -> None:
    by_code = {code: {shape for shape, found in MARK.findall(page) if found == code} for _, code in MARK.findall(page)}
    assert all(len(shapes) == 1 for shapes in by_code.values()), by_code
    by_name: dict[str, set[str]] = {}
    for name, shape in ALONE.findall(page):
        by_name.setdefault(name, set()).add(shape)
    assert len(by_name) >= 5
    assert all(len(shapes) == 1 for shapes in by_name.values()), by_name


def test_each_card_has_the_board_of_its_own_kind_and_its_minutes(page: str) -> None:
    cards = re.findall(r'<li class="card panel">.*?</li>', page, re.DOTALL)
    assert len(cards) == len(library())
    for card, shown in zip(library(), cards, strict=True):
        assert f"{card.alone} min alone" in shown
        assert f"{card.minutes} in class" in shown
        assert ("trade-picture" in shown) == (card.slug == "list-four")
        assert ("map-range" in shown) == (card.slug == "the-invitation")
        assert ("queue-picture" in shown) == (card.slug == "ten-flankers")
        assert ("map-zone" in shown) == (card.slug == "nine-past-nine")
