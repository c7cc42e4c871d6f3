"""The invented scenario with added orders of goodwill."""

from dataclasses import replace

from tests.engine.invented import orders, spec
from wargame.engine.spec import CodesSpec, ScenarioSpec


def with_goodwill(**dials: float) -> ScenarioSpec:
    """Return the islet scenario in which sounding out is public goodwill and the only order of its class."""
    kinder = CodesSpec("046", 3.0, "CONSULT", 2.5, 0, 1, 0)
    step = next(order for order in orders() if order.kind == "sound_out")
    step = replace(step, codes=kinder, needs=(), visibility="public")
    every = tuple(step if order.kind == step.kind else order for order in orders())
    return replace(spec(), orders=every, dials=tuple(dials.items()))
