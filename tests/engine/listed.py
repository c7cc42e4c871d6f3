"""Lists of goods that the two claimants of the islet may tax, and orders on them."""

from dataclasses import replace

from tests.engine import invented
from tests.engine.invented import TALK
from wargame.engine import FlowSpec, LevelSpec, ListSpec, NeedSpec, OrderSpec, ScenarioSpec, ThirdSpec

AVA, BOR, DUN = "AVA", "BOR", "DUN"
FLOWS = (
    FlowSpec(AVA, BOR, 400, thirds=(ThirdSpec(DUN, gains=0.5), ThirdSpec("CYL", gains=0.1, loses=0.6))),
    FlowSpec(BOR, AVA, 150),
)
LISTS = (
    ListSpec("ava1", "List 1", AVA, BOR, 40, (10, 25)),
    ListSpec("ava2", "List 2", AVA, BOR, 200, (10, 25), rate=10),
    ListSpec("bor1", "First list", BOR, AVA, 40, (25,)),
    ListSpec("bor2", "Second list", BOR, AVA, 120, (7.5,)),
)


def kind(name: str, on_list: str, rates: tuple[float | None, ...], after: int = 0) -> OrderSpec:
    """An order on a list, with one level for each rate."""
    owner, against = (AVA, BOR) if on_list.startswith("ava") else (BOR, AVA)
    levels = tuple(
        LevelSpec(
            f"r{number}",
            f"{rate} %",
            0,
            needs=(NeedSpec((f"rate {on_list} != {rate:g}",), "That rate is in force."),) if rate is not None else (),
            rate=rate,
        )
        for number, rate in enumerate(rates)
    )
    return OrderSpec(
        name, "Tax", "{actor} taxed goods at {level}.", "economy", "tariff", (owner,), levels, TALK, "Taxes.",
        targets=(against,), on_list=on_list, after=after,
    )  # fmt: skip


KINDS = (
    kind("tax_ava1", "ava1", (0, 10, 25)),
    kind("tax_ava2", "ava2", (0, 10, 25)),
    kind("tell_ava2", "ava2", (25,), after=1),
    kind("drop_ava2", "ava2", (None,)),
    kind("tax_bor1", "bor1", (25,)),
    kind("tax_bor2", "bor2", (7.5,)),
)


def spec() -> ScenarioSpec:
    """The islet with lists, and orders on them."""
    islet = invented.spec()
    return replace(islet, orders=(*islet.orders, *KINDS), flows=FLOWS, lists=LISTS)
