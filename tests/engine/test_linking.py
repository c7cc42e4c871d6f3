"""Rules are compiled as parts of one whole, and numba is left as it was found."""

import numba

from wargame.engine import compiled
from wargame.engine.kernel.drift import fade, lean
from wargame.engine.kernel.ground import apply
from wargame.engine.kernel.orders import pay
from wargame.engine.linking import as_one_whole, inner_rules
from wargame.engine.rule import carry_over, lowest


def test_what_the_walkers_call_is_set_into_them_and_nothing_else() -> None:
    inner = inner_rules()
    assert {fade, lean, pay} <= inner
    assert apply not in inner


def test_numba_is_left_as_it_was_found() -> None:
    codegen = numba.core.registry.cpu_target.target_context.codegen()
    found = codegen._library_class
    with as_one_whole(numba, compiled.PLAIN):
        assert codegen._library_class is not found
    assert codegen._library_class is found


def test_other_code_compiles_after_the_rules() -> None:
    compiled.warm(block=True)
    assert numba.njit(lambda number: max(number, 3) + abs(-number))(5) == 10


def test_masks_and_copies_in_plain_python() -> None:
    assert [lowest(mask) for mask in (1, 0b1000, 0b10110, 1 << 61)] == [0, 3, 1, 61]
    row = [0] * 6
    carry_over([1, 2, 3, 4, 5, 6], row, 2, 5)
    assert row == [0, 0, 3, 4, 5, 0]
