"""The parts of a scenario in the order of an author's work, and the things in each: a seat, an order, an inject."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from scenarios.editor.draft_trees import DraftTrees, Entry, catalogue_kinds, text
from scenarios.yamlsafe import Place

COVER = "scenario.yaml"
_REF = re.compile(r"[A-Za-z0-9_-]{1,80}")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a scenario: a list in a file, a single mapping, or a file for each seat where `file` is a folder.

    `key` stands in its address, `one` is the word for one thing. `identity` are the fields that name a thing in its
    file, `called` those that name it on pages. `schema` is the schema of its file, `leaves_out` the lists of a thing
    that another page edits, `beside` a second list of the file whose entries belong to things of this part.
    """

    key: str
    title: str
    one: str
    icon: str
    file: str
    section: str
    about: str
    identity: tuple[str, ...] = ("key",)
    called: tuple[str, ...] = ("name",)
    schema: str = "scenario"
    leaves_out: tuple[str, ...] = ()
    beside: str = ""
    is_single: bool = False

    @property
    def is_folder(self) -> bool:
        """Return whether each thing is a file of its own."""
        return self.file.endswith("/")

    @property
    def can_grow(self) -> bool:
        """Return whether its page adds, doubles and removes things."""
        return not self.is_folder and not self.is_single


SEAT_TEXTS = ("situations", "at_stake", "reports", "messages", "suggestions")
PARTS: Mapping[str, Part] = {
    part.key: part
    for part in (
        Part("card", "Card", "card", "id-card", COVER, "meta", "The card in the library, and the length of the game.",
            is_single=True),
        Part("seats", "Seats", "seat", "users", "seats/", "", "The posts that people take: brief, aims, advisers.",
            identity=("code",), schema="seat", leaves_out=SEAT_TEXTS),
        Part("replies", "Replies", "book of replies", "mail", "voices/", "",
            "Letters that a government writes while nobody plays it.", schema="voice"),
        Part("orders", "Orders", "order", "list-checks", "orders.yaml", "orders",
            "The acts of seats: levels, prices, odds, effects, and who notices.", identity=("kind", "base"),
            schema="orders"),
        Part("incidents", "Incidents", "incident", "workflow", "incidents.yaml", "incidents",
            "Events that go from stage to stage, and the steps between them.", schema="incidents"),
        Part("injects", "Injects", "inject", "newspaper", "msel.yaml", "injects",
            "News that comes in a turn if its condition holds.", called=("title",), schema="msel", beside="texts"),
        Part("states", "States", "state", "landmark", COVER, "states", "The figures of each state at the start.",
            identity=("code",)),
        Part("pairs", "Pairs", "pair", "arrow-left-right", COVER, "dyads",
            "How one state stands to another at the start, in both directions.", identity=("who", "towards"),
            called=("who", "towards")),
        Part("turns", "Turns", "turn", "clock", COVER, "turns", "When each turn begins and ends.",
            identity=("number",), called=("number", "title")),
        Part("agreements", "Agreements", "agreement", "handshake", COVER, "agreements",
            "Treaties and lines that can come into force and end."),
        Part("marks", "Marks", "mark", "bookmark", COVER, "marks", "Counters that orders raise and conditions ask for.",
            called=("meaning",)),
        Part("truths", "Hidden truths", "hidden truth", "eye-off", COVER, "truths",
            "Facts that no seat knows for sure.", called=("true_name",)),
        Part("endings", "Endings", "ending", "flag", COVER, "endings",
            "How the game can end. The first one whose condition holds ends it."),
        Part("notes", "Facts and sources", "note", "book-open", COVER, "notes",
            "Each note says whether something is sourced, inferred or invented.", identity=(), called=("subject",)),
        Part("press", "Press", "outlet", "radio", "wire.yaml", "outlets",
            "Newspapers and stations that carry statements.", schema="wire"),
        Part("leanings", "Leanings", "leaning", "scale", "leanings.yaml", "leanings",
            "How often a scripted seat gives an order.", identity=(), called=("seat", "kind", "level"),
            schema="leanings"),
        Part("teaching", "Teaching", "page for teachers", "graduation-cap", "teaching.yaml", "",
            "Plans, questions and a rubric for teachers.", schema="teaching", is_single=True),
    )
}  # fmt: skip
"""All parts by key."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing of a part: how its address and a page call it, its file, its place there, and its faults.

    `beside` are places in other lists that belong to it: the texts of an inject.
    """

    part: Part
    ref: str
    title: str
    file: str
    place: Place
    faults: tuple[Mapping[str, Any], ...] = ()
    beside: tuple[Place, ...] = ()


def things_of(part: Part, trees: DraftTrees, faults: Sequence[Mapping[str, Any]] = ()) -> list[Thing]:
    """Return the things of a part in the order of their files."""
    return [_with_faults(thing, faults) for thing in _things(part, trees)]


def thing_of(part: Part, ref: str, trees: DraftTrees, faults: Sequence[Mapping[str, Any]] = ()) -> Thing | None:
    """Return the thing of a part with this reference; None where the draft has none."""
    return next((each for each in things_of(part, trees, faults) if each.ref == ref), None)


def faults_of_part(part: Part, faults: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the faults that stand in a part."""
    return [fault for fault in faults if part_of_fault(fault) is part]


def part_of_fault(fault: Mapping[str, Any]) -> Part | None:
    """Return the part in which a fault can be mended; None where only the file has its place."""
    file, section = fault["file"], str(fault["path"]).partition(".")[0]
    for part in PARTS.values():
        if part.is_folder and file.startswith(part.file):
            return None if section in part.leaves_out else part
        if file == part.file and (section in (part.section, part.beside) or not part.section):
            return part
    return None


def thing_of_fault(fault: Mapping[str, Any], trees: DraftTrees) -> Thing | None:
    """Return the thing in which a fault can be mended; None where only its part or its file is known."""
    part = part_of_fault(fault)
    return next((each for each in _things(part, trees) if _is_in(fault, each)), None) if part else None


def _things(part: Part, trees: DraftTrees) -> Iterator[Thing]:
    if part.is_single:
        place: Place = (part.section,) if part.section else ()
        if trees.at(part.file, place) is not None:
            yield Thing(part, "it", part.title, part.file, place)
        return
    if part.is_folder:
        codes = [name[len(part.file) : -5] for name in trees.trees if name.startswith(part.file)]
        names, order = trees.seat_names(), trees.seats
        for code in sorted(codes, key=lambda code: (order.index(code) if code in order else len(order), code)):
            yield Thing(part, code, names.get(code, code), f"{part.file}{code}.yaml", ())
        return
    taken: set[str] = set()
    for index, entry in enumerate(trees.entries(part.file, part.section)):
        ref = _ref_of(part, entry)
        if not _REF.fullmatch(ref) or ref in taken:
            ref = f"{index + 1}-"
        taken.add(ref)
        title, place = title_of(part, entry) or f"{part.one} {index + 1}", (part.section, index)
        yield Thing(part, ref, title, part.file, place, beside=_beside(part, ref, trees))


def _beside(part: Part, ref: str, trees: DraftTrees) -> tuple[Place, ...]:
    """Return the places in the second list of a part whose entries name this thing."""
    if not part.beside:
        return ()
    entries = trees.entries(part.file, part.beside)
    return tuple((part.beside, index) for index, each in enumerate(entries) if text(each, part.one) == ref)


def title_of(part: Part, entry: Entry) -> str:
    """Return the title of an entry of a part."""
    shared = catalogue_kinds().get(text(entry, "base"), {}) if part.key == "orders" else {}
    found = [text(entry, field) or text(shared, field) for field in part.called]
    return (" · " if part.called[0] == "number" else " → " if part.key == "pairs" else " ").join(filter(None, found))


def _ref_of(part: Part, entry: Entry) -> str:
    if part.key == "orders":
        return text(entry, "kind") or text(entry, "base")
    return "-".join(filter(None, (text(entry, field) for field in part.identity)))


def _with_faults(thing: Thing, faults: Sequence[Mapping[str, Any]]) -> Thing:
    found = tuple(fault for fault in faults if part_of_fault(fault) is thing.part and _is_in(fault, thing))
    return replace(thing, faults=found)


def _is_in(fault: Mapping[str, Any], thing: Thing) -> bool:
    path = str(fault["path"])
    places = (".".join(map(str, place)) for place in (thing.place, *thing.beside))
    return fault["file"] == thing.file and any(
        not place or path == place or path.startswith(f"{place}.") for place in places
    )
