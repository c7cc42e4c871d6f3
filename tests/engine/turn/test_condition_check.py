"""Conditions written during an exercise are judged as the rules judge those of the pack."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine import invented
from tests.engine.games import asking, sheets_of
from wargame.engine import (
    Order,
    Outcome,
    Setting,
    SettingError,
    World,
    adjudicate,
    check_condition,
    compile_setting,
    judge,
    opening_world,
)
from wargame.engine.rules.game import Game
from wargame.engine.rules.orders import take_orders
from wargame.engine.turn.sheet import Sheet, start
from wargame.engine.world.dice import key_of

SETTING = compile_setting(invented.spec())
CLAUSES = (
    "ordered AVA warn", "ordered any warn flares", "ordered any warn shots at CYL", "ordered BOR warn at AVA",
    "worked any warn", "worked AVA hail", "tagged any firm", "tagged AVA firm", "ordered any hail",
)  # fmt: skip


def played(*turns: dict[str, Sheet]) -> tuple[World, list[tuple[Outcome, ...]]]:
    world, told = opening_world(SETTING, 1), []
    for sheets in turns:
        result = adjudicate(SETTING, world, sheets, 1)
        world = result.world
        told.append(result.outcomes)
    return world, told


@pytest.mark.slow
@settings(max_examples=60)
@given(sheets=sheets_of(SETTING), clause=st.sampled_from(CLAUSES))
def test_orders_are_judged_as_by_the_rules(sheets: dict[str, Sheet], clause: str) -> None:
    setting: Setting = asking(SETTING, clause)
    facts = start(setting, opening_world(setting, 1), sheets)
    take_orders(Game(setting.plain, setting.at, facts, facts.copy(), key_of(1), 1, None))
    world, told = played(sheets)
    assert judge(SETTING, (clause,), world, told) is setting.holds((clause,), facts)


def test_an_order_is_of_one_turn_and_by_turn_looks_at_all() -> None:
    world, told = played({"AVA": (Order("warn", "shots", "CYL"),)}, {})
    assert not judge(SETTING, ("ordered AVA warn",), world, told)
    assert not judge(SETTING, ("not ordered AVA warn by turn 2",), world, told)
    assert judge(SETTING, ("not ordered BOR warn by turn 2",), world, told)
    assert not judge(SETTING, ("not ordered BOR warn by turn 3",), world, told)
    assert not judge(SETTING, ("not worked any warn by turn 1", "not ordered AVA warn by turn 1"), world, told)


def test_it_sees_the_number_of_the_turn_that_ended_and_the_world_it_led_to() -> None:
    world, told = played({}, {})
    assert judge(SETTING, ("turn = 2", "stage islet = near or stage islet != near"), world, told)
    assert not judge(SETTING, ("turn = 3",), world, told)
    stage = SETTING.spec.incidents[0].stages[int(world.incident[0, 0])].key
    assert judge(SETTING, (f"stage islet = {stage}",), world, told)
    assert not judge(SETTING, (f"stage islet != {stage}",), world, told)


def test_without_a_condition_it_always_holds() -> None:
    world, told = played({})
    assert judge(SETTING, (), world, told)


@pytest.mark.parametrize("clause", ["ordered AVA wran", "ending loss", "stage islet = moon", "not turn = 1 by turn 77"])
def test_a_broken_condition_is_refused_with_a_remedy(clause: str) -> None:
    with pytest.raises(SettingError) as caught:
        check_condition(SETTING, ("turn >= 1", clause))
    assert caught.value.path == "when[1]"
    assert caught.value.remedy
