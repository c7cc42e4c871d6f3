"""Compares the seat's forecasts of its orders with the results, in the same words and shares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wargame.engine.values import (
    AimsRange,
    Answer,
    Bloc,
    Odds,
    OddsSpec,
    Outcome,
    OutcomeKey,
    OutcomeOption,
    Perspective,
)
from wargame.exercises import forecasts, perspectives
from wargame.exercises.forecasts import StoredForecast
from wargame.exercises.models import OrderSheet, Turn
from wargame.exercises.situation.selectors.gauges import Gauge, gauges_of
from wargame.exercises.situation.selectors.seat_view import SeatView
from wargame.web.figures import chance

MOST_ALIKE = 2
"""From so many results on that count as one event, it is said which of them came."""


@dataclass(frozen=True)
class OddsReview:
    """A chance that was forecast for an order, and whether it happened.

    `slot` is the order's place on the sheet, from 1. `counted` are the options of the outcome whose shares add up to
    that chance, `bar` is the outcome's title, and `came` is the option that was drawn. All are empty where nothing was
    drawn.
    """

    slot: int
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
    def final_in_100(self) -> int:
        """The chance once all seats had ordered."""
        return round(sum(option.in_100 for option in self.counted))

    @property
    def is_other(self) -> bool:
        """Tell if the other seats' orders changed the chance."""
        return bool(self.bar) and abs(self.final_in_100 - self.in_100) > 1

    @property
    def was_foregone(self) -> bool:
        """Tell if the forecast left nothing to chance, and it was right: nobody gambled on that."""
        return self.low == self.high and self.in_100 == (100 if self.has_happened else 0)

    @property
    def verdict(self) -> str:
        """Return the event of the forecast in its own words, whether it came, and what came otherwise."""
        event, answer = f"{self.label[:1].upper()}{self.label[1:]}", "yes" if self.has_happened else "no"
        is_said = not self.came or (self.has_happened and len(self.counted) < MOST_ALIKE)
        return f"{event}: {answer}." if is_said else f"{event}: {answer}. What came: {self.came}."

    @property
    def difference(self) -> str:
        """Return the reason why the drawn chance differs from the forecast; "" where it is the same."""
        if not self.is_other:
            return ""
        drawn = chance(self.final_in_100) if self.has_happened else self.final_in_100
        return f"With everybody's orders it was {drawn} in 100."


@dataclass(frozen=True)
class EffectReview:
    """The forecast change of a figure in the turn and its true change, in points."""

    label: str
    mean: float
    low: float
    high: float
    happened: float


@dataclass(frozen=True)
class AnswerReview:
    """The forecast of the target's answer to an order of the turn before, and what the target did in this turn.

    `shares` are the answers that the order made more or less likely. `came` is the kind of answer that came, in the
    same words; `deeds` say what the seat noticed of it.
    """

    order: str
    seat: str
    shares: tuple[Answer, ...]
    came: str
    deeds: tuple[str, ...]

    @property
    def was_foreseen(self) -> bool:
        """Tell if the forecast gave this answer any chance."""
        return any(share.label == self.came and share.in_100 for share in self.shares)


@dataclass(frozen=True)
class ForecastReview:
    """The forecasts of the seat's orders, each with what happened: odds, effects, and answers to the turn before.

    `aims` is the forecast total of the aims with all orders together, None where there was no forecast. `is_kept` is
    false where the forecast of the orders of this turn was not kept.
    """

    odds: tuple[OddsReview, ...]
    effects: tuple[EffectReview, ...]
    aims: AimsRange | None = None
    answers: tuple[AnswerReview, ...] = ()
    is_kept: bool = True


def forecast_review_of(at: SeatView, sheet: OrderSheet, known: Sequence[Outcome], after: Perspective) -> ForecastReview:
    """Return the forecasts of a sheet, each with what happened."""
    told = forecasts.forecast_from(sheet.told)
    odds = odds_of_sheet(at, sheet, known)
    is_kept = told is not None or not sheet.orders or bool(sheet.policy)
    aims = told.whole.turn if told and told.whole else None
    return ForecastReview(odds, _effects(at, told, after), aims, _answers(at, known), is_kept)


def odds_of_sheet(at: SeatView, sheet: OrderSheet, known: Sequence[Outcome]) -> tuple[OddsReview, ...]:
    """Return the chances that a sheet's orders were forecast, each with what happened."""
    told = forecasts.forecast_from(sheet.told)
    if told is None:
        return ()
    found = enumerate(zip(sheet.orders, told.orders, strict=True), start=1)
    # Odds of a later turn are no forecast of this one.
    return tuple(
        _review(at, each.odds, slot, row, known)
        for slot, (row, each) in found
        if each.odds is not None and not each.odds.turn
    )


def later_odds_of(sheet: OrderSheet) -> dict[int, Odds]:
    """Return the forecast odds of a sheet's orders whose event can come in a later turn only, by slot from 1."""
    told = forecasts.forecast_from(sheet.told)
    found = enumerate(told.orders if told else (), start=1)
    return {slot: each.odds for slot, each in found if each.odds is not None and each.odds.turn}


def _answers(at: SeatView, known: Sequence[Outcome]) -> tuple[AnswerReview, ...]:
    """Return the answers that the turn before forecast, each with what its seat did in this turn."""
    if at.turn.number == 1:
        return ()
    before = Turn.objects.in_line(at.line).filter(number=at.turn.number - 1).order_by()
    sheet = OrderSheet.objects.filter(turn__in=before, seat=at.seat).first()
    told = forecasts.forecast_from(sheet.told) if sheet else None
    if sheet is None or told is None:
        return ()
    acts = [one for one in known if one.subject in ("order", "incident")]
    noticed = [one for one in acts if at.mine in (*one.targets, *one.partners)]
    reviews = []
    for row, each in zip(sheet.orders, told.orders, strict=True):
        if each.answers is not None and each.answers.moved:
            did = [one for one in noticed if one.actor in Bloc(each.answers.seat).states and one.result != "refused"]
            came = forecasts.answer_in(at.view, did)
            name = at.view.setting.order(row["kind"]).name
            deeds = tuple(one.text for one in did)
            reviews.append(AnswerReview(name, each.answers.seat, each.answers.moved, came, deeds))
    return tuple(reviews)


def _review(at: SeatView, odds: Odds, slot: int, row: Mapping[str, str], known: Sequence[Outcome]) -> OddsReview:
    spec = at.view.setting.order(row["kind"])
    named = spec.odds_at(row["level"])
    outcome = outcome_with_odds(named, slot, known, at)
    counted = _count_options(named, outcome)
    return OddsReview(
        slot=slot,
        order=spec.name,
        in_100=odds.in_100,
        low=odds.low,
        high=odds.high,
        label=odds.label,
        has_happened=_has_happened(named, outcome, at),
        bar=outcome.title if outcome and counted else "",
        counted=counted,
        came=next((option.label for option in outcome.options if option.key == outcome.chosen), "") if outcome else "",
    )


def outcome_with_odds(odds: OddsSpec | None, slot: int, known: Sequence[Outcome], at: SeatView) -> Outcome | None:
    """Return the outcome that has the chance: of the incident that the order's odds name, or of the order itself."""
    if odds is not None:
        return next((one for one in known if one.subject == "incident" and one.name == odds.incident), None)
    own = OutcomeKey("order", at.mine, slot)
    return next((one for one in known if OutcomeKey.of(one) == own), None)


def _count_options(odds: OddsSpec | None, outcome: Outcome | None) -> tuple[OutcomeOption, ...]:
    if outcome is None or len(outcome.options) < 2:
        return ()
    if odds is None:
        return outcome.options[:1]
    return tuple(option for option in outcome.options if option.key.split("#")[0] in odds.stages)


def _has_happened(odds: OddsSpec | None, outcome: Outcome | None, at: SeatView) -> bool:
    if odds is None:
        return outcome is not None and outcome.result == "worked"
    stage = outcome.result if outcome else perspectives.stage(at.view, odds.incident)
    return stage in odds.stages


def _effects(at: SeatView, given: StoredForecast | None, after: Perspective) -> tuple[EffectReview, ...]:
    moved = {gauge: delta for gauge in _own(at) if (delta := _delta(at.view, after, gauge)) is not None}
    told = ((Gauge(each.variable, each.who, each.towards), each) for each in (given.effects if given else ()))
    return tuple(
        EffectReview(gauge.label(at.mine), effect.mean, effect.low, effect.high, moved[gauge])
        for gauge, effect in told
        if gauge in moved
    )


def _own(at: SeatView) -> list[Gauge]:
    """Return the gauges of the seat, and of what others feel about it."""
    return [gauge for gauge in gauges_of(at.view) if at.mine in (gauge.who, gauge.towards)]


def _delta(before: Perspective, after: Perspective, gauge: Gauge) -> float | None:
    old, new = gauge.value(before), gauge.value(after)
    return None if old is None or new is None else new - old
