"""Tables in plain text."""

from collections.abc import Iterator, Sequence


def table(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table: a title, then columns as wide as needed, the first aligned left, the others right."""
    widths = [max(map(len, column)) for column in zip(headings, *rows, strict=True)]
    yield f"\n{title}"
    for row in (headings, *rows):
        first, *rest = (
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(["", first, *rest]).rstrip()


def share(count: float, whole: float) -> str:
    """Return a share as "12.5 %", or "-" if it is of nothing."""
    return f"{100 * count / whole:.1f} %" if whole else "-"
