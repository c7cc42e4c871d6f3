"""Conditions that somebody writes while an exercise runs, judged on what happened in its turns.

A pack's conditions are compiled and judged by the rules. These are no part of the scenario: they are read by the same
grammar, and what was ordered, worked or tagged is taken from the outcomes of the turns that were played.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from wargame.engine.rules.game import holds
from wargame.engine.scenario.conditions import IN_TURN, Asks, Fact, Reader
from wargame.engine.scenario.setting import Setting
from wargame.engine.spec import Condition
from wargame.engine.spec.clauses import Comparison
from wargame.engine.turn.outcomes import Outcome
from wargame.engine.world.layout import flatten
from wargame.engine.world.table_rows import ClauseRow, ConditionRow
from wargame.engine.world.tables import ANY_STATE, Tables
from wargame.engine.world.world import World

MAY_ASK = IN_TURN | Asks.EVER
Turns = Sequence[Sequence[Outcome]]
"""The outcomes of each turn, oldest first."""


def check_condition(setting: Setting, condition: Condition) -> None:
    """Refuse a condition that cannot be judged, with `SettingError`: what is wrong, and what to write instead."""
    Reader(setting.names, setting.at).read(condition, "when", MAY_ASK)


def judge(setting: Setting, condition: Condition, world: World, turns: Turns) -> bool:
    """Say whether a condition holds at the end of the last of `turns`, on the whole world that it led to.

    Like an inject of a pack, it sees the number of that turn, not of the next one. Raises `SettingError`.
    """
    reader = Reader(setting.names, setting.at._replace(asked=setting.at.sheet))
    clauses = reader.read(condition, "when", MAY_ASK)
    facts = flatten(world)
    facts[setting.at.clock] = len(turns)
    facts += [value_of(setting, fact, turns if fact.ever else turns[-1:]) for fact in reader.asked]
    return bool(holds(alone(clauses), facts, 0))


def answers(setting: Setting, part: Comparison, given: Outcome) -> bool:
    """Say whether an order is one that a comparison with "ordered", "worked" or "tagged" asks for."""
    reader = Reader(setting.names, setting.at)
    _, [(least, _)], _ = reader.fact(part, "when")
    (fact,) = reader.asked
    return given.subject == "order" and matched(setting, fact, given) >= least


def alone(clauses: Sequence[ClauseRow]) -> Tables:
    """Lay out one condition as the rules read conditions: all other tables are empty."""
    none: dict[str, Any] = dict.fromkeys(Tables._fields, ())
    return Tables(**none)._replace(
        conditions=[ConditionRow(clause_from=0, clause_to=len(clauses))], clauses=list(clauses)
    )


def value_of(setting: Setting, fact: Fact, turns: Turns) -> int:
    """Return the value that the cell of a fact would hold: 1 + the highest level ordered, or 1 if it worked or was
    tagged so."""
    given = (outcome for turn in turns for outcome in turn if outcome.subject == "order")
    return max((matched(setting, fact, outcome) for outcome in given), default=0)


def matched(setting: Setting, fact: Fact, given: Outcome) -> int:
    """Return the value that one order gives a fact, 0 where it has nothing to do with it."""
    states = setting.names.states
    targets = {states[code] for code in given.targets}
    is_meant = fact.seat in (ANY_STATE, states[given.actor]) and fact.target in (ANY_STATE, *targets)
    if not is_meant or given.result == "refused":
        return 0
    if fact.verb == "tagged":
        return int(fact.what in tags_of(setting, given))
    if setting.names.kinds[given.kind] != fact.what:
        return 0
    if fact.verb == "worked":
        return int(given.result != "failed")
    return 1 + setting.level_index(given.kind, given.level)


def tags_of(setting: Setting, given: Outcome) -> set[int]:
    """Give the numbers of the tags of an order's kind and level."""
    spec = setting.order(given.kind)
    tags: Iterable[str] = (*spec.tags, *spec.levels[setting.level_index(given.kind, given.level)].tags)
    return {setting.names.tags[tag] for tag in tags}
