"""Replaces "actor", "target" and "partner" in the needs of an order by the codes of states."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product

from wargame.engine.spec import Condition, NeedSpec
from wargame.engine.spec.blocs import Bloc

PARTS = ("actor", "target", "partner")
_PART = re.compile(rf"(?<![\w-])({'|'.join(PARTS)})(?![\w-])")


def parts_in(needs: Iterable[NeedSpec]) -> frozenset[str]:
    """Return the parts (actor, target, partner) that needs mention."""
    return frozenset(part for need in needs for clause in need.when for part in _PART.findall(clause))


def casts_of(actor: str, target: str, partner: str) -> Iterator[tuple[str, str, str]]:
    """Yield actor, target and partner for each state that an order names; a part that nobody plays stays ""."""
    yield from product((actor,), Bloc(target).states or ("",), Bloc(partner).states or ("",))


@lru_cache(maxsize=65536)
def condition_for_cast(condition: Condition, actor: str, target: str, partner: str) -> Condition:
    """Return a condition with the codes of states in place of the parts.

    Drops a clause about a part that nobody plays.
    """
    cast = {"actor": actor, "target": target, "partner": partner}
    return tuple(
        _PART.sub(lambda found: cast[found[1]], clause)
        for clause in condition
        if all(cast[part] for part in _PART.findall(clause))
    )
