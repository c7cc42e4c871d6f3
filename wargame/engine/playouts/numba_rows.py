"""Teaches numba rows with named columns: a row is an address, and a column name is an offset from it.

`tables.orders[kind].first_turn` compiles to two additions and a load: it calls nothing and creates no row. Names and
offsets come from the classes that plain Python uses, so a column exists in both builds or in neither.
"""

import operator
from typing import Any

from wargame.engine.playouts.numba_link import attribute_template, llvm
from wargame.engine.world.cell_view import CellView
from wargame.engine.world.rule import as_tables
from wargame.engine.world.tables import ROWS, SINGLE, Tables


def register_rows(numba: Any, cells: Any) -> None:
    """Teach numba the tables, their rows, and views of a game's cells.

    `cells` is numba's type of an address of cells.
    """
    row_type = opaque(numba, "RowType", "The address of a row with named columns.")
    row_types = {
        row: named_columns(row_type, row.__name__, row._fields, fixed=True) for row in ROWS.values() if row is not int
    }
    take_columns(numba, row_type)
    take_tables(numba, cells, row_types)
    for view in CellView.__subclasses__():
        narrow = named_columns(row_type, view.__name__, view.columns)
        wide = named_columns(row_type, f"{view.__name__} of 64 bits", view.columns, bits=64)
        take_view(numba, view, {cells: narrow, numba.types.CPointer: wide})


def opaque(numba: Any, name: str, meaning: str) -> Any:
    """Make a numba type class whose values are addresses."""
    made = type(name, (numba.types.Opaque,), {"__doc__": meaning})
    numba.extending.register_model(made)(numba.extending.models.OpaqueModel)
    return made


def named_columns(row_type: Any, name: str, columns: tuple[str, ...], bits: int = 32, fixed: bool = False) -> Any:
    """Make the numba type of a row with these columns, each cell `bits` wide; `fixed` where no rule changes it."""
    made = row_type(name)
    made.columns, made.bits, made.fixed = columns, bits, fixed
    return made


def cell_of(numba: Any, builder: Any, row: Any, place: Any, bits: int = 32) -> Any:
    """Return the address of the cell that lies `place` cells after the start of a row."""
    width = llvm().IntType(bits).as_pointer()
    return builder.gep(builder.bitcast(row, width), [place])


def load(numba: Any, builder: Any, row: Any, place: Any, bits: int = 32, fixed: bool = False) -> Any:
    """Read a cell as a 64-bit integer."""
    cell = builder.load(cell_of(numba, builder, row, place, bits))
    return builder.sext(as_fixed(builder, cell) if fixed else cell, llvm().IntType(64))


def as_fixed(builder: Any, cell: Any) -> Any:
    """Promise LLVM that what a cell holds never changes, so that it need not be read again after a cell is written."""
    cell.set_metadata("invariant.load", builder.module.add_metadata([]))
    return cell


def word(numba: Any, number: int) -> Any:
    """Return a 64-bit integer constant."""
    return llvm().Constant(llvm().IntType(64), number)


def take_columns(numba: Any, row_type: Any) -> None:
    """Teach numba to read and write the columns of a row by name."""
    extending = numba.extending

    @extending.infer_getattr
    class Columns(attribute_template(numba)):  # type: ignore[misc]
        """The type of a column: always an integer."""

        key = row_type

        def generic_resolve(self, row: Any, name: str) -> Any:
            return numba.types.int64 if name in row.columns else None

    @extending.lower_getattr_generic(row_type)
    def lower_read(context: Any, builder: Any, row: Any, value: Any, name: str) -> Any:
        return load(numba, builder, value, word(numba, row.columns.index(name)), row.bits, row.fixed)

    @extending.lower_setattr_generic(row_type)
    def lower_write(context: Any, builder: Any, signature: Any, arguments: Any, name: str) -> None:
        (row, value), kind = arguments, signature.args[0]
        place = cell_of(numba, builder, row, word(numba, kind.columns.index(name)), kind.bits)
        wide = context.cast(builder, value, signature.args[1], numba.types.int64)
        builder.store(builder.trunc(wide, place.type.pointee), place)


def take_tables(numba: Any, cells: Any, row_types: dict[Any, Any]) -> None:
    """Teach numba to find a table by its name and a row by its number."""
    table_type = opaque(numba, "TableType", "The address of the row of all tables, for one of them.")
    table_types = {}
    for number, (name, row) in enumerate(ROWS.items()):
        if name in SINGLE:
            table_types[name] = row_types[row]
        elif row is not int:
            table_types[name] = table_type(f"Tables.{name}")
            table_types[name].number, table_types[name].row = number, row_types[row]
    take_names(numba, cells(numba.types.int64), table_types)
    take_numbers(numba, table_type)


def take_names(numba: Any, numbers: Any, table_types: dict[str, Any]) -> None:
    """Teach numba to find a table by its name: plain numbers are an address of cells, a single row is that row."""
    extending = numba.extending
    tables_type = opaque(numba, "TablesType", "The address of the row of all tables.")
    tables = tables_type("Tables")

    @extending.type_callable(as_tables)
    def type_as_tables(context: Any) -> Any:
        return lambda row: tables

    @extending.lower_builtin(as_tables, numba.types.Array)
    def lower_as_tables(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        first = context.make_array(signature.args[0])(context, builder, arguments[0]).data
        return builder.bitcast(first, llvm().IntType(8).as_pointer())

    @extending.infer_getattr
    class TablesByName(attribute_template(numba)):  # type: ignore[misc]
        """The type of a table: rows, or plain numbers."""

        key = tables_type

        def generic_resolve(self, tables: Any, name: str) -> Any:
            return table_types.get(name, numbers) if name in ROWS else None

    @extending.lower_getattr_generic(tables_type)
    def lower_table(context: Any, builder: Any, tables: Any, value: Any, name: str) -> Any:
        if name in table_types and name not in SINGLE:
            return value
        first = load(numba, builder, value, word(numba, Tables._fields.index(name)), fixed=True)
        made = context.get_value_type(table_types.get(name, numbers))
        return builder.bitcast(cell_of(numba, builder, value, first), made)


def take_numbers(numba: Any, table_type: Any) -> None:
    """Teach numba `table[number]` and `len(table)`."""
    types, extending = numba.types, numba.extending

    def start_of(builder: Any, tables: Any, number: int) -> Any:
        return load(numba, builder, tables, word(numba, number), fixed=True)

    @extending.type_callable(operator.getitem)
    def type_row(context: Any) -> Any:
        return lambda table, index: getattr(table, "row", None) if isinstance(table, table_type) else None

    @extending.lower_builtin(operator.getitem, table_type, types.Integer)
    def lower_row(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        table = signature.args[0]
        index = context.cast(builder, arguments[1], signature.args[1], types.int64)
        behind = builder.mul(index, word(numba, len(table.row.columns)))
        place = builder.add(start_of(builder, arguments[0], table.number), behind)
        return builder.bitcast(cell_of(numba, builder, arguments[0], place), llvm().IntType(8).as_pointer())

    @extending.type_callable(len)
    def type_len(context: Any) -> Any:
        return lambda table: types.int64 if isinstance(table, table_type) else None

    @extending.lower_builtin(len, table_type)
    def lower_len(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        table = signature.args[0]
        first, end = (start_of(builder, arguments[0], number) for number in (table.number, table.number + 1))
        return builder.sdiv(builder.sub(end, first), word(numba, len(table.row.columns)))


def take_view(numba: Any, view: Any, rows: dict[Any, Any]) -> None:
    """Teach numba to read cells from an index on as a row with named columns, of a game (32 bits) or of a tally (64
    bits).
    """
    extending = numba.extending

    @extending.type_callable(view)
    def type_view(context: Any) -> Any:
        return lambda cells, first: rows.get(type(cells))

    @extending.lower_builtin(view, numba.types.CPointer, numba.types.Integer)
    def lower_view(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        cells, first = arguments
        place = cell_of(numba, builder, cells, first, signature.return_type.bits)
        return builder.bitcast(place, llvm().IntType(8).as_pointer())
