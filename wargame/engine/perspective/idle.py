"""Finds idle order kinds: those that change nothing in a scenario, because no rule reads what they move or mark."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any

from wargame.engine.scenario.setting import Setting
from wargame.engine.spec import LevelSpec, OrderSpec
from wargame.engine.spec.names import COLUMN_OF_TAG


@lru_cache(maxsize=16)
def idle_kinds(setting: Setting) -> frozenset[str]:
    """Return the kinds whose orders have no effect. It reads the spec alone, so it reveals nothing secret."""
    asked = " ".join(sorted(set(_clauses(setting.spec))))
    return frozenset(spec.kind for spec in setting.spec.orders if _is_idle(spec, asked))


def _is_idle(spec: OrderSpec, asked: str) -> bool:
    if spec.chance is not None or re.search(rf"\b(ordered|worked) \w+ {spec.kind}\b", asked):
        return False
    return all(_does_nothing(spec, level, asked) for level in spec.levels)


def _does_nothing(spec: OrderSpec, level: LevelSpec, asked: str) -> bool:
    tags = (*spec.tags, *level.tags)
    if level.severity or spec.on_list or (level.codes or spec.codes).mid_action:
        return False
    if any(tag in COLUMN_OF_TAG or _is_asked(r"tagged \w+", tag, asked) for tag in tags):
        return False
    effects = (*spec.effects, *level.effects, *level.later)
    return all(effect.variable == "mark" and not _is_asked("mark", effect.name, asked) for effect in effects)


def _is_asked(form: str, name: str, asked: str) -> bool:
    return re.search(rf"\b{form} {name}\b", asked) is not None


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
