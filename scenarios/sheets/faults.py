"""The refusal of a file whose table Parley does not read."""

MOST_ROWS, MOST_COLUMNS, MOST_TABLE_BYTES = 3000, 40, 800_000
"""The most rows and columns of a table, and the most bytes of it as the form of a dry run carries it."""


class BadSheet(ValueError):
    """The file has no table that Parley reads; the sentence names the reason and the remedy."""


def formula_at(cell: str) -> BadSheet:
    """Return the refusal of a formula, which Parley does not compute."""
    return BadSheet(f"Cell {cell} holds a formula. Copy the cells and paste them as values, then save the file again.")


def too_large() -> BadSheet:
    """Return the refusal of a table beyond the bounds."""
    return BadSheet(
        f"The table is too large: at most {MOST_ROWS:,} rows, {MOST_COLUMNS} columns and "
        f"{MOST_TABLE_BYTES // 1000} kB of text, in which a Chinese sign counts three "
        "bytes. Split it into several files."
    )
