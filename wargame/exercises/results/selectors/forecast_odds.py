"""The odds that people read beside their orders in a line, and whether each event came."""

from collections.abc import Iterator
from dataclasses import dataclass

from wargame.exercises import perspectives
from wargame.exercises.models import Branch, OrderSheet, Turn
from wargame.exercises.results.selectors.expected import OddsReview, odds_of_sheet
from wargame.exercises.situation.selectors.seat_view import seat_view_of


@dataclass(frozen=True)
class ForecastOdds:
    """The forecast of one order, with its turn and seat."""

    turn: int
    seat: str
    odds: OddsReview

    @property
    def surprise(self) -> float:
        """The distance of the event from its forecast, in 100."""
        return abs(100 * self.odds.has_happened - self.odds.in_100)


def forecast_odds_of(line: Branch, role: str = "") -> Iterator[ForecastOdds]:
    """Yield the forecasts that people of a seat read in a line, by default of every seat, turn by turn."""
    turns = {turn.pk: turn for turn in Turn.objects.with_exercise().in_line(line) if turn.is_closed}
    sheets = OrderSheet.objects.filter(turn__in=turns, policy="").exclude(told=None).select_related("seat__exercise")
    if role:
        sheets = sheets.filter(seat__role=role)
    for sheet in sheets.order_by("turn__number", "seat__role"):
        turn = turns[sheet.turn_id]
        at = seat_view_of(sheet.seat, line, turn)
        for odds in odds_of_sheet(at, sheet, perspectives.known_outcomes(turn, sheet.seat, may_know_all=False)):
            yield ForecastOdds(turn.number, sheet.seat.role, odds)
