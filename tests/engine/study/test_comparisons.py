"""Two futures under the same dice: what differs, by how much, and with what error."""

import pytest

from tests.engine.games import with_cells
from tests.engine.invented import SEATS
from wargame.engine import Order, Setting, SettingError, Situation, attribution, compare, ensemble, opening_world

SEEDS = range(30, 60)
STEP = 0.1
"""Points to which ranges are counted."""

HOLD = dict.fromkeys(SEATS, "hold")
SHOTS = Order("warn", "shots", "CYL")


def test_a_future_does_not_differ_from_itself(setting: Setting) -> None:
    here = Situation(opening_world(setting, 1), {})
    found = compare(setting, (here, here), SEEDS, HOLD)
    assert {difference.measure for difference in found} >= {"score AVA", "score DUN", "ending loss", "ending contained"}
    assert all((d.mean, d.error, d.low, d.high, d.is_clear) == (0, 0, 0, 0, False) for d in found)
    assert sum(d.first for d in found if d.measure.startswith("ending")) == pytest.approx(100)


def test_shots_raise_tension_for_sure(setting: Setting) -> None:
    world = opening_world(setting, 1)
    pair = Situation(world, {}), Situation(world, {"AVA": (SHOTS,)})
    (rise,) = compare(setting, pair, SEEDS, HOLD, ["tension CYL AVA"])
    assert rise.is_clear
    assert rise.low - STEP / 2 <= rise.mean <= rise.high + STEP / 2
    assert rise.mean == pytest.approx(rise.second - rise.first)
    assert rise.mean > 1


def test_turned_round_the_difference_changes_its_sign(setting: Setting) -> None:
    world = opening_world(setting, 1)
    one, other = Situation(world, {}), Situation(with_cells(setting, world, approval_AVA=70_000), {})
    (there,), (back,) = (compare(setting, pair, SEEDS, HOLD, ["score AVA"]) for pair in ((one, other), (other, one)))
    assert there.mean == -back.mean > 0


@pytest.mark.parametrize("measure", ["score PRK", "ending peace", "tension AVA", "nonsense"])
def test_a_measure_that_does_not_exist_is_refused(setting: Setting, measure: str) -> None:
    here = Situation(opening_world(setting, 1), {})
    with pytest.raises(SettingError):
        compare(setting, (here, here), SEEDS, HOLD, [measure])


@pytest.mark.parametrize("count", [0, 1])
def test_too_few_seeds_for_a_range_are_refused(setting: Setting, count: int) -> None:
    here = Situation(opening_world(setting, 1), {})
    with pytest.raises(ValueError, match="at least 2"):
        compare(setting, (here, here), range(count), HOLD)


@pytest.mark.parametrize("seeds", [[3, 2**128], [-1, 3]])
def test_seeds_outside_their_range_are_refused_before_anything_is_played(setting: Setting, seeds: list[int]) -> None:
    world = opening_world(setting, 1)
    here = Situation(world, {})
    with pytest.raises(ValueError, match=r"outside 0\.\."):
        ensemble(setting, Situation(world), seeds, HOLD)
    with pytest.raises(ValueError, match=r"outside 0\.\."):
        compare(setting, (here, here), seeds, HOLD)
    with pytest.raises(ValueError, match=r"outside 0\.\."):
        attribution(setting, here, seeds, HOLD)
