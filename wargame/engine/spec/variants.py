"""Every way in which a seat can give an order kind: its level, target and partner."""

from collections.abc import Iterator

from wargame.engine.spec import OrderSpec

Variant = tuple[int, str, str]
"""Position of the level, code of the target and of the partner, "" where the kind has none."""


def variants(spec: OrderSpec, seat: str) -> Iterator[Variant]:
    """Give each variant of a kind for a seat, levels first; nobody targets or joins itself."""
    targets, partners = others(spec.targets, seat) or ("",), others(spec.partners, seat) or ("",)
    for level in range(len(spec.levels)):
        for target in targets:
            for partner in partners:
                if partner != target or not target:
                    yield level, target, partner


def others(codes: tuple[str, ...], seat: str) -> tuple[str, ...]:
    """Leave the seat itself out."""
    return tuple(code for code in codes if code != seat)
