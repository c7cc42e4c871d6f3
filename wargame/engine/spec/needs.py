"""What must hold for an order, said of the states that play its parts."""

import re
from collections.abc import Iterable
from functools import lru_cache

from wargame.engine.spec import Condition, NeedSpec

PARTS = ("actor", "target", "partner")
_PART = re.compile(rf"(?<![\w-])({'|'.join(PARTS)})(?![\w-])")


def parts_in(needs: Iterable[NeedSpec]) -> frozenset[str]:
    """Give the parts that needs speak of."""
    return frozenset(part for need in needs for clause in need.when for part in _PART.findall(clause))


@lru_cache(maxsize=65536)
def said_of(condition: Condition, actor: str, target: str, partner: str) -> Condition:
    """Put the codes of states in the places of the parts; a clause about a part that nobody plays is left out."""
    cast = {"actor": actor, "target": target, "partner": partner}
    return tuple(
        _PART.sub(lambda found: cast[found[1]], clause)
        for clause in condition
        if all(cast[part] for part in _PART.findall(clause))
    )
