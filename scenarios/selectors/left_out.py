"""The exclusions from the obligations of alliances, for the method page."""

from collections.abc import Sequence

from scenarios.models import Obligation


def left_out() -> Sequence[Obligation]:
    """Return every obligation whose wording excludes something, with the places that the rules exclude. Two queries."""
    found = Obligation.objects.exclude(excludes="").select_related("alliance")
    return list(found.prefetch_related("excluded_places"))
