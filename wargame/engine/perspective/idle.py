"""Finds idle order kinds: those that change nothing in a scenario, because no rule reads what they move or mark."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any

from wargame.engine.scenario.setting import Setting
from wargame.engine.spec import LevelSpec, OrderSpec
from wargame.engine.spec.clauses import Clause
from wargame.engine.spec.names import COLUMN_OF_TAG

Asked = frozenset[tuple[str, str]]
"""The verbs of all comparisons, each with a name that follows it."""


@lru_cache(maxsize=16)
def idle_kinds(setting: Setting) -> frozenset[str]:
    """Return the kinds whose orders have no effect. It reads the spec alone, so it reveals nothing secret."""
    parts = (part for text in set(_clauses(setting.spec)) for part in Clause.parse(text).alternatives)
    asked = frozenset((part.verb, name) for part in parts for name in part.names)
    return frozenset(spec.kind for spec in setting.spec.orders if _is_idle(spec, asked))


def _is_idle(spec: OrderSpec, asked: Asked) -> bool:
    if spec.chance is not None or not asked.isdisjoint((("ordered", spec.kind), ("worked", spec.kind))):
        return False
    return all(_does_nothing(spec, level, asked) for level in spec.levels)


def _does_nothing(spec: OrderSpec, level: LevelSpec, asked: Asked) -> bool:
    tags = (*spec.tags, *level.tags)
    if level.severity or spec.on_list or (level.codes or spec.codes).mid_action:
        return False
    if any(tag in COLUMN_OF_TAG or ("tagged", tag) in asked for tag in tags):
        return False
    effects = (*spec.effects, *level.effects, *level.later)
    return all(effect.variable == "mark" and ("mark", effect.name) not in asked for effect in effects)


def _clauses(part: Any) -> Iterator[str]:
    """Yield every clause of every condition in a spec, and every variable that an objective is scored by."""
    if isinstance(part, tuple):
        for item in part:
            yield from _clauses(item)
    elif is_dataclass(part):
        for field in fields(part):
            value = getattr(part, field.name)
            if field.name in {"when", "variable"}:
                yield from (value,) if isinstance(value, str) else value
            else:
                yield from _clauses(value)
