"""Graduated reciprocation in tension reduction (GRIT): a seat that opens, answers, persists and stops."""

import math
from dataclasses import replace

import pytest

from tests.engine.games import turn, with_cells
from tests.engine.goodwill import with_goodwill
from tests.engine.invented import SHOW, spec
from wargame.engine import Decision, Order, Setting, choose, compile_setting, opening_world, perspective
from wargame.engine.scenario.scripts import goodwill_classes_of
from wargame.engine.spec import CodesSpec

STEP, FORCE = "sound_out", 7
SEEDS = range(300)
GOODWILL = replace(SHOW, goldstein=3.0, mid_action=0, mid_hostility=1)


def with_steps(**dials: float) -> Setting:
    return compile_setting(with_goodwill(**dials))


DEFAULT = with_steps()
TALK = list(DEFAULT.names.classes).index("talk")


def decisions(setting: Setting = DEFAULT, given: int = 0, got: int = 0, **values: int) -> list[Decision]:
    """Return Ava's decisions under many seeds, after `given` steps towards Bor and `got` from Bor."""
    world = with_cells(setting, opening_world(setting, 1), **values)
    ava, bor = setting.names.states["AVA"], setting.names.states["BOR"]
    world.familiarity[ava, TALK, bor], world.familiarity[bor, TALK, ava] = given, got
    view = perspective(setting, world, "AVA")
    return [choose("mirror", view, seed) for seed in SEEDS]


def share(found: list[Decision]) -> float:
    """Return the share of decisions for a step towards Bor."""
    return sum([(order.kind, order.target) for order in one.sheet[:1]] == [(STEP, "BOR")] for one in found) / len(found)


def logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def test_the_chance_of_a_step_is_logistic_in_size_credibility_and_tension() -> None:
    b0, size, credibility, tension = math.log(0.27 / 0.73), 3.0, 1.0, 20.0
    expected = logistic(b0 + 0.3 * size + 1.0 * credibility - 0.03 * tension)
    assert share(decisions(got=2)) == pytest.approx(expected, abs=0.08)


@pytest.mark.slow
def test_a_step_is_answered_without_any_pressure_to_do_so() -> None:
    assert share(decisions()) == 0
    assert share(decisions(got=1)) > 0.4
    reasons = {one.reason for one in decisions(got=1) if one.sheet[0].kind == STEP}
    assert reasons == {"Answered a step of goodwill by Bor with one of its own (57 in 100)."}


@pytest.mark.slow
def test_a_first_step_is_taken_under_tension_and_asks_for_nothing() -> None:
    opened = decisions(tension_AVA_BOR=30_000)
    assert share(opened) == pytest.approx(logistic(math.log(0.27 / 0.73) - 0.9), abs=0.06)
    assert any("number 1 of at most 3 without an answer" in one.reason for one in opened)


@pytest.mark.slow
@pytest.mark.parametrize(("given", "steps"), [(0, True), (1, True), (2, True), (3, False), (4, False)])
def test_it_persists_unanswered_for_as_many_steps_as_the_dial_says(given: int, steps: bool) -> None:
    setting = with_steps(grit=0.8)
    assert (share(decisions(setting, given, tension_AVA_BOR=30_000)) > 0) is steps


def test_it_says_that_its_steps_found_no_answer() -> None:
    reasons = {one.reason for one in decisions(given=3, tension_AVA_BOR=30_000)}
    assert reasons == {"Answered in kind: 3 of its steps of goodwill towards Bor found no answer."}


@pytest.mark.slow
def test_an_answer_gives_it_heart_to_go_on() -> None:
    setting, pressed = with_steps(grit=0.5), {"tension_AVA_BOR": 30_000}
    assert share(decisions(setting, given=4, got=3, **pressed)) > share(decisions(setting, given=1, **pressed)) + 0.05


@pytest.mark.slow
def test_a_seat_that_has_begun_holds_to_it_for_the_span_of_turns() -> None:
    def stepped(number: int) -> list[bool]:
        found = decisions(turn=number, tension_AVA_BOR=30_000)
        return [bool(one.sheet) and one.sheet[0].kind == STEP for one in found]

    assert stepped(1) == stepped(2) == stepped(3) != stepped(4)


@pytest.mark.slow
def test_force_ends_its_steps_at_once() -> None:
    exploited = decisions(given=1, got=0, stimulus_BOR_AVA=FORCE)
    assert share(exploited) == 0
    assert {one.reason for one in exploited} == {"Answered in kind: force by Bor ended its steps of goodwill."}
    assert share(decisions(got=2, stimulus_BOR_AVA=FORCE)) == 0


@pytest.mark.slow
def test_the_tension_that_force_leaves_makes_further_steps_unlikely() -> None:
    calm, shaken = share(decisions(got=1)), share(decisions(got=1, tension_AVA_BOR=90_000))
    assert shaken < calm / 2


@pytest.mark.parametrize("dial", ["grit", "grit_rounds"])
def test_switched_off_it_takes_no_step_at_all(dial: str) -> None:
    assert share(decisions(with_steps(**{dial: 0.0}), got=3, tension_AVA_BOR=30_000)) == 0


@pytest.mark.slow
@pytest.mark.parametrize("dial", ["grit_size", "grit_trust"])
def test_what_moves_it_can_be_switched_off(dial: str) -> None:
    assert share(decisions(with_steps(**{dial: 0.0}), got=2)) < share(decisions(got=2)) - 0.1


def test_two_such_seats_answer_each_other_down_from_a_quarrel() -> None:
    setting = with_steps(grit=0.8)
    world = with_cells(setting, opening_world(setting, 3), tension_AVA_BOR=35_000, tension_BOR_AVA=35_000)
    steps = []
    for _ in range(4):
        sheets = {seat: choose("mirror", perspective(setting, world, seat), 3).sheet for seat in ("AVA", "BOR")}
        steps.append([sheet[0].kind for sheet in sheets.values()])
        world = turn(setting, sheets, 3, world).world
    assert [STEP, STEP] in steps
    assert world.familiarity[:2, TALK, :2].sum() >= 2


def test_a_class_with_one_order_that_is_no_goodwill_counts_no_steps() -> None:
    def worth(*codes: CodesSpec) -> list[tuple[int, int]]:
        pair = [order for order in spec().orders if order.kind in {STEP, "listen_in"}]
        orders = (replace(order, order_class="talk", codes=code) for order, code in zip(pair, codes, strict=True))
        scenario = replace(spec(), orders=tuple(orders))
        return goodwill_classes_of(scenario, replace(DEFAULT.names, classes={"talk": 0}))

    assert worth(GOODWILL, replace(GOODWILL, goldstein=5.0)) == [(0, 4000)]
    assert worth(GOODWILL, SHOW) == []


def test_a_step_is_remembered_by_the_world() -> None:
    result = turn(DEFAULT, {"BOR": (Order(STEP, "quiet", "AVA"),)})
    view = perspective(DEFAULT, result.world, "AVA")
    answered = [choose("mirror", view, seed) for seed in SEEDS]
    assert share(answered) > 0.4
