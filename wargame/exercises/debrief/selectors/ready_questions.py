"""Questions made from odds that people read before a turn, and from the claims of the scenario."""

from collections.abc import Iterator

from wargame.exercises import access
from wargame.exercises.bids.domain import claims_of, question_of
from wargame.exercises.models import Branch, Exercise
from wargame.exercises.results.selectors.forecast_odds import ForecastOdds, forecast_odds_of
from wargame.exercises.room_questions import SHARE_HINT, AskedQuestion

MOST_ODDS, MOST_ROWS = 2, 6
TALK_OF_ODDS = "Does it feel likelier now that you know? One game proves no forecast wrong."


def ready_questions_of(exercise: Exercise) -> tuple[AskedQuestion, ...]:
    """Return the questions of a class that has ended that need no ensemble."""
    return (
        *_odds_questions(access.line_of(exercise)),
        *(question_of(exercise, claim) for claim in claims_of(exercise)),
    )


def _odds_questions(line: Branch) -> Iterator[AskedQuestion]:
    """Yield questions about the forecasts that differ most from what came, each event once."""
    found = list(forecast_odds_of(line))
    chosen: dict[str, ForecastOdds] = {}
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
