"""The seat that gives no orders: the yardstick against which an order is measured."""

from wargame.engine.perspective import Perspective
from wargame.engine.policies.decision import Decision
from wargame.engine.policies.draw import Draw


def hold(view: Perspective, dice: Draw) -> Decision:
    """Give no orders, whatever happens."""
    del view, dice
    return Decision((), "Holds: it gives no orders, whatever happens.")
