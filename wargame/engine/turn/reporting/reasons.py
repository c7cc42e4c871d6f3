"""Why odds were what they were: the modifiers that applied, and the sums a seat can do that may not know them all."""

from collections.abc import Iterable, Iterator, Sequence

from wargame.engine.rules.game import Game, holds
from wargame.engine.scenario.setting import Setting
from wargame.engine.turn.audiences import may_know
from wargame.engine.turn.outcomes import Reason


def knowers(setting: Setting, index: int) -> frozenset[str]:
    """Give the seats that may know of a modifier; nobody may of one that betrays a hidden truth."""
    if setting.modifier_specs[index].reveals:
        return frozenset()
    return may_know(setting, setting.tables.modifiers[index].when)


def reasons_for(setting: Setting, g: Game, rows: range, sign: int = 1) -> Iterator[Reason]:
    """Give the reasons of the modifiers that applied; `sign` -1 turns them round."""
    for index in rows:
        spec, modifier = setting.modifier_specs[index], setting.tables.modifiers[index]
        if modifier.add and spec.because and holds(g.tables, g.now, modifier.when):
            known = knowers(setting, index)
            audience = tuple(seat for seat in setting.seats if seat in known)
            yield Reason("+" if modifier.add * sign > 0 else "-", spec.because, spec.reveals, audience)


def once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Keep the first of reasons that say the same."""
    kept: dict[str, Reason] = {}
    for reason in reasons:
        kept.setdefault(reason.text, reason)
    return tuple(kept.values())


def sum_for(setting: Setting, g: Game, seat: str, base: int, rows: range) -> int:
    """Add up base and applying modifiers as far as a seat may know them."""
    for index in rows:
        modifier = setting.tables.modifiers[index]
        if seat in knowers(setting, index) and holds(g.tables, g.now, modifier.when):
            base += modifier.add
    return base


def kept_in_the_dark(setting: Setting, seats: Iterable[str], rows: Sequence[int]) -> list[tuple[str, ...]]:
    """Group the seats that may not know all of these modifiers, whether those apply or not, by what they know."""
    known = [knowers(setting, index) for index in rows]
    groups: dict[tuple[bool, ...], tuple[str, ...]] = {}
    for seat in seats:
        knows = tuple(seat in some for some in known)
        if not all(knows):
            groups[knows] = (*groups.get(knows, ()), seat)
    return list(groups.values())
