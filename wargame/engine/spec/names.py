"""Every name a scenario declares, with its index; duplicates are refused here."""

from collections.abc import Iterable
from dataclasses import dataclass

from wargame.engine.errors import SettingError, unknown
from wargame.engine.spec import ScenarioSpec

Index = dict[str, int]

COLUMN_OF_TAG = {
    "commit": "commits",
    "back_down": "backs_down",
    "firm": "stands_firm",
    "support": "supports",
    "coerce": "coerces",
    "match": "matches",
    "ease": "eases",
    "arms": "sends_arms",
    "technology": "sends_technology",
    "propose": "proposes",
    "tend": "tends",
    "suspend": "suspends",
}
"""Tags that rule families look for, each with its column of `LevelRow`; other tags are for conditions to ask about."""


def indexed(names: Iterable[str], path: str) -> Index:
    """Number names in order, refusing one that comes twice or is empty."""
    index: Index = {}
    for position, name in enumerate(names):
        if not name:
            raise SettingError(f"{path}[{position}]", "The key is empty.", "Give it a key.")
        if name in index:
            raise SettingError(f"{path}[{position}]", f'"{name}" is declared twice.', "Rename or drop one of them.")
        index[name] = position
    return index


@dataclass(frozen=True)
class Names:
    """Indexes of states, classes, kinds, levels, tags and everything else that is referred to by name."""

    states: Index
    classes: Index
    kinds: Index
    levels: tuple[Index, ...]
    tags: Index
    marks: Index
    agreements: Index
    incidents: Index
    stages: tuple[Index, ...]
    injects: Index
    truths: Index
    endings: Index

    def find(self, field: str, name: str, path: str) -> int:
        """Look a name up in one of the flat indexes, or raise the error that names near misses."""
        index: Index = getattr(self, field)
        if name not in index:
            raise unknown(path, WORDS[field], name, index)
        return index[name]

    def state(self, code: str, path: str) -> int:
        """Look a state up; an empty code stands for nobody (-1)."""
        return self.find("states", code, path) if code else -1


WORDS = {
    "states": "state",
    "classes": "order class",
    "kinds": "order kind",
    "tags": "tag",
    "marks": "mark",
    "agreements": "agreement",
    "incidents": "incident",
    "injects": "inject",
    "truths": "hidden truth",
    "endings": "ending",
}


def names_of(spec: ScenarioSpec) -> Names:
    """Collect and number every name of a scenario."""
    tags = {tag for order in spec.orders for tag in order.tags}
    tags |= {tag for order in spec.orders for level in order.levels for tag in level.tags}
    return Names(
        states=indexed((state.code for state in spec.states), "states"),
        classes=indexed(sorted({order.order_class for order in spec.orders}), "orders"),
        kinds=indexed((order.kind for order in spec.orders), "orders"),
        levels=tuple(
            indexed((level.key for level in order.levels), f"orders[{at}].levels")
            for at, order in enumerate(spec.orders)
        ),
        tags=indexed(sorted(tags | set(COLUMN_OF_TAG)), "tags"),
        marks=indexed((mark.key for mark in spec.marks), "marks"),
        agreements=indexed((agreement.key for agreement in spec.agreements), "agreements"),
        incidents=indexed((incident.key for incident in spec.incidents), "incidents"),
        stages=tuple(
            indexed((stage.key for stage in incident.stages), f"incidents[{at}].stages")
            for at, incident in enumerate(spec.incidents)
        ),
        injects=indexed((inject.key for inject in spec.injects), "injects"),
        truths=indexed((truth.key for truth in spec.truths), "truths"),
        endings=indexed((ending.key for ending in spec.endings), "endings"),
    )
