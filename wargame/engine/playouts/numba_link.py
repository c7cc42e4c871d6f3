"""The door to the inside of numba: no other module names a part that numba keeps to itself.

Its largest part makes numba optimise all rules as one whole. By default numba optimises each rule with everything that
it calls and generates its machine code, and then does the same again for the rule's callers. Only the entry function is
ever run, so here the rules are passed on unoptimised and are optimised once, together. That takes two thirds of the
time (docs/decisions/0035-what-is-taken-from-libraries.md has the figures). An unknown version of numba compiles as it
always does, only slower.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

KNOWN_NUMBAS = ("0.68.1",)
"""Versions of numba with which `as_one_whole` was tested. Another version might run code that was never generated."""


def llvm() -> Any:
    """Return llvmlite's builder of LLVM code, which is public. Only a process that compiles imports it."""
    from llvmlite import ir  # noqa: PLC0415 - see above

    return ir


def attribute_template(numba: Any) -> Any:
    """Return the class from which the types of attributes derive. numba's public `overload_attribute` would compile a
    function for each of 150 columns.
    """
    return numba.core.typing.templates.AttributeTemplate


def copy_memory(numba: Any, builder: Any, begins: list[Any], count: Any, width: int) -> None:
    """Write code that copies so many cells of `width` bytes. `begins` are where to copy them to, and from where."""
    target, source = begins
    numba.core.cgutils.raw_memcpy(builder, target, source, count, width)


def is_known(numba: Any) -> bool:
    """Return whether this version of numba can compile the rules as one whole."""
    return numba.__version__ in KNOWN_NUMBAS


def as_one_whole(numba: Any, entry: Callable[..., Any]) -> AbstractContextManager[None]:
    """Return a context in which numba optimises and generates only the entry function; an unknown version is left
    alone.
    """
    return emitting_only(numba, entry) if is_known(numba) else nullcontext()


@contextmanager
def emitting_only(numba: Any, entry: Callable[..., Any]) -> Iterator[None]:
    """Replace numba's code library by one that does nothing for functions other than the entry."""
    codegen = numba.core.registry.cpu_target.target_context.codegen()
    whole, set_env = codegen._library_class, codegen.set_env

    class RuleCode(whole):  # type: ignore[misc, valid-type]
        """The code of one rule, which is never run by itself."""

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
        """Skip rules for which no code was generated: they have no address at which numba could store their globals."""
        if codegen._engine.get_global_value_address(name):
            set_env(name, env)

    codegen._library_class, codegen.set_env = RuleCode, set_env_of_emitted
    try:
        yield
    finally:
        codegen._library_class, codegen.set_env = whole, set_env
