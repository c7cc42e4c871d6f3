"""Compiled rules read and write the same columns under the same names as plain Python."""

from collections.abc import Callable
from typing import Any

import numba
import numpy as np
import pytest

from tests.engine import invented
from wargame.engine import compile_setting
from wargame.engine.playouts import numba_build
from wargame.engine.world.cell_view import CellView
from wargame.engine.world.rule import address, as_tables
from wargame.engine.world.tables import ROWS, SINGLE

SETTING = compile_setting(invented.spec())
TABLES_OF_ROWS = [name for name, row in ROWS.items() if row is not int and name not in SINGLE]
NUMBERS = [name for name, row in ROWS.items() if row is int]
VIEWS = CellView.__subclasses__()


@pytest.fixture(scope="session", autouse=True)
def _compiled() -> None:
    numba_build.warm(block=True)
    assert numba_build.is_compiled(), numba_build.build_status()


def compiled(body: str, **names: Any) -> Callable[..., Any]:
    """Compile a function over a row, with this body; `names` are its further globals."""
    scope = {"as_tables": as_tables, "address": address, **names}
    exec(f"def function(row, index):\n    {body}", scope)
    function: Callable[..., Any] = numba.njit(**numba_build.OPTIONS)(scope["function"])
    return function


@pytest.mark.slow
@pytest.mark.parametrize("name", TABLES_OF_ROWS)
def test_every_column_of_every_row_is_what_plain_rules_read(name: str) -> None:
    columns = ", ".join(f"table[index].{column}" for column in ROWS[name]._fields)
    read = compiled(f"table = as_tables(row).{name}; return len(table), ({columns},)")
    table = getattr(SETTING.tables, name)
    for index, row in enumerate(table):
        assert read(SETTING.array, index) == (len(table), tuple(row))


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(SINGLE))
def test_every_column_of_a_single_row_is_what_plain_rules_read(name: str) -> None:
    columns = ROWS[name]._fields
    for half in (columns[::2], columns[1::2]):
        read = compiled(f"row = as_tables(row).{name}; return ({', '.join(f'row.{column}' for column in half)},)")
        assert read(SETTING.array, 0) == tuple(getattr(getattr(SETTING.plain, name), column) for column in half)


@pytest.mark.parametrize("name", NUMBERS)
def test_every_number_of_a_table_is_what_plain_rules_read(name: str) -> None:
    read = compiled(f"return as_tables(row).{name}[index]")
    table = list(getattr(SETTING.tables, name)[:3])
    assert [read(SETTING.array, index) for index in range(len(table))] == table


@pytest.mark.slow
@pytest.mark.parametrize("bits", [32, 64])
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_a_view_of_cells_is_read_and_written_alike(view: type[CellView], bits: int) -> None:
    steps = "; ".join(f"seen.{column} = seen.{column} - {place}" for place, column in enumerate(view.columns, start=1))
    write = compiled(f"seen = view(address(row), index); {steps}", view=view)
    plain = list(range(2 ** (bits - 2), 2 ** (bits - 2) + 10))
    cells = np.array(plain, dtype=f"int{bits}")
    write(cells, 2)
    seen = view(plain, 2)
    for place, column in enumerate(view.columns, start=1):
        setattr(seen, column, getattr(seen, column) - place)
    assert cells.tolist() == plain
    assert [getattr(seen, column) for column in view.columns] == plain[2 : 2 + len(view.columns)]
    assert [seen.cell(column) for column in view.columns] == list(range(2, 2 + len(view.columns)))


@pytest.mark.parametrize("place", ["orders[index].first_trun", "ordres[index].first_turn", "dials.first_trun"])
def test_a_name_that_does_not_exist_is_no_rule(place: str) -> None:
    read = compiled(f"return as_tables(row).{place}")
    with pytest.raises(numba.TypingError, match=r"Unknown attribute '(first_trun|ordres)'"):
        read(SETTING.array, 0)


def test_no_row_of_other_cells_than_of_thirty_two_or_sixty_four_bits_has_columns() -> None:
    look = compiled("return view(address(row), index).kind", view=VIEWS[0])
    with pytest.raises((numba.TypingError, KeyError)):
        look(np.zeros(8, dtype=np.int16), 0)
