"""Filling in what an author may leave out: codes from the shared catalogue, and whose file it is."""

from dataclasses import replace
from typing import TypeAlias

from scenarios.faults import Fault, PackError
from scenarios.yamlsafe import Document, Place, Tree

Kinds: TypeAlias = dict[str, dict[str, Tree]]
TAKEN_OVER = ("domain", "icon", "visibility", "codes")


def kinds_of(catalogue: Document) -> Kinds:
    """The kinds of a catalogue that has been checked, by name, as written."""
    tree = catalogue.tree
    entries = tree.get("kinds") if isinstance(tree, dict) else None
    return {str(entry["kind"]): entry for entry in entries or () if isinstance(entry, dict)}


def with_codes(document: Document, kinds: Kinds) -> Document:
    """The document with each `base` of an order or level replaced by the catalogue's codes. Raises PackError."""
    if not isinstance(document.tree, dict) or not isinstance(orders := document.tree.get("orders"), list):
        return document
    filled = [_order(document, order, ("orders", index), kinds) for index, order in enumerate(orders)]
    return replace(document, tree={**document.tree, "orders": filled})


def _order(document: Document, order: Tree, place: Place, kinds: Kinds) -> Tree:
    if not isinstance(order, dict):
        return order
    filled = {key: value for key, value in order.items() if key != "base"}
    if "base" in order:
        shared = _base(document, order["base"], (*place, "base"), kinds)
        filled = {key: shared[key] for key in TAKEN_OVER} | filled
    if isinstance(levels := order.get("levels"), list):
        filled["levels"] = [
            _level(document, level, (*place, "levels", index), kinds) for index, level in enumerate(levels)
        ]
    return filled


def _level(document: Document, level: Tree, place: Place, kinds: Kinds) -> Tree:
    if not isinstance(level, dict) or "base" not in level:
        return level
    codes = _base(document, level["base"], (*place, "base"), kinds)["codes"]
    return {"codes": codes} | {key: value for key, value in level.items() if key != "base"}


def _base(document: Document, name: Tree, place: Place, kinds: Kinds) -> dict[str, Tree]:
    if isinstance(name, str) and name in kinds:
        return kinds[name]
    raise PackError(
        [
            Fault(
                file=document.file,
                path=".".join(map(str, place)),
                line=document.line_of(place),
                message=f"the catalogue has no kind '{name}'.",
                remedy="Use a kind of _shared/catalogue.yaml, or add it there.",
            )
        ]
    )


def owned(document: Document, code: str) -> Document:
    """The document of a seat with the seat written into every item that leaves it out."""
    if not isinstance(document.tree, dict):
        return document
    single: dict[str, Tree] = {"seat": code}
    several: dict[str, Tree] = {"seats": [code]}
    lists = {
        "objectives": single,
        "suggestions": single,
        "situations": several,
        "reports": several,
        "messages": several,
    }
    tree: dict[str, Tree] = dict(document.tree)
    for name, owner in lists.items():
        if isinstance(items := tree.get(name), list):
            tree[name] = [{**owner, **item} if isinstance(item, dict) else item for item in items]
    return replace(document, tree=tree)
