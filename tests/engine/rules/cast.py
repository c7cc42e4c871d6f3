"""The islet scenario with an order for every rule family, and short names for the orders that tests give."""

from dataclasses import replace

from tests.engine import invented
from tests.engine.invented import AVA, BOR, CYL, DUN, EAS, SEATS, SHOW, TALK
from wargame.engine import Order
from wargame.engine.spec import AgreementSpec, LevelSpec, OrderSpec, ScenarioSpec

FLARES, SHOTS = Order("warn", "flares", "CYL"), Order("warn", "shots", "CYL")
BUZZ = Order("buzz", "low", "AVA")
BUZZ_TOGETHER = Order("buzz", "low", "AVA", "EAS")


def buzz() -> OrderSpec:
    """Force of an outsider at the islet that two states claim, alone or with a partner, which it denies."""
    return OrderSpec(
        "buzz", "Buzz", "{actor} buzzed {target}.", "military", "force", (CYL,), (LevelSpec("low", "low", 0, 20),),
        SHOW, "Flies low.", targets=(AVA, BOR), partners=(EAS,), incident="islet", visibility="contested",
    )  # fmt: skip


def trade() -> OrderSpec:
    """Measures of a stated size, measures that match the other side's, and lifting them."""
    levels = (
        LevelSpec("list", "a list", 0, tags=("coerce",), covers=8),
        LevelSpec("open", "a list of no stated size", 0, tags=("coerce",)),
        LevelSpec("match", "a list as long as theirs", 0, tags=("coerce", "match")),
        LevelSpec("ease", "lifting a list", 0, tags=("ease",), covers=5),
    )
    return OrderSpec(
        "trade", "Restrict trade", "{actor} took measures against {target}.", "economic", "trade", SEATS, levels,
        TALK, "Hurts.", targets=SEATS,
    )  # fmt: skip


def deliver() -> OrderSpec:
    """Arms and technology for a friend."""
    levels = (
        LevelSpec("arms", "arms", 0, tags=("arms",)),
        LevelSpec("plans", "plans", 0, tags=("technology",)),
    )
    return OrderSpec(
        "deliver", "Deliver", "{actor} delivered {level} to {target}.", "military", "arms", (DUN,), levels,
        TALK, "Arms a friend.", targets=(AVA, BOR),
    )  # fmt: skip


def pact_work(kind: str, seats: tuple[str, ...], agreement: str) -> OrderSpec:
    """Offering, working and suspending one agreement."""
    levels = (
        LevelSpec("offer", "an offer", 0, tags=("propose",)),
        LevelSpec("work", "work on it", 0, tags=("tend",)),
        LevelSpec("suspend", "suspension", 0, tags=("suspend",)),
    )
    return OrderSpec(
        kind, "Negotiate", "{actor} came with {level}.", "diplomatic", "talk", seats, levels, TALK, "Writes.",
        agreement=agreement,
    )  # fmt: skip


def spec() -> ScenarioSpec:
    """The islet scenario, with these orders and an agreement of Ava and Cyl that is not yet in force."""
    base = invented.spec()
    line = AgreementSpec("line", "the line of Ava and Cyl", (AVA, CYL), in_force=False, strength=10)
    work = (pact_work("write_line", (AVA, CYL, DUN), "line"), pact_work("write_bond", (BOR, DUN), "bond"))
    return replace(base, orders=(*base.orders, buzz(), trade(), deliver(), *work), agreements=(*base.agreements, line))


def slow(base: ScenarioSpec, minutes: int = 14_400) -> ScenarioSpec:
    """The scenario in turns so long (ten days unless said) that every drift is worth an entry."""
    return replace(base, turns=tuple(replace(turn, minutes=minutes) for turn in base.turns))


def line_of_three(consent: int) -> ScenarioSpec:
    """Make the line of two states one of Ava, Bor and Cyl that comes into force once so many agree."""
    whole = spec()
    kinds = tuple(replace(kind, seats=SEATS) if kind.kind == "write_line" else kind for kind in whole.orders)
    pacts = tuple(
        replace(pact, parties=(AVA, BOR, CYL), consent=consent) if pact.key == "line" else pact
        for pact in whole.agreements
    )
    return replace(whole, orders=kinds, agreements=pacts)
