"""The seat's own orders on its map: those that move something, by number, updated after each change."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.exercises.models import Exercise

pytestmark = pytest.mark.django_db
SHADOW = {"kind": "shadow", "level": "far", "target": "CHN", "partner": ""}
CALL = {"kind": "call_moscow", "level": "", "target": "RUS", "partner": ""}


def moves(answer: str) -> list[str]:
    """Return the marks that lie over each drawing."""
    return [part.partition("</svg>")[0] for part in answer.split('<svg class="map-moves"')[1:]]


def test_an_order_that_moves_something_is_drawn_with_its_number(
    client: Client, bo: User, player: Player, exercise: Exercise
) -> None:
    client.force_login(bo)
    player.draft([CALL, SHADOW])
    page = client.get(reverse("play", args=[exercise.code])).content.decode()
    wide, phone = moves(page)
    for layer in (wide, phone):
        assert layer.count("map-move-number") == 1
        assert ">2</text>" in layer
    assert '<template class="drawn-orders">' not in page


def test_the_map_follows_the_sheet(client: Client, bo: User, player: Player, exercise: Exercise) -> None:
    client.force_login(bo)
    player.draft([SHADOW])
    region = client.get(reverse("orders", args=[exercise.code]), headers={"HX-Request": "true"}).content.decode()
    assert ['id="moves-' in layer for layer in moves(region.partition('<template class="drawn-orders">')[2])] == [
        True
    ] * 2
    board = client.get(reverse("board", args=[exercise.code]), headers={"HX-Request": "true"}).content.decode()
    assert all("map-move-number" in layer for layer in moves(board))
    player.draft([CALL])
    region = client.get(reverse("orders", args=[exercise.code]), headers={"HX-Request": "true"}).content.decode()
    assert len(moves(region)) == 2
    assert "map-move-number" not in region
