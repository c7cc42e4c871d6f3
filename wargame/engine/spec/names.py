"""The index of every name that a scenario declares. Refuses a name that is declared twice."""

from collections.abc import Iterable
from dataclasses import dataclass

from wargame.engine.errors import SettingError, unknown
from wargame.engine.spec import ScenarioSpec
from wargame.engine.spec.variants import all_blocs

Index = dict[str, int]

CENTS = 100
"""Units of a cell that stand for US$ 1 bn."""

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
"""The tags that rules read, each with its column of `LevelRow`. Other tags only serve conditions."""


def indexed(names: Iterable[str], path: str) -> Index:
    """Return the names with their numbers, in order. Raises SettingError for one that is empty or declared twice."""
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
    """Indexes of everything that is referred to by name.

    `blocs` numbers what an order may name as target or partner: the states as in `states`, then several together.

    `levels` has one index for each order kind, `stages` for each incident; `imports` has the size of each flow of trade
    in hundredths of US$ bn.
    """

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
    lists: Index
    flows: Index
    blocs: Index
    imports: tuple[int, ...]

    def find(self, field: str, name: str, path: str) -> int:
        """Return the index of a name. Raises SettingError that suggests similar names."""
        index: Index = getattr(self, field)
        if name not in index:
            raise unknown(path, WORDS[field], name, index)
        return index[name]

    def state(self, code: str, path: str) -> int:
        """Return the index of a state, -1 for an empty code."""
        return self.find("states", code, path) if code else -1


WORDS = {
    "states": "state",
    "blocs": "target",
    "classes": "order class",
    "kinds": "order kind",
    "tags": "tag",
    "marks": "mark",
    "agreements": "agreement",
    "incidents": "incident",
    "injects": "inject",
    "truths": "hidden truth",
    "endings": "ending",
    "lists": "list",
    "flows": "flow of trade",
}


def names_of(spec: ScenarioSpec) -> Names:
    """Collect and number every name of a scenario. Raises SettingError."""
    tags = {tag for order in spec.orders for tag in order.tags}
    tags |= {tag for order in spec.orders for level in order.levels for tag in level.tags}
    return Names(
        lists=indexed((one.key for one in spec.lists), "lists"),
        flows=indexed((f"{flow.owner} {flow.against}" for flow in spec.flows), "flows"),
        states=indexed((state.code for state in spec.states), "states"),
        blocs=indexed((*(state.code for state in spec.states), *all_blocs(spec.orders)), "orders"),
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
        imports=tuple(round(flow.imports * CENTS) for flow in spec.flows),
    )
