"""The shared catalogue of order kinds, for the method page."""

from collections.abc import Sequence

from scenarios.models import OrderKind


def order_kinds() -> Sequence[OrderKind]:
    """Return every kind of the catalogue, in its order, in one query."""
    return list(OrderKind.objects.defer("levels", "needs"))
