"""Nine Past Nine in rehearsal: its end is open, it stays close to the record, and no plan always wins."""

from collections import Counter, defaultdict
from typing import Any

import pytest

from tests.scenarios.nine_past_nine import ending_of, orders, pack, played, setting
from tests.scenarios.rehearsed import CHECKED, rehearsed
from wargame.engine import Order, Rehearsal, findings, gauge, scores, total

GAMES = 2000
"""Rehearsals behind the figures below, as many as the command plays; the same seed plays the same games."""


@pytest.fixture(scope="module")
def rehearsal() -> Rehearsal:
    return rehearsed(setting(), GAMES)


@pytest.mark.slow
def test_rehearsals_are_sound(rehearsal: Rehearsal) -> None:
    assert not rehearsal.troubles
    assert rehearsal.checked == CHECKED


@pytest.mark.slow
def test_no_text_contradicts_the_world_that_it_is_shown_in(rehearsal: Rehearsal) -> None:
    assert [str(trouble) for trouble in rehearsal.contradicted] == []
    asserting = {(text.seat, text.key) for text in setting().spec.assertions}
    assert asserting == rehearsal.shown.keys(), "some are never read"


@pytest.mark.slow
def test_nothing_asks_for_an_authors_attention(rehearsal: Rehearsal) -> None:
    assert [str(finding) for finding in findings(setting(), rehearsal)] == []


@pytest.mark.slow
def test_every_ending_stage_inject_and_order_is_reached(rehearsal: Rehearsal) -> None:
    spec = pack().rules
    assert set(rehearsal.endings) == {ending.key for ending in spec.endings}
    assert set(rehearsal.stages) == {(i.key, stage.key) for i in spec.incidents for stage in i.stages}
    assert set(rehearsal.injects) == {inject.key for inject in spec.injects}
    assert {kind for _, kind, _ in rehearsal.chosen} == {order.kind for order in spec.orders}


@pytest.mark.slow
def test_no_ending_is_sure_and_loss_is_rare(rehearsal: Rehearsal) -> None:
    shares = {key: 100 * count / GAMES for key, count in rehearsal.endings.items()}
    assert max(shares.values()) <= 55, shares
    assert 1 <= shares["loss"] <= 6, shares


@pytest.mark.slow
def test_the_record_ends_mostly_contained_or_in_a_stand_off() -> None:
    ends = Counter(ending_of(worlds[-1]) for worlds in played(range(30), policy="historical"))
    assert ends["contained"] + ends["stand_off"] > ends.total() / 2


FIRM = """
hail notice CHN,shadow close CHN
hail notice RUS,shadow close RUS
warn fire RUS,shadow close RUS
warn fire RUS,state_airspace sentence,protest_moscow summon RUS
publish_track voice,protest_moscow summon RUS,kor_ask_usa ask USA
protest_moscow recall RUS,kor_ask_usa ask USA
"""
QUIET = """
hail call CHN,tell_tokyo feed JPN,shadow far CHN
shadow far RUS,call_moscow call RUS,tell_tokyo feed JPN
warn radio RUS,call_moscow call RUS,tell_tokyo feed JPN
call_moscow call RUS,kor_inquiry offer RUS,protest_moscow note RUS,warn radio RUS
kor_inquiry offer RUS,kor_hotline draft RUS,kor_quiet word JPN
kor_hotline draft RUS,kor_inquiry offer RUS,call_moscow call RUS
"""


@pytest.mark.slow
def test_firm_and_quiet_each_buy_something_else_and_neither_always_wins() -> None:
    firm, quiet = (_plays("KOR", orders(plan)) for plan in (FIRM, QUIET))
    assert firm["home"] > quiet["home"] + 20
    assert quiet["line"] > firm["line"] + 20
    assert quiet["safe"] > firm["safe"]
    assert firm["crossed"] < quiet["crossed"]
    better = sum(a > b for a, b in zip(firm["totals"], quiet["totals"], strict=True))
    assert 0 < better < len(firm["totals"])
    assert firm["ends"]["stand_off"] > quiet["ends"]["stand_off"]
    assert quiet["ends"]["memorandum"] > firm["ends"]["memorandum"]


def _plays(code: str, plan: list[list[Order]], games: int = 40) -> dict[str, Any]:
    """Return the means of the seat's objectives, its total of each game, and the counts of endings."""
    found: dict[str, Any] = defaultdict(float, totals=[], ends=Counter())
    for *_, world in played(range(100, 100 + games), {code: plan}):
        results = scores(setting(), world)
        for result in results:
            if result.seat == code:
                found[result.key] += result.score / games
        found["totals"].append(total(results, code))
        found["ends"][ending_of(world)] += 1
        found["crossed"] += gauge(setting(), world, "mark", "entries") >= 1
    return found
