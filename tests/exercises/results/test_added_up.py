"""Every change that results list adds up: its columns from left to right, and its reasons from first to last."""

from datetime import datetime

import pytest

from tests.exercises.playing import Player
from tests.packs import version_of
from wargame.accounts.models import User
from wargame.engine.values import LedgerEntry, ObjectiveSpec, Reason
from wargame.exercises.lobby.services.solo import start_solo
from wargame.exercises.models import OrderSheet, Turn
from wargame.exercises.results.selectors.added_up import (
    NOT_SEEN,
    SMALL,
    AddedUp,
    AddedUpTable,
    WhyMoved,
    reason_in,
    reason_of_aim,
    reasons_of,
)
from wargame.exercises.results.selectors.results import Results, results_of
from wargame.exercises.situation.selectors.aims import Aim
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
    """Games of older rules left out entries; a world whose figures were set by hand may lack them too."""
    seen = (entry("The public liked it", 700),)
    row = AddedUp("Home confidence", (52.7, 53.4, 53.4, 53.4, 61.2), reasons_of(52.7, 61.2, seen))
    assert row.shares == (0, 0, 0, 8)
    assert row.why == (WhyMoved(NOT_SEEN, 8),)
    assert AddedUpTable((row,)).has_unseen


def entry(because: str, delta: int) -> LedgerEntry:
    """An entry of Home confidence, in milli-points."""
    text = f"Home confidence of KOR moved: {because}"
    amounts = 50_000, delta, 50_000 + delta
    return LedgerEntry(1, 1, "domestic", "approval", "KOR", "", "", *amounts, "domestic", "", "", "", text, ("KOR",))


LIKED, HATED = entry("the public liked it", 2000), entry("the papers hated it", -9000)
STANDS = Reason("-", "Home confidence stands at 43.")
LEFT = Reason("+", "No aircraft is near.")


@pytest.mark.parametrize(
    ("delta", "high", "entries", "new", "says"),
    [
        (4, 100, (LIKED, HATED), (), "The public liked it"),
        (-4, 100, (LIKED, HATED), (), "The papers hated it"),
        (4, -100, (LIKED, HATED), (), "The papers hated it"),
        (4, 100, (HATED,), (STANDS, LEFT), LEFT.text),
        (4, 100, (HATED,), (STANDS,), SMALL),
        (-4, 100, (LIKED,), (STANDS, LEFT), STANDS.text),
    ],
)
def test_a_gain_of_an_aim_has_no_loss_as_its_reason(
    delta: int, high: float, entries: tuple[LedgerEntry, ...], new: tuple[Reason, ...], says: str
) -> None:
    spec = ObjectiveSpec("KOR", "home", "Keep the public behind you.", 10, variable="approval KOR", high=high)
    aim = Aim("home", "Home", spec.text, 10, 50, 50 - delta, new, new)
    assert reason_of_aim(aim, spec, entries) == (WhyMoved(says, delta),)


def test_confidence_that_rises_under_a_threat_says_that_people_rally() -> None:
    threat = entry("four bombers crossed the zone", 1400)._replace(rule="domestic", cause="transition:patrol")
    assert reason_in(threat) == "People rally behind their government: Four bombers crossed the zone"
    assert reason_in(threat._replace(rule="incidents")) == "Four bombers crossed the zone"
