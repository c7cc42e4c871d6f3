"""Rewords one text in the source of a YAML file.

The file is never written anew from its values. The new wording takes the place of the old one in the source, in the
same style where that can hold it, and the result is read again: if anything else changed, the edit is refused.
"""

import json
import textwrap
from collections.abc import Iterator

import yaml

from scenarios.pack_faults import Fault, PackError
from scenarios.yaml_source.nodes import spans_of
from scenarios.yaml_source.trees import tree_at, with_tree
from scenarios.yamlsafe import Place, Tree, read_bytes

_SHORTEST_LINE = 40


def text_at(tree: Tree, place: Place) -> str | None:
    """Return the text at a place of a tree; None where there is none."""
    found = tree_at(tree, place)
    return found if isinstance(found, str) else None


def reworded(source: str, place: Place, text: str, *, name: str) -> str:
    """Return the source of a file with another text at a place. Raises PackError where that cannot be written."""
    before = read_bytes(source.encode(), name=name).tree
    span = spans_of(source).get(place)
    if span is None or not isinstance(event := span.node, yaml.ScalarNode):
        raise PackError([Fault(name, "there is no such text any more.", "Load the page again.", _dotted(place))])
    for written in _candidates(source, event, text):
        found = source[: event.start_mark.index] + written + source[event.end_mark.index :]
        if _is_reworded(before, place, text, found, name):
            return found
    message = "this text has a sign that the file cannot hold."
    raise PackError([Fault(name, message, "Remove invisible signs.", _dotted(place))])


def _is_reworded(before: Tree, place: Place, text: str, found: str, name: str) -> bool:
    """Return whether a source has the new text at the place, and all other values as they were."""
    try:
        after = read_bytes(found.encode(), name=name).tree
    except PackError:
        return False
    return text_at(after, place) == text and after == with_tree(before, place, text)


def _candidates(source: str, event: yaml.ScalarNode, text: str) -> Iterator[str]:
    """Yield ways to write a text, the style of the old one first. Not each of them holds every text."""
    old = source[event.start_mark.index : event.end_mark.index]
    if event.style in {">", "|"}:
        yield _block(old, event.style, text)
        # A block ends with its line; what takes its place on one line does so too.
        yield json.dumps(text, ensure_ascii=False) + "\n" * (len(old) - len(old.rstrip("\n")))
        return
    if not event.style and "\n" not in text:
        yield text
    if event.style == "'" and "\n" not in text:
        yield "'" + text.replace("'", "''") + "'"
    yield json.dumps(text, ensure_ascii=False)


def _block(old: str, style: str, text: str) -> str:
    """Return a block scalar with the head, the indentation and about the width of the old one."""
    head, _, body = old.partition("\n")
    lines = [line for line in body.split("\n") if line.strip()]
    margin = " " * min((len(line) - len(line.lstrip(" ")) for line in lines), default=2)
    width = max([_SHORTEST_LINE, *map(len, lines)])
    if style == "|":
        written = [margin + line if line else "" for line in text.split("\n")]
    else:
        # A line end within a folded text is written as an empty line.
        paragraphs = [
            textwrap.fill(
                each,
                width,
                initial_indent=margin,
                subsequent_indent=margin,
                break_long_words=False,
                break_on_hyphens=False,
            )
            for each in text.split("\n")
        ]
        written = ["\n\n".join(paragraphs)]
    end = body[len(body.rstrip("\n")) :] or "\n"
    return "\n".join([head, *written]) + end


def _dotted(place: Place) -> str:
    return ".".join(map(str, place))
