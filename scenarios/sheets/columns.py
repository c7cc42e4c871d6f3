"""The columns of tables of injects and of texts, and which column of a file becomes which of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scenarios.sheets.tables import SheetTable

Record = Mapping[str, str]
"""One row: its cells by the keys of columns. An empty cell leaves the draft as it is."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that Parley knows: its head in files of ours, other heads that mean it, and its width in signs."""

    key: str
    head: str
    others: tuple[str, ...] = ()
    width: int = 12


_C = Column
INJECT_COLUMNS = (
    _C("key", "Inject", ("key", "id", "inject id"), 20),
    _C("number", "Number of the text", ("text number",), 8),
    _C("name", "Name", ("event name",), 28),
    _C("first", "First turn", ("turn", "from turn"), 8),
    _C("last", "Last turn", ("to turn", "until turn"), 8),
    _C("chance", "In 100", ("chance", "odds"), 8),
    _C("when", "Comes if", ("condition", "when"), 32),
    _C("seats", "Seats", ("goes to", "addressee", "addressees", "recipients", "to", "seat"), 24),
    _C("kind", "Kind", ("type",), 12),
    _C("source", "Source", ("from", "sender"), 24),
    _C("time", "Time", ("date", "clock"), 12),
    _C("grade", "Grade", (), 8),
    _C("title", "Title", ("headline", "event", "inject title"), 32),
    _C("text", "Text", ("storyline", "words", "message", "description"), 80),
)
TEXT_COLUMNS = (
    _C("file", "File", (), 16),
    _C("place", "Place", (), 22),
    _C("seat", "Seat", (), 8),
    _C("page", "Turn", (), 10),
    _C("kind", "Kind", (), 14),
    _C("when", "Comes if", (), 30),
    _C("label", "Part of it", (), 14),
    _C("text", "Text", ("new text", "wording"), 100),
    _C("mark", "Mark (leave as it is)", ("mark",), 12),
)
COLUMNS: Mapping[str, tuple[Column, ...]] = {"injects": INJECT_COLUMNS, "texts": TEXT_COLUMNS}
"""The columns of each kind of table."""


def guess(table: SheetTable, kind: str, remembered: Mapping[str, str]) -> list[str]:
    """Return for each column of a table the key of a known column; "" leaves it out. No key stands twice."""
    known = {head.casefold(): column.key for column in COLUMNS[kind] for head in (column.head, *column.others)}
    known |= {head.casefold(): key for head, key in remembered.items()}
    return _once([known.get(head.casefold(), "") for head in table.heads], kind)


def chosen(keys: Sequence[str], kind: str) -> list[str]:
    """Return the columns that somebody chose, without unknown ones and without the second of a pair."""
    return _once(keys, kind)


def records_of(table: SheetTable, keys: Sequence[str]) -> list[Record]:
    """Return the rows of a table by the keys of their columns."""
    return [{key: cell for key, cell in zip(keys, row, strict=False) if key} for row in table.rows]


def _once(keys: Sequence[str], kind: str) -> list[str]:
    known, taken, found = {column.key for column in COLUMNS[kind]}, set[str](), []
    for key in keys:
        found.append(key if key in known and key not in taken else "")
        taken.add(key)
    return found
