"""Where the files of a draft use a name: in conditions, in fields that refer to it, and as the key of a mapping."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scenarios.editor.draft_trees import DraftTrees, Entry, text
from scenarios.editor.parts import SEAT_TEXTS, Thing, thing_of_fault
from scenarios.editor.thing_fields import CONDITIONS
from scenarios.yamlsafe import Place, Tree
from wargame.engine.values import Clause, Comparison

KINDS = {
    "orders": "kinds",
    "incidents": "incidents",
    "injects": "injects",
    "agreements": "agreements",
    "marks": "marks",
    "truths": "truths",
    "endings": "endings",
}
"""The kinds of names, as conditions have them, by the part whose things have such a name."""
_FIELDS = {
    "kinds": {"kind", "first", "second"},
    "incidents": {"incident"},
    "injects": {"inject"},
    "agreements": {"agreement"},
    "truths": {"reveals"},
    "endings": {"ending", "ended"},
    "marks": {"mark"},
}
_EFFECTS = {"marks": {"mark"}, "agreements": {"strength", "in_force"}, "truths": {"belief"}}
_BY_KIND = frozenset({"deeds", "wishes", "granted"})
_LISTED = frozenset({"always", "never", "orders"})


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a name: its file, place and text. `is_key` says that it is the key of a mapping."""

    file: str
    place: Place
    value: str
    is_key: bool = False

    def renamed(self, old: str, new: str) -> str:
        """Return the text with another name."""
        return re.sub(rf"(?<![\w-]){re.escape(old)}(?![\w-])", new, self.value)


@dataclass(frozen=True, slots=True)
class UsePlace:
    """A use in words, with the thing or the page of texts on which it stands."""

    title: str
    thing: Thing | None = None
    seat: str = ""
    turn: str = ""
    file: str = ""


def uses_of(trees: DraftTrees, thing: Thing) -> list[Use]:
    """Return the uses of the name of a thing, except its own."""
    kind = KINDS.get(thing.part.key)
    if kind is None:
        return []
    own = {(thing.file, (*thing.place, field)) for field in ("key", "kind", "base")}
    return [
        use for file, tree in trees.trees.items() for use in _uses(file, tree, kind, thing.ref) if _at(use) not in own
    ]


def places_of(trees: DraftTrees, uses: list[Use]) -> list[UsePlace]:
    """Return uses in words, each thing or page once."""
    found: dict[tuple[str, str, str], UsePlace] = {}
    for use in uses:
        place = _place_of(trees, use)
        found.setdefault((place.file or use.file, place.title, place.turn), place)
    return list(found.values())


def _at(use: Use) -> tuple[str, Place]:
    return use.file, use.place


def _place_of(trees: DraftTrees, use: Use) -> UsePlace:
    section = str(use.place[0])
    if use.file.startswith("seats/") and section in SEAT_TEXTS:
        entry = trees.at(use.file, use.place[:2])
        turn = text(entry, "turn") if isinstance(entry, dict) else ""
        return UsePlace(f"A text of {use.file[6:-5]} in turn {turn}", seat=use.file[6:-5], turn=turn)
    thing = thing_of_fault({"file": use.file, "path": ".".join(map(str, use.place))}, trees)
    if thing is not None:
        return UsePlace(f"{thing.part.title}: {thing.title}", thing=thing)
    return UsePlace(f"{use.file}: {section}", file=use.file)


def _uses(file: str, tree: Tree, kind: str, key: str) -> Iterator[Use]:
    for place, entry in entries_in(tree, ()):
        for field, value in entry.items():
            at = (*place, field)
            if field in _BY_KIND and kind == "kinds" and isinstance(value, dict) and key in value:
                yield Use(file, (*at, key), key, is_key=True)
            if isinstance(value, str) and _refers(kind, field, value, entry, key):
                yield Use(file, at, value)
            elif isinstance(value, list):
                is_asked = field in CONDITIONS or (bool(place) and place[-1] == "granted")
                for index, item in enumerate(value):
                    if isinstance(item, str) and (
                        _asks(item, kind, key) if is_asked else field in _LISTED and item == key
                    ):
                        yield Use(file, (*at, index), item)


def entries_in(tree: Tree, place: Place) -> Iterator[tuple[Place, Entry]]:
    """Yield each mapping in a tree with its place."""
    if isinstance(tree, dict):
        yield place, tree
        for field, value in tree.items():
            yield from entries_in(value, (*place, field))
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from entries_in(value, (*place, index))


def _refers(kind: str, field: str, value: str, entry: Mapping[str, Tree], key: str) -> bool:
    """Return whether a field refers to a name: by its own meaning, or as what an effect moves or an aim measures."""
    if field in _FIELDS.get(kind, ()):
        return value.partition(" ")[0] == key
    if field == "of":
        return value == key and kind == "agreements"
    if field == "name":
        return value == key and entry.get("variable") in _EFFECTS.get(kind, ())
    return field == "variable" and key in value.split()[1:]


def _asks(clause: str, kind: str, key: str) -> bool:
    return any(_names(part, kind, key) for part in Clause.parse(clause).alternatives)


def _names(part: Comparison, kind: str, key: str) -> bool:
    if not part.verb:
        return False
    of = part.form.of
    if kind == "kinds":
        return of in ("levels", "kinds") and part.names[1:2] == (key,)
    if kind == "truths":
        return (of == "truths" and part.names[:1] == (key,)) or (of == "beliefs" and part.names[1:2] == (key,))
    kinds = {"incidents", "stages"} if kind == "incidents" else {kind}
    return of in kinds and part.names[:1] == (key,)
