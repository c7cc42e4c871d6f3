"""Leanings of advisers: which orders and figures an adviser overrates, and by how many points."""

from dataclasses import dataclass

from wargame.engine.spec.orders import FORCE, FRIENDLY, NEUTRAL, PRESSING

LEANINGS = FRIENDLY, NEUTRAL, PRESSING, FORCE
"""Classes of deeds that an adviser may overrate: to advisers a threat is force if force is shown, else pressing."""

FAVOURED_FIGURES = ("approval", "economy", "readiness", "standing", "strength", "relation", "tension")
"""Figures that an adviser may overrate. For all but `tension`, more is better."""


@dataclass(frozen=True)
class FavourSpec:
    """One class of orders, or one figure, that an adviser overrates by `points` of the seat's aims.

    An order belongs to the class if it fits every field that is filled in: `deed`, `domain` (of its kind), `towards` (a
    state that is its target or partner; without `deed`, the order is friendly or neutral). With `figure` the points
    count for each point by which the order is expected to better that figure: of the seat itself, of the agreement
    `of`, or how the state `of` feels about the seat.
    """

    points: float
    deed: str = ""
    domain: str = ""
    towards: str = ""
    figure: str = ""
    of: str = ""


@dataclass(frozen=True)
class LeaningOfAdviser:
    """One adviser of a seat, as the rules see it: the key, and all that the adviser overrates."""

    key: str
    favours: tuple[FavourSpec, ...]
