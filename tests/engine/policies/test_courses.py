"""The planner's own plan for the turns ahead: it learns what orders do, and is legal and payable."""

from dataclasses import replace

import numpy as np
import pytest

from tests.engine.invented import spec
from tests.engine.policies.test_policies import view_of
from wargame.engine import Setting, compile_setting, is_compiled, warm
from wargame.engine.playouts import numba_build
from wargame.engine.policies.planning.candidates import candidates
from wargame.engine.policies.planning.courses import Course, Terms, explored, learned
from wargame.engine.policies.planning.effort import Exploration
from wargame.engine.policies.planning.futures import Futures
from wargame.engine.spec import ContradictionSpec
from wargame.engine.world.dice import key_of

CLASH = ContradictionSpec("warn", "hail", "Nobody asks and shoots.")

LITTLE = Exploration(futures=3, plans=4, turns=3, orders=64, spreads=(0, 2000))


def course_of(setting: Setting, seat: str, turns: int = 3) -> Course:
    view = view_of(setting, seat)
    futures = Futures(view, 4, 2, dict.fromkeys(setting.seats, "hold"))
    numbers = range(len(Terms(view, every_number(setting, seat), turns).rows))
    return explored(futures, LITTLE, numbers, key_of(4))


def every_number(setting: Setting, seat: str) -> range:
    script = setting.tables.scripts[setting.names.states[seat]]
    return range(script.candidates_to - script.candidates_from)


def test_what_an_order_does_is_learned_from_all_plans_at_once() -> None:
    dice = np.random.Philox(key=1)
    given = (dice.random_raw(400 * 2 * 3).reshape(400, 2, 3) % 2).astype(np.bool_)
    true = np.array([[500, 0, -300], [0, 200, 0]])
    scores = (given * true).sum(axis=(1, 2))
    gain, count = learned(given, len(scores) * scores - scores.sum())
    assert np.abs(gain / len(scores) - true).max() < 100
    assert count.sum() == given.sum()


def test_an_order_that_stands_in_every_plan_or_in_none_shows_nothing() -> None:
    given = np.zeros((5, 1, 2), dtype=np.bool_)
    given[:, :, 0] = True
    assert learned(given, np.array([-2, -1, 0, 1, 2]))[0].tolist() == [[0.0, 0.0]]


def test_plans_are_in_time_payable_and_hold_one_order_for_each_purpose(setting: Setting) -> None:
    terms = Terms(view_of(setting, "AVA"), every_number(setting, "AVA"), 6)
    dice = np.random.Philox(key=2)
    for spread in (0, 3000):
        for plan in terms.drawn(np.zeros(terms.may_give.shape), spread, 40, dice):
            for turn, sheet in enumerate(plan):
                orders = sheet[sheet >= 0]
                assert terms.may_give[turn, orders].all()
                assert terms.prices[orders].sum() <= terms.points[turn]
                assert len(set(terms.purposes[orders].tolist())) == len(orders)


def test_no_planned_sheet_holds_orders_that_contradict_each_other() -> None:
    """The orders must be such that plans would hold both, were they not in the table."""
    free, barred = compile_setting(spec()), compile_setting(replace(spec(), contradictions=(CLASH,)))
    assert any(_clashing(free)), "no plan holds both though nothing forbids it"
    assert not any(_clashing(barred))


def test_a_planner_gives_no_order_that_does_nothing() -> None:
    """Of two orders without a price, one moves a mark and one says that nothing is done."""
    whole = spec()
    one = whole.orders[0]
    bare = replace(one.levels[0], effects=(), later=(), tags=(), severity=0, cost=0)
    idle = replace(one, kind="idle", levels=(bare,), effects=(), chance=None, needs=(), targets=(), turns=(1, 99))
    busy = replace(idle, kind="busy", levels=(replace(bare, tags=("firm",)),))
    found = compile_setting(replace(whole, orders=(*whole.orders, idle, busy)))
    kinds = {candidate.order.kind for seat in found.seats for candidate in candidates(view_of(found, seat))}
    assert "busy" in kinds
    assert "idle" not in kinds


def _clashing(setting: Setting) -> list[bool]:
    """Say of each sheet of many plans whether it holds both orders of the pair."""
    view = view_of(setting, "AVA")
    terms = Terms(view, every_number(setting, "AVA"), 4)
    kinds = {setting.names.kinds[CLASH.first], setting.names.kinds[CLASH.second]}
    plans = terms.drawn(np.zeros(terms.may_give.shape), 0, 200, np.random.Philox(key=3))
    return [{terms.rows[k].kind for k in sheet if k >= 0} >= kinds for plan in plans for sheet in plan.tolist()]


def test_the_best_plan_holds_what_seems_worth_most_and_nothing_that_harms(setting: Setting) -> None:
    terms = Terms(view_of(setting, "AVA"), every_number(setting, "AVA"), 2)
    worth = np.full(terms.may_give.shape, -1000.0)
    best = int(np.flatnonzero(terms.may_give[1] & (terms.prices <= terms.points[1]))[0])
    worth[1, best] = 3000.0
    assert terms.best(worth).tolist() == [[-1, -1, -1], [best, -1, -1]]


def test_a_course_is_the_same_in_either_build(setting: Setting) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(numba_build, "BUILD", numba_build.Build())
        plainly = course_of(setting, "AVA")
    warm(block=True)
    assert is_compiled()
    compiled = course_of(setting, "AVA")
    assert (compiled.worth, compiled.now) == (plainly.worth, plainly.now)
    assert compiled.later.tolist() == plainly.later.tolist()
