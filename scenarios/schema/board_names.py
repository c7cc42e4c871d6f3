"""The names that a board uses, where the board is one that all seats read."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from scenarios.pack_faults import Fault
from scenarios.yamlsafe import Place
from wargame.spelling import one_of


class Declared(Protocol):
    """Something that a scenario declares by a key, for all seats or for some."""

    @property
    def key(self) -> str: ...

    @property
    def known_to(self) -> tuple[str, ...]: ...


def unknown_to_some(
    fault: Callable[..., Fault], what: str, key: str, known: Iterable[Declared], place: tuple[str, int, Place]
) -> Iterator[Fault]:
    """Yield the fault of a name that does not exist, or that not all seats may know: the board is for all."""
    found = {one.key: one for one in known}
    if key not in found:
        yield fault(*place, f"there is no {what} '{key}'.", one_of(key, found))
    elif "all" not in found[key].known_to:
        remedy = f"Take one that all know, or write 'known_to: [all]' where the {what} stands."
        yield fault(*place, f"not all seats know of the {what} '{key}', and all read this board.", remedy)
