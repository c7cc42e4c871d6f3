"""The small picture of a scenario of trade: its bars by the end of the record, in place of a map."""

import pytest
from django.test import Client

from scenarios.selectors import library
from scenarios.selectors.trade_picture import PicturedFlow, trade_picture_of

pytestmark = pytest.mark.django_db


def picture(slug: str) -> tuple[PicturedFlow, ...]:
    return trade_picture_of(next(card for card in library() if card.slug == slug))


def test_it_shows_what_the_record_had_taxed_in_the_end() -> None:
    american, chinese = picture("list-four")
    assert [segment.title.partition(": ")[2] for segment in american.bar.segments] == [
        "US$ 34 bn at 25 %", "US$ 16 bn at 25 %", "US$ 200 bn at 25 %", "US$ 112 bn at 7.5 %",
    ]  # fmt: skip
    assert chinese.sentence == "By the end of the record CHN taxes US$ 153 bn of 154 that it buys of USA."
    assert chinese.bar.scale == american.bar.scale


def test_a_scenario_with_a_map_has_none() -> None:
    assert picture("nine-past-nine") == ()


@pytest.mark.slow
def test_library_and_scenario_show_it_in_place_of_the_map(client: Client) -> None:
    assert client.get("/").text.count('class="trade-picture"') == 1
    page = client.get("/scenarios/list-four/").text
    assert "By the end of the record USA taxes US$ 362 bn of 539.6" in page
    assert '<div class="map">' not in page
    assert '<div class="map">' in client.get("/scenarios/the-invitation/").text
