"""Rules as parts of one whole: numba would optimise each rule, with all that it calls, and turn it into machine code.

Only what is called from outside is ever run, so the rules are handed on as they are and optimised once, together. That
takes two thirds of the time, and what comes of it is faster, as the optimiser sees who calls whom.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dis import get_instructions
from typing import Any

from wargame.engine.rules.drift import drift
from wargame.engine.rules.orders import take_orders
from wargame.engine.rules.turn import carry_out_acts
from wargame.engine.world.rule import RULES

KNOWN_NUMBAS = ("0.68.1",)
"""Versions of numba whose inner workings `as_one_whole` was tried on; others might run code that was never emitted."""

WALKERS: tuple[Callable[..., Any], ...] = (drift, take_orders, carry_out_acts)
"""Rules that walk over every pair, sheet and act: what they call is set into them, or handing twenty numbers from rule
to rule takes as long as the rules. More of them would take longer to compile and gain nothing."""


def inner_rules() -> set[Callable[..., Any]]:
    """Give the rules that are set into their callers."""
    called = {step.argval for walker in WALKERS for step in get_instructions(walker) if step.opname == "LOAD_GLOBAL"}
    return {rule for rule in RULES if rule.__name__ in called}


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
