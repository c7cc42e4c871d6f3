"""A what-if compares the orders as given with one of them changed."""

import re
from collections.abc import Callable
from datetime import datetime
from html import unescape

import pytest
from django.test import Client

from tests.analysis.asking import WorkerBench, at_once
from tests.analysis.test_after_a_class import seat_all
from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.analysis import bridge
from wargame.analysis.domain import Change, orders_of
from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.changes import words_of_change
from wargame.analysis.selectors.comparisons import comparison_of
from wargame.analysis.selectors.results import counts_of
from wargame.analysis.selectors.what_if_form import what_if_of
from wargame.analysis.services import ensembles
from wargame.engine.values import Contrast
from wargame.exercises.bridge import setting_for
from wargame.exercises.models import Turn

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client: Client, bo: User, forked: Player, bench: WorkerBench) -> Client:
    client.force_login(bo)
    return client


@pytest.fixture
def first(forked: Player) -> Turn:
    """Return turn 1 of Bo's first line, in which three orders were given."""
    return Turn.objects.with_exercise().get(branch__exercise=forked.seat.exercise, branch__number=1, number=1)


def ask_what_if(turn: Turn, change: Change | None, now: datetime, games: int = 8) -> Ensemble:
    terms = ensembles.Terms(kind="what_if", games=games, change=change)
    by = turn.branch.exercise.created_by
    return ensembles.request(branch=turn.branch, turn=turn, terms=terms, by=by, now=now)[0]


def page(browser: Client, forked: Player, more: str = "") -> str:
    answer = browser.get(f"/x/{forked.seat.exercise.code}/what-if/?b=1&turn=1{more}")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.mark.slow
def test_it_opens_with_the_orders_as_they_were_given(browser: Client, forked: Player, first: Turn) -> None:
    text = page(browser, forked)
    given = orders_of(first, "KOR")
    assert len(given) == 3
    for row in given:
        assert setting_for(first).order(row["kind"]).name in text
    assert text.count("as given") == 3
    assert re.search(r'id="play-both"\s+disabled', text)
    assert "Nothing is changed yet, so both lines would be the same." in text


@pytest.mark.slow
def test_one_change_is_marked_and_locks_the_others(browser: Client, forked: Player) -> None:
    text = page(browser, forked, "&slot=2&without=yes")
    assert "left out" in text
    assert text.count("as given") == 2
    assert "To change order 1 or 3, put this one back first." in text
    assert 'id="put-back"' in text
    assert not re.search(r'id="play-both"\s+disabled', text)
    assert "Or one order more" not in text


@pytest.mark.slow
def test_the_level_that_was_played_stays_marked_and_is_no_change(browser: Client, forked: Player, first: Turn) -> None:
    setting, given = setting_for(first), orders_of(first, "KOR")
    slot, other = next(
        (number, level.key)
        for number, row in enumerate(given, 1)
        for level in setting.order(row["kind"]).levels
        if level.key != row["level"]
        and not what_if_of(first, forked.seat, Change("KOR", number - 1, row | {"level": level.key}), None).why_not
    )
    text = page(browser, forked, f"&slot={slot}&level={other}")
    assert "changed" in text
    assert text.count('class="was-played"') == 1
    assert "as played" in text
    back = page(browser, forked, f"&slot={slot}&level={given[slot - 1]['level']}")
    assert re.search(r'id="play-both"\s+disabled', back), "the level that was played is no change"


@pytest.mark.slow
def test_the_change_is_played_beside_the_turn_as_it_was(first: Turn, bench: WorkerBench, now: datetime) -> None:
    change = Change("KOR", 2, None)
    ensemble = bench.play_all(ask_what_if(first, change, now))
    assert (ensemble.futures, ensemble.change) == (2, {"seat": "KOR", "slot": 2, "order": None})
    assert ensemble.aggregate == bridge.encode(at_once(ensemble))
    counted = counts_of(ensemble)
    assert isinstance(counted, Contrast)
    plain = bench.play_all(ask_outlook(first, now))
    assert bridge.encode(counted.first) == plain.aggregate, "the first future is the turn as it was played"
    assert counted.first != counted.second


def ask_outlook(turn: Turn, now: datetime) -> Ensemble:
    terms = ensembles.Terms(games=8)
    by = turn.branch.exercise.created_by
    return ensembles.request(branch=turn.branch, turn=turn, terms=terms, by=by, now=now)[0]


@pytest.mark.slow
def test_the_title_is_what_the_change_did_to_the_own_aims(
    first: Turn, forked: Player, bench: WorkerBench, now: datetime
) -> None:
    ensemble = bench.play_all(ask_what_if(first, Change("KOR", 2, None), now, games=20))
    counted = counts_of(ensemble)
    assert isinstance(counted, Contrast)
    found = comparison_of(forked.seat, ensemble, counted, "")
    assert found.subject.startswith("Without \N{LEFT DOUBLE QUOTATION MARK}")
    assert abs(found.widest.effect.mean) == max(abs(pair.effect.mean) for pair in found.endings)
    assert found.headline.startswith(f"{found.subject}: KOR\N{RIGHT SINGLE QUOTATION MARK}s aims ")
    left_out = [pair for pair in found.endings if pair not in found.moved]
    assert all(pair.first.in_100 == pair.second.in_100 and not pair.was_played for pair in left_out)
    assert all(pair.first.in_100 != pair.second.in_100 or pair.was_played for pair in found.moved)
    assert found.scores[0].code == "KOR", "one's own seat comes first"
    assert {pair.code for pair in found.scores} == {"RUS", "CHN", "JPN", "KOR", "USA"}
    assert [one.style for one in found.fan.chart.series] == ["base", "alt", "played"]
    assert found.played is not None


def test_what_changes_nothing_or_is_not_allowed_is_refused(first: Turn, bench: WorkerBench, now: datetime) -> None:
    forged = {"kind": "x", "level": "", "target": "", "partner": ""}
    same = orders_of(first, "KOR")[0]
    changes = (None, ("KOR", 3, None), ("XXX", 0, None), ("KOR", 0, forged), ("KOR", 0, same))
    for change in changes:
        with pytest.raises(ensembles.IllegalTerms):
            ask_what_if(first, Change(*change) if change else None, now)
    assert not Ensemble.objects.exists()


@pytest.mark.slow
def test_a_change_is_asked_for_watched_and_read(browser: Client, forked: Player, bench: WorkerBench) -> None:
    address = f"/x/{forked.seat.exercise.code}/what-if/?b=1"
    assert browser.post(address, {"turn": "1", "seat": "KOR"}).status_code == 422
    answer = browser.post(address, {"turn": "1", "seat": "KOR", "slot": "1", "without": "yes"})
    assert answer.headers["Location"] == f"/x/{forked.seat.exercise.code}/ensembles/1/"
    Ensemble.objects.update(games=8)
    ensemble = Ensemble.objects.get()
    ensemble.chunks.exclude(first_seed__lt=5).delete()
    waiting = browser.get(answer.headers["Location"]).content.decode()
    assert "Stop here" in waiting
    assert "left out" in waiting, "what was asked stays in sight"
    bench.play_all(ensemble)
    text = unescape(browser.get(answer.headers["Location"]).content.decode())
    assert "Endings, in 100 games" in text
    assert "Aims of each seat, mean score" in text
    tried = text.partition("Changes tried before")[2].partition("</ul>")[0]
    counted = counts_of(Ensemble.objects.get())
    assert isinstance(counted, Contrast)
    found = comparison_of(forked.seat, Ensemble.objects.get(), counted, "")
    assert found.finding[1:] in tried, "what came of each change stands beside it"
    assert "Read this as a test of the rules, not a forecast." in text
    said = browser.get(f"{answer.headers['Location']}?seen=none", headers={"HX-Request": "true"})
    assert said.status_code == 200


@pytest.mark.slow
def test_another_seat_and_one_order_more(browser: Client, forked: Player, first: Turn) -> None:
    seat = forked.seat.exercise.seats.get(role="JPN")
    offered = what_if_of(first, seat, None, None).offered
    assert offered
    text = page(browser, forked, f"&seat=JPN&more={offered[0].value}")
    assert "added" in text
    assert not re.search(r'id="play-both"\s+disabled', text)


def test_a_seat_or_turn_that_is_not_there(browser: Client, forked: Player) -> None:
    for more in ("&seat=XXX", "&turn=99"):
        assert browser.get(f"/x/{forked.seat.exercise.code}/what-if/?b=1{more}").status_code == 404, more


@pytest.mark.slow
@pytest.mark.parametrize(
    "more", ["&slot=99&without=yes", "&slot=x", "&turn=no", "&more=nothing/at-all", "&level=forged"]
)
def test_what_makes_no_sense_counts_as_not_asked(browser: Client, forked: Player, more: str) -> None:
    assert browser.get(f"/x/{forked.seat.exercise.code}/what-if/?b=1{more}").status_code == 200


def test_a_change_is_told_by_what_differs(first: Turn) -> None:
    setting = setting_for(first)
    kind = next(kind for kind in setting.spec.orders if len(kind.levels) > 2)
    old, new = kind.levels[0], kind.levels[1]
    given = [{"kind": kind.kind, "level": old.key, "target": "RUS", "partner": ""}]
    words = words_of_change(setting, given, Change("KOR", 0, given[0] | {"level": new.key}))
    assert words.title.lower() == f"{new.name} instead of {old.name}".lower()
    aimed = words_of_change(setting, given, Change("KOR", 0, given[0] | {"target": "CHN"}))
    assert aimed.title == "Towards CHN instead of towards RUS"


@pytest.mark.slow
def test_a_student_asks_about_a_class_once_it_is_over(
    make_class: Callable[..., Class], eve: User, bench: WorkerBench
) -> None:
    room = seat_all(make_class(), eve)
    address = "x/CODE/what-if/?turn=1"
    change = {"turn": "1", "seat": "KOR", "slot": "1", "without": "yes"}
    for who in ("player", "other seat"):
        assert room.get(who, address)[0] == 409, who
        assert room.post(who, "x/CODE/what-if/", **change) == 409, who
    assert not Ensemble.objects.exists()
    room.group.open_next()
    room.end()
    status, text = room.get("player", address)
    assert status == 200
    assert "as given" in text
    assert room.post("player", "x/CODE/what-if/", **change) == 302
    assert room.get("other seat", "x/CODE/ensembles/1/")[0] == 200
    assert room.get("stranger", address)[0] == 404
