"""The gambles of a seat's orders in a turn, and the orders that were simply carried out: each order stands once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wargame.engine.values import LedgerEntry, Odds, Outcome, OutcomeKey
from wargame.exercises import bridge, forecasts
from wargame.exercises.models import OrderSheet
from wargame.exercises.orders.selectors.orders import OrderLine, line_of
from wargame.exercises.results.selectors.added_up import reason_in
from wargame.exercises.results.selectors.expected import OddsReview, later_odds_of, outcome_with_odds
from wargame.exercises.results.selectors.newsworth import Newsworth, most_weighty
from wargame.exercises.situation.selectors.outcomes import OutcomeCard, card_of
from wargame.exercises.situation.selectors.seat_view import SeatView

FAILED = ("failed", "refused")
RESTING_ICON = "move-right"
LEAST_FELT = 1.0
"""Points below which people at home feel no change."""


@dataclass(frozen=True)
class Gamble:
    """An order or event that chance decided, or an order that was not carried out.

    `told` is the forecast of it, None where there was none. `outcome` is what came, None where it shows no more
    than an earlier gamble does. `due` is the first turn in which others can answer the order, 0 if they could in this
    turn; `later` is the forecast of that turn.
    """

    name: str
    icon: str
    told: OddsReview | None
    outcome: OutcomeCard | None
    due: int = 0
    later: Odds | None = None


@dataclass(frozen=True)
class CarriedOut:
    """An order that was simply carried out; `brought` is the reason of the largest change that it made at home."""

    line: OrderLine
    brought: str


@dataclass(frozen=True)
class Gambles:
    """All gambles of the turn, the orders that were simply carried out, and the outcomes that stand in the gambles.

    `has_orders` says whether the seat gave any.
    """

    all: tuple[Gamble, ...]
    carried_out: tuple[CarriedOut, ...]
    outcomes: tuple[Outcome, ...]
    has_orders: bool


def gambles_of(
    at: SeatView, sheet: OrderSheet, told: Iterable[OddsReview], known: Sequence[Outcome], worth: Newsworth
) -> Gambles:
    """Return the gambles of the sheet's orders, and last the weightiest draw in which these orders took part."""
    by_slot = {review.slot: review for review in told if not review.was_foregone}
    later = later_odds_of(sheet)
    gambles, carried_out, shown = list[Gamble](), list[CarriedOut](), list[Outcome]()
    for slot, row, outcome in _orders(at, sheet, known):
        line = line_of(at.view.setting, row, slot, is_open=False)
        if due := _due(at, row, outcome):
            gambles.append(Gamble(line.name, line.icon, None, None, due=due, later=later.get(slot)))
            continue
        if slot not in by_slot and (outcome is None or not _was_open(outcome)):
            carried_out.append(CarriedOut(line, _brought(worth, slot)))
            continue
        new = [outcome] if outcome is not None and outcome not in shown else []
        gambles.append(Gamble(line.name, line.icon, by_slot.get(slot), card_of(new[0]) if new else None))
        shown += new
    drawn = [one for one in known if one.subject == "incident" and len(one.options) > 1 and one not in shown]
    if last := most_weighty(worth, [one for one in drawn if worth.is_own(one)]):
        gambles.append(Gamble(last.title, RESTING_ICON, None, card_of(last)))
        shown.append(last)
    return Gambles(tuple(gambles), tuple(carried_out), tuple(shown), bool(sheet.orders))


def _orders(
    at: SeatView, sheet: OrderSheet, known: Sequence[Outcome]
) -> Iterator[tuple[int, Mapping[str, str], Outcome | None]]:
    """Yield each order of the sheet with its slot, from 1, and its outcome, None if that did not show."""
    for slot, row in enumerate(sheet.orders, start=1):
        odds = at.view.setting.order(row["kind"]).odds_at(row["level"])
        own = next((one for one in known if OutcomeKey.of(one) == OutcomeKey("order", at.mine, slot)), None)
        yield slot, row, own if own and own.result in FAILED else outcome_with_odds(odds, slot, known, at) or own


def _brought(worth: Newsworth, slot: int) -> str:
    """Return the reason of the largest change of the seat's own figures by its order; "" where that was small."""
    key = OutcomeKey("order", worth.at.mine, slot)
    own = [one for one in worth.entries if OutcomeKey.parse(one.cause) == key]
    felt = [one for one in own if one.who == worth.at.mine and not one.towards and abs(_points(one)) >= LEAST_FELT]
    reason = reason_in(max(felt, key=lambda one: abs(_points(one)))) if felt else ""
    # Some packs give the deed itself as the reason, and the page has named that already.
    return "" if any(reason.rstrip(".") == one.text.rstrip(".") for one in worth.known) else reason


def _points(entry: LedgerEntry) -> float:
    return bridge.display_amounts(entry).delta


def _due(at: SeatView, row: Mapping[str, str], outcome: Outcome | None) -> int:
    """Return the later turn in which the event of an order's odds can come first; 0 if it can come in this turn."""
    odds = at.view.setting.order(row["kind"]).odds_at(row["level"])
    if odds is None or (outcome is not None and outcome.result in FAILED):
        return 0
    first = forecasts.earliest_turn(at.view, odds)
    return first if first > at.turn.number else 0


def _was_open(outcome: Outcome) -> bool:
    return len(outcome.options) > 1 or outcome.result in FAILED
