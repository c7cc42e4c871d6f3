"""Where pacts and organisations of the library do not reach, for the method page."""

from collections.abc import Sequence

from scenarios.models import Obligation


def left_out() -> Sequence[Obligation]:
    """Every obligation whose wording leaves something out, with the places that the rules leave out. Two queries."""
    found = Obligation.objects.exclude(excludes="").select_related("alliance")
    return list(found.prefetch_related("excluded_places"))
