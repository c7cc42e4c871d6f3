"""The preview of an order that a seat reads before it submits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from django.core.cache import cache

from wargame.engine import values
from wargame.engine.values import FELT, ExpectedEffect, Odds
from wargame.exercises import access, forecasts
from wargame.exercises.orders.selectors.page_forecasts import fingerprint, outlook_of, place_of
from wargame.exercises.situation.selectors.gauges import Gauge
from wargame.exercises.situation.selectors.seat_view import SeatView

KEEP_SECONDS = 24 * 60 * 60
Rows = Sequence[Mapping[str, str]]


@dataclass(frozen=True)
class Effect:
    """A figure that is expected to move, in points, with the range of 80 in 100 rollouts.

    `gauge` is None for the strength of an agreement.
    """

    label: str
    mean: float
    low: float
    high: float
    gauge: Gauge | None = None


@dataclass(frozen=True)
class Preview:
    """Odds, effects and risk of one order of a sheet, and the rules behind them.

    `effects` are of this order alone, `outlook` of the whole turn with the whole sheet; `later` says what comes in a
    turn after this one. Effects are shown where the exercise shows figures.
    """

    odds: Odds | None
    effects: tuple[Effect, ...]
    outlook: tuple[Effect, ...]
    risk: Odds | None
    rules: tuple[str, ...]
    rollouts: int
    later: str = ""
    has_figures: bool = False

    @property
    def say(self) -> str:
        """The chance and the risk in one line, to be read aloud."""
        parts = [_chance(odds) for odds in (self.odds, self.risk) if odds]
        parts += [self.later] if self.later else []
        return " ".join(parts) or "Order saved. No chance or risk is tied to it."


def _chance(odds: Odds) -> str:
    if not odds.turn:
        return f"{odds.in_100} in 100: {odds.label}."
    when = f"in turn {odds.turn}" if odds.in_100 else f"not before turn {odds.turn}"
    return f"{odds.in_100} in 100 {when}: {odds.label}." if odds.in_100 else f"{when.capitalize()}: {odds.label}."


def preview_of(at: SeatView, rows: Rows, slot: int) -> Preview:
    """Return the preview of the order in `slot` (from 1); the same sheet in the same turn always gets the same
    answer."""

    def compute() -> Preview:
        preview = forecasts.preview(at.view, rows, slot - 1, at.forecast_seed, at.pledges)
        outlook = outlook_of(at, rows) if access.shows_figures(at.seat.exercise) else ()
        return _build(at, preview, outlook)

    return cast("Preview", cache.get_or_set(_key(at, rows, slot), compute, KEEP_SECONDS))


def cached_preview_of(at: SeatView, rows: Rows, slot: int) -> Preview | None:
    """Return the preview if it has been computed before; a page must not wait for it."""
    kept: Preview | None = cache.get(_key(at, rows, slot))
    return kept


def _build(at: SeatView, preview: values.Preview, outlook: Iterable[ExpectedEffect]) -> Preview:
    has_figures = access.shows_figures(at.seat.exercise)
    return Preview(
        odds=preview.odds,
        effects=_effects(at.mine, preview.effects) if has_figures else (),
        outlook=_effects(at.mine, outlook) if has_figures else (),
        risk=preview.risk,
        rules=preview.rules,
        rollouts=preview.rollouts,
        later=preview.later if has_figures else preview.later_when,
        has_figures=has_figures,
    )


def _effects(mine: str, effects: Iterable[ExpectedEffect]) -> tuple[Effect, ...]:
    return tuple(_effect(mine, effect) for effect in effects if abs(effect.mean) >= FELT)


def _effect(mine: str, effect: ExpectedEffect) -> Effect:
    gauge = None if effect.name else Gauge(effect.variable, effect.who, effect.towards)
    label = gauge.label(mine) if gauge else effect.label
    return Effect(label, effect.mean, effect.low, effect.high, gauge)


def _key(at: SeatView, rows: Rows, slot: int) -> str:
    return f"preview:{place_of(at)}:{slot}:{fingerprint(at, rows)}"
