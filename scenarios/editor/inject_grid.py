"""The injects of a draft as a grid: rows by turn, seats as columns, each cell a field of the file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scenarios.editor.condition_sentences import sentence_of
from scenarios.editor.draft_trees import DraftTrees, Entry, lines, text
from scenarios.editor.names import DraftNames
from scenarios.editor.parts import PARTS, Thing, things_of
from scenarios.editor.reading_order import first_turn
from scenarios.editor.schemas import Schema, all_schemas, resolved, schema_of
from scenarios.editor.thing_fields import FieldReader
from scenarios.editor.thing_shapes import NOTHING_TYPED, Refilled, ThingField, ThingList
from scenarios.yamlsafe import Place, Tree

INJECTS = PARTS["injects"]
SECTIONS = ("injects", "texts")
"""The lists of the file whose values a grid changes."""


@dataclass(frozen=True, slots=True)
class GridText:
    """One text of an inject: the seats that read it, its time, title and words."""

    inject: ThingField
    seats: ThingField
    time: ThingField
    title: ThingField
    text: ThingField

    @property
    def fields(self) -> tuple[ThingField, ...]:
        return (self.inject, self.seats, self.time, self.title, self.text)


@dataclass(frozen=True, slots=True)
class GridInject:
    """One inject with its texts. `reads` is a sentence on when it comes and how often."""

    thing: Thing
    key: ThingField
    title: ThingField
    turns: ThingField
    chance: ThingField
    when: ThingField
    texts: tuple[GridText, ...]
    reads: str

    @property
    def row(self) -> str:
        """Its name inside the page."""
        return f"row-{self.thing.ref}"

    @property
    def height(self) -> int:
        return max(1, len(self.texts))

    @property
    def fields(self) -> tuple[ThingField, ...]:
        """All fields of the row. Key and inject say which entries they are, and do not change here."""
        own = (self.key, self.title, self.turns, self.chance, self.when)
        return (*own, *(field for text in self.texts for field in text.fields))


@dataclass(frozen=True, slots=True)
class GridTurn:
    """The injects that can come first at the end of one turn."""

    number: int
    title: str
    injects: tuple[GridInject, ...]


@dataclass(frozen=True, slots=True)
class InjectGrid:
    """The turns of a draft with their injects, and the seats whose columns they have."""

    turns: tuple[GridTurn, ...]
    seats: tuple[str, ...]
    strangers: frozenset[str]
    """Codes that texts name and that are no seats: their columns are there so that authors can untick them."""

    @property
    def count(self) -> int:
        return sum(len(turn.injects) for turn in self.turns)

    def inject(self, ref: str) -> GridInject | None:
        """Return the inject with this reference; None where there is none."""
        return next((each for turn in self.turns for each in turn.injects if each.thing.ref == ref), None)


def inject_grid(
    trees: DraftTrees, names: DraftNames, faults: Sequence[Mapping[str, Any]], refilled: Refilled = NOTHING_TYPED
) -> InjectGrid:
    """Return the grid of a draft. `refilled` has the values of a row that was not saved."""
    reader = FieldReader(INJECTS.schema, names, faults, refilled=refilled)
    found = list(_injects(trees, reader))
    titles = dict(trees.turns)
    firsts = sorted({first for first, _ in found})
    turns = (GridTurn(at, titles.get(at, ""), tuple(each for first, each in found if first == at)) for at in firsts)
    named = {code for each in trees.entries(INJECTS.file, "texts") for code in lines(each, "seats")}
    strangers = sorted(named - set(trees.seats))
    return InjectGrid(tuple(turns), (*trees.seats, *strangers), frozenset(strangers))


def texts_of(trees: DraftTrees, key: str) -> Iterator[tuple[int, Entry]]:
    """Yield the texts of an inject, each with its number in the list of all texts."""
    for index, entry in enumerate(trees.entries(INJECTS.file, "texts")):
        if text(entry, "inject") == key:
            yield index, entry


def schema_of_texts() -> Schema:
    """Return the schema of a text of an inject."""
    return resolved(all_schemas()[INJECTS.schema]["properties"]["texts"]["items"], INJECTS.schema)


def texts_list(reader: FieldReader, trees: DraftTrees, key: str) -> ThingList:
    """Return the texts of an inject, which stand in a list of their own, with all their fields."""
    schema = schema_of_texts()
    groups = tuple(reader.group(schema, entry, ("texts", index)) for index, entry in texts_of(trees, key))
    return ThingList(("texts",), "Texts", "Each seat reads one of them when the inject has come.", groups)


def _injects(trees: DraftTrees, reader: FieldReader) -> Iterator[tuple[int, GridInject]]:
    schema, entries = schema_of(INJECTS), trees.entries(INJECTS.file, INJECTS.section)
    for thing, entry in zip(things_of(INJECTS, trees, reader.faults), entries, strict=True):

        def field(name: str, entry: Entry = entry, place: Place = thing.place) -> ThingField:
            return _field(reader, schema, entry, (*place, name))

        inject = GridInject(
            thing=thing,
            key=field("key"),
            title=field("title"),
            turns=field("turns"),
            chance=field("chance"),
            when=field("when"),
            texts=tuple(_texts(trees, reader, text(entry, "key"))),
            reads=_sentence(entry, reader.names),
        )
        yield first_turn(entry), inject


def _texts(trees: DraftTrees, reader: FieldReader, key: str) -> Iterator[GridText]:
    schema = schema_of_texts()
    for index, entry in texts_of(trees, key):
        place: Place = ("texts", index)
        fields = (
            _field(reader, schema, entry, (*place, name)) for name in ("inject", "seats", "time", "title", "text")
        )
        yield GridText(*fields)


def _field(reader: FieldReader, schema: Schema, entry: Entry, place: Place) -> ThingField:
    name = str(place[-1])
    found = resolved(schema["properties"][name], INJECTS.schema)
    value: Tree | None = entry.get(name)
    return reader.field(str(schema.get("title", "")), name, found, value, place)


def _sentence(entry: Entry, names: DraftNames) -> str:
    """Return when an inject comes, in words."""
    chance = text(entry, "chance") or "100"
    when = lines(entry, "when")
    if chance == "0":
        return "Comes only if the white cell sends it."
    window = lines(entry, "turns")
    span = f"in turn {window[0]}" if len(set(window)) == 1 else f"in turns {' to '.join(window)}"
    span = span if window else "in any turn"
    often = "" if chance == "100" else f", {chance} times in 100"
    return f"Comes {span}{often}, {'if ' + sentence_of(when, names) if when else 'whatever happens'}."
