"""Keeps, with a sheet, the forecasts of its orders that its people saw: odds, what they do for the aims, likely
answers."""

import logging

from django.db.models import Q

from wargame.exercises import compiled_rules, forecasts
from wargame.exercises.models import OrderSheet, Seat, Turn
from wargame.exercises.situation.selectors.seat_view import seat_view_of

logger = logging.getLogger(__name__)


def keep(*, turn: Turn, seat: Seat, revision: int, told: forecasts.StoredForecast) -> None:
    """Keep the forecasts that people read of the orders of a revision; a submitted sheet keeps what it was submitted
    with."""
    open_to_it = OrderSheet.objects.filter(Q(is_ready=False) | Q(told__isnull=True), policy="", revision=revision)
    open_to_it.filter(turn=turn, seat=seat).update(
        told=forecasts.as_row(forecasts.stored_as_shown(told, seat.exercise))
    )


def keep_missing(*, turn: Turn) -> None:
    """Work out the forecasts that people would have seen of the orders of a closed turn about which they did not ask.

    The same view, orders, dice and pledges give what a page tells, but only by the compiled rules: others play fewer
    futures, so without them nothing is kept. A turn never fails for it.
    """
    untold = OrderSheet.objects.filter(turn=turn, policy="", told__isnull=True).select_related("seat")
    for sheet in untold if compiled_rules.are_ready() else ():
        if sheet.orders:
            try:
                _tell(sheet, turn)
            except Exception:
                logger.exception("What was told of sheet %s could not be kept", sheet.pk)


def _tell(sheet: OrderSheet, turn: Turn) -> None:
    sheet.seat.exercise = turn.branch.exercise
    at = seat_view_of(sheet.seat, turn.branch, turn)
    told = forecasts.forecast_given(at.view, sheet.orders, at.forecast_seed, at.pledges)
    keep(turn=turn, seat=sheet.seat, revision=sheet.revision, told=told)
