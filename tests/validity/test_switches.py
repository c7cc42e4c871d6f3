"""Switching a mechanism off (V9) changes the outputs that its dial names, and no others."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from tests.engine import listed
from tests.engine.games import turn, with_cells
from tests.engine.rules import cast
from wargame.engine import DIALS, Adjudication, Dial, Order, Setting, compile_setting, opening_world
from wargame.engine.dials import BY_KEY
from wargame.engine.spec import EffectSpec, IncidentSpec, ScenarioSpec

SEEDS = range(24)
TOTALS = {"clamp", "clock", "inject", "ending"}
"""Rules that only follow what others did: the ends of scales, counting, and what is judged when the turn is over."""

SHEETS = (
    {
        "AVA": (Order("warn", "shots", "CYL"), Order("sound_out", "quiet", "CYL"), Order("write_line", "offer")),
        "BOR": (Order("warn", "flares", "CYL"), Order("trade", "match", "AVA"), Order("write_bond", "work")),
        "CYL": (Order("buzz", "low", "AVA", "EAS"), Order("turn_away"), Order("write_line", "offer")),
        "DUN": (Order("support", "words", "AVA"), Order("deliver", "arms", "BOR")),
    },
    {
        "AVA": (Order("trade", "open", "BOR"), Order("trade", "list", "CYL")),
        "BOR": (Order("trade", "ease", "AVA"), Order("sanction", "list", "CYL")),
        "CYL": (Order("buzz", "low", "AVA"), Order("buzz", "low", "BOR")),
        "DUN": (Order("deliver", "plans", "AVA"), Order("write_bond", "suspend")),
    },
    {"AVA": (Order("trade", "open", "BOR"),)},
    {"AVA": (Order("tax_ava1", "r1", "BOR"), Order("tax_ava2", "r2", "BOR"))},
)
"""Orders of the seats, so that every mechanism has something to work on."""


def scenario() -> ScenarioSpec:
    """Return the islet with an order for every rule, lists of goods, long turns, and an agreement about to lapse."""
    base = cast.slow(cast.spec())
    base = replace(base, orders=(*base.orders, *listed.KINDS), flows=listed.FLOWS, lists=listed.LISTS)
    warn = next(order for order in base.orders if order.kind == "warn")
    wearing_off = replace(warn, effects=(*warn.effects, EffectSpec("economy", -2, "target", habituates=True)))
    orders = tuple(replace(order, turns=(1, 99)) for order in base.orders if order.kind != "warn")
    return replace(base, orders=(wearing_off, *orders), incidents=(prone(base.incidents[0]),))


def prone(incident: IncidentSpec) -> IncidentSpec:
    """Return the incident with a likely accident, both near the line and inside."""
    (hit,) = (replace(way, weight=4) for way in incident.stages[1].transitions if way.accident)
    near, inside, *others = incident.stages
    ways = tuple(way for way in inside.transitions if not way.accident)
    stages = (
        replace(near, transitions=(*near.transitions, hit)), replace(inside, transitions=(*ways, hit)), *others,
    )  # fmt: skip
    return replace(incident, stages=stages)


@cache
def played(dials: tuple[tuple[str, float], ...]) -> tuple[Adjudication, ...]:
    """Adjudicate every sheet under every seed with these dials."""
    setting = compile_setting(replace(scenario(), dials=dials))
    return tuple(result for sheets in SHEETS for result in games(setting, sheets))


def games(setting: Setting, sheets: dict[str, tuple[Order, ...]]) -> Iterator[Adjudication]:
    """Play one turn from a world in which every figure can move, with turns near the line and inside."""
    for seed in SEEDS:
        world = with_cells(
            setting, opening_world(setting, seed), tension_DUN_CYL=60_000, tension_AVA_BOR=30_000,
            relation_AVA_DUN=30_000, relation_BOR_AVA=-40_000, relation_CYL_DUN=-80_000, approval_BOR=70_000,
            relation_BOR_CYL=40_000, relation_CYL_AVA=-40_000, stake_CYL=40_000, stake_AVA=20_000,
            readiness_CYL=95_000, resolve_AVA=40_000, exposure_AVA_BOR=18_000,
            exposure_BOR_AVA=6_000, strength_bond=4_000 if seed % 2 else 50_000, stimulus_CYL_AVA=12,
            points_AVA=9, points_BOR=9,
        )  # fmt: skip
        world.familiarity[:, :, :] = seed % 3
        world.incident[0] = (seed % 2, 3 * (seed % 2), 0)
        yield turn(setting, sheets, seed, world)


def outputs(result: Adjudication) -> Counter[tuple[object, ...]]:
    """Return all that rules wrote, without running totals, which depend on other entries of the same cell."""
    fields = ("rule", "variable", "who", "towards", "name", "delta")
    return Counter(tuple(getattr(entry, field) for field in fields) for entry in result.entries)


def changed(dial: Dial) -> set[str]:
    """Return the outputs, as "rule: variable", that differ between the dial switched on and at 0 in any game."""
    at_work = played(((dial.key, dial.trial),) if not dial.is_on else ())
    found: set[str] = set()
    for on, off in zip(at_work, played(((dial.key, 0.0),)), strict=True):
        first, second = outputs(on), outputs(off)
        found |= {f"{row[0]}: {row[1]}" for row in (first - second) + (second - first) if row[0] not in TOTALS}
    return found


def touches(dial: Dial, output: str) -> bool:
    """Return whether the dial's list of outputs names this one, by rule and variable or by rule alone."""
    return output in dial.touches or output.partition(":")[0] in dial.touches


@pytest.mark.slow
@pytest.mark.parametrize("dial", DIALS, ids=[dial.key for dial in DIALS])
def test_a_mechanism_switched_off_changes_what_it_touches_and_nothing_else(dial: Dial) -> None:
    found = changed(dial)
    assert {output for output in found if not touches(dial, output)} == set()
    silent = {one for one in dial.touches if not any(output == one or output.startswith(f"{one}:") for output in found)}
    assert silent == set()


def test_a_dial_that_hid_what_it_touches_would_be_found_out() -> None:
    shy = replace(BY_KEY["spiral"], touches=("domestic: stake",))
    assert {output for output in changed(shy) if not touches(shy, output)} == {"domestic: resolve"}
