"""The islet scenario with orders that name several states: talks with one to three, drills with two partners, a note to
exactly two, and force at both claimants.
"""

from dataclasses import replace

from tests.engine import invented
from tests.engine.invented import AVA, BOR, CYL, DUN, EAS, SEATS, SHOW, TALK
from wargame.engine.spec import (
    ChanceSpec,
    ContradictionSpec,
    EffectSpec,
    InjectSpec,
    LeaningSpec,
    LevelSpec,
    MarkSpec,
    NeedSpec,
    OrderSpec,
    RecordSpec,
    ScenarioSpec,
    SeveralSpec,
)

BOTH = "BOR+CYL"


def invite() -> OrderSpec:
    """One letter to up to three seats; each further one costs a point, and some may not wish to be asked."""
    return OrderSpec(
        "invite", "Invite", "{actor} invited {target} {level}.", "diplomatic", "invitation", (AVA, DUN),
        (LevelSpec("letter", "by letter", 1, effects=(
            EffectSpec("relation", 2, "target", "actor"),
            EffectSpec("approval", 1, "actor"),
            EffectSpec("tension", 1, "others", "actor"),
        )), LevelSpec("envoy", "by envoy", 2, -4, (EffectSpec("mark", 1, name="asked"),))),
        TALK, "Asks.", targets=(AVA, BOR, CYL, DUN), visibility="private",
        needs=(NeedSpec(("relation target actor >= -40",), "{target} would not read it."),),
        several_targets=SeveralSpec(most=3, each_more=1),
    )  # fmt: skip


def drill() -> OrderSpec:
    """Force at one state together with two others, which succeeds or not."""
    return OrderSpec(
        "drill", "Drill", "{actor} drilled against {target} with {partner}.", "military", "force", (DUN,),
        (LevelSpec("small", "small", 1, 20, later=(EffectSpec("readiness", 3, "partner"),)),), SHOW, "Trains.",
        targets=(AVA, BOR, CYL), partners=(AVA, BOR, EAS), delay=0.1,
        chance=ChanceSpec("ready", 50, on_success=(EffectSpec("readiness", 2, "partner"),)),
        several_partners=SeveralSpec(most=2, least=2),
    )  # fmt: skip


def press() -> OrderSpec:
    """Force at both claimants at once, or at one."""
    return OrderSpec(
        "press", "Press both", "{actor} pressed {target}.", "military", "force", (CYL,),
        (LevelSpec("low", "low", 0, 25, tags=("commit",)),), SHOW, "Presses.", targets=(AVA, BOR),
        incident="islet", visibility="contested", several_targets=SeveralSpec(most=2),
    )  # fmt: skip


def tap() -> OrderSpec:
    """Return an order at two states at once which nobody notices."""
    return OrderSpec(
        "tap", "Tap", "{actor} tapped {target}.", "intelligence", "spying", (AVA,),
        (LevelSpec("tap", "quietly", 0, 5),), TALK, "Listens.", targets=(BOR, CYL, DUN), visibility="covert",
        several_targets=SeveralSpec(most=2, least=2),
    )  # fmt: skip


def spec() -> ScenarioSpec:
    """The islet scenario with these orders, a condition that asks who was invited, and inclinations to invite."""
    base = invented.spec()
    told = InjectSpec("told", "Bor tells of a letter", ("ordered AVA invite at BOR",), known_to=SEATS, turns=(1, 6),
                      effects=(EffectSpec("standing", 5, AVA),))  # fmt: skip
    clash = ContradictionSpec("invite", "sanction", "one does not invite whom one punishes.")
    return replace(
        base,
        orders=(*base.orders, invite(), drill(), press(), tap()),
        marks=(*base.marks, MarkSpec("asked", "Somebody was asked by envoy")),
        injects=(*base.injects, told),
        contradictions=(clash,),
        leanings=(*base.leanings, LeaningSpec(AVA, "invite", 9, "letter", BOTH), LeaningSpec(CYL, "press", 2)),
        record=(*base.record, RecordSpec(3, AVA, "invite", "letter", BOTH)),
    )
