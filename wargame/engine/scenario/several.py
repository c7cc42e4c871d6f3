"""Refuses kinds of orders that name several states in a way that no seat could give, or no rule follows."""

from math import comb

from wargame.engine.errors import SettingError
from wargame.engine.scenario.orders import DEAREST
from wargame.engine.spec import OrderSpec, SeveralSpec
from wargame.engine.spec.blocs import MOST_WAYS
from wargame.engine.spec.variants import others


def check_several(order: OrderSpec, path: str) -> None:
    """Refuse a kind whose `several_targets` or `several_partners` do not fit it. Raises SettingError."""
    parts = (("targets", order.several_targets), ("partners", order.several_partners))
    for part, several in parts:
        if several is not None:
            check_part(order, part, several, f"{path}.several_{part}")
    if all(several is None for _, several in parts):
        return
    if order.on_list:
        message = f"{order.kind} acts on one list of goods, which has one owner and one other side."
        raise SettingError(path, message, "Drop several_targets and several_partners, or the list.")
    count = ways(order.targets, order.several_targets) * ways(order.partners, order.several_partners)
    if count > MOST_WAYS:
        message = f"{order.kind} could name whom it concerns in {count} ways; {MOST_WAYS} are the most."
        raise SettingError(path, message, 'Lower "most", or list fewer targets or partners.')


def ways(codes: tuple[str, ...], several: SeveralSpec | None) -> int:
    """Count the blocs out of these states, 1 where there are none to name."""
    least, most = (several.least, several.most) if several else (1, 1)
    return sum(comb(len(codes), size) for size in range(least, most + 1)) if codes else 1


def check_part(order: OrderSpec, part: str, several: SeveralSpec, path: str) -> None:
    """Refuse numbers of targets or partners (`part`) that make no sense, or that some seat could not name."""
    codes: tuple[str, ...] = getattr(order, part)
    if not codes:
        raise SettingError(path, f"{order.kind} has no {part}.", f"List its {part}, or leave several_{part} out.")
    if several.most < 2:
        remedy = f"Write 2 or more, or leave several_{part} out: then an order names one."
        raise SettingError(f"{path}.most", f"{several.most} is not several.", remedy)
    if not 1 <= several.least <= several.most:
        message = f"{several.least} cannot be the least of at most {several.most}."
        raise SettingError(f"{path}.least", message, f"Write 1 to {several.most}.")
    fewest = min((len(others(codes, seat)) for seat in order.seats), default=len(codes))
    if several.most > fewest:
        message = f"A seat of {order.kind} has {fewest} {part} to name, and could never name {several.most}."
        remedy = f"Write up to {fewest}, or list more {part}." if fewest >= 2 else f"List more {part}, or leave it out."
        raise SettingError(f"{path}.most", message, remedy)
    dearest = max((level.cost for level in order.levels), default=0) + several.each_more * (several.most - 1)
    if several.each_more < 0 or dearest > DEAREST:
        message = f"{several.each_more} for each more is outside what an order may cost: 0..{DEAREST} in all."
        raise SettingError(f"{path}.each_more", message, "Choose 0 or a few points.")
