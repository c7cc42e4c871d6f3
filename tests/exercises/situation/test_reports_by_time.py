"""A seat reads reports and injects of a turn in order of time."""

from datetime import datetime

import pytest

from scenarios.moments import moment_order
from tests.exercises.playing import Player
from tests.packs import version_of
from wargame.accounts.models import User
from wargame.exercises.lobby.services.solo import start_solo
from wargame.exercises.situation.selectors.board import reports_of
from wargame.exercises.situation.selectors.seat_view import seat_view_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TURNS = 3


def test_injects_stand_among_the_reports_the_newest_first(bo: User, now: datetime) -> None:
    exercise = start_solo(version=version_of("list-four"), role="CHN", user=bo, now=now)
    player = Player(exercise.seats.get(role="CHN"))
    injects = 0
    for _ in range(TURNS):
        player.play_turn([])
        at = seat_view_of(player.seat, player.branch, player.turn)
        read, opens_at = reports_of(at), at.view.setting.spec.turns[at.turn.number - 1].starts_at
        moments = [moment_order(report.time, opens_at) for report in read]
        assert moments == sorted(moments, reverse=True)
        assert [report.letter for report in read] == [chr(ord("a") + place) for place in range(len(read))]
        injects += len(at.injects)
    assert injects, "no inject came, so nothing was asked"
