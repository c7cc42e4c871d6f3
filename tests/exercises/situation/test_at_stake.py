"""The stakes of a turn stand under a seat's situation, if the scenario names any."""

from django.test import Client
from django.urls import reverse

from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.exercises.situation.selectors.board import MOST_AT_STAKE, board_of
from wargame.exercises.situation.selectors.seat_view import seat_view_of


def test_the_last_turns_say_what_is_at_stake(client: Client, bo: User, player: Player) -> None:
    client.force_login(bo)
    for number in range(1, 6):
        at_stake = board_of(seat_view_of(player.seat, player.branch, player.turn)).situation.at_stake
        page = client.get(reverse("play", args=[player.seat.exercise.code])).content.decode()
        assert ("At stake this turn" in page) is bool(at_stake)
        if number < 5:
            assert not at_stake
            player.play_turn([])
    assert len(at_stake) == MOST_AT_STAKE
