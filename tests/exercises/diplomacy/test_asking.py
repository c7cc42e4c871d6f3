"""Governments of the AI ask for nothing that they have got, as far as writer and reader both know."""

from dataclasses import replace

import pytest
from django.utils import timezone

from scenarios.schema.pack_voices import Occasion, ReplyLine
from tests.packs import version_of
from tests.seeds import secret_of
from wargame import engine
from wargame.accounts.models import User
from wargame.exercises import bridge
from wargame.exercises.diplomacy.services.haggling import wishes_for
from wargame.exercises.diplomacy.services.speakers import speaker
from wargame.exercises.lobby.services.solo import start_solo
from wargame.exercises.models import Turn

pytestmark = pytest.mark.django_db


@pytest.fixture
def turn(bo: User) -> Turn:
    version = version_of("the-invitation")
    started = start_solo(user=bo, version=version, role="RUS", secret=secret_of(1), now=timezone.now())
    return Turn.objects.in_line(started.current_branch).with_exercise().get()


def mark(turn: Turn, key: str) -> None:
    """Store the turn's world with a mark that was not there."""
    setting = bridge.setting_for(turn)
    world = engine.decode(turn.world, setting)
    world.mark[setting.names.marks[key]] = 1
    turn.world = engine.encode(world)
    turn.save(update_fields=["world"])


def test_nobody_asks_to_be_let_in_where_its_officers_sit(turn: Turn) -> None:
    assert speaker(turn, "USA").line(Occasion.HELPS, "RUS").startswith("Open up")
    mark(turn, "usa_seats")
    assert not speaker(turn, "USA").line(Occasion.HELPS, "RUS").startswith("Open up")


def test_nobody_wishes_for_what_it_was_promised(turn: Turn) -> None:
    assert "leave_out" in wishes_for(turn, "JPN", "RUS")
    mark(turn, "islands_promised")
    assert "leave_out" not in wishes_for(turn, "JPN", "RUS")


@pytest.mark.parametrize(("by", "to", "is_said"), [("RUS", "CHN", True), ("RUS", "USA", False), ("USA", "RUS", False)])
def test_only_what_both_know_decides_which_line_fits(turn: Turn, by: str, to: str, *, is_said: bool) -> None:
    """Moscow and Beijing know of the letter that invites Beijing, and nobody else does."""
    mark(turn, "invited")
    plain = speaker(turn, by)
    line = ReplyLine(text="The letter is under way.", when=("mark invited >= 1",))
    book = plain.book.model_copy(update={"replies": {Occasion.HELPS: (line,)}})
    assert bool(replace(plain, book=book).line(Occasion.HELPS, to)) is is_said
