"""The tariff ladder of 2018-19 follows from the limit of exposure (V7): 34 for 34, 16 for 16, 60 for 200."""

from datetime import date
from typing import Any

import pytest
import yaml

from scenarios.loader import PACKS
from wargame.engine import Order, Setting, adjudicate, compile_setting, gauge, opening_world
from wargame.engine.spec import (
    CodesSpec,
    DyadSpec,
    EndingSpec,
    LevelSpec,
    ObjectiveSpec,
    OrderSpec,
    ScenarioSpec,
    StateSpec,
    TurnSpec,
)

BN_A_POINT = 6.0
"""US$ billion of yearly exports in a point of exposure: China's to the United States then take 84 points of 100."""

AMERICAN_EXPORTS, CHINESE_EXPORTS = 130.0, 505.0
"""Goods in 2017, US$ billion, to China and to the United States. Their difference, the deficit of 375, is sourced; the
two figures are general knowledge (US Census Bureau) and were not verified, so they only bound what was left to take.
The library has the goods of the rounds, which names its sources (Global Times of 15 December 2019)."""

CODES = CodesSpec("163", -8.0, "COERCE:Restrict", -7.0, 0, 1, 7)
STATES = ("USA", "CHN")
ROUNDS = (1, 2, 3)
ROUNDING = 2.0
"""US$ billion: some trade finds its way back between the rounds, so that a list has to be a little longer."""


def measures(by: str) -> dict[int, dict[str, Any]]:
    """Return the state's first three rounds of tariffs in the library, by step."""
    entries = yaml.safe_load((PACKS / "_shared" / "measures.yaml").read_text(encoding="utf-8"))
    return {entry["step"]: entry for entry in entries if entry["by"] == by and entry.get("step") in ROUNDS}


def tariff() -> OrderSpec:
    """Return Washington's lists at their historical size, and a list that matches the size of the other side's."""
    lists = tuple(
        LevelSpec(f"list{step}", "a list", 0, 8, tags=("coerce",), covers=entry["value_low_usd_bn"] / BN_A_POINT)
        for step, entry in measures("USA").items()
    )
    match = LevelSpec("match", "a list as long as theirs", 0, 8, tags=("coerce", "match"))
    return OrderSpec(
        "tariff", "Impose tariffs", "{actor} put {level} on {target}", "economy", "coercion", STATES, (*lists, match),
        CODES, "Hurts.", targets=STATES,
    )  # fmt: skip


def turns() -> tuple[TurnSpec, ...]:
    """Return two turns for each round, since only measures in force can be matched; they last until the next round."""
    days = [date.fromisoformat(str(entry["happened_on"])).toordinal() for entry in measures("USA").values()]
    lengths = (1, days[1] - days[0] - 1, 1, days[2] - days[1] - 1, 1, 7, 1)
    return tuple(TurnSpec(number, f"Turn {number}", "", "", days * 1440) for number, days in enumerate(lengths, 1))


def ladder(american_exports: float) -> Setting:
    """Return the two states, each exposed to the other by what it exports to it."""
    dyads = (
        DyadSpec("USA", "CHN", -50, 46, american_exports / BN_A_POINT),
        DyadSpec("CHN", "USA", -50, 50, CHINESE_EXPORTS / BN_A_POINT),
    )
    return compile_setting(
        ScenarioSpec(
            slug="ladder",
            states=tuple(StateSpec(code, code, True, 50, 50, 50, 50, 50, 50) for code in STATES),
            dyads=dyads,
            turns=turns(),
            orders=(tariff(),),
            incidents=(),
            endings=(EndingSpec("open", "Open"),),
            objectives=tuple(ObjectiveSpec(code, "any", "Any", 100) for code in STATES),
        )
    )


def answers(american_exports: float) -> list[float]:
    """Return the trade that Beijing's three answers, and a fourth without a list, newly cover (US$ billion)."""
    setting = ladder(american_exports)
    world = opening_world(setting, 1)
    found = []
    for step in (*ROUNDS, None):
        if step:
            world = adjudicate(setting, world, {"USA": (Order("tariff", f"list{step}", "CHN"),)}, 1).world
        before = gauge(setting, world, "exposure", "USA", "CHN")
        world = adjudicate(setting, world, {"CHN": (Order("tariff", "match", "USA"),)}, 1).world
        found.append((before - gauge(setting, world, "exposure", "USA", "CHN")) * BN_A_POINT)
    return found


def test_symmetry_ends_where_exposure_ends() -> None:
    """V7: Beijing matches two rounds; its third answer covers at least the recorded list and at most what is left."""
    first, second, third, last = answers(AMERICAN_EXPORTS)
    record = {step: entry["value_low_usd_bn"] for step, entry in measures("CHN").items()}
    assert first == pytest.approx(record[1], abs=ROUNDING)
    assert second == pytest.approx(record[2], abs=ROUNDING)
    left = AMERICAN_EXPORTS - record[1] - record[2]
    assert record[3] <= third <= left + ROUNDING
    assert last == pytest.approx(0, abs=ROUNDING), "the raise of May 2019 met the same 60 billion"


def test_with_as_much_to_take_it_would_have_matched_the_third_round_too() -> None:
    """The limited exposure ends the symmetry, not the order kind."""
    assert answers(CHINESE_EXPORTS)[2] == pytest.approx(measures("USA")[3]["value_low_usd_bn"], abs=ROUNDING * 2)
