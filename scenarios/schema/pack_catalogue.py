"""Fills in what an author may leave out: parts of order kinds from the shared catalogue, and the seat of a seat's
texts.

An order with `base` and its own list of levels takes domain, icon, visibility and codes from the catalogue. Without a
list of levels it takes the whole kind, with its needs, its `delay` and its `later` effects.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from scenarios.pack_faults import Fault, PackError
from scenarios.yamlsafe import Document, Place, Tree
from wargame.spelling import nearest_first, one_of

Kinds: TypeAlias = dict[str, dict[str, Tree]]
TAKEN_OVER = ("domain", "icon", "visibility", "codes")
WHOLE = (*TAKEN_OVER, "name", "says", "order_class", "help", "notice", "detection", "needs", "chance", "delay")
_TRUE = ("yes", "true")
_SIDES = ("first", "second")


@dataclass(frozen=True, slots=True)
class Cast:
    """The codes of a scenario's states, in their order, and of those that are seats."""

    states: Sequence[str]
    seats: Sequence[str]


def kinds_of(catalogue: Document) -> Kinds:
    """Return the kinds of a checked catalogue by name, as written."""
    tree = catalogue.tree
    entries = tree.get("kinds") if isinstance(tree, dict) else None
    return {str(entry["kind"]): entry for entry in entries or () if isinstance(entry, dict)}


def with_codes(document: Document, kinds: Kinds, cast: Cast) -> Document:
    """Return the document with each `base` of an order or level replaced by what it stands for. Raises PackError."""
    if not isinstance(document.tree, dict) or not isinstance(orders := document.tree.get("orders"), list):
        return document
    filled = [_order(document, order, ("orders", index), kinds, cast) for index, order in enumerate(orders)]
    return replace(document, tree={**document.tree, "orders": filled})


def with_contradictions(document: Document, catalogue: Document) -> Document:
    """Return the document of orders with the catalogue's contradictions, behind its own, between kinds that it has by
    name."""
    tree, shared = document.tree, catalogue.tree
    if not isinstance(tree, dict) or not isinstance(shared, dict):
        return document
    kinds = {str(order.get("kind")) for order in _dicts(tree.get("orders"))}
    own, pairs = tree.get("contradictions") or [], _dicts(shared.get("contradictions"))
    if not isinstance(own, list):
        return document
    taken = [pair for pair in pairs if {str(pair.get(side)).partition(" ")[0] for side in _SIDES} <= kinds]
    return replace(document, tree={**tree, "contradictions": [*own, *taken]})


def _order(document: Document, order: Tree, place: Place, kinds: Kinds, cast: Cast) -> Tree:
    if not isinstance(order, dict):
        return order
    filled = {key: value for key, value in order.items() if key != "base"}
    levels = order.get("levels")
    if "base" in order:
        shared = _base(document, order["base"], (*place, "base"), kinds)
        filled = {"kind": order["base"]} | {key: shared[key] for key in TAKEN_OVER} | filled
        if levels is None or isinstance(levels, dict):
            filled = _whole(shared, filled, cast)
            filled["levels"] = _merged(document, shared, levels or {}, (*place, "levels"))
            levels = filled["levels"]
    if isinstance(levels, list):
        filled["levels"] = [
            _level(document, level, (*place, "levels", index), kinds) for index, level in enumerate(levels)
        ]
    return filled


def _whole(shared: dict[str, Tree], order: dict[str, Tree], cast: Cast) -> dict[str, Tree]:
    """Return an order with everything that the kind says except levels; open parts get all seats or all states."""
    filled: dict[str, Tree] = {key: shared[key] for key in WHOLE if key in shared}
    filled["seats"] = list(cast.seats)
    for part, field in (("aimed", "targets"), ("joint", "partners")):
        if shared.get(part) in _TRUE:
            filled[field] = list(cast.states)
    return filled | order


def _merged(document: Document, shared: dict[str, Tree], changes: dict[str, Tree], place: Place) -> list[Tree]:
    """Return the levels of a kind with the author's changes: parts are replaced by key, `no` removes a level."""
    levels = {str(level["key"]): level for level in _dicts(shared["levels"])}
    for key, change in changes.items():
        if key not in levels:
            remedy = f"{one_of(key, levels)} Or write all levels as a list."
            raise _fault(document, (*place, key), f"the catalogue's '{shared['kind']}' has no level '{key}'.", remedy)
        if change != "no" and not isinstance(change, dict):
            remedy = "Write 'no' to drop the level, or the parts to replace, for example {cost: 2}."
            raise _fault(document, (*place, key), f"'{change}' is no change of a level.", remedy)
    return [level | change for key, level in levels.items() if isinstance(change := changes.get(key, {}), dict)]


def _dicts(tree: object) -> list[dict[str, Tree]]:
    return [item for item in tree if isinstance(item, dict)] if isinstance(tree, list) else []


def _level(document: Document, level: Tree, place: Place, kinds: Kinds) -> Tree:
    if not isinstance(level, dict) or "base" not in level:
        return level
    codes = _base(document, level["base"], (*place, "base"), kinds)["codes"]
    return {"codes": codes} | {key: value for key, value in level.items() if key != "base"}


def _base(document: Document, name: Tree, place: Place, kinds: Kinds) -> dict[str, Tree]:
    if isinstance(name, str) and name in kinds:
        return kinds[name]
    remedy = nearest_first(str(name), kinds, "Use a kind of _shared/catalogue.yaml, or add it there.")
    raise _fault(document, place, f"the catalogue has no kind '{name}'.", remedy)


def _fault(document: Document, place: Place, message: str, remedy: str) -> PackError:
    path = ".".join(map(str, place))
    return PackError([Fault(document.file, message, remedy, path, document.line_of(place))])


def owned(document: Document, code: str) -> Document:
    """Return a seat's document with the seat's code in every item that does not name a seat."""
    if not isinstance(document.tree, dict):
        return document
    single: dict[str, Tree] = {"seat": code}
    several: dict[str, Tree] = {"seats": [code]}
    lists = {
        "objectives": single,
        "advisers": single,
        "suggestions": several,
        "situations": several,
        "at_stake": several,
        "reports": several,
        "messages": several,
    }
    tree: dict[str, Tree] = dict(document.tree)
    for name, owner in lists.items():
        if isinstance(items := tree.get(name), list):
            tree[name] = [{**owner, **item} if isinstance(item, dict) else item for item in items]
    return replace(document, tree=tree)
