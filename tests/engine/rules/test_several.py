"""Orders that name several states: one order, one cost, one roll, and what it does is done to each."""

from dataclasses import replace

import pytest

from tests.engine import several
from tests.engine.games import asking, moved, turn, with_cells
from tests.engine.invented import AVA, BOR, CYL, DUN, EAS, SEATS
from tests.engine.several import BOTH
from wargame.engine import (
    Order,
    OrderSpec,
    ScenarioSpec,
    SettingError,
    SeveralSpec,
    compile_setting,
    opening_world,
    options,
    perspective,
    problems,
)
from wargame.engine.spec import EffectSpec, LevelSpec
from wargame.engine.turn.sheet import numbers

SETTING = compile_setting(several.spec())
LETTERS = Order("invite", "letter", BOTH)
DRILL = Order("drill", "small", CYL, "BOR+EAS")
PRESS = Order("press", "low", "AVA+BOR")


def changed(kind: str, **values: object) -> ScenarioSpec:
    """Return the scenario with one kind written otherwise."""
    whole = several.spec()
    kinds: list[OrderSpec] = [replace(one, **values) if one.kind == kind else one for one in whole.orders]  # type: ignore[arg-type]
    return replace(whole, orders=tuple(kinds), leanings=(), record=())


def test_what_it_does_to_a_target_is_done_to_each_and_the_rest_once() -> None:
    result = turn(SETTING, {AVA: (LETTERS,)})
    assert moved(result, "direct effect", "relation") == {(BOR, AVA): 2000, (CYL, AVA): 2000}
    assert moved(result, "direct effect", "approval") == {(AVA, ""): 1000}
    assert moved(result, "direct effect", "tension") == {(DUN, AVA): 1000, (EAS, AVA): 1000}


def test_it_is_one_order_that_names_all_of_them() -> None:
    told = turn(SETTING, {AVA: (LETTERS,)}).outcomes[0]
    assert (told.target, told.text) == (BOTH, "Ava invited Bor and Cyl by letter.")
    three = turn(SETTING, {AVA: (Order("invite", "letter", "BOR+CYL+DUN"),)}).outcomes[0]
    assert three.text == "Ava invited Bor, Cyl and Dun by letter."


def test_one_target_is_as_it_was_without_several() -> None:
    alone = compile_setting(changed("invite", several_targets=None))
    for order in (Order("invite", "envoy", BOR), Order("invite", "letter", CYL)):
        first, second = (turn(setting, {AVA: (order,)}) for setting in (alone, SETTING))
        assert [entry.delta for entry in first.entries] == [entry.delta for entry in second.entries]
        assert numbers(alone, AVA, order) == numbers(SETTING, AVA, order)


@pytest.mark.parametrize(("target", "cost"), [(BOR, 1), (BOTH, 2), ("BOR+CYL+DUN", 3)])
def test_each_further_target_costs(target: str, cost: int) -> None:
    result = turn(SETTING, {AVA: (Order("invite", "letter", target),)})
    assert sum(entry.delta for entry in result.entries if entry.rule == "order cost") == -cost


def test_it_is_refused_where_the_points_do_not_reach_for_all() -> None:
    world = with_cells(SETTING, opening_world(SETTING, 1), points_AVA=1)
    assert turn(SETTING, {AVA: (LETTERS,)}, world=world).outcomes[0].text == (
        "Ava could not do this: it costs 2, and the order points were spent."
    )
    view = perspective(SETTING, world, AVA)
    (found,) = problems(view, (LETTERS,))
    assert found.code == "over_budget"
    assert [(remedy.text, remedy.target) for remedy in found.remedies] == [
        ("Remove Invite (saves 2)", ""),
        ("Choose CYL for Invite (saves 1)", CYL),
        ("Choose BOR for Invite (saves 1)", BOR),
    ]


def test_a_fresh_target_beside_it_renews_nothing_that_another_has_grown_used_to() -> None:
    letter = LevelSpec(
        "letter", "by letter", 1, effects=(EffectSpec("relation", 2, "target", "actor", habituates=True),)
    )
    worn = compile_setting(changed("invite", levels=(letter,)))
    world = turn(worn, {AVA: (Order("invite", "letter", BOR),)}).world
    alone, both = (
        moved(turn(worn, {AVA: (Order("invite", "letter", target),)}, world=world), "direct effect", "relation")
        for target in (BOR, BOTH)
    )
    assert 0 < alone[BOR, AVA] < 2000
    assert both == {(BOR, AVA): alone[BOR, AVA], (CYL, AVA): alone[BOR, AVA]}


def test_every_target_must_meet_its_needs() -> None:
    world = with_cells(SETTING, opening_world(SETTING, 1), relation_CYL_AVA=-50_000)
    assert turn(SETTING, {AVA: (LETTERS,)}, world=world).outcomes[0].text == (
        "Ava could not do this: Cyl would not read it."
    )
    view = perspective(SETTING, world, AVA)
    found = problems(view, (LETTERS,))
    assert [problem.message for problem in found] == ["Invite: Cyl would not read it."]
    assert [remedy.target for remedy in found[0].remedies] == [BOR, DUN, "BOR+DUN", ""]
    option = next(option for option in options(view) if option.kind == "invite")
    assert option.targets == (BOR, DUN, "BOR+DUN")
    assert [barred.code for barred in option.barred] == [CYL]


def test_each_state_that_is_barred_has_a_reason_of_its_own() -> None:
    two = SeveralSpec(most=2, least=2)
    setting = compile_setting(changed("invite", targets=(AVA, BOR, CYL, DUN, EAS), several_targets=two))
    world = with_cells(setting, opening_world(setting, 1), relation_BOR_AVA=-50_000, relation_CYL_AVA=-50_000)
    option = next(option for option in options(perspective(setting, world, AVA)) if option.kind == "invite")
    assert option.targets == ("DUN+EAS",)
    assert {barred.code: barred.why_not for barred in option.barred} == {
        BOR: "Bor would not read it.",
        CYL: "Cyl would not read it.",
    }


def test_a_condition_on_one_target_holds_where_it_is_among_several() -> None:
    for target, fires in ((BOTH, True), ("CYL+DUN", False)):
        result = turn(SETTING, {AVA: (Order("invite", "letter", target),)})
        assert (moved(result, "inject", "standing") != {}) is fires
    asked = asking(SETTING, "ordered AVA invite at CYL", "not ordered AVA invite at DUN")
    assert turn(asked, {AVA: (LETTERS,)}).outcomes


def test_force_at_two_is_felt_by_each_and_staked_once() -> None:
    alone, both = (turn(SETTING, {CYL: (order,)}) for order in (replace(PRESS, target=AVA), PRESS))
    felt = moved(both, "impulse", "tension")
    assert felt == {(AVA, CYL): felt[AVA, CYL], (BOR, CYL): felt[AVA, CYL]}
    assert moved(both, "impulse", "tension")[AVA, CYL] == moved(alone, "impulse", "tension")[AVA, CYL]
    assert moved(both, "domestic", "stake") == moved(alone, "domestic", "stake")
    calls = [(told.actor, told.target) for told in both.outcomes if told.subject == "call"]
    assert calls == [(DUN, AVA), (DUN, BOR)]


def test_each_change_by_a_support_call_says_whom_the_ally_came_for() -> None:
    whole = several.spec()
    pacts = [replace(pact, parties=(AVA, BOR, DUN)) if pact.key == "pact" else pact for pact in whole.agreements]
    setting = compile_setting(replace(whole, agreements=tuple(pacts)))
    result = turn(setting, {CYL: (PRESS,)})
    told = {entry.who: entry.text for entry in result.entries if entry.cause == "call:DUN:pact" and entry.who != DUN}
    assert set(told) == {AVA, BOR}
    assert "Dun stayed away from Ava" in told[AVA]
    assert "Dun stayed away from Bor" in told[BOR]


def test_partners_come_closer_and_are_blamed_each() -> None:
    result = turn(SETTING, {DUN: (DRILL,)})
    closer = moved(result, "bystanders", "relation")
    assert {(DUN, BOR), (DUN, EAS)} <= set(closer)
    assert closer[DUN, BOR] == closer[DUN, EAS]
    blamed = moved(result, "bystanders", "tension")
    assert {(CYL, BOR), (CYL, EAS)} <= set(blamed)
    assert len([told for told in result.outcomes if told.subject == "order"]) == 1, "and there was one roll"


def test_what_comes_later_comes_to_each() -> None:
    first = turn(SETTING, {DUN: (DRILL,)}, seed=next(s for s in range(20) if drilled(s)))
    second = turn(SETTING, {}, world=first.world)
    due = [told for told in second.outcomes if told.subject == "later"]
    assert [told.text for told in due] == [
        "Falls due from the order of turn 1: Dun drilled against Cyl with Bor and Eas."
    ]
    assert moved(second, "fall due", "readiness") == {(BOR, ""): 3000, (EAS, ""): 3000}


def drilled(seed: int) -> bool:
    """Say whether the drill works with these dice."""
    return turn(SETTING, {DUN: (DRILL,)}, seed=seed).outcomes[0].result == "worked"


def test_those_it_is_addressed_to_know_of_it_and_of_each_other() -> None:
    assert turn(SETTING, {AVA: (LETTERS,)}).outcomes[0].audience == (AVA, BOR, CYL)


def test_a_covert_order_at_several_tells_none_of_them() -> None:
    told = turn(SETTING, {AVA: (Order("tap", "tap", BOTH),)}).outcomes[0]
    assert told.audience == (AVA,)


def test_others_take_the_word_of_its_author_only_against_all_whom_it_touched() -> None:
    world = with_cells(SETTING, opening_world(SETTING, 1), relation_DUN_CYL=80_000, relation_DUN_AVA=70_000,
                       relation_DUN_BOR=90_000)  # fmt: skip
    for target, takers in (("AVA", [(DUN,)]), ("AVA+BOR", [])):
        told = turn(SETTING, {CYL: (Order("press", "low", target),)}, world=world).outcomes[0]
        assert [account.seats for account in told.accounts] == takers


@pytest.mark.parametrize(
    ("order", "message"),
    [
        (Order("invite", "letter", "CYL+BOR"), '"Invite" names 1 to 3 targets, and no state twice.'),
        (Order("invite", "letter", "EAS"), '"Invite" cannot be aimed at "EAS".'),
        (Order("invite", "letter", "BOR+EAS"), '"Invite" cannot be aimed at "EAS".'),
        (Order("invite", "letter", "AVA"), '"Invite" cannot be aimed at "AVA".'),
        (Order("invite", "letter", "AVA+BOR"), '"Invite" cannot be aimed at "AVA".'),
        (Order("invite", "letter"), '"Invite" needs a target.'),
        (Order("sanction", "list", BOTH), '"Restrict trade" cannot be aimed at "BOR and CYL".'),
        (Order("tap", "tap", BOR), '"Tap" names 2 targets, and no state twice.'),
    ],
)  # fmt: skip
def test_a_draft_says_what_is_wrong_with_the_states_it_names(order: Order, message: str) -> None:
    found = problems(perspective(SETTING, opening_world(SETTING, 1), AVA), (order,))
    assert found[0].message == message


def test_nobody_is_target_and_partner_of_one_order() -> None:
    view = perspective(SETTING, opening_world(SETTING, 1), DUN)
    found = problems(view, (Order("drill", "small", BOR, "AVA+BOR"),))
    assert [problem.message for problem in found] == ['"Drill" cannot name BOR both as target and as partner.']
    assert [remedy.partner for remedy in found[0].remedies] == ["AVA+EAS"]


def test_a_kind_names_a_state_once_a_turn() -> None:
    view = perspective(SETTING, opening_world(SETTING, 1), AVA)
    found = problems(view, (LETTERS, Order("invite", "letter", "CYL+DUN")))
    assert found[0].message == '"Invite" at CYL is already on the sheet: change that order instead.'
    assert not problems(view, (Order("invite", "letter", BOR), Order("invite", "letter", CYL)))


def test_it_contradicts_an_order_at_any_of_its_targets() -> None:
    view = perspective(SETTING, opening_world(SETTING, 1), AVA)
    for target, codes in ((CYL, ["contradiction"]), (DUN, [])):
        sheet = (LETTERS, Order("sanction", "list", target))
        assert [problem.code for problem in problems(view, sheet) if problem.code == "contradiction"] == codes
        given = turn(SETTING, {AVA: sheet}, world=with_cells(SETTING, opening_world(SETTING, 1), points_AVA=9))
        assert [told.result for told in given.outcomes[:2]] == ["done", "refused" if codes else "done"]


@pytest.mark.parametrize(
    ("kind", "values", "path", "said"),
    [
        ("invite", {"several_targets": SeveralSpec(most=1)}, "several_targets.most", "1 is not several"),
        ("invite", {"several_targets": SeveralSpec(most=3, least=0)}, "several_targets.least", "0 cannot be the least"),
        ("invite", {"several_targets": SeveralSpec(most=2, least=3)}, "several_targets.least", "3 cannot be the least"),
        ("invite", {"several_targets": SeveralSpec(most=4)}, "several_targets.most", "has 3 targets to name"),
        ("invite", {"several_targets": SeveralSpec(most=2, each_more=30)}, "several_targets.each_more", "may cost"),
        ("turn_away", {"several_targets": SeveralSpec(most=2)}, "several_targets", "has no targets"),
        ("turn_away", {"several_partners": SeveralSpec(most=2)}, "several_partners", "has no partners"),
    ],
)  # fmt: skip
def test_an_author_is_told_what_cannot_be(kind: str, values: dict[str, object], path: str, said: str) -> None:
    with pytest.raises(SettingError, match=said) as refusal:
        compile_setting(changed(kind, **values))
    assert refusal.value.path.endswith(path)


def test_more_ways_than_scripted_seats_can_weigh_are_refused() -> None:
    whole = several.spec()
    more = tuple(replace(whole.states[4], code=f"X{number}A") for number in range(8))
    codes = (*SEATS, *(state.code for state in more))
    crowded = changed("invite", targets=codes, several_targets=SeveralSpec(most=3))
    with pytest.raises(SettingError, match="in 298 ways; 60 are the most"):
        compile_setting(replace(crowded, states=(*whole.states, *more)))
