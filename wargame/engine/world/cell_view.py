"""Named access to a few neighbouring cells of a row, for reading and writing, such as one order of a sheet."""

from inspect import get_annotations
from typing import Any, ClassVar


class CellView:
    """The cells of a row from index `first` on, as attributes. A subclass annotates one name for each cell, in order.

    The compiled build uses the same names; there a view is the address of its first cell.
    """

    __slots__ = ("cells", "first")
    columns: ClassVar[tuple[str, ...]] = ()

    def __init__(self, cells: Any, first: int) -> None:
        self.cells = cells
        self.first = first

    def __init_subclass__(cls) -> None:
        cls.columns = tuple(get_annotations(cls))
        for offset, name in enumerate(cls.columns):
            setattr(cls, name, cell_at(offset))

    @classmethod
    def laid_out(cls, **values: int) -> list[int]:
        """Return the cells of a view with these values, in column order.

        Raises KeyError if a column has no value, TypeError if a name is no column.
        """
        if unknown := values.keys() - set(cls.columns):
            raise TypeError(f"{cls.__name__} has no column {', '.join(sorted(unknown))}.")
        return [values[column] for column in cls.columns]

    def cell(self, column: str) -> int:
        """Return the index in the row of a column's cell."""
        return self.first + self.columns.index(column)


def cell_at(offset: int) -> property:
    """Return a property that reads and writes the cell `offset` places after the start of a view."""

    def read(view: CellView) -> Any:
        return view.cells[view.first + offset]

    def write(view: CellView, value: int) -> None:
        view.cells[view.first + offset] = value

    return property(read, write)
