"""Places that agreements exclude, as bits. An incident or order at such a place calls on no ally by that agreement."""

from wargame.engine.errors import SettingError
from wargame.engine.spec import ScenarioSpec

MOST_EXCLUDED = 30
"""The most excluded places: their bit mask must fit a cell of 32 bits."""


def excluded_bits(spec: ScenarioSpec) -> dict[str, int]:
    """Return a bit for each place that some agreement excludes. Raises SettingError if there are too many."""
    places = sorted({place for pact in spec.agreements for place in pact.excluded_places})
    if len(places) > MOST_EXCLUDED:
        message = f"{len(places)} places are left out by some agreement; at most {MOST_EXCLUDED} can be."
        raise SettingError("agreements", message, "Leave out fewer, or one larger area for several.")
    return {place: 1 << number for number, place in enumerate(places)}


def sites(spec: ScenarioSpec) -> list[int]:
    """Return for each incident the bit of its place, 0 for a place that no agreement excludes."""
    bits = excluded_bits(spec)
    return [bits.get(incident.place, 0) for incident in spec.incidents]


def exclusions(spec: ScenarioSpec) -> list[int]:
    """Return for each agreement the mask of the places that it excludes."""
    bits = excluded_bits(spec)
    return [sum(bits[place] for place in set(pact.excluded_places)) for pact in spec.agreements]
