"""Attribution: each order of a turn compared with the same future without it."""

from tests.engine.games import cells, turn
from tests.engine.invented import SEATS
from wargame.engine import (
    Interventions,
    Order,
    Ruling,
    Setting,
    Situation,
    attribution,
    opening_world,
)
from wargame.engine.study.attribution import without

SEEDS = range(30, 60)
STEP = 0.1
"""Points to which ranges are counted."""

HOLD = dict.fromkeys(SEATS, "hold")
SHOTS, HAIL = Order("warn", "shots", "CYL"), Order("hail", "guard", "CYL")
SHEETS = {"AVA": (HAIL, SHOTS), "DUN": (Order("support", "words", "BOR"),)}


def test_the_order_that_mattered_most_comes_first(setting: Setting) -> None:
    found = attribution(setting, Situation(opening_world(setting, 1), SHEETS), SEEDS, HOLD, ["tension CYL AVA"])
    assert {(c.seat, c.slot, c.order) for c in found} == {
        ("AVA", 0, HAIL),
        ("AVA", 1, SHOTS),
        ("DUN", 0, SHEETS["DUN"][0]),
    }
    assert found[0].order == SHOTS
    (effect,) = found[0].effects
    assert effect.is_clear
    assert effect.mean > 1
    assert effect.low - STEP / 2 <= effect.mean <= effect.high + STEP / 2


def test_an_order_without_effect_on_a_measure_is_said_to_have_none(setting: Setting) -> None:
    found = attribution(setting, Situation(opening_world(setting, 1), SHEETS), SEEDS, HOLD, ["readiness EAS"])
    assert all((c.effects[0].mean, c.effects[0].is_clear) == (0, False) for c in found)


def test_taking_an_order_out_leaves_the_dice_of_the_others(setting: Setting) -> None:
    """Ava's second order keeps its slot, so its success roll stays the same without the first."""
    sheets = {"AVA": (SHOTS, HAIL)}
    for seed in range(20):
        whole, rest = (turn(setting, given, seed) for given in (sheets, without(sheets, "AVA", 0)))
        rolls = [[told.roll for told in result.outcomes if told.kind == "hail"] for result in (whole, rest)]
        assert rolls[0] == rolls[1] != []


def test_nothing_in_a_slot_is_as_good_as_no_order(setting: Setting) -> None:
    gap, short = (turn(setting, given, 3) for given in (without({"AVA": (SHOTS,)}, "AVA", 0), {}))
    assert cells(gap.world) == cells(short.world)


def test_a_turn_without_orders_has_nothing_to_attribute(setting: Setting) -> None:
    assert attribution(setting, Situation(opening_world(setting, 1), {}), SEEDS, HOLD) == ()


def test_a_ruling_goes_with_the_order_it_is_about(setting: Setting) -> None:
    """The ruling refuses the shots, so that they have no effect: the turn is the same with them and without."""
    sheets = {"AVA": (HAIL, SHOTS)}
    refused = Interventions((Ruling("order", "refused", "AVA", 1),))
    world, measures = opening_world(setting, 1), ["tension CYL AVA"]
    effects = {}
    for name, interventions in (("ruled", refused), ("free", Interventions())):
        for one in attribution(setting, Situation(world, sheets, interventions), SEEDS, HOLD, measures):
            effects[name, one.order] = one.effects[0].mean
    assert effects["ruled", SHOTS] == 0 != effects["free", SHOTS]
