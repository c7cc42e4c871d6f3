"""Compares what the seat was told about its orders beforehand with what happened, in the same words and shares."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wargame.engine.values import Odds, OrderSpec, Outcome, OutcomeOption, Perspective
from wargame.exercises import bridge, perspectives
from wargame.exercises.orders.selectors.previews import preview_of
from wargame.exercises.situation.selectors.gauges import Change, Gauge, gauges_of
from wargame.exercises.situation.selectors.seat_view import SeatView

Rows = Sequence[Mapping[str, str]]
MOST_CAUSES = 3
SHOWN = 0.5
"""Points below which a cause is left out, because it would be rounded to 0."""


@dataclass(frozen=True)
class OddsReview:
    """A chance that was forecast for an order, and whether it happened.

    `counted` are the options of the outcome whose shares add up to that chance, `bar` is the outcome's title, and
    `came` is the option that was drawn. All are empty where nothing was drawn.
    """

    order: str
    in_100: int
    low: int
    high: int
    label: str
    has_happened: bool
    bar: str = ""
    counted: tuple[OutcomeOption, ...] = ()
    came: str = ""

    @property
    def drawn_in_100(self) -> int:
        """The chance once all seats had ordered."""
        return round(sum(option.in_100 for option in self.counted))

    @property
    def is_other(self) -> bool:
        """Whether the other seats' orders changed the chance."""
        return bool(self.bar) and abs(self.drawn_in_100 - self.in_100) > 1


@dataclass(frozen=True)
class Cause:
    """What moved a figure, and by how many points."""

    text: str
    points: float


@dataclass(frozen=True)
class EffectReview:
    """How far a figure was forecast to move in the turn and how far it moved, in points.

    `was_told` is false where the seat's orders did not move it, so that no forecast was shown. `causes` explain the
    figure that moved most.
    """

    label: str
    mean: float
    low: float
    high: float
    happened: float
    was_told: bool = True
    causes: tuple[Cause, ...] = ()


@dataclass(frozen=True)
class ForecastReview:
    """The odds and effects that were forecast for the seat's orders, each with what happened."""

    odds: tuple[OddsReview, ...]
    effects: tuple[EffectReview, ...]


def forecast_review_of(at: SeatView, rows: Rows, known: Sequence[Outcome], after: Perspective) -> ForecastReview:
    """Return the forecasts for the sheet, each with what happened; always includes the figure that moved most, with its
    causes.
    """
    return ForecastReview(_odds(at, rows, known), _effects(at, rows, after))


def _odds(at: SeatView, rows: Rows, known: Sequence[Outcome]) -> tuple[OddsReview, ...]:
    found = ((preview_of(at, rows, slot).odds, slot, row) for slot, row in enumerate(rows, start=1))
    return tuple(_review(at, odds, slot, row, known) for odds, slot, row in found if odds is not None)


def _review(at: SeatView, odds: Odds, slot: int, row: Mapping[str, str], known: Sequence[Outcome]) -> OddsReview:
    spec = at.view.setting.order(row["kind"])
    outcome = _outcome(spec, slot, known, at)
    counted = _counted(spec, outcome)
    return OddsReview(
        order=spec.name,
        in_100=odds.in_100,
        low=odds.low,
        high=odds.high,
        label=odds.label,
        has_happened=_has_happened(spec, outcome, at),
        bar=outcome.title if outcome and counted else "",
        counted=counted,
        came=next((option.label for option in outcome.options if option.key == outcome.chosen), "") if outcome else "",
    )


def _outcome(spec: OrderSpec, slot: int, known: Sequence[Outcome], at: SeatView) -> Outcome | None:
    """Return the outcome that has the chance: of the incident that the order's odds name, or of the order itself."""
    if spec.odds is not None:
        return next((one for one in known if one.subject == "incident" and one.name == spec.odds.incident), None)
    own = (one for one in known if one.subject == "order" and one.actor == at.mine)
    return next((one for one in own if one.slot == slot - 1), None)


def _counted(spec: OrderSpec, outcome: Outcome | None) -> tuple[OutcomeOption, ...]:
    if outcome is None or len(outcome.options) < 2:
        return ()
    if spec.odds is None:
        return outcome.options[:1]
    return tuple(option for option in outcome.options if option.key.split("#")[0] in spec.odds.stages)


def _has_happened(spec: OrderSpec, outcome: Outcome | None, at: SeatView) -> bool:
    if spec.odds is None:
        return outcome is not None and outcome.result == "worked"
    stage = outcome.result if outcome else perspectives.stage(at.view, spec.odds.incident)
    return stage in spec.odds.stages


def _effects(at: SeatView, rows: Rows, after: Perspective) -> tuple[EffectReview, ...]:
    moved = {gauge: delta for gauge in _own(at) if (delta := _delta(at.view, after, gauge)) is not None}
    told = {effect.gauge: effect for effect in (preview_of(at, rows, 1).outlook if rows else ()) if effect.gauge}
    largest = max(moved, key=lambda gauge: abs(moved[gauge]), default=None)
    shown = [gauge for gauge in told if gauge in moved]
    if largest and largest not in shown and Change("", 0, moved[largest]).delta:
        shown.insert(0, largest)
    reviews = []
    for gauge in shown:
        effect, causes = told.get(gauge), _causes(at, gauge) if gauge == largest else ()
        numbers = (effect.mean, effect.low, effect.high) if effect else (0.0, 0.0, 0.0)
        label = gauge.label(at.mine)
        reviews.append(EffectReview(label, *numbers, moved[gauge], was_told=effect is not None, causes=causes))
    return tuple(reviews)


def _own(at: SeatView) -> list[Gauge]:
    """Return the gauges of the seat, and of what others feel about it."""
    return [gauge for gauge in gauges_of(at.view) if at.mine in (gauge.who, gauge.towards)]


def _delta(before: Perspective, after: Perspective, gauge: Gauge) -> float | None:
    old, new = gauge.value(before), gauge.value(after)
    return None if old is None or new is None else new - old


def _causes(at: SeatView, gauge: Gauge) -> tuple[Cause, ...]:
    """Return what moved the figure most, as far as the seat may know, the largest first."""
    sums: dict[str, float] = defaultdict(float)
    for entry in perspectives.known_entries(at.turn, at.seat, may_know_all=False):
        if (entry.variable, entry.who, entry.towards) == (gauge.variable, gauge.who, gauge.towards):
            # A ledger text says by how much the figure moved, then why. The points are shown in their own column here.
            sums[entry.text.partition(": ")[2] or entry.text] += bridge.shown_amounts(entry).delta
    felt = [Cause(text, points) for text, points in sums.items() if text and abs(points) >= SHOWN]
    return tuple(sorted(felt, key=lambda cause: -abs(cause.points))[:MOST_CAUSES])
