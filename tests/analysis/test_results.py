"""Figures of an ensemble for pages: shares with ranges, quantiles, and the fan chart."""

from datetime import datetime

import pytest

from tests.analysis.asking import WorkerBench, ask
from tests.exercises.playing import Player
from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.fan_charts import fan_chart_of
from wargame.analysis.selectors.outlooks import outlook_of
from wargame.analysis.selectors.results import counts_of, followed_of, quantile_of, result_of, share_range
from wargame.engine.values import Aggregate
from wargame.exercises.results.selectors.trends import views_of
from wargame.exercises.situation.selectors.gauges import gauges_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def played(ended: Player, bench: WorkerBench, now: datetime) -> Ensemble:
    """Play twenty games from turn 3."""
    return bench.play_all(ask(ended, now, number=3))


def aggregate_of(ensemble: Ensemble) -> Aggregate:
    counted = counts_of(ensemble)
    assert isinstance(counted, Aggregate)
    return counted


def test_the_range_of_a_share_is_wilson_s() -> None:
    """81 of 263, a worked example of Newcombe (1998), Stat. Med. 17, 857: 0.2553 to 0.3662; none of 20: 0 to 0.1611."""
    assert share_range(81, 263) == (26, 37)
    assert share_range(0, 20) == (0, 16)
    assert share_range(20, 20) == (84, 100)


@pytest.mark.slow
def test_shares_are_those_of_all_games(played: Ensemble) -> None:
    result = result_of(played, aggregate_of(played))
    assert sum(ending.games for ending in result.endings) == 20
    assert all(ending.low <= ending.in_100 <= ending.high for ending in result.endings)
    assert len(result.scores) == 5


@pytest.mark.slow
def test_a_figure_that_does_not_differ_has_no_spread(played: Ensemble) -> None:
    """A histogram alone would spread the single value over the width of its bar."""
    aggregate = aggregate_of(played)
    still = [m.subject for m in aggregate.measures if aggregate.deviation(m.subject, 3) == 0]
    assert still
    for figure in still:
        found = {quantile_of(aggregate, figure, 3, share) for share in (0.05, 0.5, 0.95)}
        assert found == {aggregate.mean(figure, 3)}


@pytest.mark.slow
def test_quantiles_are_in_order_for_every_figure_and_turn(played: Ensemble) -> None:
    aggregate = aggregate_of(played)
    for measure in aggregate.measures:
        for one in followed_of(aggregate, measure).turns:
            quantiles = (one.lowest, one.lower, one.median, one.upper, one.highest)
            assert list(quantiles) == sorted(quantiles), measure


@pytest.mark.slow
def test_a_fan_opens_where_the_games_begin_beside_what_was_played(played: Ensemble, ended: Player) -> None:
    aggregate = aggregate_of(played)
    fan = fan_chart_of(ended.seat, played, aggregate, "tension-KOR-RUS")
    views = views_of(ended.seat, played.branch, knows_all=True)
    assert fan.figure == "KOR\N{EN DASH}RUS tension"
    assert fan.title.startswith(f"{fan.figure} ends between ")
    assert [row.label for row in fan.rows] == ["T3", "T4", "T5", "T6"]
    assert [tick.text for tick in fan.chart.axes.columns] == ["Start", "T1", "T2", "T3", "T4", "T5", "T6"]
    assert fan.chart.now == fan.chart.axes.columns[2].at
    median, line = fan.chart.series
    assert (len(median.bands), line.bands, line.style) == (2, (), "played")
    played_at_opening = [option.key for option in fan.options if option.is_chosen]
    assert played_at_opening == ["tension-KOR-RUS"]
    assert fan.rows[-1].played is None or len(views) == 7


@pytest.mark.slow
def test_a_figure_nobody_asked_for_is_the_one_of_the_seat_that_moves_most(played: Ensemble, ended: Player) -> None:
    aggregate = aggregate_of(played)
    fan = fan_chart_of(ended.seat, played, aggregate, "nonsense")
    opening = views_of(ended.seat, played.branch, knows_all=True)[aggregate.first_turn - 1]
    moved = {}
    for gauge in gauges_of(opening):
        value = gauge.value(opening)
        if gauge.who == "KOR" and value is not None:
            moved[gauge.key] = abs(aggregate.mean(" ".join(gauge.key.split("-")), 6) - value)
    assert len(moved) > 5
    assert [option.key for option in fan.options if option.is_chosen] == [max(moved, key=lambda key: moved[key])]


@pytest.mark.slow
def test_the_outlook_says_whether_it_mostly_ends_as_it_was_played(played: Ensemble, ended: Player) -> None:
    aggregate = aggregate_of(played)
    outlook = outlook_of(ended.seat, played, aggregate, "")
    assert outlook.played.key == ended.branch.ending
    assert outlook.likeliest.games == max(ending.games for ending in outlook.endings)
    same = outlook.likeliest == outlook.played
    assert outlook.headline.startswith("It mostly ends as it did" if same else "It mostly ends otherwise")
    assert [fared.score.seat for fared in outlook.fared] == ["RUS", "CHN", "JPN", "KOR", "USA"]
