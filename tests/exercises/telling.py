"""Forecasts of orders for tests: computed as pages do, or made up."""

from tests.exercises.playing import Player, Rows
from wargame.engine.values import Aims, AimsRange, Answer, Answers, ExpectedEffect, Odds
from wargame.exercises import forecasts
from wargame.exercises.models import Exercise, OrderSheet
from wargame.exercises.situation.selectors.seat_view import seat_view_of
from wargame.exercises.turns.services import stored_forecasts

FORCE, NOTHING = "uses force", "does nothing"


def make_up(count: int, in_100: int = 61, target: str = "CHN") -> forecasts.StoredForecast:
    """Return forecasts of so many orders: each with these odds, and each answered by the same seat."""
    aims = Aims(AimsRange(1.5, -0.5, 3.5), AimsRange(2.5, -4.5, 9.5))
    answers = Answers(target, (Answer(FORCE, 70, 20), Answer(NOTHING, 30, 80)))
    one = forecasts.Forecast(Odds("away", in_100, in_100 - 10, in_100 + 10), aims, answers)
    tension = ExpectedEffect("KOR-CHN tension", "tension", "KOR", target, "", -3.0, -6.0, 1.0)
    whole = Aims(AimsRange(65.0, 60.0, 71.0), AimsRange(58.0, 41.0, 74.0))
    return forecasts.StoredForecast(whole, whole, (one,) * count, (tension,), 96)


def keep_made_up(sheet: OrderSheet, in_100: int = 61, target: str = "CHN") -> forecasts.StoredForecast:
    """Keep made-up figures with a sheet that has been written."""
    then = make_up(len(sheet.orders), in_100, target)
    stored_forecasts.keep(turn=sheet.turn, seat=sheet.seat, revision=sheet.revision, told=then)
    return forecasts.stored_as_shown(then, sheet.seat.exercise)


def read_forecasts(player: Player, rows: Rows) -> forecasts.StoredForecast:
    """Draft orders and read their forecasts."""
    sheet = player.draft(rows)
    at = seat_view_of(player.seat, player.branch, player.turn)
    then = forecasts.forecast_given(at.view, rows, at.forecast_seed, at.pledges)
    stored_forecasts.keep(turn=at.turn, seat=player.seat, revision=sheet.revision, told=then)
    return forecasts.stored_as_shown(then, player.seat.exercise)


def show_figures(player: Player) -> None:
    """Have the exercise show on every order what it does for the aims."""
    Exercise.objects.filter(pk=player.seat.exercise_id).update(advice=Exercise.Advice.OPEN)
    player.seat.exercise.refresh_from_db()
