"""All variants of an order kind that a seat can give: level, target and partner."""

from collections.abc import Iterable, Iterator

from wargame.engine.spec import OrderSpec
from wargame.engine.spec.blocs import JOINED_BY, Bloc, blocs_of

Variant = tuple[int, str, str]
"""Position of the level, the bloc of targets, the bloc of partners; a bloc is "" where the kind has none."""


def variants(spec: OrderSpec, seat: str) -> Iterator[Variant]:
    """Yield each variant of a kind for a seat, levels first.

    No state is its own target, and no target is also the partner.
    """
    targets, partners = targets_of(spec, seat) or ("",), partners_of(spec, seat) or ("",)
    for level in range(len(spec.levels)):
        for target in targets:
            for partner in partners:
                if not target or not {*Bloc(target).states} & {*Bloc(partner).states}:
                    yield level, target, partner


def targets_of(spec: OrderSpec, seat: str) -> tuple[str, ...]:
    """Return the blocs that a kind can be aimed at by a seat."""
    return blocs_of(others(spec.targets, seat), spec.several_targets)


def partners_of(spec: OrderSpec, seat: str) -> tuple[str, ...]:
    """Return the blocs with which a seat can give a kind of order."""
    return blocs_of(others(spec.partners, seat), spec.several_partners)


def all_blocs(orders: Iterable[OrderSpec]) -> Iterator[str]:
    """Yield each bloc of two states or more that some order may name, once."""
    found: dict[str, None] = {}
    for order in orders:
        for codes, several in ((order.targets, order.several_targets), (order.partners, order.several_partners)):
            found.update(dict.fromkeys(bloc for bloc in blocs_of(codes, several) if JOINED_BY in bloc))
    yield from found


def others(codes: tuple[str, ...], seat: str) -> tuple[str, ...]:
    """Return the codes without the seat's own."""
    return tuple(code for code in codes if code != seat)
