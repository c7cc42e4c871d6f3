"""Duties on lists of goods: set, raised, announced, lifted; what they hit, and what they cost in proportion."""

from dataclasses import replace

import pytest

from tests.engine import listed
from tests.engine.games import asking, moved, rows_of, turn, with_cells
from tests.engine.listed import AVA, BOR, DUN
from tests.engine.rules import cast
from wargame.engine import (
    FlowSpec,
    ListSpec,
    Order,
    SettingError,
    ThirdSpec,
    World,
    compile_setting,
    decode,
    encode,
    opening_world,
    options,
    perspective,
    problems,
)

SETTING = compile_setting(listed.spec())
START = opening_world(SETTING, 1)


def sheets(**orders: str) -> dict[str, tuple[Order, ...]]:
    """Ava's orders by kind and level."""
    return {AVA: tuple(Order(name, level, BOR) for name, level in orders.items())}


def test_the_opening_holds_what_is_in_force() -> None:
    assert START.rate.tolist() == [0, 100, 0, 0]
    assert START.hit.tolist() == [20_000, 0]
    assert START.duty.tolist() == [50, 0], "10 % on 200 of 400"
    assert START.announced.tolist() == [-10] * 4


def test_a_duty_is_written_on_its_list_and_hits_its_amount() -> None:
    world = turn(SETTING, sheets(tax_ava1="r2"), world=START).world
    assert (world.rate[0], world.rate_turn[0]) == (250, 1)
    assert world.hit[0] == 24_000
    assert world.duty[0] == 75, "20 and 10 of 400 are 7.5 %"


def test_costs_follow_amount_and_change_of_rate_and_an_end_gives_them_back() -> None:
    small = moved(turn(SETTING, sheets(tax_ava1="r1"), world=START), "tariffs", "economy")
    large = moved(turn(SETTING, sheets(tax_ava1="r2"), world=START), "tariffs", "economy")
    for who in (AVA, BOR, DUN, "CYL"):
        assert large[who, ""] == pytest.approx(2.5 * small[who, ""], abs=3)
    assert small[AVA, ""] < small[BOR, ""] < 0 < small[DUN, ""], "the buyer who taxes loses most, a third state wins"
    assert small["CYL", ""] < 0, "another third state loses"
    taxed = turn(SETTING, sheets(tax_ava1="r2"), world=START).world
    back = moved(turn(SETTING, sheets(tax_ava1="r0"), world=taxed), "tariffs", "economy")
    assert back[BOR, ""] == pytest.approx(-large[BOR, ""], abs=2)
    again = turn(SETTING, sheets(tax_ava1="r0"), world=taxed).world
    assert (again.hit.tolist(), again.duty.tolist()) == (START.hit.tolist(), START.duty.tolist())


def test_a_raise_costs_only_the_difference() -> None:
    hurt = moved(turn(SETTING, sheets(tax_ava2="r2"), world=START), "tariffs", "economy")
    whole = moved(turn(SETTING, sheets(tax_ava1="r2"), world=START), "tariffs", "economy")
    assert hurt[BOR, ""] == pytest.approx(whole[BOR, ""] * 200 * 15 / (40 * 25), abs=5)


def test_the_ledger_names_the_list() -> None:
    texts = [row.text for row in rows_of(turn(SETTING, sheets(tax_ava1="r2"), world=START), "tariffs")]
    assert any(text.startswith("List 1 of Ava (US$ 40 bn): the duty rises from 0 % to 25 %") for text in texts)
    assert any(
        text.startswith("Imports taxed by Ava on goods of Bor rose by US$ 40 bn to US$ 240 bn") for text in texts
    )
    assert any("Average duty by Ava on goods of Bor rose by 2.5 % to 7.5 %" in text for text in texts)


def test_a_list_that_is_no_name_begins_its_line_with_a_capital() -> None:
    named = replace(listed.spec(), lists=(replace(listed.LISTS[0], title="the first list"), *listed.LISTS[1:]))
    rows = rows_of(turn(compile_setting(named), sheets(tax_ava1="r2"), world=START), "tariffs")
    assert any(row.text.startswith("The first list of Ava") for row in rows)


def test_an_announced_rate_comes_a_turn_later_unless_it_is_withdrawn() -> None:
    told = turn(SETTING, sheets(tell_ava2="r0"), world=START).world
    assert (told.rate[1], told.announced[1], told.announced_turn[1]) == (100, 250, 2)
    came = turn(SETTING, {}, world=told).world
    assert (came.rate[1], came.announced[1], came.announced_turn[1]) == (250, -10, 0)
    dropped = turn(SETTING, sheets(drop_ava2="r0"), world=told).world
    assert (dropped.rate[1], dropped.announced[1]) == (100, -10)
    replaced = turn(SETTING, sheets(tax_ava2="r0"), world=told).world
    assert (replaced.rate[1], replaced.announced[1]) == (0, -10)


def test_an_answer_reaches_no_further_than_the_imports() -> None:
    """40 and 120 are more than the 150 that Bor buys: the second list is not put into force."""
    both = {BOR: (Order("tax_bor1", "r0", AVA), Order("tax_bor2", "r0", AVA))}
    world = turn(SETTING, both, world=START).world
    assert world.rate.tolist() == [0, 100, 250, 0]
    assert world.hit[1] == 4_000


def test_two_orders_on_one_list_contradict_each_other_and_two_lists_do_not() -> None:
    view = perspective(SETTING, START, AVA)
    one, other = Order("tax_ava2", "r2", BOR), Order("tell_ava2", "r0", BOR)
    assert [problem.code for problem in problems(view, (one, other))] == ["contradiction"]
    assert "both act on List 2" in problems(view, (one, other))[0].message
    assert not problems(view, (one, Order("tax_ava1", "r1", BOR)))
    world = turn(SETTING, {AVA: (one, other)}, world=START).world
    assert (world.rate[1], world.announced[1]) == (250, -10), "the second is refused"


def test_a_level_whose_need_is_not_met_is_neither_offered_nor_legal() -> None:
    view = perspective(SETTING, START, AVA)
    offered = {option.kind: [level.key for level in option.levels] for option in options(view)}
    assert offered["tax_ava2"] == ["r0", "r2"]
    (problem,) = problems(view, (Order("tax_ava2", "r1", BOR),))
    assert "That rate is in force." in problem.message
    assert {remedy.level for remedy in problem.remedies} == {"r0", "r2", ""}


@pytest.mark.parametrize(
    ("clause", "holds"),
    [
        ("rate ava2 >= 10", True),
        ("rate ava2 > 10", False),
        ("announced ava2 >= 0", False),
        ("announced ava2 = -1", True),
        ("hit AVA BOR >= 200", True),
        ("hit AVA BOR > 200", False),
        ("untouched AVA BOR >= 200", True),
        ("untouched AVA BOR > 200", False),
        ("untouched AVA BOR = 200", True),
        ("untouched AVA BOR != 200", False),
        ("untouched AVA BOR < 200.5", True),
        ("untouched AVA BOR <= 199", False),
        ("not untouched BOR AVA > 0", False),
        ("duty AVA BOR = 5", True),
    ],
)
def test_conditions_ask_for_lists_and_flows(clause: str, holds: bool) -> None:
    setting = asking(SETTING, clause)
    assert setting.holds((clause,), setting.facts(opening_world(setting, 1))) == holds


@pytest.mark.parametrize(
    ("change", "path", "words"),
    [
        ({"flows": (FlowSpec(AVA, AVA, 4),)}, "flows[0].against", "buys of itself"),
        ({"flows": (FlowSpec(AVA, BOR, 0),)}, "flows[0].imports", "outside"),
        ({"flows": (FlowSpec(AVA, BOR, 4, thirds=(ThirdSpec(BOR),)),)}, "flows[0].thirds[0].state", "already"),
        ({"lists": (ListSpec("a", "A", AVA, DUN, 4, (10,)),)}, "lists[0].against", "flow of trade"),
        ({"lists": (ListSpec("a", "A", BOR, AVA, 151, (10,)),)}, "lists[0].amount", "more than the US$ 150 bn"),
        ({"lists": (ListSpec("a", "A", BOR, AVA, 4, (25, 10)),)}, "lists[0].rates", "do not rise"),
        ({"lists": (ListSpec("a", "A", BOR, AVA, 4, (7.55,)),)}, "lists[0].rates", "tenth of a per cent"),
        ({"lists": (ListSpec("a", "A", BOR, AVA, 4, (10,), rate=101),)}, "lists[0].rate", "outside 0..100"),
    ],
)
def test_lists_with_a_fault_are_refused(change: dict[str, tuple[object, ...]], path: str, words: str) -> None:
    with pytest.raises(SettingError) as refused:
        compile_setting(replace(listed.spec(), **change))  # type: ignore[arg-type]
    assert refused.value.path == path
    assert words in refused.value.message


def test_a_scenario_without_lists_stores_nothing_of_them() -> None:
    islet = compile_setting(cast.spec())
    stored = encode(opening_world(islet, 1))
    assert not {"rate", "hit", "duty"} & set(stored["world"])
    assert decode(stored, islet).rate.shape == (0,)


def test_a_world_with_lists_is_stored_and_read_back() -> None:
    told: World = turn(SETTING, sheets(tell_ava2="r0"), world=START).world
    again = decode(encode(told), SETTING)
    assert all((one == other).all() for one, other in zip(told, again, strict=True))


def test_a_cell_of_a_list_is_found_by_its_name() -> None:
    assert with_cells(SETTING, START, rate_ava1=100).rate[0] == 100


def driven(third_power: float, level: str, world: World | None = None) -> dict[tuple[str, str], int]:
    """Return the changes of relations by a duty of Ava: Cyl dislikes Ava and likes Bor, Dun likes both."""
    setting = compile_setting(replace(listed.spec(), dials=(("third_power", third_power),)))
    stand = {
        "relation_CYL_AVA": -30_000,
        "relation_BOR_CYL": 20_000,
        "relation_DUN_AVA": 30_000,
        "relation_BOR_DUN": 9_000,
    }
    start = with_cells(setting, world or opening_world(setting, 1), **stand)
    return moved(turn(setting, sheets(tax_ava1=level), world=start), "third power", "relation")


def test_pressure_moves_nobody_towards_a_third_power_unless_a_scenario_says_so() -> None:
    assert driven(0, "r2") == {}


def test_where_it_is_set_who_bears_a_duty_comes_closer_to_a_third_that_stands_badly_with_who_taxes() -> None:
    small, large = driven(0.5, "r1"), driven(0.5, "r2")
    assert set(small) == set(large) == {(BOR, "CYL")}
    assert large[BOR, "CYL"] == pytest.approx(2.5 * small[BOR, "CYL"], abs=3)
    assert small[BOR, "CYL"] > 0


def test_no_seat_is_told_that_pressure_moved_anybody() -> None:
    setting = compile_setting(replace(listed.spec(), dials=(("third_power", 1.0),)))
    stand = {"relation_CYL_AVA": -30_000, "relation_BOR_CYL": 20_000}
    ended = turn(setting, sheets(tax_ava1="r2"), world=with_cells(setting, opening_world(setting, 1), **stand))
    (row,) = rows_of(ended, "third power")
    assert (row.who, row.towards, row.cause) == (BOR, "CYL", "order:AVA:1")
    assert row.audience == ()
    assert all(each.audience for each in rows_of(ended, "tariffs")), "seats read the cost of a duty"
