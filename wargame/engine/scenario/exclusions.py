"""Places that agreements leave out, as bits: an incident or an order about such a place calls on nobody by them."""

from wargame.engine.errors import SettingError
from wargame.engine.spec import ScenarioSpec

MOST_EXCLUDED = 30
"""A bit mask of places has to fit a cell of 32 bits."""


def excluded_bits(spec: ScenarioSpec) -> dict[str, int]:
    """Give every place that some agreement leaves out a bit of its own."""
    places = sorted({place for pact in spec.agreements for place in pact.excluded_places})
    if len(places) > MOST_EXCLUDED:
        message = f"{len(places)} places are left out by some agreement; at most {MOST_EXCLUDED} can be."
        raise SettingError("agreements", message, "Leave out fewer, or one larger area for several.")
    return {place: 1 << number for number, place in enumerate(places)}


def sites(spec: ScenarioSpec) -> list[int]:
    """Give each incident the bit of its place; 0 for a place that no agreement leaves out."""
    bits = excluded_bits(spec)
    return [bits.get(incident.place, 0) for incident in spec.incidents]


def exclusions(spec: ScenarioSpec) -> list[int]:
    """Give each agreement the mask of the places that it leaves out."""
    bits = excluded_bits(spec)
    return [sum(bits[place] for place in set(pact.excluded_places)) for pact in spec.agreements]
