"""Attributions and comparisons: their limits, chunks and exact merging."""

import json
import re
from datetime import datetime
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client

from tests.analysis.asking import WorkerBench, ask, at_once
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.analysis import bridge
from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.comparisons import comparison_of
from wargame.analysis.selectors.rankings import ranking_of
from wargame.analysis.selectors.results import counts_of
from wargame.analysis.services import ensembles, playing
from wargame.engine import FIRE, Interventions
from wargame.engine.values import Attributed, Contrast
from wargame.exercises.models import Turn
from wargame.exercises.results.selectors.swings import turn_of_biggest_swing
from wargame.exercises.results.selectors.trends import CHIPS, views_of
from wargame.exercises.situation.selectors.aims import aims_of
from wargame.exercises.turns.services import branches

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client: Client, bo: User, forked: Player, bench: WorkerBench) -> Client:
    client.force_login(bo)
    return client


def orders_in(turn: Turn) -> int:
    return sum(len(sheet.orders) for sheet in turn.sheets.all())


def first_turn(player: Player) -> Turn:
    return Turn.objects.get(branch__exercise=player.seat.exercise, branch__number=1, number=1)


def of_main(player: Player, now: datetime, **terms: object) -> Ensemble:
    """Return an attribution of the first line's first turn."""
    turn = Turn.objects.with_exercise().get(pk=first_turn(player).pk)
    wanted = ensembles.Terms(**{"kind": "attribution", "games": 8, **terms})  # type: ignore[arg-type]
    person = player.seat.people.get()
    return ensembles.request(branch=turn.branch, turn=turn, terms=wanted, by=person.user, now=now)[0]


@pytest.mark.slow
def test_chunks_of_an_attribution_are_one_direct_call(forked: Player, bench: WorkerBench, now: datetime) -> None:
    ensemble = of_main(forked, now)
    assert ensemble.futures == 1 + orders_in(first_turn(forked)) > 2
    assert [chunk.games for chunk in ensemble.chunks.all()] == [2] * 4
    assert bench.play_all(ensemble).aggregate == bridge.encode(at_once(ensemble))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["outlook", "attribution", "comparison"])
def test_what_people_put_into_a_turn_beside_orders_is_kept_with_them(
    forked: Player, bench: WorkerBench, kind: str
) -> None:
    number = 2 if kind == "comparison" else 1
    turn = Turn.objects.with_exercise().get(branch__exercise=forked.seat.exercise, branch__number=number, number=1)

    def played(*, keeps_orders: bool = True) -> object:
        return bridge.encode(playing.play(turn, {}, range(4), kind=kind, keeps_orders=keeps_orders))

    free, free_of_orders = played(), None if kind == "attribution" else played(keeps_orders=False)
    turn.interventions = Interventions(injects={"white_paper": FIRE}).as_json()
    assert played() != free
    if kind != "attribution":
        assert played(keeps_orders=False) == free_of_orders, "what was fired by hand goes with the turn's orders"


@pytest.mark.slow
def test_a_comparison_sets_a_line_beside_the_one_it_parted_from(
    forked: Player, bench: WorkerBench, now: datetime
) -> None:
    ensemble = bench.play_all(ask(forked, now, kind="comparison", games=8))
    assert (ensemble.futures, ensemble.aggregate) == (2, bridge.encode(at_once(ensemble)))
    counted = counts_of(ensemble)
    assert isinstance(counted, Contrast)
    first, second = (
        playing.play(Turn.objects.with_exercise().get(pk=turn.pk), ensemble.policies, range(1, 9))
        for turn in (first_turn(forked), ensemble.turn)
    )
    assert (counted.first, counted.second) == (first, second)
    assert first != second


@pytest.mark.slow
def test_the_ranking_has_every_order_once_and_the_weightiest_first(
    forked: Player, bench: WorkerBench, now: datetime
) -> None:
    ensemble = bench.play_all(of_main(forked, now))
    counted = counts_of(ensemble)
    assert isinstance(counted, Attributed)
    ranking = ranking_of("KOR", ensemble, counted, "")
    given = {(one.seat, one.slot + 1) for one in counted.given}
    assert {(one.seat, one.line.slot) for one in ranking.orders} == given
    assert (ranking.title, ranking.options[0].key) == ("Score of KOR", "score-KOR"), "the reader's own score first"
    weights = [(one.effect.is_clear, abs(one.effect.mean)) for one in ranking.orders]
    assert weights == sorted(weights, reverse=True)
    assert all(one.effect.low <= one.effect.mean <= one.effect.high for one in ranking.orders)
    assert all(abs(one.effect.high) <= ranking.scale or ranking.scale == 100 for one in ranking.orders)
    chosen = ranking_of("KOR", ensemble, counted, "tension-KOR-RUS")
    assert chosen.title == "KOR\N{EN DASH}RUS tension"
    assert [option.key for option in chosen.options[:CHIPS] if option.is_chosen] == ["tension-KOR-RUS"]


@pytest.mark.slow
def test_the_biggest_swing_is_the_turn_in_which_the_own_aims_moved_most(ended: Player) -> None:
    views = views_of(ended.seat, ended.branch, knows_all=True)
    moves = [abs(aims_of(after, before, ended.seat.role).delta) for before, after in pairwise(views)]
    assert moves[turn_of_biggest_swing(ended.seat, ended.branch) - 1] == max(moves) > 0


@pytest.mark.slow
def test_the_contrast_gives_both_futures_and_what_differs(forked: Player, bench: WorkerBench, now: datetime) -> None:
    ensemble = bench.play_all(ask(forked, now, kind="comparison", games=8))
    counted = counts_of(ensemble)
    assert isinstance(counted, Contrast)
    contrast = comparison_of(forked.seat, ensemble, counted, "tension-KOR-RUS")
    assert contrast.names == ("Main line", "What if 1")
    for pair in contrast.endings:
        assert pair.effect.mean == pytest.approx(100 * (pair.second.games - pair.first.games) / 8)
    assert [score.code for score in contrast.scores] == ["KOR", "RUS", "CHN", "JPN", "USA"], "one's own seat first"
    assert [len(series.bands) for series in contrast.fan.chart.series] == [1, 1]
    assert [series.style for series in contrast.fan.chart.series] == ["base", "alt"]
    assert all(row.other for row in contrast.fan.rows)


@pytest.mark.parametrize("games", [0, 1, 100_001, 1_000_000])
def test_too_few_or_too_many_pairs_are_refused_with_the_bound(
    forked: Player, bench: WorkerBench, now: datetime, games: int
) -> None:
    futures = 1 + orders_in(first_turn(forked))
    words = f"Ask for 2 to {100_000 // futures:,} games, not {games:,}.* {futures} futures"
    with pytest.raises(ensembles.IllegalTerms, match=words):
        of_main(forked, now, games=games)
    with pytest.raises(ensembles.IllegalTerms, match="Ask for 2 to 50,000 games"):
        ask(forked, now, kind="comparison", games=games)
    assert not Ensemble.objects.exists()


def test_the_usual_number_keeps_within_the_bound(forked: Player, bench: WorkerBench, now: datetime) -> None:
    assert of_main(forked, now, games=None).games == ensembles.USUAL_PAIRS


def test_a_turn_without_orders_has_no_decision_that_mattered(ended: Player, bench: WorkerBench, now: datetime) -> None:
    turn = Turn.objects.get(branch=ended.branch, number=2)
    turn.sheets.update(orders=[])
    with pytest.raises(ensembles.IllegalTerms, match="Nobody gave an order in turn 2"):
        ask(ended, now, number=2, kind="attribution")


def test_the_first_line_has_no_original(ended: Player, bench: WorkerBench, now: datetime) -> None:
    with pytest.raises(ensembles.IllegalTerms, match="no original to be compared with; name a what-if"):
        ask(ended, now, kind="comparison")


def test_a_comparison_starts_where_the_line_parts(forked: Player, bench: WorkerBench, now: datetime) -> None:
    with pytest.raises(ensembles.IllegalTerms, match="compared from turn 1, where it parts"):
        ask(forked, now, number=2, kind="comparison")


def test_orders_left_open_are_no_decisions(forked: Player, bench: WorkerBench, now: datetime) -> None:
    with pytest.raises(ensembles.IllegalTerms, match="have to be kept"):
        ask(forked, now, kind="comparison", keeps_orders=False)


@pytest.mark.slow
def test_a_comparison_is_closed_while_its_original_is_unfinished(
    forked: Player, bo: User, bench: WorkerBench, now: datetime, browser: Client
) -> None:
    """What-if 3 was forked from what-if 2, which is unfinished: a comparison must not reveal its orders."""
    code = forked.seat.exercise.code
    branches.fork(turn=first_turn(forked), by=bo, now=now)
    left = forked.play_turn([])
    branches.fork(turn=left, by=bo, now=now)
    forked.play_to_the_end()
    assert forked.branch.is_finished
    page = browser.get(f"/x/{code}/what-if/lines/?b=4")
    asked = browser.post(f"/x/{code}/what-if/lines/?b=4", {"games": "8"})
    body = json.dumps({"kind": "comparison", "branch": 4})
    api = browser.post(f"/api/v1/exercises/{code}/ensembles/", body, content_type="application/json")
    assert (page.status_code, asked.status_code, api.status_code) == (409, 409, 409)
    stored = ask(forked, now, kind="comparison", games=8)
    assert browser.get(f"/x/{code}/ensembles/{stored.number}/").status_code == 409
    assert browser.get(f"/api/v1/exercises/{code}/ensembles/").json() == []


@pytest.mark.slow
def test_decisions_are_asked_for_watched_and_read(browser: Client, forked: Player, bench: WorkerBench) -> None:
    code = forked.seat.exercise.code
    blank = browser.get(f"/x/{code}/turning-points/orders/?b=1").content.decode()
    assert "Which decision mattered?" in blank
    assert 'min="2"' in blank
    suggested = re.search(r'hx-target="#ensemble".*?name="turn" value="(\d)"', blank, re.DOTALL)
    assert suggested, "without an answer yet, the page suggests a turn"
    assert 'hx-trigger="load' not in blank, "no games are played before somebody asks"
    assert int(suggested[1]) == turn_of_biggest_swing(forked.seat, first_turn(forked).branch)
    answer = browser.post(f"/x/{code}/turning-points/orders/?b=1", {"turn": "1", "games": "8"})
    assert answer.headers["Location"] == f"/x/{code}/ensembles/1/"
    ensemble = Ensemble.objects.get()
    bench.play(ensemble.chunks.all()[0].pk)
    waiting = browser.get(f"/x/{code}/ensembles/1/").content.decode()
    assert f"2 of 8 pairs are played, each in {ensemble.futures} futures" in waiting
    assert "Stop here" in waiting
    bench.play_all(ensemble)
    page = browser.get(f"/x/{code}/ensembles/1/?figure=score-KOR").content.decode()
    assert page.count('class="ranked"') == ensemble.futures - 1
    assert "Score of KOR" in page
    assert 'class="ranked"' in browser.get(f"/x/{code}/turning-points/orders/?b=1").content.decode(), (
        "the answer stands at once"
    )
    assert 'hx-trigger="load' not in browser.get(f"/x/{code}/turning-points/orders/?b=1&turn=1").content.decode()
    assert "pairs of games from turn 1" in page
    said = browser.get(f"/x/{code}/ensembles/1/?seen=none", headers={"HX-Request": "true"}).headers["HX-Trigger"]
    assert "Each order was taken out of 8 games" in said


@pytest.mark.slow
def test_a_comparison_is_asked_for_from_two_lines_side_by_side(
    browser: Client, forked: Player, bench: WorkerBench
) -> None:
    code = forked.seat.exercise.code
    beside = browser.get(f"/x/{code}/log/?b=1&with=2").content.decode()
    assert f"/x/{code}/what-if/lines/?b=2" in beside
    assert browser.post(f"/x/{code}/what-if/lines/?b=2", {"games": "8"}).status_code == 302
    bench.play_all(Ensemble.objects.get())
    page = browser.get(f"/x/{code}/ensembles/1/").content.decode()
    assert "series-band--base" in page
    assert "Main line" in page
    assert browser.get(f"/x/{code}/what-if/games/").content.decode().count("Asked before") == 0
    assert browser.get(f"/x/{code}/what-if/lines/").content.decode().count("Asked before") == 1


def test_who_tried_nothing_differently_is_told_so(client: Client, bo: User, ended: Player) -> None:
    client.force_login(bo)
    page = client.get(f"/x/{ended.seat.exercise.code}/what-if/lines/").content.decode()
    assert "No turn has been tried differently." in page


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "posted", "words"),
    [
        ("turning-points/orders", {"turn": "1", "games": "1"}, "Ask for 2 to"),
        ("turning-points/orders", {"turn": "1", "games": "90000"}, "100,000 in all at most"),
        ("what-if/lines", {"games": "50001"}, "Ask for 2 to 50,000 games, not 50,001."),
    ],
)
def test_a_number_out_of_bounds_is_refused_beside_its_field(
    browser: Client, forked: Player, kind: str, posted: dict[str, str], words: str
) -> None:
    answer = browser.post(f"/x/{forked.seat.exercise.code}/{kind}/", posted)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'id="ask-games-error"' in page
    assert words in page
    assert not Ensemble.objects.exists()


def post(browser: Client, address: str, body: Any) -> tuple[int, Any]:
    response = browser.post(address, json.dumps(body), content_type="application/json")
    return response.status_code, response.json()


@pytest.mark.slow
def test_a_program_reads_orders_and_effects(browser: Client, forked: Player, bench: WorkerBench) -> None:
    root = f"/api/v1/exercises/{forked.seat.exercise.code}/ensembles/"
    status, asked = post(browser, root, {"kind": "attribution", "branch": 1, "turn": 1, "games": 8})
    assert (status, asked["kind"], asked["futures"]) == (201, "attribution", 1 + orders_in(first_turn(forked)))
    bench.play_all(Ensemble.objects.get())
    found = browser.get(f"{root}1/").json()
    assert (found["result"], found["comparison"], len(found["attribution"])) == (None, None, asked["futures"] - 1)
    first = found["attribution"][0]
    assert {"seat", "slot", "kind", "level", "target", "partner", "effects"} == set(first)
    assert {effect["key"] for effect in first["effects"]} >= {"score-KOR", "ending-loss", "tension-KOR-RUS"}


@pytest.mark.slow
def test_a_program_compares_two_lines(browser: Client, forked: Player, bench: WorkerBench) -> None:
    root = f"/api/v1/exercises/{forked.seat.exercise.code}/ensembles/"
    assert post(browser, root, {"kind": "comparison", "games": 8})[0] == 201
    bench.play_all(Ensemble.objects.get())
    found = browser.get(f"{root}1/").json()["comparison"]
    assert (found["first"]["games"], found["second"]["games"]) == (8, 8)
    effects = {effect["key"]: effect for effect in found["effects"]}
    score = {one["seat"]: one["mean"] for one in found["first"]["scores"]}
    assert effects["score-KOR"]["first"] == pytest.approx(score["KOR"])


@pytest.mark.parametrize(
    ("body", "where", "code"),
    [
        ({"kind": "attribution"}, "turn", "required"),
        ({"kind": "nonsense", "turn": 1}, "kind", "invalid_choice"),
        ({"kind": "attribution", "turn": 1, "games": 1}, "games", "out_of_bounds"),
        ({"kind": "comparison", "games": 50_001}, "games", "out_of_bounds"),
        ({"kind": "comparison", "branch": 1}, "branch", "out_of_bounds"),
        ({"kind": "comparison", "turn": 2}, "turn", "out_of_bounds"),
        ({"kind": "comparison", "keeps_orders": False}, "keeps_orders", "out_of_bounds"),
    ],
)
def test_a_program_is_told_which_term_is_wrong(
    browser: Client, forked: Player, body: Any, where: str, code: str
) -> None:
    status, refusal = post(browser, f"/api/v1/exercises/{forked.seat.exercise.code}/ensembles/", body)
    assert status == (422 if code in {"required", "out_of_bounds", "unknown_turn", "unknown_branch"} else 400)
    assert (refusal["errors"][0]["attr"], refusal["errors"][0]["code"]) == (where, code)
    assert not Ensemble.objects.exists()


@pytest.mark.slow
def test_the_list_asks_the_database_no_more_for_more_ensembles(
    browser: Client, forked: Player, bench: WorkerBench, now: datetime, django_assert_max_num_queries: Any
) -> None:
    address = f"/api/v1/exercises/{forked.seat.exercise.code}/ensembles/"
    for seed in range(6):
        bench.play_all(ask(forked, now, games=1, seed=seed))
    browser.get(address)  # The first answer of a process reads the scenario, and keeps it.
    with django_assert_max_num_queries(12):
        assert len(browser.get(address).json()) == 6
