"""Reads a folder as a pack: checks each file, joins them, and compiles the result with the engine."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from scenarios.pack_faults import Fault, PackError
from scenarios.schema.map_reading import NAME, read_map
from scenarios.schema.pack import Pack
from scenarios.schema.pack_agreements import with_terms
from scenarios.schema.pack_bids import BidsFile
from scenarios.schema.pack_board import BoardText, BoardTexts
from scenarios.schema.pack_catalogue import Cast, kinds_of, owned, with_codes, with_contradictions
from scenarios.schema.pack_checks import Origins, check_pack
from scenarios.schema.pack_files import (
    CoverFile,
    IncidentsFile,
    LeaningsFile,
    MselFile,
    OrdersFile,
    RecordFile,
    SeatFile,
    TracksFile,
    WireFile,
)
from scenarios.schema.pack_format import require_format
from scenarios.schema.pack_list_orders import contradictions_of, list_faults, made_of, orders_of
from scenarios.schema.pack_lists import ListsFile
from scenarios.schema.pack_teaching import TeachingTexts
from scenarios.schema.pack_texts import Cued, SituationText, Texts
from scenarios.schema.pack_voices import VoiceEntry
from scenarios.schema.pack_words import WordsFile
from scenarios.schema.prose import condition_faults
from scenarios.schema.references import Known
from scenarios.schema.shared_reading import read_catalogue
from scenarios.schema.validation import checked
from scenarios.vocabulary import BoardKind
from scenarios.yamlsafe import Document, read_file
from wargame.engine import AssertionSpec, CueSpec, ScenarioSpec

T = TypeVar("T")
SHAPES: dict[str, Any] = {
    "scenario": CoverFile,
    "orders": OrdersFile,
    "incidents": IncidentsFile,
    "msel": MselFile,
    "tracks": TracksFile,
    "leanings": LeaningsFile,
    "record": RecordFile,
    "wire": WireFile,
    "lists": ListsFile,
    "board": BoardTexts,
    "teaching": TeachingTexts,
    "bids": BidsFile,
    "words": WordsFile,
}
"""The schema of each file of a pack, by name; there is also one file for each seat."""

OPTIONAL = frozenset({"incidents", "msel", "tracks", "leanings", "wire", "lists", "board", "teaching", "bids", "words"})
"""The files that a pack may do without."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The files of one pack, each checked by itself, and the place of every item of a list."""

    cover: CoverFile
    orders: OrdersFile
    incidents: IncidentsFile
    msel: MselFile
    tracks: TracksFile
    leanings: LeaningsFile
    record: RecordFile
    wire: WireFile
    lists: ListsFile
    board: BoardTexts
    teaching: TeachingTexts
    bids: BidsFile
    words: WordsFile
    map: dict[str, Any] | None
    seats: tuple[SeatFile, ...]
    voices: tuple[VoiceEntry, ...]
    origins: Origins


@dataclass(slots=True)
class _Desk:
    """Reads files one after the other and collects their faults, so that an author sees all of them at once."""

    folder: Path
    known: Known | None
    faults: list[Fault] = field(default_factory=list)

    def document(self, name: str) -> Document | None:
        try:
            document = read_file(self.folder / name, name=f"{self.folder.name}/{name}")
        except PackError as error:
            self.faults += error.faults
            return None
        self.faults += condition_faults(document)
        return document

    def check(self, schema: type[T], document: Document | None) -> T | None:
        if document is None:
            return None
        try:
            return checked(schema, document, self.known)
        except PackError as error:
            self.faults += error.faults
            return None

    def map(self, cover: Document | None, seats: Sequence[str]) -> dict[str, Any] | None:
        """Return the map. It is missed only by a board that needs one."""
        if (self.folder / NAME).is_file():
            try:
                return read_map(self.folder, seats)
            except PackError as error:
                self.faults += error.faults
                return None
        meta = cover.tree.get("meta") if cover is not None and isinstance(cover.tree, dict) else None
        if not isinstance(meta, dict) or meta.get("board") not in (BoardKind.TRADE, BoardKind.QUEUE):
            remedy = "Add one, as docs/how-to/draw-a-map.md says, or write 'board: trade' or 'board: queue'."
            self.faults.append(Fault(f"{self.folder.name}/{NAME}", "there is no map.", remedy))
        return None

    def seat(self, code: str, document: Document | None) -> SeatFile | None:
        file = self.check(SeatFile, document)
        if document is None or file is None or file.brief.code == code:
            return file
        message = f"the file's name does not match its code '{file.brief.code}'."
        remedy = f"Write {code} here, or rename seats/{code}.yaml."
        place = ("brief", "code")
        self.faults.append(Fault(document.file, message, remedy, ".".join(place), document.line_of(place)))
        return None


def read_pack(folder: Path, known: Known | None = None) -> Pack:
    """Return the pack in the folder; references are checked against `known`.

    Raises PackError, with the faults of all files, or else with all faults of the pack as a whole.
    """
    parts = _read_parts(folder, known)
    if faults := list(list_faults(parts.orders, parts.lists, parts.origins.fault)):
        raise PackError(faults)
    pack = _assembled(parts)
    check_pack(pack, parts.origins.with_copies("orders", made_of(parts.orders, parts.lists)))
    return pack


def _read_parts(folder: Path, known: Known | None) -> Parts:
    desk = _Desk(folder, known)
    names = [name for name in SHAPES if name not in OPTIONAL or (folder / f"{name}.yaml").exists()]
    documents = {name: desk.document(f"{name}.yaml") for name in names}
    require_format(documents["scenario"])
    codes = _state_codes(documents["scenario"])
    paths = sorted(
        (folder / "seats").glob("*.yaml"),
        key=lambda path: (codes.index(path.stem) if path.stem in codes else len(codes), path.stem),
    )
    if not paths:
        remedy = "Write a file seats/<CODE>.yaml for each state with 'seat: yes'."
        desk.faults.append(Fault(f"{folder.name}/seats", "there is no seat.", remedy))
    drawn = desk.map(documents["scenario"], [path.stem for path in paths])
    seats = {path.stem: desk.document(f"seats/{path.name}") for path in paths}
    _fill_in(folder, documents, seats, Cast(codes, list(seats)), desk)
    values: dict[str, Any] = {name: desk.check(SHAPES[name], documents[name]) for name in names}
    seat_files = tuple(desk.seat(code, document) for code, document in seats.items())
    books = _books(folder, desk)
    voices = tuple(voice for document in books if (voice := desk.check(VoiceEntry, document)) is not None)
    if desk.faults:
        raise PackError(desk.faults)
    read = {name: document for name, document in documents.items() if document is not None}
    origins = Origins.of(read, [document for document in seats.values() if document is not None], books)
    found = tuple(file for file in seat_files if file is not None)
    values = {name: SHAPES[name]() for name in OPTIONAL} | values
    return Parts(cover=values.pop("scenario"), map=drawn, seats=found, voices=voices, origins=origins, **values)


def _books(folder: Path, desk: _Desk) -> list[Document]:
    """Return the documents of the books of replies, each with the seat that its file is named after."""
    paths = sorted((folder / "voices").glob("*.yaml"))
    found = ((path.stem, desk.document(f"voices/{path.name}")) for path in paths)
    return [
        replace(document, tree={"seat": code, **document.tree})
        for code, document in found
        if document is not None and isinstance(document.tree, dict)
    ]


def _state_codes(cover: Document | None) -> list[str]:
    """Return the code of each state in the order of `scenario.yaml`, which is also the order of the seats."""
    states = cover.tree.get("states") if cover is not None and isinstance(cover.tree, dict) else None
    entries = [entry for entry in states if isinstance(entry, dict)] if isinstance(states, list) else []
    return [str(entry.get("code")) for entry in entries]


def _fill_in(
    folder: Path, documents: dict[str, Document | None], seats: dict[str, Document | None], cast: Cast, desk: _Desk
) -> None:
    """Write the library's terms and order kinds and the seats' codes into the documents, before these are checked."""
    try:
        if (cover := documents["scenario"]) is not None:
            documents["scenario"] = with_terms(cover, folder.parent)
    except PackError as error:
        desk.faults += error.faults
        documents["scenario"] = None
    try:
        catalogue, _ = read_catalogue(folder.parent)
        if (orders := documents["orders"]) is not None:
            documents["orders"] = with_contradictions(with_codes(orders, kinds_of(catalogue), cast), catalogue)
    except PackError as error:
        desk.faults += error.faults
        documents["orders"] = None
    for code, document in seats.items():
        if document is not None:
            seats[code] = owned(document, code)


def _assembled(parts: Parts) -> Pack:
    cover, texts = parts.cover, _texts(parts)
    return Pack(
        meta=cover.meta,
        seats=tuple(file.brief for file in parts.seats),
        facts=cover.facts,
        notes=cover.notes,
        map_window=cover.map_window,
        map=parts.map,
        stakes=cover.stakes,
        rules=_rules(parts, texts),
        texts=texts,
        board=parts.board,
        teaching=parts.teaching,
        advisers=_all(file.advisers for file in parts.seats),
        bids=parts.bids.bids,
        words=parts.words.words,
        voices=parts.voices,
    )


def _texts(parts: Parts) -> Texts:
    """Collect what people read from all files."""
    seats = parts.seats
    return Texts(
        situations=_all(file.situations for file in seats),
        at_stake=_all(file.at_stake for file in seats),
        reports=(*_all(file.reports for file in seats), *parts.wire.reports),
        messages=_all(file.messages for file in seats),
        tracks=parts.tracks.tracks,
        moves=parts.tracks.moves,
        injects=parts.msel.texts,
        endings=parts.record.endings,
        ended=parts.record.ended,
        suggestions=_all(file.suggestions for file in seats),
        coach=parts.wire.coach,
        prompts=parts.wire.prompts,
        outlets=parts.wire.outlets,
        sentences=parts.wire.sentences,
    )


def _rules(parts: Parts, texts: Texts) -> ScenarioSpec:
    """Collect what the rules work with from all files."""
    cover = parts.cover
    return ScenarioSpec(
        slug=cover.meta.slug,
        states=cover.states,
        dyads=cover.dyads,
        turns=cover.turns,
        orders=_all(orders_of(entry, parts.lists.lists) for entry in parts.orders.orders),
        incidents=parts.incidents.incidents,
        endings=cover.endings,
        objectives=_all(file.objectives for file in parts.seats),
        agreements=cover.agreements,
        marks=cover.marks,
        truths=cover.truths,
        injects=parts.msel.injects,
        leanings=parts.leanings.leanings,
        record=parts.record.record,
        cues=(*_cues((*texts.cued(), *parts.board.parts())), *_cues_of_books(parts.voices)),
        assertions=tuple(_assertions(texts)),
        dials=cover.dials,
        contradictions=tuple(contradictions_of(parts.orders, parts.lists)),
        flows=parts.lists.flows,
        lists=parts.lists.lists,
    )


def _all(groups: Iterable[Sequence[T]]) -> tuple[T, ...]:
    return tuple(item for group in groups for item in group)


def _cues(items: Iterable[Cued | BoardText]) -> tuple[CueSpec, ...]:
    """Return a cue for each seat that a text with a condition may be shown to."""
    return tuple(
        CueSpec(key=item.key, seat=seat, when=item.when, reveals=item.reveals)
        for item in items
        if item.when
        for seat in item.seats
    )


def _cues_of_books(voices: Iterable[VoiceEntry]) -> Iterator[CueSpec]:
    """Yield a cue for each condition of a book of replies, because the rules judge only conditions that they have."""
    for voice in voices:
        for place, when in voice.conditions():
            yield CueSpec(key=".".join(map(str, (voice.seat, *place))), seat=voice.seat, when=tuple(when))


def _assertions(texts: Texts) -> Iterator[AssertionSpec]:
    """Return the assertions of texts, for each seat. The first situation whose condition holds takes the place of
    others."""
    for item in texts.cued():
        for seat in item.seats if item.asserts else ():
            before = texts.situations[: texts.situations.index(item)] if isinstance(item, SituationText) else ()
            yield AssertionSpec(
                key=item.key,
                seat=seat,
                turn=item.turn,
                asserts=item.asserts,
                when=item.when,
                reveals=item.reveals,
                instead=tuple(one.when for one in before if one.turn == item.turn and seat in one.seats),
            )
