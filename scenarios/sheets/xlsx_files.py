"""Tables as XLSX: the part of the format that holds texts and numbers of one sheet.

A library for spreadsheets would read styles, links to other files and macros as well. This reads the cells alone, from
members that `wargame.zip_files` unpacked within bounds, and no document type, so that no entity is ever expanded.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat
from xml.sax.saxutils import escape

from scenarios.sheets.dates import SheetDates, dates_among, iso_in_words
from scenarios.sheets.faults import MOST_TABLE_BYTES, BadSheet, formula_at, too_large
from wargame.zip_files import BadZip, ZipBounds, members_of, zip_of

BOUNDS = ZipBounds(file_bytes=900_000, unpacked_bytes=8_000_000, members=200)
_BOOK, _STRINGS, _STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MOST_COLUMNS, _MOST_ROWS = 200, 20_000
_BROKEN = (
    "This is no XLSX file that Parley can read, or it needs a password. Save the table again as XLSX or CSV UTF-8."
)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHAPES = "http://schemas.openxmlformats.org"
_MAIN = f'xmlns="{_SHAPES}/spreadsheetml/2006/main"'
_OFFICE = f"{_SHAPES}/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def xlsx_of(rows: Sequence[Sequence[str]], sheet: str, widths: Sequence[int]) -> bytes:
    """Return an XLSX file with one sheet whose cells are all texts, so that no spreadsheet computes or redates one."""
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" style="1" customWidth="1"/>'
        for number, width in enumerate(widths, start=1)
    )
    lines = "".join(_row(number, row) for number, row in enumerate(rows, start=1))
    pane = '<pane ySplit="1" topLeftCell="A2" state="frozen"/>'
    view = f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    body = f"<worksheet {_MAIN}>{view}<cols>{columns}</cols><sheetData>{lines}</sheetData></worksheet>"
    return zip_of(
        {name: (_XML + text).encode() for name, text in {**_parts(sheet), "xl/worksheets/sheet1.xml": body}.items()}
    )


def rows_of_xlsx(file: IO[bytes]) -> list[list[str]]:
    """Return the rows of the first sheet of an XLSX file. Raises BadSheet."""
    try:
        members = members_of(file, BOUNDS, lambda names: [name for name in names if _is_read(name)])
    except BadZip as error:
        raise BadSheet(f"{error} {_BROKEN}") from error
    sheet = _first_sheet(members)
    if sheet not in members:
        raise BadSheet(_BROKEN)
    shared = _Strings()
    if _STRINGS in members:
        _parse(members[_STRINGS], shared)
    cells = _Cells(tuple(shared.found), _dates(members))
    _parse(members[sheet], cells)
    return cells.rows()


def _is_read(name: str) -> bool:
    return name in {_BOOK, _STRINGS, _LINKS, _STYLES} or _SHEET.fullmatch(name) is not None


def _first_sheet(members: dict[str, bytes]) -> str:
    book, links = _Tags("sheet"), _Tags("Relationship")
    for name, reader in ((_BOOK, book), (_LINKS, links)):
        _parse(members.get(name, b"<none/>"), reader)
    wanted = next((value for sheet in book.found for key, value in sheet.items() if key.endswith(" id")), "")
    target = next((each.get("Target", "") for each in links.found if each.get("Id") == wanted), "")
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _dates(members: dict[str, bytes]) -> SheetDates:
    book, styles = _Tags("workbookPr"), _Styles()
    for name, reader in ((_BOOK, book), (_STYLES, styles)):
        _parse(members.get(name, b"<none/>"), reader)
    is_1904 = any(each.get("date1904") in ("1", "true") for each in book.found)
    return SheetDates(dates_among(styles.cells, styles.formats), is_1904)


def _parse(body: bytes, reader: "_Reader") -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = lambda name, attributes: reader.start(name.rpartition(" ")[2], attributes)
    parser.EndElementHandler = lambda name: reader.end(name.rpartition(" ")[2])
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(body, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise error if isinstance(error, BadSheet) else BadSheet(_BROKEN) from error


def _refuse_doctype(*_: object) -> None:
    raise BadSheet("The file declares a document type, which no spreadsheet needs. Save the table again as CSV UTF-8.")


class _Reader:
    """A reader of one member, which gets its elements and texts as they come."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...
    def end(self, name: str) -> None: ...
    def text(self, text: str) -> None: ...


@dataclass
class _Tags(_Reader):
    """Keeps the attributes of all elements of one name."""

    name: str
    found: list[dict[str, str]] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == self.name:
            self.found.append(attributes)


@dataclass
class _Styles(_Reader):
    """Keeps the number formats of a workbook by their numbers, and the number of the format of each style of cells."""

    formats: dict[str, str] = field(default_factory=dict)
    cells: list[str] = field(default_factory=list)
    is_open: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self.formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")[:200]
        elif name == "xf" and self.is_open:
            self.cells.append(attributes.get("numFmtId", "0"))
        self.is_open = self.is_open or name == "cellXfs"

    def end(self, name: str) -> None:
        self.is_open = self.is_open and name != "cellXfs"


@dataclass
class _Texts(_Reader):
    """Joins the texts inside one element, without those that say how to pronounce it."""

    parts: list[str] = field(default_factory=list)
    is_open: bool = False
    is_aside: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "rPh":
            self.is_aside = True
        self.is_open = name in ("t", "v") and not self.is_aside

    def end(self, name: str) -> None:
        if name == "rPh":
            self.is_aside = False
        self.is_open = False

    def text(self, text: str) -> None:
        if self.is_open:
            self.parts.append(text)


@dataclass
class _Strings(_Texts):
    """Keeps the shared strings, in order, without spaces around them: a cell that names one costs no copy."""

    found: list[str] = field(default_factory=list)

    def end(self, name: str) -> None:
        super().end(name)
        if name == "si":
            self.found.append("".join(self.parts).strip())
            self.parts = []


@dataclass
class _Cells(_Texts):
    """Keeps the cells of a sheet by row and column, from 1 and 0.

    Raises BadSheet for a formula, and for more characters than a table has: a file of some kilobytes names one long
    string in each of many cells.
    """

    shared: tuple[str, ...] = ()
    found: dict[tuple[int, int], str] = field(default_factory=dict)
    row: int = 0
    column: int = -1
    type: str = ""
    style: str = ""
    characters: int = 0
    dates: SheetDates = field(default_factory=SheetDates)

    def __init__(self, shared: tuple[str, ...], dates: SheetDates) -> None:
        super().__init__()
        self.shared, self.dates, self.found = shared, dates, {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        super().start(name, attributes)
        if name == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), -1
        elif name == "c":
            self.type, self.style, self.parts = attributes.get("t", "n"), attributes.get("s", "0"), []
            place = _PLACE.fullmatch(attributes.get("r", ""))
            self.column = _column_of(place[1]) if place else self.column + 1
            self.row = int(place[2]) if place else self.row
        elif name == "f":
            raise formula_at(f"{_name_of(self.column)}{self.row}")

    def end(self, name: str) -> None:
        super().end(name)
        if name != "c" or not (value := "".join(self.parts)):
            return
        if self.row > _MOST_ROWS or self.column >= _MOST_COLUMNS:
            raise BadSheet("A cell stands far outside of the table. Delete the rows and columns around it.")
        cell = self.shared[int(value)] if self.type == "s" else self._shown(value.strip())
        self.characters += len(cell)
        # Each character has a byte at least; the table counts the bytes.
        if self.characters > MOST_TABLE_BYTES:
            raise too_large()
        self.found[self.row, self.column] = cell

    def _shown(self, value: str) -> str:
        """Return a value as its spreadsheet shows it, where it is a date or a time of day."""
        if self.type == "d":
            return iso_in_words(value)
        is_number = self.type == "n" and self.style in self.dates.styles
        return self.dates.in_words(value) if is_number else value

    def rows(self) -> list[list[str]]:
        """Return the rows from the top, each up to its last cell."""
        by_row: dict[int, dict[int, str]] = {}
        for (row, column), value in self.found.items():
            by_row.setdefault(row, {})[column] = value
        return [[cells.get(at, "") for at in range(max(cells) + 1)] for _, cells in sorted(by_row.items())]


def _column_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _name_of(column: int) -> str:
    name, number = "", column + 1
    while number > 0:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def _row(number: int, cells: Sequence[str]) -> str:
    style = 2 if number == 1 else 1
    written = "".join(
        f'<c r="{_name_of(column)}{number}" s="{style}" t="inlineStr">'
        f'<is><t xml:space="preserve">{_plain(cell)}</t></is></c>'
        for column, cell in enumerate(cells)
        if cell
    )
    return f'<row r="{number}">{written}</row>'


def _plain(cell: str) -> str:
    return escape(_ILLEGAL.sub("", cell)).replace("\r", "&#13;")


def _parts(sheet: str) -> dict[str, str]:
    """Return the members around a sheet."""
    kinds = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in (("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"), ("styles", "styles"))
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{_SHAPES}/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{kinds}</Types>',
        "_rels/.rels": _links(("officeDocument", "xl/workbook.xml")),
        _BOOK: f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><sheets><sheet name="{escape(sheet)}" sheetId="1" r:id="rId1"/>'
        "</sheets></workbook>",
        _LINKS: _links(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")),
        _STYLES: _styles(),
    }


def _styles() -> str:
    """Return styles that make cells texts that wrap (1), and bold ones (2)."""
    font = '<sz val="11"/><name val="Calibri"/>'
    plain = 'fillId="0" borderId="0"'
    text = f'numFmtId="49" {plain} xfId="0" applyNumberFormat="1" applyAlignment="1"'
    wrap = '<alignment vertical="top" wrapText="1"/>'
    return (
        f'<styleSheet {_MAIN}><fonts count="2"><font>{font}</font><font><b/>{font}</font></fonts>'
        '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        f'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" {plain}/></cellStyleXfs>'
        f'<cellXfs count="3"><xf numFmtId="0" fontId="0" {plain} xfId="0"/><xf fontId="0" {text}>{wrap}</xf>'
        f'<xf fontId="1" {text}>{wrap}</xf></cellXfs></styleSheet>'
    )


def _links(*targets: tuple[str, str]) -> str:
    found = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_SHAPES}/package/2006/relationships">{found}</Relationships>'
