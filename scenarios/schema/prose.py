"""Refuses texts for readers that contain a piece of a condition."""

import re
from collections.abc import Iterator

from scenarios.pack_faults import Fault
from scenarios.yamlsafe import Document, Place, Tree

NOT_PROSE = ("when", "asserts", "granted", "variable")
"""The keys whose values are conditions or variables of the rules, not prose."""
_PIECE = re.compile(
    r"(?:\S+\s+){0,2}(?:[<>!]=|[<>=])"  # a comparison, with the words before it
    r"|\b[a-z0-9]+(?:_[a-z0-9]+)+\b"  # the key of a mark, an incident or an agreement
    r"|\b(?:ordered|worked|tagged) (?:any|[A-Z]{3}) [a-z]+\b"
)
_REMEDY = "Say it in plain words; write conditions under 'when'."


def condition_faults(document: Document) -> Iterator[Fault]:
    """Yield a fault for each text of a file that contains condition syntax.

    A single word is a key and is not checked.
    """
    for place, text in _texts(document.tree, ()):
        if found := _PIECE.search(text):
            message = f"the text holds a piece of a condition: '{found.group()}'."
            yield Fault(document.file, message, _REMEDY, ".".join(map(str, place)), document.line_of(place))


def _texts(tree: Tree, place: Place) -> Iterator[tuple[Place, str]]:
    """Yield each string of several words, except conditions and variables, with its place."""
    if isinstance(tree, str):
        if len(tree.split()) > 1:
            yield place, tree
        return
    for key, child in tree.items() if isinstance(tree, dict) else enumerate(tree):
        if key not in NOT_PROSE:
            yield from _texts(child, (*place, key))
