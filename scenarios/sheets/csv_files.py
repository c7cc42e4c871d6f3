"""Tables as CSV: commas, semicolons or tabs; a cell that a spreadsheet would compute stands behind an apostrophe."""

import csv
import io
from collections.abc import Sequence

from scenarios.sheets.faults import BadSheet, formula_at

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_DELIMITERS = (",", ";", "\t")


def csv_of(rows: Sequence[Sequence[str]]) -> bytes:
    """Return a CSV file, which begins with a byte order mark so that spreadsheets read it as UTF-8."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([[_harmless(cell) for cell in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def rows_of_csv(body: bytes) -> list[list[str]]:
    """Return the rows of a CSV file, or of rows pasted from a spreadsheet. Raises BadSheet."""
    text = _decoded(body).replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise BadSheet("This is neither an XLSX file nor a CSV file. Save the table again as one of these.")
    head = text.lstrip("\n").partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise BadSheet("A row of the CSV file is broken. Save the table again, as XLSX or as CSV UTF-8.") from error
    for number, row in enumerate(rows, start=1):
        for cell in row:
            if cell.lstrip().startswith("="):
                raise formula_at(f"“{cell.strip()[:30]}” in row {number}")
    return [[_bare(cell) for cell in row] for row in rows]


def _decoded(body: bytes) -> str:
    coding = "utf-16" if body[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return body.decode(coding)
    except UnicodeDecodeError as error:
        raise BadSheet("The file is not UTF-8. Save it as XLSX, or as CSV UTF-8.") from error


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.lstrip("'").startswith(_DANGEROUS) else cell


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_DANGEROUS) else cell
