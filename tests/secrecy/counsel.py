"""Counsel that a seat gets without its turn being played on: opinions on offers, and the first turn of later odds."""

from dataclasses import replace

from tests.engine.invented import AVA, BOR
from wargame.engine import Perspective, Setting, World, earliest_turn, offers, opinions_on, perspective
from wargame.engine.spec import AgreementSpec, OddsSpec, ScenarioSpec
from wargame.engine.spec.advisers import FavourSpec, LeaningOfAdviser

CABINET = (LeaningOfAdviser("plain", ()), LeaningOfAdviser("bonds", (FavourSpec(3, figure="strength"),)))
"""An adviser whom the aims alone move, and one who overrates every agreement."""


def with_secrets(spec: ScenarioSpec) -> ScenarioSpec:
    """Return the islet with a line of Ava and Bor of which Bor does not know whether it is in force, and a reef that
    stays dug.
    """
    line = AgreementSpec("line", "the line of Ava and Bor", (AVA, BOR), strength=30, known_to=(AVA,))
    *others, reef = spec.incidents
    calm, dug = reef.stages
    stages = (calm, replace(dug, transitions=()))
    return replace(spec, agreements=(*spec.agreements, line), incidents=(*others, replace(reef, stages=stages)))


def counsel_of(view: Perspective) -> dict[str, float]:
    """Return, by name, the answer of each adviser to each offer, and the first turn in which each stage can come."""
    answers = {
        f"{each.adviser} on {offer.agreement} of {proposer}": 10.0 * each.gains + each.is_yes
        for offer in offers(view)
        for proposer in offer.parties
        for each in opinions_on(offer, proposer, CABINET)
    }
    turns = {
        f"first turn of {incident.key} {stage.key}": earliest_turn(view, OddsSpec("", incident.key, (stage.key,)))
        for incident in view.setting.spec.incidents
        for stage in incident.stages
    }
    return answers | turns


def check_counsel(setting: Setting, worlds: tuple[World, World], seat: str) -> None:
    """Check that a seat gets the same counsel in both worlds."""
    here, there = (counsel_of(perspective(setting, world, seat)) for world in worlds)
    apart = sorted(name for name, _ in set(here.items()) ^ set(there.items()))
    assert not apart, f"{seat}: {', '.join(apart)}"
