"""Below its bars a board of trade shows the stages of an incident, own orders over them, and what was done so far."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone

from scenarios.pack_faults import PackError
from scenarios.schema.pack_reading import read_pack
from tests.exercises.class_with_people import Class
from tests.scenarios.editing import change
from tests.scenarios.pack_games import setting_of
from tests.scenarios.watched_class import HAILS, begin, page, play
from tests.secrecy import boards
from wargame.engine import compile_setting, opening_world, perspective
from wargame.exercises.models import Exercise
from wargame.exercises.situation.selectors.common_knowledge import common_board_of
from wargame.exercises.situation.selectors.trade import Trade
from wargame.exercises.situation.selectors.trade_talks import own_stops_of

BOARD = """
stages:
  title: The flight over the island
  incident: flight
  stops: [{stage: here, name: Near}, {stage: gone, name: Far}]
counts:
  - {title: Calls, mark: calls, unit: calls so far, agreement: line}
"""
NOW = re.compile(r'<li class="is-now"\s+aria-current="step">\s*(\w+)\s*</li>')


@pytest.fixture
def pack(trade_pack: Path) -> Path:
    """The small pack with a board of trade: the flight stays in turn 1 and leaves in turn 2, and a call may end it."""
    (trade_pack / "board.yaml").write_text(BOARD)
    cover, incidents = trade_pack / "scenario.yaml", trade_pack / "incidents.yaml"
    change(cover, "truths:", "agreements:\n  - {key: line, name: a line, parties: [KOR, JPN], in_force: no}\ntruths:")
    change(incidents, "label: Stays, weight: 50", "label: Stays, weight: 50, turns: [1, 1]")
    change(incidents, "weight: 50\n", "weight: 50\n            turns: [2, 3]\n")
    odds = "help: Ask who it is.\n    odds: {label: it leaves, incident: flight, stages: [gone]}"
    change(trade_pack / "orders.yaml", "help: Ask who it is.", odds)
    return trade_pack


@pytest.fixture
def group(pack: Path, kept_game: Callable[..., Exercise]) -> Class:
    """Bo plays South Korea, Dee watches, Ada leads; turn 1 is open."""
    return Class.of(kept_game(begin, pack), timezone.now())


def trade(group: Class, *, with_results: bool = False) -> Trade:
    board = common_board_of(group.turn, with_results=with_results).panels
    assert isinstance(board, Trade)
    return board


@pytest.mark.slow
def test_the_row_says_where_the_incident_is_since_when_and_where_it_was(group: Class) -> None:
    play(group, [])
    group.open_next()
    row = trade(group).stages
    assert row
    assert (row.now.name, row.since) == ("Near", 0)
    assert [(stop.name, stop.full_name, stop.turns) for stop in row.stops] == [
        ("Near", "Here", (1, 2)),
        ("Far", "Gone", ()),
    ]
    play(group, [])
    after = trade(group, with_results=True).stages
    assert after
    assert (after.now.name, after.since) == ("Far", 2)
    assert [stop.turns for stop in after.stops] == [(1, 2), ()], "no turn has opened in it so far"


@pytest.mark.slow
def test_a_count_is_that_of_its_mark_and_says_whether_it_is_in_writing(group: Class) -> None:
    play(group, HAILS)
    before, after = trade(group).counts[0], trade(group, with_results=True).counts[0]
    assert (before.number, after.number, after.unit, after.is_in_writing) == (0, 1, "calls so far", False)
    assert (after.agreement, after.meaning) == ("a line", "How often somebody called")


@pytest.mark.slow
def test_every_page_with_the_board_has_the_row_and_the_tables_have_it_in_words(group: Class) -> None:
    for name, who in (("play", "Bo"), ("projector", "Ada"), ("watch", "Dee"), ("log", "Bo")):
        text = page(group, name, who)
        assert "The flight over the island" in text, name
        assert NOW.findall(text) == ["Near"], name
        assert "Calls so far" in text, name
    table = page(group, "map_table", "Bo")
    assert '<th scope="row">Gone</th>' in table
    assert "How often somebody called" in table
    assert "A line: not agreed" in table
    play(group, HAILS)
    assert "Calls so far" in page(group, "results", "Bo", 1)
    group.open_next()
    group.play_to_the_end()
    ending = page(group, "ending", "Bo")
    assert "<b>Gone</b> since turn 2" in ending
    assert 'class="was-there"' in ending


@pytest.mark.slow
def test_an_own_order_stands_over_the_stage_that_it_is_for_with_the_way_there(group: Class) -> None:
    bo = group.exercise.participants.get(name="Bo")
    assert "trade-own-stops" in page(group, "play", "Bo")
    group.draft(bo, HAILS)
    for name in ("play", "orders"):
        own = page(group, name, "Bo").partition('id="own-stops"')[2].partition("</ol>")[0]
        near, far = own.split("<li")[1:]
        assert ("data-right" in near, "<b>" in near) == (True, False)
        assert ("data-left" in far, "<b>1</b>" in far) == (True, True)
    assert "own-stops" not in page(group, "projector", "Ada")
    assert "own-stops" not in page(group, "watch", "Dee")


def test_an_order_for_the_stage_that_there_is_stands_over_it_and_others_over_none(pack: Path) -> None:
    change(pack / "orders.yaml", "stages: [gone]", "stages: [gone, here]")
    setting, row = compile_setting(read_pack(pack).rules), read_pack(pack).board.stages
    assert row
    view = perspective(setting, opening_world(setting, 1), "KOR")
    assert [(stop.numbers, stop.has_left, stop.has_right) for stop in own_stops_of(view, row, HAILS)] == [
        ((1,), False, False),
        ((), False, False),
    ]
    waits = [{"kind": "wait", "level": "hold", "target": "", "partner": ""}]
    assert not any(stop.numbers for stop in own_stops_of(view, row, waits))


@pytest.mark.parametrize(
    ("old", "new", "place", "word", "remedy"),
    [
        ("incident: flight", "incident: flights", "stages.incident", "no incident 'flights'", "mean flight"),
        ("stage: gone", "stage: gonne", "stages.stops.1.stage", "no stage 'gonne'", "mean gone"),
        (", {stage: gone, name: Far}", ", {stage: here, name: Far}", "stages.stops", "'here' stands here twice", "one"),
        ("mark: calls", "mark: cals", "counts.0.mark", "no mark 'cals'", "mean calls"),
        ("agreement: line", "agreement: lin", "counts.0.agreement", "no agreement 'lin'", "mean line"),
        ("unit: calls so far", "units: calls", "counts.0.units", "not known", "spelling"),
    ],
)
def test_a_board_that_names_what_does_not_exist_is_refused_with_the_nearest_name(
    pack: Path, old: str, new: str, place: str, word: str, remedy: str
) -> None:
    change(pack / "board.yaml", old, new)
    with pytest.raises(PackError) as caught:
        read_pack(pack)
    found = [fault for fault in caught.value.faults if fault.file == "small/board.yaml" and word in fault.message]
    assert [(fault.path, remedy in fault.remedy) for fault in found] == [(place, True)], caught.value.faults
    assert found[0].line is not None


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        ("incidents.yaml", "start: here", "start: here\n    known_to: [KOR]", "the incident 'flight'"),
        ("scenario.yaml", "{key: calls,", "{key: calls, known_to: [KOR],", "the mark 'calls'"),
        ("scenario.yaml", "{key: line,", "{key: line, known_to: [KOR],", "the agreement 'line'"),
    ],
)
def test_a_board_shows_nothing_that_only_some_seats_know(pack: Path, file: str, old: str, new: str, what: str) -> None:
    change(pack / file, old, new)
    with pytest.raises(PackError, match=f"not all seats know of {what}"):
        read_pack(pack)


@pytest.mark.parametrize("seat", ["USA", "CHN", "RUS"])
def test_the_talks_of_list_four_stand_alike_for_all_whatever_some_know(seat: str) -> None:
    for seed in range(3):
        boards.check_talks("list-four", setting_of("list-four"), seat, seed)


def test_only_a_board_of_trade_has_them(pack: Path) -> None:
    change(pack / "scenario.yaml", "board: trade", "board: map")
    with pytest.raises(PackError) as caught:
        read_pack(pack)
    found = [fault for fault in caught.value.faults if "only a board of trade" in fault.message]
    assert [fault.path for fault in found] == ["stages", "counts.0"]
