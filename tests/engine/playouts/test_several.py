"""Orders that name several states in whole games: both builds agree on them, and policies and planners give them."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine import several
from tests.engine.games import PLAIN_POLICIES, SEEDS, cells, legal_orders, worlds_of
from tests.engine.invented import AVA, BOR, CYL, DUN, SEATS
from tests.engine.several import BOTH
from wargame.engine import (
    ObjectiveSpec,
    Order,
    Sheet,
    World,
    adjudicate,
    advance,
    choose,
    compile_setting,
    forecast_sheet,
    opening_world,
    opening_worlds,
    perspective,
    playouts,
    problems,
    rollouts,
)
from wargame.engine.playouts import numba_build as build
from wargame.engine.rules.policies.kinds import NAMES
from wargame.engine.spec.variants import variants

SETTING = compile_setting(several.spec())
LETTERS = Order("invite", "letter", BOTH)
SEED = 5


@pytest.fixture(autouse=True)
def _compiled() -> None:
    build.warm(block=True)


def any_sheet(seat: str) -> st.SearchStrategy[Sheet]:
    """Draw up to three of all orders that a seat can write."""
    orders = [
        Order(spec.kind, spec.levels[level].key, target, partner)
        for spec in SETTING.spec.orders
        if seat in spec.seats
        for level, target, partner in variants(spec, seat)
    ]
    return st.lists(st.sampled_from(orders), max_size=3).map(tuple)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(worlds_of(SETTING), st.fixed_dictionaries({seat: any_sheet(seat) for seat in SEATS}), SEEDS)
def test_plain_and_compiled_agree_in_every_integer(world: World, sheets: dict[str, Sheet], seed: int) -> None:
    played = adjudicate(SETTING, world, sheets, seed).world
    assert rollouts(SETTING, [world], [sheets], [seed]).tolist() == [cells(played)]
    assert cells(advance(SETTING, world, sheets, seed)) == cells(played)


@pytest.mark.slow
@pytest.mark.parametrize("policy", NAMES)
def test_whole_games_of_each_policy_are_the_same_in_both_builds(policy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    policies = dict.fromkeys(SEATS, policy)
    worlds = opening_worlds(SETTING, range(4))
    compiled = playouts(SETTING, worlds, [{}] * 4, range(4), policies)
    monkeypatch.setattr(build, "BUILD", build.Build())
    plain = playouts(SETTING, worlds, [{}] * 4, range(4), policies)
    assert compiled.rows.tolist() == plain.rows.tolist()


@pytest.mark.parametrize("policy", PLAIN_POLICIES)
def test_policies_give_legal_orders(policy: str) -> None:
    for seed in range(8 if "planner" not in policy else 1):
        for seat in SEATS:
            view = perspective(SETTING, opening_world(SETTING, seed), seat)
            assert not problems(view, choose(policy, view, seed).sheet)


@pytest.mark.slow
@pytest.mark.parametrize("policy", ["random", "empirical", "hawk"])
def test_scripted_seats_name_several_and_one(policy: str) -> None:
    named: Counter[int] = Counter()
    for seed in range(120):
        for seat, kind in ((AVA, "invite"), (CYL, "press")):
            view = perspective(SETTING, opening_world(SETTING, seed), seat)
            named.update(len(order.targets) for order in choose(policy, view, seed).sheet if order.kind == kind)
    assert named[2] > 0
    assert sum(named.values()) > named[2] or policy == "empirical"


def test_the_record_names_several() -> None:
    world = opening_world(SETTING, SEED)
    for _ in range(2):
        world = adjudicate(SETTING, world, {}, SEED).world
    view = perspective(SETTING, world, AVA)
    assert LETTERS in choose("historical", view, SEED).sheet


def test_a_planner_finds_that_several_are_worth_more_than_one() -> None:
    spec = several.spec()
    aims = tuple(
        ObjectiveSpec(AVA, f"liked-{code}", f"{code} likes Ava", 50, variable=f"relation {code} AVA", low=-60, high=40)
        for code in (BOR, CYL)
    )
    others = tuple(objective for objective in spec.objectives if objective.seat != AVA)
    setting = compile_setting(replace(spec, objectives=(*others, *aims)))
    view = perspective(setting, opening_world(setting, SEED), AVA)
    sheet = choose("quick-planner", view, SEED).sheet
    assert not problems(view, sheet)
    assert {code for order in sheet if order.kind == "invite" for code in order.targets} >= {BOR, CYL}


def test_a_forecast_tells_what_several_do_and_how_they_answer() -> None:
    view = perspective(SETTING, opening_world(SETTING, SEED), AVA)
    told = forecast_sheet(view, (LETTERS,), [Order("invite", "letter", "CYL+DUN")], SEED)
    assert [one.order for one in (*told.chosen, *told.offered)] == [LETTERS, Order("invite", "letter", "CYL+DUN")]
    assert told.chosen[0].answers is not None
    assert told.chosen[0].answers.seat == BOTH


def test_every_legal_order_is_a_candidate() -> None:
    candidates = SETTING.tables.candidates
    for seat in (AVA, CYL, DUN):
        script = SETTING.tables.scripts[SETTING.names.states[seat]]
        rows = candidates[script.candidates_from : script.candidates_to]
        blocs = SETTING.blocs
        known = {(SETTING.spec.orders[row.kind].kind, blocs[row.target], blocs[row.partner]) for row in rows}
        view = perspective(SETTING, opening_world(SETTING, SEED), seat)
        assert {(order.kind, order.target, order.partner) for _, _, order in legal_orders(view)} <= known
