"""The one place that changes private parts of numba: it compiles all rules as one whole.

numba optimises each rule with all that it calls, and turns it into machine code, before the next one up does both
again. Only the entry is ever run, so here the rules are handed on as they are and optimised once, together. That takes
two thirds of the time (docs/decisions/0034-columns-by-name.md has the figures). A numba that is not known works as it
always does, slower.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

KNOWN_NUMBAS = ("0.68.1",)
"""Versions of numba whose inner workings `as_one_whole` was tried on; others might run code that was never emitted."""


def is_known(numba: Any) -> bool:
    """Say whether this numba can be told to compile the rules as one whole."""
    return numba.__version__ in KNOWN_NUMBAS


def as_one_whole(numba: Any, entry: Callable[..., Any]) -> AbstractContextManager[None]:
    """Let numba optimise and emit nothing but the entry while this lasts; an unknown one works as it always does."""
    return emitting_only(numba, entry) if is_known(numba) else nullcontext()


@contextmanager
def emitting_only(numba: Any, entry: Callable[..., Any]) -> Iterator[None]:
    """Have numba's code library pass over what it would do for all other functions."""
    codegen = numba.core.registry.cpu_target.target_context.codegen()
    whole, set_env = codegen._library_class, codegen.set_env

    class Part(whole):  # type: ignore[misc, valid-type]
        """The code of one rule, which is of no use by itself."""

        def _is_entry(self) -> bool:
            return entry.__name__ in self.name

        def _optimize_final_module(self) -> None:
            if self._is_entry():
                super()._optimize_final_module()

        def _finalize_final_module(self) -> None:
            if self._is_entry():
                super()._finalize_final_module()
            else:
                self._finalize_dynamic_globals()
                self._finalized = True

    def set_env_of_emitted(name: str, env: Any) -> None:
        """Rules that were not emitted have no place where numba could note their globals."""
        if codegen._engine.get_global_value_address(name):
            set_env(name, env)

    codegen._library_class, codegen.set_env = Part, set_env_of_emitted
    try:
        yield
    finally:
        codegen._library_class, codegen.set_env = whole, set_env
