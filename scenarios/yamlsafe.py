"""Reads untrusted YAML: small files, no aliases, anchors or tags; every value stays a string until a schema converts
it.

The tree is built here from the parser's events, so an alias, an anchor or a tag is refused before anything is expanded,
and `NO`, `12:30` or `.nan` remain the words that they are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

import yaml

from scenarios.pack_faults import Fault, PackError

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20
MAX_NODES = 20_000
MAX_KEY_LENGTH = 120

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"
Place: TypeAlias = tuple[str | int, ...]

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters, but not tab and line ends
    r"\u2028\u2029\u202a-\u202e\u2066-\u2069"  # hidden line ends, and turns of writing direction
    r"\ud800-\udfff\ufeff\ufffe\uffff]"  # halves of characters, byte order marks
)
_TOO_LARGE = f"the file is larger than {MAX_BYTES // 1024} kB."


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read: its tree of strings, and the line of each place in the tree."""

    file: str
    tree: Tree
    lines: dict[Place, int]

    def line_of(self, place: Place) -> int | None:
        """Return the line of the place, or of the nearest place that encloses it."""
        for length in range(len(place), -1, -1):
            if (line := self.lines.get(place[:length])) is not None:
                return line
        return None


def read_file(path: Path, *, name: str = "") -> Document:
    """Read one file within the limits. `name` is what messages call it. Raises PackError."""
    shown = name or path.name
    if not path.is_file():
        _refuse(shown, "there is no such file.", "Add the file, or correct its name.")
    with path.open("rb") as stream:
        raw = stream.read(MAX_BYTES + 1)
    return read_bytes(raw, name=shown)


def read_bytes(raw: bytes, *, name: str) -> Document:
    """Read a document from bytes within the limits. Raises PackError."""
    if len(raw) > MAX_BYTES:
        _refuse(name, _TOO_LARGE, "Shorten it, or split it into several packs.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        _refuse(name, "a byte is not UTF-8.", "Save the file with the encoding UTF-8.", line=line)
    if control := _CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        _refuse(name, "a control character is not allowed.", "Remove the invisible character.", line=line)
    try:
        return _Builder(name, text).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        _refuse(
            name,
            f"this is not YAML ({error.problem or error.context}).",
            "Check the indentation, the colons and the quotation marks of this line and the one above.",
            line=mark.line + 1 if mark else None,
        )


@dataclass(slots=True)
class _Builder:
    """Builds the tree of one document from the parser's events. Raises PackError beyond the limits."""

    name: str
    text: str
    lines: dict[Place, int] = field(default_factory=dict)
    nodes: int = 0
    events: Iterator[Any] = field(init=False)

    def document(self) -> Document:
        self.events = iter(yaml.parse(self.text, Loader=LOADER))
        next(self.events)
        start = next(self.events)
        if isinstance(start, yaml.StreamEndEvent):
            self.refuse("the file is empty.", "Write the content, or remove the file.", line=1)
        if start.version or start.tags:
            self.refuse("directives (lines with %) are not read.", "Remove the line.", event=start)
        tree = self.node(next(self.events), ())
        next(self.events)
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            self.refuse("a second document begins.", "Keep one document a file: remove the '---'.", event=after)
        return Document(self.name, tree, self.lines)

    def node(self, event: Any, place: Place) -> Tree:
        self.check(event, place)
        self.lines[place] = event.start_mark.line + 1
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, place)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(place)
        return self.mapping(place)

    def check(self, event: Any, place: Place) -> None:
        if isinstance(event, yaml.AliasEvent):
            self.refuse("an alias (*) is not read.", "Write the value out.", place, event=event)
        if event.anchor is not None:
            self.refuse("an anchor (&) is not read.", "Remove it and write the value out.", place, event=event)
        if event.tag is not None:
            self.refuse("a tag (!) is not read.", "Remove it; put the value in quotes.", place, event=event)
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.refuse(f"there are more than {MAX_NODES:,} values.", "Shorten the file.", event=event)
        if len(place) > MAX_DEPTH:
            self.refuse(f"values are nested more than {MAX_DEPTH} deep.", "Flatten this part.", event=event)

    def scalar(self, event: yaml.ScalarEvent, place: Place) -> str:
        if not event.style and event.value in _NULLS:
            self.refuse("there is no value.", "Write one, or leave the whole line out.", place, event=event)
        if _CONTROL.search(event.value):
            self.refuse("a control character is not allowed.", "Remove its escape code.", place, event=event)
        return str(event.value)

    def sequence(self, place: Place) -> list[Tree]:
        items: list[Tree] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(event, (*place, len(items))))
        return items

    def mapping(self, place: Place) -> dict[str, Tree]:
        items: dict[str, Tree] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.key(event, place)
            if key in items:
                self.refuse(f"the key '{_short(key)}' stands twice.", "Keep one of them.", place, event=event)
            items[key] = self.node(next(self.events), (*place, key))
            self.lines[(*place, key)] = event.start_mark.line + 1
        return items

    def key(self, event: Any, place: Place) -> str:
        self.check(event, place)
        if not isinstance(event, yaml.ScalarEvent):
            self.refuse("a key is a list or a mapping.", "Use a plain word as the key.", place, event=event)
        key = str(event.value)
        if key == "<<":
            self.refuse("a merge key (<<) is not read.", "Write the keys out.", place, event=event)
        if not key or len(key) > MAX_KEY_LENGTH:
            self.refuse(f"a key is empty or over {MAX_KEY_LENGTH} characters.", "Use a word.", place, event=event)
        return key

    def refuse(
        self, message: str, remedy: str, place: Place = (), *, event: Any = None, line: int | None = None
    ) -> NoReturn:
        if event is not None:
            line = event.start_mark.line + 1
        _refuse(self.name, message, remedy, path=".".join(map(str, place)), line=line)


def _short(key: str) -> str:
    return key if len(key) <= 40 else key[:39] + "…"


def _refuse(file: str, message: str, remedy: str, *, path: str = "", line: int | None = None) -> NoReturn:
    raise PackError([Fault(file=file, message=message, remedy=remedy, path=path, line=line)])
