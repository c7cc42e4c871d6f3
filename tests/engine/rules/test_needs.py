"""Needs are judged for the actor, target and partner of the order."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine import invented
from tests.engine.games import SEEDS, cells, legal_orders, turn, with_cells, worlds_of
from tests.engine.invented import AVA, BOR, CYL, DUN, SEATS, TALK
from wargame.engine import (
    Order,
    OrderSpec,
    Perspective,
    ScenarioSpec,
    SettingError,
    World,
    adjudicate,
    choose,
    compile_setting,
    opening_world,
    options,
    perspective,
    problems,
    rollouts,
    warm,
)
from wargame.engine.perspective.options import Barred
from wargame.engine.spec import LevelSpec, NeedSpec
from wargame.engine.spec.needs import condition_for_cast

FEAR = NeedSpec(("tension actor target >= 25",), "{target} does not frighten {actor}.")
TRUST = NeedSpec(
    ("relation target actor >= -20", "relation partner actor >= -20"), "{target} and {partner} do not trust {actor}."
)
BLUSTER = {target: Order("bluster", "go", target) for target in SEATS}


def kind(name: str, *needs: NeedSpec, **values: object) -> OrderSpec:
    """Return an order kind with these needs that any seat may give at any other, free of charge."""
    order = OrderSpec(
        name, name.capitalize(), f"{{actor}} did {name} to {{target}}.", "military", name, SEATS,
        (LevelSpec("go", "once", 0),), TALK, "As it says.", targets=SEATS, needs=needs,
    )  # fmt: skip
    return replace(order, **values)  # type: ignore[arg-type]


def spec(*orders: OrderSpec) -> ScenarioSpec:
    """Return the islet scenario with these orders added."""
    base = invented.spec()
    return replace(base, orders=(*base.orders, *orders))


SETTING = compile_setting(spec(kind("bluster", FEAR), kind("mediate", TRUST, partners=SEATS)))


def view(seat: str, **values: int) -> Perspective:
    """Return a seat's view of the opening, with some cells changed."""
    return perspective(SETTING, with_cells(SETTING, opening_world(SETTING, 1), **values), seat)


def result_of(seat: str, order: Order, **values: int) -> tuple[str, str]:
    """Return the result of an order, and the text about it."""
    told = turn(SETTING, {seat: (order,)}, world=with_cells(SETTING, opening_world(SETTING, 1), **values)).outcomes[0]
    return told.result, told.text


def test_the_same_order_is_done_at_one_state_and_refused_at_another() -> None:
    """At the opening Ava feels 30 points of tension towards Cyl and 20 towards Bor."""
    assert result_of(AVA, BLUSTER[CYL])[0] == "done"
    assert result_of(AVA, BLUSTER[BOR]) == ("refused", "Ava could not do this: Bor does not frighten Ava.")


def test_the_need_is_that_of_who_gives_the_order() -> None:
    assert result_of(BOR, BLUSTER[CYL])[0] == "done", "25 points of Bor's"
    assert result_of(CYL, BLUSTER[BOR])[0] == "refused", "15 points of Cyl's"
    assert result_of(CYL, BLUSTER[BOR], tension_CYL_BOR=25_000)[0] == "done"


def test_it_may_speak_of_a_partner_too() -> None:
    asked = Order("mediate", "go", AVA, CYL)
    assert result_of(DUN, asked) == ("refused", "Dun could not do this: Ava and Cyl do not trust Dun.")
    assert result_of(DUN, asked, relation_CYL_DUN=-20_000)[0] == "done"
    assert result_of(DUN, Order("mediate", "go", AVA))[0] == "done", "nobody is asked who does not take part"


def test_a_seat_is_offered_the_targets_for_which_it_holds_and_told_why_not_the_others() -> None:
    option = next(option for option in options(view(AVA)) if option.kind == "bluster")
    assert (option.is_available, option.targets) == (True, (CYL,))
    assert option.barred == (Barred(BOR, "Bor does not frighten Ava."), Barred(DUN, "Dun does not frighten Ava."))


def test_with_no_target_left_the_kind_cannot_be_given() -> None:
    option = next(option for option in options(view(AVA, tension_AVA_CYL=0)) if option.kind == "bluster")
    assert (option.is_available, option.why_not) == (False, "Bor does not frighten Ava.")
    assert option.targets == (BOR, CYL, DUN)


def test_partners_are_offered_where_some_target_goes_with_them() -> None:
    option = next(option for option in options(view(DUN)) if option.kind == "mediate")
    assert (option.targets, option.partners) == ((AVA, BOR), (AVA, BOR))
    assert option.barred == (Barred(CYL, "Cyl and Ava do not trust Dun."),)


def test_a_draft_at_the_wrong_state_names_the_right_ones_as_a_remedy() -> None:
    found = problems(view(AVA), (BLUSTER[BOR],))
    assert [(one.code, one.message) for one in found] == [("not_possible", "Bluster: Bor does not frighten Ava.")]
    assert [(way.target, way.remove) for way in found[0].remedies] == [(CYL, False), ("", True)]
    assert problems(view(AVA), (BLUSTER[CYL],)) == ()


def test_a_need_of_what_the_seat_may_not_see_does_not_hold_for_it() -> None:
    setting = compile_setting(spec(kind("test", NeedSpec(("readiness target >= 1",), "Not ready."))))
    ava = perspective(setting, opening_world(setting, 1), AVA)
    assert problems(ava, (Order("test", "go", CYL),))[0].code == "not_possible"


def test_scripted_seats_keep_to_the_needs_of_each_target() -> None:
    for seed in range(60):
        given = choose("random", view(AVA), seed).sheet
        assert {order.target for order in given if order.kind == "bluster"} <= {CYL}
    assert any(BLUSTER[CYL] in choose("random", view(AVA), seed).sheet for seed in range(60))


def test_scripted_seats_keep_to_the_needs_of_kind_and_level_together() -> None:
    level = LevelSpec("go", "once", 0, needs=(NeedSpec(("tension AVA BOR >= 18",), "No quarrel."),))
    setting = compile_setting(spec(kind("bluster", FEAR, levels=(level,))))
    targets = {}
    for tension in (20_000, 10_000):
        world = with_cells(setting, opening_world(setting, 1), tension_AVA_BOR=tension)
        sheets = [choose("random", perspective(setting, world, AVA), seed).sheet for seed in range(60)]
        targets[tension] = {order.target for sheet in sheets for order in sheet if order.kind == "bluster"}
    assert targets == {20_000: {CYL}, 10_000: set()}


@pytest.mark.slow
@settings(max_examples=40)
@given(worlds_of(SETTING), st.sampled_from(SEATS))
def test_what_is_offered_is_what_meets_no_objection(world: World, seat: str) -> None:
    ava = perspective(SETTING, world, seat)
    legal = {(order.kind, order.target, order.partner) for _, _, order in legal_orders(ava)}
    for option in options(ava):
        for target in option.targets or ("",):
            for partner in option.partners or ("",):
                order = Order(option.kind, option.levels[0].key, target, partner)
                if (partner != target or not target) and option.levels[0].cost <= ava.points:
                    objections = [problem for problem in problems(ava, (order,)) if problem.code.startswith("not_")]
                    assert (not objections) == ((option.kind, target, partner) in legal)


@pytest.mark.slow
@settings(max_examples=40)
@given(worlds_of(SETTING), SEEDS)
def test_plain_and_compiled_judge_alike(world: World, seed: int) -> None:
    warm(block=True)
    mediate = Order("mediate", "go", AVA, CYL)
    sheets = {AVA: (BLUSTER[BOR], BLUSTER[CYL]), CYL: (BLUSTER[AVA],), DUN: (mediate, BLUSTER[BOR])}
    assert rollouts(SETTING, [world], [sheets], [seed])[0].tolist() == cells(
        adjudicate(SETTING, world, sheets, seed).world
    )


def test_a_clause_about_nobody_is_left_out_and_a_longer_word_is_no_part() -> None:
    condition = ("tension actor target >= 5 or relation partner actor >= 1", "mark target_seen", "readiness actor >= 1")
    assert condition_for_cast(condition, AVA, CYL, "") == ("mark target_seen", "readiness AVA >= 1")


@pytest.mark.parametrize(
    ("order", "path", "message"),
    [
        (kind("test", FEAR, targets=()), "orders[8].needs[0].when", '"target" is nobody here'),
        (kind("test", TRUST), "orders[8].needs[0].when", '"partner" is nobody here'),
        (kind("test", NeedSpec(("tension actor target",), "")), "orders[8].needs[0].when[0]", "compares with nothing"),
        (kind("test", NeedSpec((), "{level} is off.")), "orders[8].needs[0].message", "nothing fills"),
    ],
)
def test_a_need_that_cannot_be_judged_is_refused(order: OrderSpec, path: str, message: str) -> None:
    with pytest.raises(SettingError) as caught:
        compile_setting(spec(order))
    assert caught.value.path == path
    assert message in caught.value.message
