"""Which outcomes the white cell decided, and what the dice would have had."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from wargame.engine.rules.game import Game
from wargame.engine.scenario.setting import Setting
from wargame.engine.turn.interventions import CALL, INCIDENT, NOTICE, ORDER, Ruling
from wargame.engine.turn.outcomes import Outcome, Ruled
from wargame.engine.turn.reporting.incidents import draw_of
from wargame.engine.turn.transitions import option_keys
from wargame.engine.world.cells import order_result

ROLLED = {ORDER: ("worked", "failed"), CALL: ("kept", "broken")}
"""Results of a roll below its threshold, and of one that is not."""


def with_rulings(
    setting: Setting, g: Game, outcomes: Sequence[Outcome], rulings: Sequence[Ruling]
) -> Iterator[Outcome]:
    """Note on each outcome the rulings that decided it; one that found nothing to decide is on none."""
    for outcome in outcomes:
        found = [ruling for ruling in rulings if decided(outcome, ruling)]
        notes = tuple(
            Ruled(ruling.subject, drawn(setting, g, outcome, ruling), ruling.reason, ruling.is_public)
            for ruling in found
        )
        words = next((ruling.words for ruling in found if ruling.words), "")
        told = replace(outcome, text=words, accounts=()) if words else outcome
        yield replace(told, rulings=notes) if notes else told


def decided(outcome: Outcome, ruling: Ruling) -> bool:
    """Say whether a ruling decided an outcome."""
    if ruling.subject == NOTICE:
        about = outcome.subject == ORDER and (outcome.actor, outcome.slot) == (ruling.role, ruling.slot)
        return about and outcome.result != "refused" and outcome.detected == (ruling.result == "noticed")
    if ruling.subject != outcome.subject:
        return False
    if ruling.subject == INCIDENT:
        return ruling.name == outcome.name and ruling.result == outcome.chosen
    if ruling.subject == CALL:
        is_meant = outcome.roll >= 0 and (outcome.actor, outcome.name) == (ruling.role, ruling.name)
    else:
        is_meant = (outcome.actor, outcome.slot) == (ruling.role, ruling.slot)
    return is_meant and outcome.result == ruling.result


def drawn(setting: Setting, g: Game, outcome: Outcome, ruling: Ruling) -> str:
    """Return the result of the dice instead, "" where none were rolled."""
    if ruling.subject == NOTICE:
        result = order_result(g.at, g.now, setting.names.states[outcome.actor], outcome.slot)
        chance = setting.tables.orders[setting.names.kinds[outcome.kind]].detection_chance
        return "noticed" if result.detection_roll < chance else "unnoticed"
    if outcome.roll < 0:
        return ""
    if ruling.subject == INCIDENT:
        ways, _, place = draw_of(setting, g, setting.names.incidents[outcome.name])
        return option_keys(setting, ways)[place]
    return ROLLED[ruling.subject][int(outcome.roll >= outcome.threshold)]
