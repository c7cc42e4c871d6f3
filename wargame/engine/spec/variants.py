"""All variants of an order kind that a seat can give: level, target and partner."""

from collections.abc import Iterator

from wargame.engine.spec import OrderSpec

Variant = tuple[int, str, str]
"""Position of the level, code of the target, code of the partner; a code is "" where the kind has none."""


def variants(spec: OrderSpec, seat: str) -> Iterator[Variant]:
    """Yield each variant of a kind for a seat, levels first.

    No state is its own target, and no target is also the partner.
    """
    targets, partners = others(spec.targets, seat) or ("",), others(spec.partners, seat) or ("",)
    for level in range(len(spec.levels)):
        for target in targets:
            for partner in partners:
                if partner != target or not target:
                    yield level, target, partner


def others(codes: tuple[str, ...], seat: str) -> tuple[str, ...]:
    """Return the codes without the seat's own."""
    return tuple(code for code in codes if code != seat)
