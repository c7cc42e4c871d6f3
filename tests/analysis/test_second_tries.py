"""A turn tried again: a person gives a sheet without seeing the answer, and reads afterwards what it leads to."""

import re
from datetime import datetime
from html import unescape

import pytest
from django.test import Client

from tests.analysis.asking import WorkerBench, ask
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.analysis import bridge
from wargame.analysis.domain import SecondTry, orders_of
from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.results import counts_of
from wargame.analysis.selectors.second_tries import tried_of, turn_to_try
from wargame.analysis.services import ensembles, second_tries
from wargame.engine.values import Contrast
from wargame.exercises import perspectives
from wargame.exercises.bridge import setting_for
from wargame.exercises.models import Turn

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _few_games(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ensembles, "USUAL_PAIRS", 8)


@pytest.fixture
def browser(client: Client, bo: User, forked: Player, bench: WorkerBench) -> Client:
    client.force_login(bo)
    return client


@pytest.fixture
def first(forked: Player) -> Turn:
    """Return turn 1 of Bo's first line, in which three orders were given."""
    return Turn.objects.with_exercise().get(branch__exercise=forked.seat.exercise, branch__number=1, number=1)


def request(turn: Turn, now: datetime, orders: list[dict[str, str]], seat: str = "KOR") -> Ensemble:
    again = SecondTry(seat, tuple(orders))
    by = turn.branch.exercise.created_by
    return second_tries.request(branch=turn.branch, turn=turn, again=again, by=by, now=now)[0]


def address(player: Player) -> str:
    return f"/x/{player.seat.exercise.code}/try-again/"


@pytest.mark.slow
def test_a_turn_is_asked_again_without_its_answer(browser: Client, forked: Player, first: Turn) -> None:
    text = unescape(browser.get(f"{address(forked)}?b=1&turn=1&seat=KOR").content.decode())
    assert "as KOR knew it" in text
    assert "selected>" not in text[text.index('id="try-sheet"') :], "no order of the turn is chosen"
    for option in perspectives.options_of(first, forked.seat):
        assert (f'name="level-{option.kind}-1"' in text) == option.is_available
    told = perspectives.known_outcomes(first, forked.seat, may_know_all=False)
    assert told
    to_try = turn_to_try(forked.seat, first.branch, first)
    assert not any(kind.is_ordered for kind in to_try.kinds)


@pytest.mark.slow
def test_a_sheet_is_given_watched_and_read(browser: Client, forked: Player, first: Turn, bench: WorkerBench) -> None:
    option = next(one for one in perspectives.options_of(first, forked.seat) if one.is_available)
    posted = {"turn": "1", "seat": "KOR", "seen": "yes", f"level-{option.kind}-1": option.levels[0].key}
    answer = browser.post(f"{address(forked)}?b=1", posted)
    assert answer.headers["Location"] == f"{address(forked)}1/"
    waiting = browser.get(f"{address(forked)}1/").content.decode()
    assert 'aria-busy="true"' in waiting
    tried = bench.play_all(Ensemble.objects.get(kind="second_try"))
    text = unescape(browser.get(f"{address(forked)}1/").content.decode())
    for name in (setting_for(first).order(row["kind"]).name for row in orders_of(first, "KOR")):
        assert name in text, "the page shows afterwards what was ordered"
    assert "Answer seen" in text
    assert tried.change["orders"][0]["kind"] == option.kind
    assert 'try-again/1/"' in text, "the try is listed"


@pytest.mark.slow
def test_both_futures_start_from_the_same_turn(first: Turn, bench: WorkerBench, now: datetime) -> None:
    tried = bench.play_all(request(first, now, orders_of(first, "KOR")[:1]))
    counted = counts_of(tried)
    assert isinstance(counted, Contrast)
    same = counts_of(bench.play_all(request(first, now, orders_of(first, "KOR"))))
    assert isinstance(same, Contrast)
    assert bridge.encode(counted.first) == bridge.encode(same.first) == bridge.encode(same.second)
    assert counted.first != counted.second


@pytest.mark.slow
def test_a_difference_within_chance_is_as_good(first: Turn, bench: WorkerBench, now: datetime) -> None:
    given = orders_of(first, "KOR")
    same = tried_of(bench.play_all(request(first, now, given))).found
    assert same is not None
    assert same.headline == "You gave the same orders"
    for count in range(len(given)):
        found = tried_of(bench.play_all(request(first, now, given[:count]))).found
        assert found is not None
        own = found.scores[0]
        assert own.code == "KOR"
        assert found.headline.startswith("With your orders" if own.effect.is_clear else "As good")
        assert found.ranges[0].low <= found.ranges[0].mean <= found.ranges[0].high
        assert round(found.ranges[0].mean) == own.second


def test_a_sheet_that_the_seat_could_not_give_is_refused(first: Turn, bench: WorkerBench, now: datetime) -> None:
    forged = {"kind": "x", "level": "", "target": "", "partner": ""}
    with pytest.raises(ensembles.IllegalTerms) as refused:
        request(first, now, [forged])
    assert refused.value.field == "orders"
    with pytest.raises(ensembles.IllegalTerms, match="the seats are"):
        request(first, now, [], seat="XXX")
    assert not Ensemble.objects.exists()


@pytest.mark.slow
def test_a_refused_sheet_keeps_what_was_chosen(browser: Client, forked: Player, first: Turn) -> None:
    offered = [one for one in perspectives.options_of(first, forked.seat) if one.is_available]
    posted = {f"level-{one.kind}-1": one.levels[-1].key for one in offered}
    answer = browser.post(f"{address(forked)}?b=1", {"turn": "1", "seat": "KOR", **posted})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "save at least" in unescape(text)
    chosen = re.findall(r"selected>", text[text.index('id="try-sheet"') :])
    assert len(chosen) >= len(offered)


@pytest.mark.slow
def test_second_tries_hold_up_nobody(forked: Player, first: Turn, bench: WorkerBench, now: datetime) -> None:
    running = ask(forked, now)
    tried = request(first, now, [])
    assert {running.is_running, tried.is_running} == {True}
    with pytest.raises(ensembles.AlreadyRunning):
        request(first, now, orders_of(first, "KOR"))
    assert request(first, now, []) == tried


@pytest.mark.slow
def test_a_second_try_is_its_persons_alone(
    browser: Client, forked: Player, first: Turn, bench: WorkerBench, now: datetime, ada: User
) -> None:
    by = second_tries.request(branch=first.branch, turn=first, again=SecondTry("KOR", ()), by=ada, now=now)[0]
    code = forked.seat.exercise.code
    for place in (f"{address(forked)}{by.number}/", f"/x/{code}/ensembles/{by.number}/"):
        assert browser.get(place).status_code == 404
    assert browser.get(f"/api/v1/exercises/{code}/ensembles/").json() == []


def test_a_turn_opens_only_after_the_end(client: Client, bo: User, player: Player) -> None:
    client.force_login(bo)
    assert client.get(address(player)).status_code == 409
    assert client.get(f"{address(player)}1/").status_code == 409
    assert client.post(address(player), {"turn": "1"}).status_code == 409


@pytest.mark.slow
def test_a_program_tries_a_turn_again(browser: Client, forked: Player, first: Turn, bench: WorkerBench) -> None:
    root = f"/api/v1/exercises/{forked.seat.exercise.code}/second-tries/"
    sheet = {"turn": 1, "branch": 1, "seat": "KOR", "orders": orders_of(first, "KOR")[:1]}

    def post(**other: object) -> tuple[int, dict[str, object]]:
        answer = browser.post(root, sheet | other, content_type="application/json")
        return answer.status_code, answer.json()

    status, asked = post()
    assert (status, asked["comparison"], asked["saw_answer"]) == (201, None, False)
    assert post()[0] == 200, "the same sheet is not played twice"
    bench.play_all(Ensemble.objects.get())
    found = browser.get(f"{root}1/").json()
    assert found == browser.get(root).json()[0]
    assert found["ordered_then"] == orders_of(first, "KOR")
    assert found["comparison"]["effects"]
    assert [post(turn=99)[0], post(seat="XXX")[0], post(orders=[{"kind": "x"}])[0]] == [422, 422, 422]
    assert browser.get(f"{root}9/").status_code == 404
