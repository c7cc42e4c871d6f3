"""Orders on lists of goods in whole games: policies give them, planners weigh them, both builds agree on them."""

from collections import Counter
from dataclasses import replace

import pytest

from tests.engine import listed
from tests.engine.games import cells
from tests.engine.invented import SEATS
from wargame.engine import (
    ObjectiveSpec,
    Order,
    RecordSpec,
    adjudicate,
    advance,
    choose,
    compile_setting,
    forecast_sheet,
    opening_world,
    perspective,
    playouts,
    problems,
    rollouts,
)
from wargame.engine.playouts import numba_build as build

SETTING = compile_setting(listed.spec())
SEED = 5
AVA = (Order("tax_ava1", "r2", "BOR"), Order("tell_ava2", "r0", "BOR"))
BOR = (Order("tax_bor1", "r0", "AVA"), Order("tax_bor2", "r0", "AVA"))


@pytest.fixture(autouse=True)
def _compiled() -> None:
    build.warm(block=True)


def test_plain_and_compiled_agree_in_every_integer() -> None:
    world = opening_world(SETTING, SEED)
    for sheets in ({"AVA": AVA, "BOR": BOR}, {"AVA": ()}, {"AVA": (Order("tax_ava1", "r0", "BOR"),)}):
        played = adjudicate(SETTING, world, sheets, SEED).world
        assert rollouts(SETTING, [world], [sheets], [SEED]).tolist() == [cells(played)]
        assert cells(advance(SETTING, world, sheets, SEED)) == cells(played)
        world = played
    assert world.rate.tolist() == [0, 250, 250, 0], "the announced rate came, and one was lifted"


@pytest.mark.slow
def test_scripted_seats_give_legal_orders_on_lists() -> None:
    given: Counter[str] = Counter()
    for seed in range(60):
        world = opening_world(SETTING, seed)
        for seat in ("AVA", "BOR"):
            view = perspective(SETTING, world, seat)
            sheet = choose("random", view, seed).sheet
            assert not problems(view, sheet)
            given.update(order.kind for order in sheet if order.kind in {kind.kind for kind in listed.KINDS})
    assert len(given) >= 3


def test_the_record_may_hold_several_lists_in_one_turn() -> None:
    """Two lists came into force in one quarter on 24 September 2018."""
    record = tuple(RecordSpec(1, "AVA", order.kind, order.level, order.target) for order in AVA)
    setting = compile_setting(replace(listed.spec(), record=record))
    view = perspective(setting, opening_world(setting, SEED), "AVA")
    assert choose("historical", view, SEED).sheet == AVA


def test_a_planner_weighs_orders_on_lists() -> None:
    view = perspective(SETTING, opening_world(SETTING, SEED), "AVA")
    assert not problems(view, choose("quick-planner", view, SEED).sheet)


@pytest.mark.slow
def test_a_forecast_tells_what_a_list_does_to_the_aims() -> None:
    spec = listed.spec()
    others = tuple(objective for objective in spec.objectives if objective.seat != "AVA")
    aim = ObjectiveSpec("AVA", "duty", "Bor's goods bear a duty", 100, variable="duty AVA BOR", high=25)
    setting = compile_setting(replace(spec, objectives=(*others, aim)))
    view = perspective(setting, opening_world(setting, SEED), "AVA")
    told = forecast_sheet(view, (Order("tax_ava1", "r2", "BOR"),), [Order("tax_ava2", "r2", "BOR")], SEED)
    assert told.chosen[0].order.level == "r2"
    assert told.chosen[0].aims.turn.mean == pytest.approx(10), "2.5 points of 25"


def test_whole_games_end_with_rates_that_add_up() -> None:
    games = playouts(SETTING, [opening_world(SETTING, 1)], [{}], range(40), dict.fromkeys(SEATS, "random"))
    amounts = [round(one.amount * 100) for one in listed.LISTS]
    for row in games.rows:
        world = SETTING.world(row)
        hits = [sum(amounts[at] for at in pair if world.rate[at]) for pair in ((0, 1), (2, 3))]
        assert world.hit.tolist() == hits
        assert all(world.hit <= [40_000, 15_000])
