"""Every change that results list adds up: its columns from left to right, and its reasons from first to last."""

from datetime import datetime

import pytest

from tests.exercises.playing import Player
from tests.packs import version_of
from wargame.accounts.models import User
from wargame.exercises.lobby.services.solo import start_solo
from wargame.exercises.models import OrderSheet, Turn
from wargame.exercises.results.selectors.added_up import NOT_SEEN, AddedUp
from wargame.exercises.results.selectors.results import Results, results_of
from wargame.exercises.situation.selectors.seat_view import seat_view_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TURNS = 3


def results(player: Player, turn: Turn) -> Results:
    sheet = OrderSheet.objects.get(turn=turn, seat=player.seat)
    return results_of(seat_view_of(player.seat, player.branch, turn), sheet)


@pytest.mark.parametrize(("slug", "role"), [("nine-past-nine", "KOR"), ("list-four", "CHN"), ("the-invitation", "RUS")])
def test_every_listed_change_is_the_sum_of_its_columns_and_of_its_reasons(
    slug: str, role: str, bo: User, now: datetime
) -> None:
    exercise = start_solo(version=version_of(slug), role=role, user=bo, now=now)
    player = Player(exercise.seats.get(role=role))
    for _ in range(TURNS):
        found = results(player, player.play_turn(player.legal(2)))
        assert found.changes.rows
        for row in (*found.changes.rows, *found.aim_changes.rows):
            assert row.before + sum(row.shares) == row.after, row.label
            assert row.shares[-1] == 0, f"the seat's own account has all of {row.label}"
        for row in found.changes.rows:
            assert sum(reason.points for reason in row.why) == row.delta, row.label
        for row, aim in zip(found.aim_changes.rows, found.aims.aims, strict=False):
            assert (row.before, row.after) == (aim.before, aim.score)
        total = found.aim_changes.rows[-1]
        assert (total.before, total.after) == (found.aims.before, found.aims.total)


def test_what_a_seat_does_not_see_has_a_column_and_a_row_of_its_own() -> None:
    """Games of older rules left out entries; so may a world whose figures were set by hand."""
    row = AddedUp("Home confidence", (52.7, 53.4, 53.4, 53.4, 61.2), ())
    assert row.shares == (0, 0, 0, 8)
    assert NOT_SEEN
