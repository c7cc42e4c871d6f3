"""The forecasts of every order, chosen or offered, in one batch: odds, and what it does for the seat's aims.

It takes longer than a page may wait, so a page is shown first and asks for this afterwards.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from django.core.cache import cache

from wargame.engine.values import Aims, ExpectedEffect
from wargame.exercises import access, forecasts
from wargame.exercises.forecasts import Forecast, StoredForecast
from wargame.exercises.situation.selectors.seat_view import SeatView

KEEP_SECONDS = 24 * 60 * 60

Row = Mapping[str, str]
Rows = Sequence[Row]


@dataclass(frozen=True)
class PageForecasts:
    """A sheet: where the aims are expected with it and without any order, its orders by slot, and offers by key.

    `together` is what its orders do for the aims. Where the exercise shows no figures, these three are None, and no
    order says what it does for the aims.
    """

    whole: Aims | None
    without: Aims | None
    together: Aims | None
    chosen: tuple[Forecast, ...]
    offered: Mapping[str, Forecast]
    futures: int


def key_of(row: Row) -> str:
    """Return the name that pages give an order that is not on the sheet: "warn-flares-RUS"."""
    return "-".join(filter(None, (row["kind"], row["level"], row["target"], row["partner"])))


def page_forecasts_of(at: SeatView, rows: Rows, offered: Iterable[Row]) -> PageForecasts:
    """Return the forecasts that the seat reads beside this sheet. They are cached, so equal sheets of a turn have equal
    forecasts."""
    return _as_shown(at, figures_of(at, rows, offered))


def figures_of(at: SeatView, rows: Rows, offered: Iterable[Row]) -> PageForecasts:
    """Return the forecast beside this sheet with all its figures, for those alone who answer with some of them."""
    made = cache.get_or_set(
        _key(at, rows), lambda: _forecast(at, rows, {key_of(row): row for row in offered}), KEEP_SECONDS
    )
    return cast("PageForecasts", made)


def cached_forecasts_of(at: SeatView, rows: Rows) -> PageForecasts | None:
    """Return the cached forecasts of this sheet, None for nothing: a page must not wait until it is computed."""
    kept: PageForecasts | None = cache.get(_key(at, rows))
    return kept and _as_shown(at, kept)


def stored_forecast_of(at: SeatView, rows: Rows, told: PageForecasts) -> StoredForecast:
    """Return the forecast that is stored with the sheet: that of its own orders, and the figures that they move."""
    effects = outlook_of(at, rows) if access.shows_figures(at.seat.exercise) else ()
    return StoredForecast(told.whole, told.without, told.chosen, effects, told.futures)


def outlook_of(at: SeatView, rows: Rows) -> tuple[ExpectedEffect, ...]:
    """Return the likely moves of figures that concern the seat in the turn with the whole sheet."""
    made = cache.get_or_set(
        f"{_key(at, rows)}:outlook",
        lambda: forecasts.outlook(at.view, rows, at.forecast_seed, at.pledges),
        KEEP_SECONDS,
    )
    return cast("tuple[ExpectedEffect, ...]", made)


def ways_of(at: SeatView, rows: Rows, slot: int, ways: Sequence[Row]) -> Mapping[str, Forecast]:
    """Return the forecasts of other ways to give the order in a slot (from 1), by key.

    Each is told by what it adds to the rest of the sheet, as the order itself is.
    """
    rest = (*rows[: slot - 1], *rows[slot:])
    made = cache.get_or_set(
        _key(at, rows, slot), lambda: _forecast(at, rest, {key_of(row): row for row in ways}).offered, KEEP_SECONDS
    )
    return _offers_as_shown(at, cast("Mapping[str, Forecast]", made))


def cached_ways_of(at: SeatView, rows: Rows, slot: int) -> Mapping[str, Forecast] | None:
    """Return the cached forecasts of those ways, None for nothing."""
    kept: Mapping[str, Forecast] | None = cache.get(_key(at, rows, slot))
    return kept and _offers_as_shown(at, kept)


def _as_shown(at: SeatView, told: PageForecasts) -> PageForecasts:
    if access.shows_figures(at.seat.exercise):
        return told
    chosen = tuple(forecasts.as_shown(each, at.seat.exercise) for each in told.chosen)
    return replace(
        told, whole=None, without=None, together=None, chosen=chosen, offered=_offers_as_shown(at, told.offered)
    )


def _offers_as_shown(at: SeatView, offered: Mapping[str, Forecast]) -> Mapping[str, Forecast]:
    return {key: forecasts.as_shown(each, at.seat.exercise) for key, each in offered.items()}


def fingerprint(at: SeatView, rows: Rows) -> str:
    """Return a hash of the orders of a sheet and of the pledges that bear on them: for all revisions that say the
    same."""
    orders = repr([(row["kind"], row["level"], row["target"], row["partner"]) for row in rows] + [*at.pledges])
    return hashlib.sha256(orders.encode()).hexdigest()[:24]


def place_of(at: SeatView) -> str:
    """Return the seat and the turn for a cache key: its row id may come again after a backup was restored."""
    return f"{at.seat.exercise.code}:{at.turn.pk}:{at.turn.opened_at.timestamp()}:{at.mine}"


def _forecast(at: SeatView, rows: Rows, offered: Mapping[str, Row]) -> PageForecasts:
    told = forecasts.forecast_sheet(at.view, rows, offered.values(), at.forecast_seed, at.pledges)
    return PageForecasts(
        whole=told.whole,
        without=told.without,
        together=told.together,
        chosen=tuple(forecasts.drop_order(each) for each in told.chosen),
        offered={key: forecasts.drop_order(each) for key, each in zip(offered, told.offered, strict=True)},
        futures=told.futures,
    )


def _key(at: SeatView, rows: Rows, slot: int = 0) -> str:
    return f"told:{place_of(at)}:{slot}:{fingerprint(at, rows)}"
