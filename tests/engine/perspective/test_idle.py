"""Idle order kinds are found from the rules, not from what happens in a game."""

from dataclasses import replace

from tests.engine.invented import spec
from tests.scenarios.nine_past_nine import setting as nine_past_nine
from wargame.engine import EffectSpec, OrderSpec, compile_setting, idle_kinds
from wargame.engine.spec import LevelSpec


def quiet(*effects: EffectSpec, tags: tuple[str, ...] = ()) -> OrderSpec:
    """Return an order kind with only these effects."""
    kind = spec().orders[0]
    codes = replace(kind.codes, mid_action=0)
    level = LevelSpec("one", "One", 0, effects=effects, tags=tags)
    return replace(
        kind,
        kind="sit",
        codes=codes,
        levels=(level,),
        effects=(),
        chance=None,
        odds=None,
        tags=(),
        needs=(),
        incident="",
    )


def found(order: OrderSpec) -> bool:
    """Return whether `idle_kinds` finds the kind when it is added to the orders of the invented scenario."""
    rules = spec()
    return "sit" in idle_kinds(compile_setting(replace(rules, orders=(*rules.orders, order))))


def test_waiting_changes_nothing_in_the_first_scenario_and_everything_else_does_something() -> None:
    assert idle_kinds(nine_past_nine()) == {"wait"}


def test_a_kind_without_effects_is_idle_and_one_that_moves_a_figure_is_not() -> None:
    assert found(quiet())
    assert not found(quiet(EffectSpec("approval", who="actor", amount=1)))


def test_a_mark_that_nothing_asks_for_is_no_effect() -> None:
    mark = spec().marks[0].key
    asked = any(
        f"mark {mark}" in repr(part) for part in (spec().incidents, spec().orders, spec().objectives, spec().endings)
    )
    assert found(quiet(EffectSpec("mark", name=mark, amount=1))) != asked


def test_a_tag_that_the_rules_look_for_is_an_effect() -> None:
    assert not found(quiet(tags=("commit",)))
    assert found(quiet(tags=("whistled",)))
