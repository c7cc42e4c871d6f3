"""The small picture of a scenario with a queue: the slots of the record by turn and buyer, in place of a map."""

import pytest
from django.test import Client

from scenarios.selectors import library
from scenarios.selectors.queue_picture import QueuePicture, queue_picture_of

pytestmark = pytest.mark.django_db


def picture(slug: str) -> QueuePicture | None:
    return queue_picture_of(next(card for card in library() if card.slug == slug))


def test_it_shows_four_ten_and_ten_beside_the_own_air_force() -> None:
    found = picture("ten-flankers")
    assert found is not None
    assert [
        (turn.number, [(one.code, one.pieces) for one in turn.taken], len(turn.free)) for turn in found.turns
    ] == [
        (1, [], 12), (2, [("RUS", 12)], 0), (3, [("RUS", 12)], 0),
        (4, [("CHN", 4)], 8), (5, [("CHN", 10)], 2), (6, [("CHN", 10)], 2),
    ]  # fmt: skip
    assert [(one.code, one.pieces) for one in found.buyers] == [("CHN", 24), ("RUS", 24)]
    assert found.sentence == (
        "By the end of the record the plant has built Su-35: 24 for China, 24 for Russia's own air force."
    )


def test_a_scenario_without_a_queue_has_none() -> None:
    assert picture("nine-past-nine") is None


def test_library_and_scenario_show_it(client: Client) -> None:
    for address in ("/", "/scenarios/ten-flankers/"):
        assert client.get(address).text.count('class="queue-picture"') == 1
