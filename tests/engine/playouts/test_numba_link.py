"""Rules are compiled as one whole, and numba is restored afterwards."""

import numba
import pytest

from wargame.engine.playouts import numba_build
from wargame.engine.playouts.numba_link import as_one_whole, is_known
from wargame.engine.world.rule import carry_over, lowest


def test_numba_is_left_as_it_was_found() -> None:
    codegen = numba.core.registry.cpu_target.target_context.codegen()
    found = codegen._library_class
    with as_one_whole(numba, numba_build.PLAIN):
        assert codegen._library_class is not found
    assert codegen._library_class is found


def test_the_inner_workings_of_the_numba_that_is_installed_are_known() -> None:
    assert is_known(numba), f"try as_one_whole on numba {numba.__version__}, then add it to KNOWN_NUMBAS"


@pytest.mark.parametrize("version", ["0.69.0", "0.68.10", "0.68.1.dev7"])
def test_a_numba_that_is_not_known_works_as_it_always_does(monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    monkeypatch.setattr(numba, "__version__", version)
    codegen = numba.core.registry.cpu_target.target_context.codegen()
    found = codegen._library_class
    with as_one_whole(numba, numba_build.PLAIN):
        assert codegen._library_class is found
        assert numba.njit(lambda number: number * number)(7) == 49


@pytest.mark.slow
def test_other_code_compiles_after_the_rules() -> None:
    numba_build.warm(block=True)
    assert numba.njit(lambda number: max(number, 3) + abs(-number))(5) == 10


def test_masks_and_copies_in_plain_python() -> None:
    assert [lowest(mask) for mask in (1, 0b1000, 0b10110, 1 << 61)] == [0, 3, 1, 61]
    row = [0] * 6
    carry_over([1, 2, 3, 4, 5, 6], row, 2, 5)
    assert row == [0, 0, 3, 4, 5, 0]
