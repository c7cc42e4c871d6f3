"""Rewords one text in a YAML file and leaves every other byte as it is: comments, order, spaces and quotation marks.

The file is never written anew from its values. The new wording takes the place of the old one in the source, in the
same style where that can hold it, and the result is read again: if anything else changed, the edit is refused.
"""

import json
import textwrap
from collections.abc import Iterator

import yaml

from scenarios.pack_faults import Fault, PackError
from scenarios.yamlsafe import LOADER, Place, Tree, read_bytes

_SHORTEST_LINE = 40


def text_at(tree: Tree, place: Place) -> str | None:
    """Return the text at a place of a tree; None where there is none."""
    for step in place:
        if isinstance(tree, dict) and step in tree:
            tree = tree[str(step)]
        elif isinstance(tree, list) and isinstance(step, int) and 0 <= step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree if isinstance(tree, str) else None


def reworded(source: str, place: Place, text: str, *, name: str) -> str:
    """Return the source of a file with another text at a place. Raises PackError where that cannot be written."""
    before = read_bytes(source.encode(), name=name).tree
    event = _scalars(source).get(place)
    if event is None:
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
    return text_at(after, place) == text and after == _replaced(before, place, text)


def _replaced(tree: Tree, place: Place, text: str) -> Tree:
    if not place:
        return text
    step, rest = place[0], place[1:]
    if isinstance(tree, dict):
        return {key: _replaced(value, rest, text) if key == step else value for key, value in tree.items()}
    if isinstance(tree, list):
        return [_replaced(value, rest, text) if index == step else value for index, value in enumerate(tree)]
    return tree


def _scalars(source: str) -> dict[Place, yaml.ScalarEvent]:
    """Return where each value of a document stands in its source. `read_bytes` has read the source before."""
    events = iter(yaml.parse(source, Loader=LOADER))
    next(events)
    next(events)
    return dict(_walk(next(events), events, ()))


def _walk(event: yaml.Event, events: Iterator[yaml.Event], place: Place) -> Iterator[tuple[Place, yaml.ScalarEvent]]:
    if isinstance(event, yaml.ScalarEvent):
        yield place, event
    elif isinstance(event, yaml.SequenceStartEvent):
        index = 0
        while not isinstance(item := next(events), yaml.SequenceEndEvent):
            yield from _walk(item, events, (*place, index))
            index += 1
    elif isinstance(event, yaml.MappingStartEvent):
        while not isinstance(key := next(events), yaml.MappingEndEvent):
            yield from _walk(next(events), events, (*place, key.value))


def _candidates(source: str, event: yaml.ScalarEvent, text: str) -> Iterator[str]:
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
