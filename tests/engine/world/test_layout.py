"""Rows of games as the compiled rules take them: arrays of 32 bits, from lists and from arrays."""

import numpy as np
import pytest

from wargame.engine.world.layout import as_cells

LARGEST = 2**31 - 1


@pytest.mark.parametrize("form", [list, np.array])
def test_cells_hold_the_same_numbers_in_rows_of_their_own(form: type) -> None:
    rows = form([[1, -LARGEST], [0, LARGEST]])
    cells = as_cells(rows)
    assert (cells.dtype, cells.tolist()) == (np.int32, [[1, -LARGEST], [0, LARGEST]])
    cells[0, 0] = 7
    assert rows[0][0] == 1


@pytest.mark.parametrize("form", [list, np.array])
def test_numbers_beyond_32_bits_are_refused_and_not_cut_off(form: type) -> None:
    with pytest.raises(OverflowError):
        as_cells(form([[1, LARGEST + 1]]))
