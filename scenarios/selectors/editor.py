"""The contents of the editor's pages: the rail and bar around each, the overview, and the texts that a seat reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scenarios.editor.draft_trees import DraftTrees, Entry, lines, text
from scenarios.editor.names import DraftNames, names_of
from scenarios.editor.parts import PARTS, Part, faults_of_part, part_of_fault, thing_of_fault, things_of
from scenarios.editor.reading_order import BEFORE, Reader, ReadText, first_turn
from scenarios.models import OwnChange, OwnScenario
from wargame.web.numbers import number_in
from wargame.web.seats import shapes_of, show_shapes

OVERVIEW, TEXTS = "overview", "texts"
FEWEST_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One part in the rail, with the number of its things and of its faults. `part` is None for a page of its own."""

    key: str
    title: str
    icon: str
    count: int
    faults: int = 0
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class FaultLink:
    """A fault in words, with the part and the thing in which its author mends it, and the field there."""

    message: str
    remedy: str
    file: str
    part: Part | None = None
    ref: str = ""
    where: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame around each page of the editor."""

    own: OwnScenario
    trees: DraftTrees
    names: DraftNames
    rail: tuple[RailEntry, ...]
    faults: tuple[FaultLink, ...]
    undo: OwnChange | None = None
    redo: OwnChange | None = None

    @property
    def why_not_published(self) -> str:
        """The reason for which nobody can publish now; "" if there is none."""
        count = len(self.faults)
        return f"{count} fault{'s' * (count > 1)} first" if count else ""

    @property
    def play_slug(self) -> str:
        """The address of the published version that is as the files are now; "" if there is none."""
        scenario, latest = self.own.scenario, self.own.named_versions.first()
        is_new = latest is not None and self.own.changed_at <= latest.published_at
        return scenario.slug if scenario is not None and scenario.current_id and is_new else ""


@dataclass(frozen=True, slots=True)
class SeatCell:
    """One seat in one turn: texts and words to read, orders to give, suggestions, and a gap."""

    seat: str
    turn: int
    texts: int
    words: int
    orders: int
    suggestions: int
    gap: str = ""


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One row of the overview: a seat with a cell for each turn."""

    seat: str
    name: str
    cells: tuple[SeatCell, ...]


def frame_of(own: OwnScenario, texts: Mapping[str, str], current: str) -> Frame:
    """Return the frame around a page of the editor."""
    trees = DraftTrees.of(texts)
    show_shapes(shapes_of(trees.seats))
    changes = own.changes.defer("edits")
    return Frame(
        own=own,
        trees=trees,
        names=names_of(trees),
        rail=tuple(_rail(own, trees, current)),
        faults=tuple(fault_link(fault, trees) for fault in own.faults),
        undo=changes.filter(is_undone=False).first(),
        redo=changes.filter(is_undone=True).order_by("pk").first(),
    )


def fault_link(fault: Mapping[str, Any], trees: DraftTrees) -> FaultLink:
    """Return a fault with the page on which its author mends it."""
    part, thing = part_of_fault(fault), thing_of_fault(fault, trees)
    told = {"message": fault["message"], "remedy": fault["remedy"], "file": fault["file"]}
    if part is None:
        return FaultLink(**told, where=f"{fault['file']}, line {fault['line']}" if fault["line"] else fault["file"])
    path = str(fault["path"]).split(".")
    steps = path[len(thing.place) if thing else 1 :]
    where = ", ".join(filter(None, (part.title, thing.title if thing else "", *steps[-1:])))
    anchor = "f-" + "-".join(path).replace("_", "-") if thing and steps else ""
    return FaultLink(**told, part=part, ref=thing.ref if thing else "", where=where, anchor=anchor)


def overview_of(frame: Frame) -> tuple[OverviewRow, ...]:
    """Return a row of the overview for each seat."""
    names = frame.trees.seat_names()
    return tuple(OverviewRow(seat, names[seat], tuple(_cells(frame, seat))) for seat in frame.trees.seats)


def injects_by_turn(frame: Frame) -> list[list[tuple[str, str, bool]]]:
    """Return for each turn the injects that may come first at its end, and whether they have a condition."""
    found: list[list[tuple[str, str, bool]]] = [[] for _ in frame.trees.turns]
    for inject in frame.trees.entries("msel.yaml", "injects"):
        place = first_turn(inject) - 1
        if 0 <= place < len(found):
            found[place].append((text(inject, "key"), text(inject, "title"), bool(lines(inject, "when"))))
    return found


def pages_of_texts(frame: Frame, seat: str) -> list[tuple[int, str, int]]:
    """Return number, title and count of texts of each page that a seat reads."""
    turns = [(number, f"{number} · {title}") for number, title in frame.trees.turns]
    pages = [(BEFORE, "Before the game"), *turns, (len(turns) + 1, "The end")]
    reader = Reader(frame.trees, frame.names, seat)
    return [(number, title, len(reader.texts_in(number))) for number, title in pages]


def texts_of(frame: Frame, seat: str, turn: int) -> list[ReadText]:
    """Return the texts of a seat on one page, in its reading order."""
    return Reader(frame.trees, frame.names, seat).texts_in(turn)


def _rail(own: OwnScenario, trees: DraftTrees, current: str) -> list[RailEntry]:
    unplaced = sum(1 for fault in own.faults if part_of_fault(fault) is None)
    entries = [RailEntry(OVERVIEW, "Overview", "layout-grid", 0, is_current=current == OVERVIEW)]
    entries.append(RailEntry(TEXTS, "Texts", "file-text", _texts(trees), is_current=current == TEXTS))
    for part in PARTS.values():
        faults = len(faults_of_part(part, own.faults))
        count = 0 if part.is_single else len(things_of(part, trees))
        entries.append(RailEntry(part.key, part.title, part.icon, count, faults, current == part.key))
    entries.append(RailEntry("files", "Files", "folder-open", len(trees.trees), unplaced))
    return entries


def _texts(trees: DraftTrees) -> int:
    sections = ("situations", "at_stake", "reports", "messages", "suggestions")
    own = sum(len(trees.entries(f"seats/{seat}.yaml", each)) for seat in trees.seats for each in sections)
    return own + len(trees.entries("wire.yaml", "reports")) + len(trees.entries("msel.yaml", "texts"))


def _cells(frame: Frame, seat: str) -> Sequence[SeatCell]:
    reader = Reader(frame.trees, frame.names, seat)
    return [_cell(frame.trees, seat, turn, reader.texts_in(turn)) for turn, _ in frame.trees.turns]


def _cell(trees: DraftTrees, seat: str, turn: int, read: Sequence[ReadText]) -> SeatCell:
    suggestions = sum(1 for each in read if each.kind == "Suggested")
    news = [each for each in read if each.kind not in ("Suggested", "At stake") and each.is_first]
    gap = "Nothing to read" if not news else ""
    if not gap and suggestions < FEWEST_SUGGESTIONS:
        gap = f"{suggestions} of {FEWEST_SUGGESTIONS} suggested"
    orders = sum(1 for order in trees.entries("orders.yaml", "orders") if _may_give(order, seat, turn))
    return SeatCell(seat, turn, len(news), sum(each.words for each in news), orders, suggestions, gap)


def _may_give(order: Entry, seat: str, turn: int) -> bool:
    seats = lines(order, "seats")
    window = [number for each in lines(order, "turns") if (number := number_in(each)) is not None]
    first, last = window if len(window) == 2 else (1, 99)
    return (not seats or seat in seats) and first <= turn <= last
