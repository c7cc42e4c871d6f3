"""Questions made from odds that people read before a turn, and from the claims of the scenario."""

from collections.abc import Iterator
from dataclasses import dataclass

from wargame.exercises import access, bridge, perspectives
from wargame.exercises.bids.domain import claims_of
from wargame.exercises.debrief.domain import NOBODY_SEES, AskedQuestion
from wargame.exercises.models import Branch, Exercise, OrderSheet, Turn
from wargame.exercises.results.selectors.expected import OddsReview, odds_of_sheet
from wargame.exercises.situation.selectors.seat_view import seat_view_of

MOST_ODDS, MOST_ROWS = 2, 6
SHARE_HINT = f"Say how often in 100 games. {NOBODY_SEES}"
TALK_OF_ODDS = "Does it feel likelier now that you know? One game proves no forecast wrong."
TALK_OF_CLAIM = "What could have told you, and what only seemed to?"


@dataclass(frozen=True)
class _ForecastOdds:
    """The forecast of one order, with its turn and seat."""

    turn: int
    seat: str
    odds: OddsReview

    @property
    def surprise(self) -> float:
        """How far the event lies from its forecast, in 100."""
        return abs(100 * self.odds.has_happened - self.odds.in_100)


def asked_of(exercise: Exercise) -> tuple[AskedQuestion, ...]:
    """Return the questions of a class that has ended that need no ensemble."""
    return (*_odds_questions(access.line_of(exercise)), *_claim_questions(exercise))


def _odds_questions(line: Branch) -> Iterator[AskedQuestion]:
    """Yield questions about the forecasts that differ most from what came, each event once."""
    found = list(_forecast_odds(line))
    chosen: dict[str, _ForecastOdds] = {}
    for one in sorted(found, key=lambda one: -one.surprise):
        chosen.setdefault(one.odds.label, one)
    rows = [
        {"turn": one.turn, "label": one.odds.label, "in_100": one.odds.in_100, "came": one.odds.has_happened}
        for one in sorted(chosen.values(), key=lambda one: one.turn)[:MOST_ROWS]
    ]
    for one in list(chosen.values())[:MOST_ODDS]:
        yield AskedQuestion(
            key=f"odds-{one.turn}-{one.seat}-{one.odds.slot}",
            text=f"Turn {one.turn}, {one.seat}: {one.odds.order}. How likely was it: {one.odds.label}?",
            hint=SHARE_HINT,
            talk=TALK_OF_ODDS,
            reveal={"told": one.odds.in_100, "seat": one.seat, "came": one.odds.has_happened, "rows": rows},
        )


def _forecast_odds(line: Branch) -> Iterator[_ForecastOdds]:
    turns = {turn.pk: turn for turn in Turn.objects.with_exercise().in_line(line) if turn.is_closed}
    sheets = OrderSheet.objects.filter(turn__in=turns, policy="").exclude(told=None).select_related("seat__exercise")
    for sheet in sheets.order_by("turn__number", "seat__role"):
        turn = turns[sheet.turn_id]
        at = seat_view_of(sheet.seat, line, turn)
        for odds in odds_of_sheet(at, sheet, perspectives.known_outcomes(turn, sheet.seat, may_know_all=False)):
            yield _ForecastOdds(turn.number, sheet.seat.role, odds)


def _claim_questions(exercise: Exercise) -> Iterator[AskedQuestion]:
    dials = bridge.setting_of(exercise).dials
    for claim in claims_of(exercise):
        came = dials[claim.dial] != 0
        said = claim.was_on if came else claim.was_off
        reveal = {"came": came, "said": said}
        yield AskedQuestion(f"claim-{claim.key}", claim.question, SHARE_HINT, TALK_OF_CLAIM, reveal=reveal)
