"""The files of a draft as trees of strings; a file that nobody can read is an empty tree."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from scenarios.folders import PACKS
from scenarios.pack_faults import PackError
from scenarios.schema.pack_catalogue import kinds_of
from scenarios.schema.shared_reading import read_catalogue
from scenarios.yaml_source import tree_at
from scenarios.yamlsafe import Place, Tree, read_bytes

Entry = dict[str, Tree]
NO_ENTRY: Entry = {}


@dataclass(frozen=True, slots=True)
class DraftTrees:
    """The trees of the files of a draft by name."""

    trees: Mapping[str, Tree]

    @staticmethod
    def of(texts: Mapping[str, str]) -> "DraftTrees":
        """Read the files of a draft. Nobody may change the trees, which stay in a cache."""
        return DraftTrees({name: _read(name, text) for name, text in texts.items() if name.endswith(".yaml")})

    def at(self, file: str, place: Place) -> "Tree | None":
        """Return the value at a place of a file; None where there is none."""
        return tree_at(self.trees.get(file, {}), place)

    def entries(self, file: str, *place: str) -> list[Entry]:
        """Return the mappings in a list of a file, one for each item: an empty one for what is none."""
        items = self.at(file, place)
        return [item if isinstance(item, dict) else NO_ENTRY for item in items] if isinstance(items, list) else []

    def entry(self, file: str, *place: str) -> Entry:
        """Return a mapping of a file; an empty one where there is none."""
        found = self.at(file, place)
        return found if isinstance(found, dict) else NO_ENTRY

    @property
    def seats(self) -> list[str]:
        """Return the codes of the seats in the order of the states."""
        files = {name[6:-5] for name in self.trees if name.startswith("seats/")}
        listed = [text(state, "code") for state in self.entries("scenario.yaml", "states")]
        return [code for code in listed if code in files] + sorted(files - set(listed))

    @property
    def turns(self) -> list[tuple[int, str]]:
        """Return number and title of each turn."""
        turns = self.entries("scenario.yaml", "turns")
        return [(number, text(turn, "title")) for number, turn in enumerate(turns, start=1)]

    def seat_names(self) -> dict[str, str]:
        """Return the name of each seat by its code."""
        return {code: text(self.entry(f"seats/{code}.yaml", "brief"), "name") or code for code in self.seats}


def text(entry: Entry, key: str) -> str:
    """Return a text of an entry; "" where there is none."""
    found = entry.get(key, "")
    return found if isinstance(found, str) else ""


def lines(entry: Entry, key: str) -> list[str]:
    """Return a list of texts of an entry; a single text counts as a list of one."""
    found = entry.get(key)
    if isinstance(found, str):
        return [found]
    return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []


def nested(entry: Entry, key: str) -> list[Entry]:
    """Return the mappings in a list of an entry."""
    found = entry.get(key)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


@lru_cache(maxsize=1)
def catalogue_kinds() -> Mapping[str, Entry]:
    """Return the kinds of orders of the shared catalogue by name."""
    return kinds_of(read_catalogue(PACKS)[0])


def named_orders(trees: DraftTrees) -> Iterator[tuple[Entry, Entry]]:
    """Yield each order as it is written, with what it takes from the catalogue."""
    kinds = catalogue_kinds()
    for order in trees.entries("orders.yaml", "orders"):
        yield order, kinds.get(text(order, "base"), NO_ENTRY)


@lru_cache(maxsize=256)
def _read(name: str, source: str) -> Tree:
    try:
        return read_bytes(source.encode(errors="replace"), name=name).tree
    except PackError:
        return {}
