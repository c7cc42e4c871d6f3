"""The board of a queue: slots by turn and buyer, a line, prices; what it may not name is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone

from scenarios.pack_faults import PackError
from scenarios.schema.pack_reading import read_pack
from scenarios.vocabulary import BoardKind
from tests.exercises.class_with_people import Class
from tests.scenarios.editing import change
from tests.scenarios.watched_class import HAILS, begin, page, play
from wargame.exercises.models import Exercise
from wargame.exercises.situation.selectors.common_knowledge import common_board_of
from wargame.exercises.situation.selectors.queue import SlotQueue

BOARD = """
queue:
  title: Calls and answers
  rows:
    - key: calls
      name: Calls
      unit: lines
      slots: 3
      buyers:
        - name: Seoul
          state: KOR
          mark: calls
          each: 2
          orders: [hail]
          contracts: [{incident: flight, stage: here, pieces: 6}]
        - {name: Nobody, mark: others}
  limit: {incident: flight, stages: [gone], text: The flight has left}
  prices: {title: What a call costs, unit: won, dots: [{text: Cheap, amount: 20}, {text: Dear, amount: 80}]}
"""


@pytest.fixture
def pack(folder: Path) -> Path:
    """The small pack with a queue: the flight stays in turn 1 and leaves in turn 2 for certain."""
    small = folder / "small"
    (small / "board.yaml").write_text(BOARD)
    cover, incidents = small / "scenario.yaml", small / "incidents.yaml"
    change(cover, "  turns: 3\n", "  turns: 3\n  board: queue\n")
    change(cover, "{key: calls, meaning", "{key: others, meaning: Others}\n  - {key: calls, meaning")
    change(incidents, "label: Stays, weight: 50", "label: Stays, weight: 50, turns: [1, 1]")
    change(incidents, "weight: 50\n", "weight: 50\n            turns: [2, 3]\n")
    return small


@pytest.fixture
def group(pack: Path, kept_game: Callable[..., Exercise]) -> Class:
    """Bo plays South Korea, Dee watches, Ada leads; turn 1 is open."""
    return Class.of(kept_game(begin, pack), timezone.now())


def queue(group: Class, *, with_results: bool = False) -> SlotQueue:
    board = common_board_of(group.turn, with_results=with_results).panels
    assert isinstance(board, SlotQueue)
    return board


@pytest.mark.slow
def test_a_slot_stands_in_the_turn_in_which_it_was_filled_and_the_line_before_the_turn_that_opens_behind_it(
    group: Class,
) -> None:
    play(group, HAILS)
    before, after = queue(group), queue(group, with_results=True)
    assert [cell.taken for cell in before.products[0].cells] == [(), (), ()]
    first, *others = after.products[0].cells
    assert [(one.name, one.state, one.pieces) for one in first.taken] == [("Seoul", "KOR", 2)]
    assert (len(first.free), [len(cell.free) for cell in others]) == (1, [3, 3])
    assert (before.when, after.when) == ("as turn 1 opened", "after turn 1")
    group.open_next()
    play(group, [])
    group.open_next()
    at_last = queue(group)
    assert [(column.turn, column.is_now, column.is_limit) for column in at_last.columns] == [
        (1, False, False),
        (2, False, False),
        (3, True, True),
    ]
    assert at_last.line == "since turn 3 opened"
    seoul, nobody = at_last.products[0].buyers
    assert (seoul.pieces, seoul.ordered, nobody.pieces, nobody.ordered) == (2, 0, 0, None)
    assert [(price.amount, price.share) for price in at_last.prices] == [(20, 25.0), (80, 100.0)]


@pytest.mark.slow
def test_every_page_with_the_board_has_the_calendar_and_the_table_has_it_in_words(group: Class) -> None:
    for name, who in (("play", "Bo"), ("projector", "Ada"), ("watch", "Dee"), ("log", "Bo")):
        text = page(group, name, who)
        assert "Calls and answers" in text, name
        assert "<b>0</b> of 6 received" in text, name
        assert "The flight has left: <b>not yet</b>" in text, name
    table = page(group, "map_table", "Bo")
    assert "deliveries in each turn. The flight has left: not yet." in table
    play(group, HAILS)
    assert "Calls and answers" in page(group, "results", "Bo", 1)
    group.open_next()
    assert "Seoul 2" in page(group, "map_table", "Bo")
    group.play_to_the_end()
    assert "Deliveries after turn" in page(group, "ending", "Bo")
    assert "Calls and answers" in page(group, "replay", "Bo")


@pytest.mark.slow
def test_an_own_order_stands_below_the_calendar_with_its_buyer(group: Class) -> None:
    bo = group.exercise.participants.get(name="Bo")
    assert 'id="own-slots"' in page(group, "play", "Bo")
    group.draft(bo, HAILS)
    for name in ("play", "orders"):
        own = page(group, name, "Bo").partition('id="own-slots"')[2].partition("</ul>")[0]
        assert " ".join(own.split("<li>")[1].split()).startswith("<b>1</b> Calls, Seoul: call"), name
    assert "own-slots" not in page(group, "projector", "Ada")
    assert "own-slots" not in page(group, "watch", "Dee")


@pytest.mark.parametrize(
    ("old", "new", "place", "word", "remedy"),
    [
        ("state: KOR", "state: USA", "rows.0.buyers.0.state", "no state USA", "KOR"),
        ("mark: calls", "mark: cals", "rows.0.buyers.0.mark", "no mark 'cals'", "calls"),
        ("orders: [hail]", "orders: [hial]", "rows.0.buyers.0.orders.0", "no order 'hial'", "hail"),
        ("stage: here", "stage: her", "rows.0.buyers.0.contracts.0.stage", "no stage 'her'", "here"),
        ("stages: [gone]", "stages: [gne]", "limit.stages.0", "no stage 'gne'", "gone"),
        ("limit: {incident: flight", "limit: {incident: flght", "limit.incident", "no incident 'flght'", "flight"),
    ],
)
def test_a_queue_that_names_what_does_not_exist_is_refused_with_the_nearest_name(
    pack: Path, old: str, new: str, place: str, word: str, remedy: str
) -> None:
    change(pack / "board.yaml", old, new)
    with pytest.raises(PackError) as caught:
        read_pack(pack)
    found = [fault for fault in caught.value.faults if fault.file == "small/board.yaml" and word in fault.message]
    assert [(fault.path, remedy in fault.remedy) for fault in found] == [(f"queue.{place}", True)]
    assert found[0].line is not None


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        ("incidents.yaml", "start: here", "start: here\n    known_to: [KOR]", "the incident 'flight'"),
        ("scenario.yaml", "{key: calls,", "{key: calls, known_to: [KOR],", "the mark 'calls'"),
    ],
)
def test_a_queue_shows_nothing_that_only_some_seats_know(pack: Path, file: str, old: str, new: str, what: str) -> None:
    change(pack / file, old, new)
    with pytest.raises(PackError, match=f"not all seats know of {what}"):
        read_pack(pack)


def test_a_board_of_the_kind_queue_has_a_queue_and_no_other_has_one(pack: Path) -> None:
    (pack / "map.geojson").unlink()
    assert read_pack(pack).meta.board is BoardKind.QUEUE
    change(pack / "scenario.yaml", "board: queue", "board: trade")
    with pytest.raises(PackError, match="only a board of the kind 'queue'"):
        read_pack(pack)
    change(pack / "scenario.yaml", "board: trade", "board: queue")
    (pack / "board.yaml").unlink()
    with pytest.raises(PackError, match="the board has no queue"):
        read_pack(pack)
