"""Scripted seats decide within the rules, by the record, and say why."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.games import PLAIN_POLICIES, with_cells, worlds_of
from tests.engine.invented import SEATS, spec
from wargame.engine import (
    POLICIES,
    Perspective,
    Setting,
    UnknownPolicy,
    choose,
    compile_setting,
    cost,
    opening_world,
    perspective,
    problems,
)
from wargame.engine.rules.game import Game
from wargame.engine.rules.incidents import ACT_OF_RISE
from wargame.engine.rules.policies.kinds import BORDER_VIOLATION, NAMES, PLANNER, QUICK_PLANNER
from wargame.engine.rules.policies.replies import Shares, hostility_of, shares
from wargame.engine.scenario.interstate_events import BY_ACTION, TABLE, Stimulus
from wargame.engine.world.dice import key_of

ISLET = compile_setting(spec())
INSIDE = 1


def view_of(setting: Setting, seat: str, **values: int) -> Perspective:
    return perspective(setting, with_cells(setting, opening_world(setting, 1), **values), seat)


def with_intruder(setting: Setting, seat: str, **values: int) -> Perspective:
    """Last turn Cyl's aircraft entered the airspace of the islet, which Ava and Bor claim, and it is still inside."""
    world = with_cells(setting, opening_world(setting, 1), hostility_islet=3, **values)
    world.incident[0, 0] = INSIDE
    world.provocation[2, :2] = BORDER_VIOLATION
    return perspective(setting, world, seat)


def hostility(setting: Setting, kind: str) -> int:
    return setting.order(kind).codes.mid_hostility


@pytest.mark.slow
@given(worlds_of(ISLET), st.sampled_from(SEATS), st.sampled_from(PLAIN_POLICIES), st.integers(0, 2**62))
@settings(max_examples=150)
def test_every_decision_is_legal_and_has_a_reason(world: object, seat: str, policy: str, seed: int) -> None:
    view = perspective(ISLET, world, seat)  # type: ignore[arg-type]
    decision = choose(policy, view, seed)
    assert problems(view, decision.sheet) == ()
    assert cost(view, decision.sheet) <= view.points
    assert decision.reason.endswith(".")
    assert choose(policy, view, seed) == decision


def test_an_unknown_policy_is_refused_with_those_there_are(setting: Setting) -> None:
    with pytest.raises(UnknownPolicy, match="dove, empirical, hawk, historical, hold, mirror, random, planner"):
        choose("owl", view_of(setting, "AVA"), 1)


def test_hold_gives_no_orders(setting: Setting) -> None:
    assert choose("hold", with_intruder(setting, "AVA"), 1).sheet == ()


@pytest.mark.slow
def test_empirical_answers_a_border_violation_as_often_as_the_record(setting: Setting) -> None:
    view = with_intruder(setting, "AVA", resolve_AVA=50_000)
    sheets = [choose("empirical", view, seed).sheet for seed in range(2500)]
    forceful = [any(hostility(setting, order.kind) >= 2 for order in sheet) for sheet in sheets]
    recorded = BY_ACTION[BORDER_VIOLATION]
    assert sum(forceful) / len(forceful) == pytest.approx(recorded.same + recorded.higher, abs=0.03)


def test_all_who_claim_the_place_are_touched_by_an_entry(setting: Setting) -> None:
    for seat in ("AVA", "BOR"):
        assert "Faced with a border violation by Cyl" in choose("empirical", with_intruder(setting, seat), 1).reason


def test_an_incident_that_only_stands_is_no_new_act_and_no_time_for_force(setting: Setting) -> None:
    view = with_intruder(setting, "AVA", resolve_AVA=90_000)
    quiet = view.world._replace(provocation=view.world.provocation * 0)
    decisions = [choose("empirical", perspective(setting, quiet, "AVA"), seed) for seed in range(100)]
    assert max(hostility(setting, order.kind) for decision in decisions for order in decision.sheet) < 2
    assert all("Nobody had used force against it anew" in decision.reason for decision in decisions)


@pytest.mark.slow
def test_what_a_move_provokes_adds_to_resolve(setting: Setting) -> None:
    def answers(provoked: int) -> int:
        view = with_intruder(setting, "AVA", resolve_AVA=50_000)
        view.world.provoked[2, 0] = provoked
        views = perspective(setting, view.world, "AVA")
        sheets = (choose("empirical", views, seed).sheet for seed in range(400))
        return sum(any(hostility(setting, order.kind) >= 2 for order in sheet) for sheet in sheets)

    assert answers(35_000) > answers(0) + 50


def test_every_state_that_acted_is_answered_at_itself_or_not_at_all(setting: Setting) -> None:
    view = view_of(setting, "AVA", stimulus_CYL_AVA=12, stimulus_BOR_AVA=8, resolve_AVA=100_000, points_AVA=9)
    decisions = [choose("empirical", view, seed) for seed in range(200)]
    forced = [{o.target for o in d.sheet if hostility(setting, o.kind) >= 2} for d in decisions]
    assert {"CYL", "BOR"} in forced
    assert all("by Cyl" in d.reason and "by Bor" in d.reason for d in decisions)


def names_force(reason: str) -> bool:
    return "force" in reason or "Faced with" in reason


def test_an_act_of_last_turn_is_faced_too(setting: Setting) -> None:
    view = view_of(setting, "AVA", stimulus_BOR_AVA=8)
    assert "Faced with an alert by Bor" in choose("empirical", view, 1).reason


def test_what_a_friend_shows_is_not_read_as_shown_to_it(setting: Setting) -> None:
    friends = view_of(setting, "AVA", stimulus_DUN_AVA=7)
    cooled = view_of(setting, "AVA", stimulus_DUN_AVA=7, relation_AVA_DUN=10_000)
    assert not names_force(choose("empirical", friends, 1).reason)
    assert "Faced with a show of force by Dun" in choose("empirical", cooled, 1).reason


def test_a_reply_that_no_legal_order_can_give_says_so(setting: Setting) -> None:
    view = with_intruder(setting, "AVA", points_AVA=0)
    decisions = [choose("empirical", view, seed) for seed in range(40)]
    assert all(order.kind == "hail" for decision in decisions for order in decision.sheet)
    without = [d.reason for d in decisions if "found no legal order to answer it with force" in d.reason]
    assert without
    assert not any("times in 100" in reason for reason in without), "the share is of replies, and none was given"


def test_the_intruder_does_not_face_its_own_incident(setting: Setting) -> None:
    assert not names_force(choose("empirical", with_intruder(setting, "CYL"), 1).reason)


def test_where_no_force_stands_a_reason_is_that_of_the_order_alone(setting: Setting) -> None:
    assert choose("empirical", view_of(setting, "DUN"), 1).reason in {
        "Held its position.",
        "Went on with its own course.",
    }
    assert not names_force(choose("empirical", view_of(setting, "AVA"), 1).reason)


@pytest.mark.slow
def test_more_resolve_means_more_answers(setting: Setting) -> None:
    def answers(resolve: int) -> int:
        view = with_intruder(setting, "AVA", resolve_AVA=resolve)
        return sum(
            any(hostility(setting, order.kind) >= 2 for order in choose("empirical", view, seed).sheet)
            for seed in range(600)
        )

    assert answers(20_000) + 60 < answers(50_000) < answers(80_000) - 60


@pytest.mark.slow
def test_leanings_decide_between_legal_orders(setting: Setting) -> None:
    view = view_of(setting, "CYL")
    first = Counter(choose("empirical", view, seed).sheet[0].kind for seed in range(900))
    assert set(first) == {"press_on", "turn_away"}
    assert first["press_on"] / 900 == pytest.approx(2 / 3, abs=0.05)


def test_the_sentence_of_the_pack_is_in_the_reason(setting: Setting) -> None:
    reasons = [choose("empirical", with_intruder(setting, "AVA"), seed).reason for seed in range(40)]
    assert any(reason.endswith(": It is inside.") for reason in reasons)


def test_a_mirror_without_leanings_gives_one_order_without_force_until_it_is_pressed(setting: Setting) -> None:
    sheets = [choose("mirror", view_of(setting, "DUN"), seed).sheet for seed in range(20)]
    assert all(len(sheet) <= 1 for sheet in sheets)
    assert any(sheets)
    assert all(hostility(setting, order.kind) < 2 for sheet in sheets for order in sheet)


def test_mirror_answers_whom_it_was_pressed_by(setting: Setting) -> None:
    view = view_of(setting, "AVA", stimulus_BOR_AVA=7)
    decisions = [choose("mirror", view, seed) for seed in range(60)]
    answered = [d for d in decisions if d.reason.startswith("Answered in kind")]
    assert answered
    assert {d.sheet[0].target for d in answered} == {"BOR"}
    assert all(hostility(setting, d.sheet[0].kind) == 3 for d in answered)
    assert all(hostility(setting, order.kind) < 2 for d in answered for order in d.sheet[1:])


def test_mirror_remembers_force_and_leans_where_nothing_is_to_be_answered(setting: Setting) -> None:
    world = opening_world(setting, 1)
    assert {d.sheet[0].kind for d in (choose("mirror", perspective(setting, world, "AVA"), 1),)} == {"hail"}
    world.grudge[0, 1] = 2900
    decisions = [choose("mirror", perspective(setting, world, "AVA"), seed) for seed in range(60)]
    assert any("has not forgotten the force that Bor used" in decision.reason for decision in decisions)


def test_an_order_at_one_state_is_no_answer_to_the_incident_of_another(setting: Setting) -> None:
    order = replace(setting.order("sanction"), incident="islet")
    islet = compile_setting(replace(spec(), orders=(*spec().orders[:-1], order)))
    view = with_intruder(islet, "BOR", stimulus_CYL_BOR=12, tension_BOR_CYL=35_000)
    targets = {order.target for seed in range(40) for order in choose("mirror", view, seed).sheet}
    assert targets == {"CYL"}


def test_historical_keeps_to_the_record(setting: Setting) -> None:
    decision = choose("historical", view_of(setting, "CYL"), 1)
    assert [(order.kind, order.target) for order in decision.sheet] == [("press_on", "AVA")]
    assert "the record" in decision.reason


def test_historical_falls_back_on_leanings_where_the_record_is_impossible(setting: Setting) -> None:
    view = view_of(setting, "AVA", turn=2, points_AVA=0)
    decision = choose("historical", view, 1)
    assert [order.kind for order in decision.sheet] == ["hail"]
    assert "no longer possible: 1" in decision.reason


def test_historical_says_where_the_record_is_silent(setting: Setting) -> None:
    decision = choose("historical", view_of(setting, "DUN"), 1)
    assert (decision.sheet, decision.reason) == ((), "The record has no act of this state in this turn.")


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_the_shares_of_each_row_of_the_record_add_up(row: Stimulus) -> None:
    assert sum(row.shares) == pytest.approx(1, abs=0.003)


def shares_of(action: int, resolve: int, **dials: float) -> Shares:
    """Return the shares (milli-points) of each reply that a seat of this resolve gives to an act."""
    setting = compile_setting(replace(spec(), dials=tuple(dials.items())))
    row = list(view_of(setting, "AVA", resolve_AVA=resolve).facts)
    return shares(Game(setting.plain, setting.at, row, row, key_of(1), 1, None), 0, 2, action)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
@pytest.mark.parametrize("resolve", [0, 33_000, 50_000, 71_000, 100_000])
def test_resolve_moves_shares_without_losing_any(row: Stimulus, resolve: int) -> None:
    moved = shares_of(row.action, resolve)
    assert sum(moved) == pytest.approx(65536 * sum(row.shares), abs=4)
    assert min(moved) >= 0


def test_even_resolve_or_no_shift_leaves_the_record_as_it_is() -> None:
    recorded = [round(65536 * share) for share in BY_ACTION[BORDER_VIOLATION].shares]
    assert list(shares_of(BORDER_VIOLATION, 50_000)) == recorded
    assert list(shares_of(BORDER_VIOLATION, 90_000, resolve_shift=0)) == recorded
    assert list(shares_of(BORDER_VIOLATION, 90_000)) != recorded


def test_a_rise_of_hostility_is_an_act_of_that_level(setting: Setting) -> None:
    row = [0] * setting.at.size
    g = Game(setting.plain, setting.at, row, row, key_of(1), 1, None)
    assert [hostility_of(g, action) for action in ACT_OF_RISE] == [0, 0, 2, 3, 4, 5]


def levels_given(setting: Setting, policy: str, resolve: int) -> list[int]:
    """Return the MID levels of all orders that Ava gives under many seeds."""
    view = with_intruder(setting, "AVA", resolve_AVA=resolve)
    return [hostility(setting, order.kind) for seed in range(200) for order in choose(policy, view, seed).sheet]


@pytest.mark.slow
def test_a_hawk_goes_further_than_a_dove_and_no_further_than_its_resolve(setting: Setting) -> None:
    bold = levels_given(setting, "hawk", 60_000)
    assert sum(level >= 3 for level in bold) > len(bold) / 2
    assert max(levels_given(setting, "hawk", 10_000)) <= 1
    assert max(levels_given(setting, "dove", 90_000)) <= 1


@pytest.mark.slow
def test_only_lots_aim_hard_orders_at_a_friend(setting: Setting) -> None:
    def aimed(policy: str) -> set[tuple[str, str]]:
        sheets = [choose(policy, with_intruder(setting, "AVA", resolve_AVA=90_000), seed).sheet for seed in range(300)]
        return {(order.kind, order.target) for sheet in sheets for order in sheet}

    assert ("sanction", "DUN") in aimed("random")
    assert ("sanction", "DUN") not in aimed("hawk")
    assert ("sanction", "CYL") in aimed("hawk")


@pytest.mark.slow
def test_lots_fall_evenly_on_all_legal_orders(setting: Setting) -> None:
    view = view_of(setting, "CYL")
    first = Counter(choose("random", view, seed).sheet[0] for seed in range(4400))
    assert len(first) == 12
    assert all(count / 4400 == pytest.approx(1 / 12, abs=0.02) for count in first.values())


def test_every_policy_can_be_chosen_by_its_name() -> None:
    assert set(POLICIES) == {*NAMES, PLANNER, QUICK_PLANNER}
