"""Later effects: an order is under way, takes effect in its due turn, and its ledger names who ordered it when."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine import invented
from tests.engine.games import SEEDS, cells, moved, rows_of, sheets_of, turn, with_cells, worlds_of
from tests.engine.invented import AVA, BOR, CYL, SEATS, TALK
from wargame.engine import (
    Order,
    OrderSpec,
    ScenarioSpec,
    Setting,
    SettingError,
    Sheet,
    World,
    adjudicate,
    compile_setting,
    decode,
    encode,
    known_entries,
    known_outcomes,
    opening_world,
    outlook,
    perspective,
    preview,
    rollouts,
    warm,
)
from wargame.engine.rules.delayed import Pending, packed, unpacked
from wargame.engine.scenario.cell_audiences import Subject, subjects
from wargame.engine.scenario.delayed import due_turn
from wargame.engine.spec import ChanceSpec, EffectSpec, LevelSpec, TurnSpec
from wargame.engine.turn.sheet import NOTHING

BUILD, DIG, COURT, GAMBLE = (Order(kind, "go", CYL) for kind in ("build", "dig", "court", "gamble"))
LATER = LevelSpec("go", "a plan", 1)
DAY = 1440


def slow(kind: str, days: float, *later: EffectSpec, **values: object) -> OrderSpec:
    """Return an order at Cyl that has its effects only after this many days."""
    order = OrderSpec(
        kind, kind, f"{{actor}} began to {kind} against {{target}} ({{level}}).", "military", kind, (AVA, BOR),
        (replace(LATER, later=later),), TALK, "Takes time.", targets=(CYL,), delay=days, incident="islet",
    )  # fmt: skip
    return replace(order, **values)  # type: ignore[arg-type]


def spec(minutes: int = DAY) -> ScenarioSpec:
    """Return the islet in six turns of a day, with orders that take one day, two, and more than the game has."""
    base = invented.spec()
    ready, feared = EffectSpec("readiness", 8, "actor"), EffectSpec("tension", 6, "target", "actor")
    shared = EffectSpec("tension", 3, "co-claimants", "actor", because="The works are to be seen")
    roll = ChanceSpec("the plan works", 50)
    orders = (
        slow("build", 2, ready, feared, shared),
        slow("dig", 1, feared, visibility="covert", detection=50),
        slow("court", 30, ready),
        slow("gamble", 1, ready, chance=roll),
    )
    turns = tuple(replace(one, minutes=minutes) for one in base.turns)
    return replace(base, orders=(*base.orders, *orders), turns=turns)


SETTING = compile_setting(spec())


def played(
    sheets: Mapping[int, Mapping[str, Sheet]], turns: int, seed: int = 1, setting: Setting = SETTING
) -> list[World]:
    """Play turns with the sheets of each turn, and return the world at the opening and after each turn."""
    worlds = [opening_world(setting, seed)]
    for number in range(1, turns + 1):
        worlds.append(adjudicate(setting, worlds[-1], sheets.get(number, {}), seed).world)
    return worlds


def test_nothing_comes_before_its_turn_and_nothing_twice() -> None:
    results, world = [], opening_world(SETTING, 1)
    for number in range(1, 6):
        results.append(turn(SETTING, {AVA: (BUILD,)} if number == 2 else {}, world=world))
        world = results[-1].world
    assert [moved(result, "fall due", "readiness") for result in results] == [{}, {}, {}, {(AVA, ""): 8_000}, {}]
    assert moved(results[3], "fall due", "tension") == {(CYL, AVA): 6_000, (BOR, AVA): 3_000}


def test_it_is_under_way_until_then_and_its_place_is_free_afterwards() -> None:
    worlds = played({2: {AVA: (BUILD,)}}, 4)
    assert [np.count_nonzero(world.pending) for world in worlds] == [0, 0, 1, 1, 0]


def test_each_of_several_orders_falls_due_by_itself() -> None:
    worlds = played({1: {AVA: (BUILD, DIG), BOR: (BUILD,)}, 2: {AVA: (BUILD,)}}, 4)
    assert [np.count_nonzero(world.pending) for world in worlds] == [0, 3, 3, 1, 0]


@pytest.mark.parametrize(
    ("minutes", "days", "due"),
    [
        (DAY, 1, [2, 3, 4, 5, 6, 7]),
        (DAY, 1.5, [3, 4, 5, 6, 7, 7]),
        (DAY, 3, [4, 5, 6, 7, 7, 7]),
        (180, 0.25, [3, 4, 5, 6, 7, 7]),
        (30 * DAY, 14, [2, 3, 4, 5, 6, 7]),
        (30 * DAY, 90, [4, 5, 6, 7, 7, 7]),
    ],
)
def test_days_become_the_first_turn_that_opens_so_long_after(minutes: int, days: float, due: list[int]) -> None:
    assert [due_turn(spec(minutes), days, number) for number in range(1, 7)] == due


def test_what_would_come_after_the_last_turn_is_not_kept() -> None:
    result = turn(SETTING, {AVA: (COURT,)})
    assert not result.world.pending.any()
    assert "only after the last turn" in result.outcomes[0].text


def test_an_order_whose_roll_fails_sets_nothing_under_way() -> None:
    results = [turn(SETTING, {AVA: (GAMBLE,)}, seed) for seed in range(20)]
    kept = {(result.outcomes[0].result, int(np.count_nonzero(result.world.pending))) for result in results}
    assert kept == {("worked", 1), ("failed", 0)}


def test_a_condition_is_judged_in_the_turn_in_which_it_falls_due() -> None:
    ready = EffectSpec("readiness", 8, "actor", when=("mark answered",))
    setting = compile_setting(replace(spec(), orders=(*invented.orders(), slow("build", 1, ready))))
    then = turn(setting, {AVA: (BUILD,)}).world
    for answered, expected in ((0, {}), (1, {(AVA, ""): 8_000})):
        now = with_cells(setting, then, mark_answered=answered)
        assert moved(turn(setting, {}, world=now), "fall due", "readiness") == expected


def test_the_ledger_names_the_order_and_its_turn() -> None:
    worlds = played({2: {AVA: (Order("sound_out", "quiet", BOR), BUILD)}}, 3)
    rows = rows_of(turn(SETTING, {}, world=worlds[-1]), "fall due")
    assert {(row.cause, row.actor, row.kind, row.level) for row in rows} == {
        ("order:AVA:2:turn 2", AVA, "build", "go"),
    }
    texts = [row.text for row in rows]
    assert texts[0] == "Falls due from the order of turn 2: Ava began to build against Cyl (a plan)."
    assert texts[1].startswith("Readiness of Ava rose by 8.0")
    assert texts[1].endswith("Ava began to build against Cyl (a plan) (falls due from the order of turn 2).")
    assert texts[-1].endswith("The works are to be seen (falls due from the order of turn 2).")


def test_the_log_says_when_it_will_come_and_when_it_has() -> None:
    first = turn(SETTING, {AVA: (BUILD,)})
    assert first.outcomes[0].text == "Ava began to build against Cyl (a plan). It takes effect in turn 3."
    under_way = rows_of(first, "under way")
    assert [row.text for row in under_way] == ["Under way until turn 3: Ava began to build against Cyl (a plan)."]
    worlds = played({1: {AVA: (BUILD,)}}, 2)
    told = [one for one in turn(SETTING, {}, world=worlds[-1]).outcomes if one.subject == "later"]
    assert [(one.kind, one.actor, one.target, one.audience) for one in told] == [("build", AVA, CYL, SEATS)]
    assert told[0].text == "Falls due from the order of turn 1: Ava began to build against Cyl (a plan)."


@pytest.mark.slow
def test_a_preview_says_in_how_many_turns_it_takes_effect() -> None:
    view = perspective(SETTING, opening_world(SETTING, 1), AVA)
    later = {order.kind: preview(view, (order,), 0, 1, rollouts=1).later for order in (BUILD, DIG, COURT)}
    assert later == {
        "build": "Takes effect in 2 turns: AVA readiness +8, CYL-AVA tension +6, co-claimants-AVA tension +3.",
        "dig": "Takes effect in 1 turn: CYL-AVA tension +6.",
        "court": "Its later effect would come only after the last turn.",
    }
    assert not preview(view, (Order("sound_out", "quiet", BOR),), 0, 1, rollouts=1).later


def test_a_preview_says_nothing_of_what_the_seat_may_not_see_of_others() -> None:
    shy = slow("spoil", 1, EffectSpec("readiness", -8, "target"), EffectSpec("mark", 1, name="file"))
    setting = compile_setting(replace(spec(), orders=(*invented.orders(), shy)))
    view = perspective(setting, opening_world(setting, 1), AVA)
    assert preview(view, (Order("spoil", "go", CYL),), 0, 1, rollouts=1).later == "Takes effect in 1 turn."


@pytest.mark.slow
def test_a_preview_reckons_with_what_the_seat_knows_to_be_under_way() -> None:
    felt = []
    for sheets in ({}, {1: {BOR: (BUILD,)}}):
        view = perspective(SETTING, played(sheets, 2)[-1], CYL)
        means = {(one.variable, one.who, one.towards): one.mean for one in outlook(view, (), 1, rollouts=4)}
        felt.append(means.get(("tension", CYL, BOR), 0))
    assert felt[1] == pytest.approx(felt[0] + 6, abs=0.5)


def test_a_covert_order_under_way_is_seen_by_nobody_else_until_it_is_noticed() -> None:
    for seed in range(12):
        result = turn(SETTING, {AVA: (DIG, BUILD)}, seed)
        noticed = result.outcomes[0].detected
        expected = {AVA: {"dig", "build"}} | dict.fromkeys(SEATS[1:], {"dig", "build"} if noticed else {"build"})
        views = {seat: perspective(SETTING, result.world, seat) for seat in SEATS}
        assert {seat: {item.order.kind for item in view.under_way} for seat, view in views.items()} == expected


def test_nothing_betrays_that_a_place_is_taken_by_an_order_that_was_not_noticed() -> None:
    seed = next(seed for seed in range(20) if not turn(SETTING, {AVA: (DIG,)}, seed).outcomes[0].detected)
    both, one = (turn(SETTING, {AVA: sheet}, seed).world for sheet in ((DIG, BUILD), (NOTHING, BUILD)))
    assert both.pending.tolist() != one.pending.tolist()
    for seat in SEATS[1:]:
        views = [perspective(SETTING, world, seat) for world in (both, one)]
        assert views[0].world.pending.tolist() == views[1].world.pending.tolist()
        assert views[0].under_way == views[1].under_way


def test_what_falls_due_from_an_unnoticed_order_is_told_to_its_author_alone() -> None:
    for seed in range(12):
        first = turn(SETTING, {AVA: (DIG,)}, seed)
        knows = set(SEATS) if first.outcomes[0].detected else {AVA}
        second = turn(SETTING, {}, seed, first.world)
        assert {seat for seat in SEATS if any(o.kind == "dig" for o in known_outcomes(second.outcomes, seat))} == knows
        assert {seat for seat in SEATS if any(e.kind == "dig" for e in known_entries(second.entries, seat))} == knows


def test_a_seat_has_room_for_all_that_it_can_pay_for() -> None:
    """Four points a turn pay for four orders, and an order is under way for at most two turns."""
    assert SETTING.at.places == 8
    busy = {number: dict.fromkeys((AVA, BOR), (BUILD,) * 4) for number in range(1, 7)}
    assert [np.count_nonzero(world.pending) for world in played(busy, 5)] == [0, 8, 16, 16, 16, 8]


def test_a_scenario_without_delays_has_no_room_at_all(setting: Setting) -> None:
    assert opening_world(setting, 1).pending.shape == (5, 0)


@pytest.mark.parametrize(
    ("order", "path", "message"),
    [
        (slow("build", 0, EffectSpec("standing", 1, "actor")), "orders[8].levels[0].later", "its delay is 0 days"),
        (slow("build", 2, EffectSpec("standing", 1, "partner")), "orders[8].levels[0].later[0].who", "is nobody here"),
        (
            slow("build", 2, EffectSpec("standing", 1, "actor", habituates=True)),
            "orders[8].levels[0].later[0].habituates",
            "at once",
        ),
    ],
)
def test_a_delay_that_cannot_be_is_refused(order: OrderSpec, path: str, message: str) -> None:
    with pytest.raises(SettingError) as caught:
        compile_setting(replace(spec(), orders=(*invented.orders(), order)))
    assert caught.value.path == path
    assert message in caught.value.message


def test_more_under_way_than_a_world_has_room_for_is_refused() -> None:
    later = (EffectSpec("standing", 1, "actor"),)
    free = slow("build", 20, levels=(replace(LATER, cost=0, later=later),))
    turns = tuple(TurnSpec(n, f"Turn {n}", "", "", DAY) for n in range(1, 61))
    with pytest.raises(SettingError, match="160 orders with later effects under way"):
        compile_setting(replace(spec(), orders=(*invented.orders(), free), turns=turns))


def test_later_effects_too_large_for_a_cell_are_refused() -> None:
    huge = slow("build", 2, *(EffectSpec("standing", 200, "actor") for _ in range(400)))
    with pytest.raises(SettingError, match="could add"):
        compile_setting(replace(spec(), orders=(*invented.orders(), huge)))


PARTS = st.tuples(
    st.integers(0, 3), st.integers(1, 6), st.integers(-1, 4), st.integers(-1, 4), st.integers(0, 1), st.integers(0, 7)
)


@pytest.mark.slow
@given(PARTS)
def test_an_order_under_way_is_read_as_it_was_written(parts: tuple[int, ...]) -> None:
    order = Pending(*parts)
    assert 0 < packed(SETTING.at, order) < 2**31
    assert unpacked(SETTING.at, packed(SETTING.at, order)) == order


@pytest.mark.slow
@settings(max_examples=40)
@given(worlds_of(SETTING), sheets_of(SETTING), SEEDS)
def test_in_any_world_entries_add_up_and_its_json_is_read_back(
    world: World, sheets: Mapping[str, Sheet], seed: int
) -> None:
    result = adjudicate(SETTING, world, sheets, seed)
    running = dict(zip(subjects(SETTING), cells(world), strict=True))
    for entry in result.entries:
        running[Subject(entry.variable, entry.who, entry.towards, entry.name)] += entry.delta
    assert list(running.values()) == cells(result.world)
    assert cells(decode(encode(result.world), SETTING)) == cells(result.world)


def test_plain_and_compiled_agree_with_orders_under_way() -> None:
    warm(block=True)
    games = [(world, seed) for seed in range(6) for world in played({1: {AVA: (BUILD, DIG)}}, 3, seed)]
    sheets = {AVA: (DIG, BUILD), BOR: (GAMBLE,)}
    worlds, seeds = zip(*games, strict=True)
    plain = [cells(adjudicate(SETTING, world, sheets, seed).world) for world, seed in games]
    assert rollouts(SETTING, worlds, [sheets] * len(games), seeds).tolist() == plain
