"""A table of texts from an XLSX or CSV file, within bounds; formulas and everything else but values is refused."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

from scenarios.sheets.csv_files import rows_of_csv
from scenarios.sheets.faults import MOST_COLUMNS, MOST_ROWS, MOST_TABLE_BYTES, BadSheet, too_large
from scenarios.sheets.xlsx_files import rows_of_xlsx

MOST_BYTES = 900_000
_ZIP = b"PK"


@dataclass(frozen=True, slots=True)
class SheetTable:
    """The heads of the columns, and the rows below them; each row has a cell for each head."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def posted(self) -> str:
        """The table as the form of a dry run carries it."""
        return json.dumps([self.heads, *self.rows], ensure_ascii=False)


def table_of_file(file: IO[bytes]) -> SheetTable:
    """Return the table in a file. Raises BadSheet."""
    if file.seek(0, 2) > MOST_BYTES:
        raise BadSheet(f"The file is larger than {MOST_BYTES // 1000} kB. Split it into several files.")
    file.seek(0)
    begins = file.read(2)
    file.seek(0)
    return table_of(rows_of_xlsx(file) if begins == _ZIP else rows_of_csv(file.read()))


def table_of_text(text: str) -> SheetTable:
    """Return the table in rows that somebody pasted from a spreadsheet. Raises BadSheet."""
    return table_of(rows_of_csv(text.encode(errors="replace")))


def table_of(rows: Sequence[Sequence[str]]) -> SheetTable:
    """Return a table whose first row that is not empty has the heads. Raises BadSheet."""
    filled = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if len(filled) < 2:
        raise BadSheet("There are no rows. The first row has the names of the columns, and each other row an entry.")
    width = max(index + 1 for row in filled for index, cell in enumerate(row) if cell)
    if len(filled) > MOST_ROWS or width > MOST_COLUMNS:
        raise too_large()
    even = [tuple([*row, *[""] * width][:width]) for row in filled]
    table = SheetTable(even[0], tuple(even[1:]))
    # Bytes, because the server bounds the bytes of a form.
    if len(table.posted.encode(errors="replace")) > MOST_TABLE_BYTES:
        raise too_large()
    return table
