"""A few cells of a row that can be written as well, under names: what was ordered, what became of it."""

from inspect import get_annotations
from typing import Any, ClassVar


class CellView:
    """Cells of a row from `first` on; a subclass annotates one name for each, in order.

    The compiled build knows the same names: there a view is the address of its first cell.
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
        """Give the cells of such a view. Raises KeyError for a missing column, TypeError for another name."""
        if unknown := values.keys() - set(cls.columns):
            raise TypeError(f"{cls.__name__} has no column {', '.join(sorted(unknown))}.")
        return [values[column] for column in cls.columns]

    def cell(self, column: str) -> int:
        """Give the number of a column's cell."""
        return self.first + self.columns.index(column)


def cell_at(offset: int) -> property:
    """Make the property that reads and writes one cell of a view."""

    def read(view: CellView) -> Any:
        return view.cells[view.first + offset]

    def write(view: CellView, value: int) -> None:
        view.cells[view.first + offset] = value

    return property(read, write)
