"""Games that are played on from a turn keep the pledges that bind in it."""

import pytest

from tests.analysis.asking import WorkerBench
from tests.exercises.playing import Player
from wargame.analysis import bridge
from wargame.analysis.services import playing
from wargame.engine.playouts.playouts import play
from wargame.engine.study.situation import games_from
from wargame.engine.turn.sheet import read_sheet
from wargame.exercises import bridge as exercises
from wargame.exercises.diplomacy.services import pledges
from wargame.exercises.models import Pledge, Turn
from wargame.exercises.turns.services import openings

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_games_keep_the_pledges_of_the_turn_as_its_live_sheets_do(ended: Player, bench: WorkerBench) -> None:
    exercise = ended.seat.exercise
    setting, policies = exercises.setting_of(exercise), bridge.usual_policies(exercise)
    first, left_out = Turn.objects.get(branch=ended.branch, number=1), 0
    pairs = [(by, to) for by in policies for to in policies if by != to]
    Pledge.objects.bulk_create(Pledge(turn=first, by=by, to=to, until=4) for by, to in pairs)
    for turn in Turn.objects.with_exercise().filter(branch=ended.branch, number__lte=4):
        decided = openings.decide(exercise=exercise, world=exercises.world_of(turn), policies=policies)
        live = pledges.hold_to(turn=turn, policies=policies, decisions=decided)
        left_out += live != decided
        here = playing.situation_of(turn, keeps_orders=False)
        seed = exercise.seed_for(exercise.Dice.POLICIES, turn.number)
        games = games_from(setting, here, [seed], policies)
        play(setting, games, 1)
        sheets = {role: read_sheet(setting, games.rows[0], setting.names.states[role]) for role in policies}
        assert sheets == {role: decision.sheet for role, decision in live.items()}
    assert left_out > 1
