"""The scenarios that secrecy is tested on: the invented one with more to hide, and those of the packs.

The first has orders under way, some of them at two targets, an incident that two seats know of, and an effect with a
hidden reason; the second has orders on lists of goods as well.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from tests.engine import invented, listed
from tests.engine.invented import AVA, BOR, CYL, SEATS, SHOW, TALK
from tests.scenarios.pack_games import pack_of
from wargame.engine import Setting, compile_setting
from wargame.engine.spec import (
    ChanceSpec,
    CueSpec,
    EffectSpec,
    IncidentSpec,
    LevelSpec,
    ModifierSpec,
    NeedSpec,
    OrderSpec,
    ScenarioSpec,
    SeveralSpec,
    StageSpec,
    TransitionSpec,
)

A_DAY = 1440
BECAUSE_OF_THE_FILE = "The secret file helps"
"""Ends the ledger text of an effect on a public figure that hangs on a mark known to Ava alone."""


def slow(kind: str, visibility: str, seats: tuple[str, ...]) -> OrderSpec:
    """An order that takes effect two turns later and that some seats notice."""
    later = (EffectSpec("standing", 3, "actor"),)
    return OrderSpec(
        kind, kind, f"{{actor}} began to {kind} at {{target}}.", "military", kind, seats,
        (LevelSpec("go", "a plan", 0, later=later),), TALK, "Takes time.", targets=SEATS, delay=2,
        visibility=visibility, detection=50,
    )  # fmt: skip


def reef() -> IncidentSpec:
    """An incident that only Ava and Bor know."""
    ways = (
        TransitionSpec("dug", "is dug at", 1, "Somebody dug at the reef."),
        TransitionSpec("calm", "stays calm", 1, "Nothing moved at the reef."),
    )
    return IncidentSpec(
        "reef", "The reef", (StageSpec("calm", "calm", 0, ways), StageSpec("dug", "dug at", 2, ways)), "calm", AVA, BOR,
        known_to=(AVA, BOR), open_ended=True,
    )  # fmt: skip


@cache
def islet() -> ScenarioSpec:
    """Six turns of a day."""
    base = invented.spec()
    filed = EffectSpec("standing", 1, "actor", when=("mark file",), because=BECAUSE_OF_THE_FILE)
    proof = ModifierSpec(30, ("mark file",), "It has a file to show.")
    calm = ModifierSpec(-20, ("resolve CYL >= 50",), "Cyl was resolved not to listen.")
    believed = ChanceSpec("is believed", 40, (proof, calm))
    boast = OrderSpec(
        "boast", "Boast", "{actor} boasted.", "diplomatic", "words", SEATS, (LevelSpec("loud", "loudly", 0),), TALK,
        "Says so.", effects=(filed,), chance=believed,
    )  # fmt: skip
    strike = OrderSpec(
        "strike", "Strike", "{actor} struck {target}.", "military", "force", (CYL,), (LevelSpec("hit", "hard", 0, 80),),
        SHOW, "Hurts.", targets=(BOR,),
    )  # fmt: skip
    orders = (
        slow("build", "public", (AVA, BOR)),
        slow("dig", "covert", (AVA, CYL)),
        replace(slow("plot", "private", SEATS), several_targets=SeveralSpec(most=2)),
        boast,
        strike,
    )
    cue = CueSpec("filed", BOR, ("mark file",))
    return replace(
        base,
        cues=(*base.cues, cue),
        orders=(*base.orders, *orders),
        incidents=(*base.incidents, reef()),
        turns=tuple(replace(turn, minutes=A_DAY) for turn in base.turns),
        flows=listed.FLOWS,
        lists=listed.LISTS,
    )


@cache
def islet_with_duties() -> ScenarioSpec:
    """The same with orders on its lists; one rate that Bor may announce hangs on a mark known to Ava alone."""
    base = islet()
    announce = listed.kind("tell_bor1", "bor1", (25, 7.5), after=1)
    high, low = announce.levels
    filed = NeedSpec(("mark file",), "There is no file.")
    secret = replace(announce, levels=(high, replace(low, needs=(*low.needs, filed))))
    return replace(base, orders=(*listed.KINDS, secret, *base.orders))


def nine_past_nine() -> ScenarioSpec:
    """The airspace incident, from its pack."""
    return pack_of("nine-past-nine").rules


def the_invitation() -> ScenarioSpec:
    """The exercise and its guests, from its pack, which has a board of its own."""
    return pack_of("the-invitation").rules


SPECS: Mapping[str, Callable[[], ScenarioSpec]] = {
    "islet": islet,
    "islet-with-duties": islet_with_duties,
    "nine-past-nine": nine_past_nine,
    "the-invitation": the_invitation,
}


@cache
def setting_of(name: str) -> Setting:
    """Return the scenario of that name, compiled."""
    return compile_setting(SPECS[name]())
