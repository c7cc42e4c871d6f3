"""Says the effects of an order in a later turn. It uses the authored amounts, because a rollout plays one turn only."""

from collections.abc import Iterator
from itertools import product

from wargame.engine.perspective.filter import Perspective
from wargame.engine.scenario.cell_audiences import Subject, audience_of
from wargame.engine.spec import EffectSpec
from wargame.engine.turn.descriptions import level_of
from wargame.engine.turn.pending import falls_due
from wargame.engine.turn.sheet import Order
from wargame.engine.world.figures import FIGURES

GROUPS = ("allies of target", "allies of actor", "claimants", "co-claimants", "others", "all")


def later_of(view: Perspective, order: Order, *, has_amounts: bool = True) -> str:
    """Return when the later effects of a draft order come and, with amounts, what they are; "" where it has none.

    Leaves out effects with a condition, and effects on figures of others that the seat may not see.
    """
    if not level_of(view.setting, order).later:
        return ""
    due = falls_due(view.setting, order, view.turn)
    if not due:
        return "Its later effect would come only after the last turn."
    wait = due - view.turn
    amounts = ", ".join(_amounts(view, order)) if has_amounts else ""
    return f"Takes effect in {wait} turn{'s' if wait > 1 else ''}{': ' if amounts else ''}{amounts}."


def _amounts(view: Perspective, order: Order) -> Iterator[str]:
    parts = {"actor": (view.seat,), "target": order.targets, "partner": order.partners}
    for effect in level_of(view.setting, order).later:
        for who, towards in product(*(parts.get(part, (part,)) for part in (effect.who, effect.towards))):
            if not effect.when and who != towards and _may_see(view, effect, who, towards):
                whose = f"{who}-{towards}" if towards else who
                yield f"{whose} {FIGURES[effect.variable].in_sentence} {effect.amount:+g}"


def _may_see(view: Perspective, effect: EffectSpec, who: str, towards: str) -> bool:
    if not FIGURES[effect.variable].gauge or not who:
        return False
    whose = "" if who in GROUPS else who
    return view.seat in audience_of(view.setting, Subject(effect.variable, whose, towards, ""))
