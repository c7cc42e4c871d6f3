"""Where each value of a YAML document stands in its source."""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from scenarios.yamlsafe import LOADER, Place


@dataclass(frozen=True, slots=True)
class Span:
    """A value in its source: `start` to `end`, without blanks and comments after it.

    `key` is where its key stands, from its first character to behind its last one; None for an item of a list.
    """

    node: yaml.Node
    start: int
    end: int
    key: tuple[int, int] | None = None

    @property
    def is_flow(self) -> bool:
        """Return whether the value is a list or a mapping in brackets."""
        return isinstance(self.node, yaml.CollectionNode) and bool(self.node.flow_style)

    @property
    def is_block(self) -> bool:
        """Return whether the value is a list or a mapping with a line for each entry."""
        return isinstance(self.node, yaml.CollectionNode) and not self.node.flow_style

    @property
    def begins(self) -> int:
        """Where its entry begins: at its key, or at the item itself."""
        return self.key[0] if self.key else self.start


def spans_of(source: str) -> dict[Place, Span]:
    """Return the span of each value of a document. `read_bytes` has read the source before, so it has no aliases."""
    root = yaml.compose(source, Loader=LOADER)
    return dict(_walk(source, root, (), None)) if root is not None else {}


def _walk(source: str, node: yaml.Node, place: Place, key: tuple[int, int] | None) -> Iterator[tuple[Place, Span]]:
    yield place, Span(node, node.start_mark.index, _end(source, node), key)
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _walk(source, item, (*place, index), None)
    elif isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            at = (name.start_mark.index, name.end_mark.index)
            yield from _walk(source, value, (*place, name.value), at)


def _end(source: str, node: yaml.Node) -> int:
    """Return where the last character of a value stands, and one more."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(source, last[1] if isinstance(last, tuple) else last)
    start, end = node.start_mark.index, node.end_mark.index
    return start + len(source[start:end].rstrip())
