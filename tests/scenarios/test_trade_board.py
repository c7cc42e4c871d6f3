"""A board of trade stands in place of the map: flows, lists, the ladder by turn, third states; and in tables."""

import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from scenarios.loader import load
from scenarios.pack_faults import PackError
from scenarios.schema.pack_reading import read_pack
from scenarios.schema.pack_texts import SuggestionText
from tests.engine import listed
from tests.exercises.playing import Player
from tests.packs import version_of
from tests.scenarios.editing import change
from tests.seeds import secret_of
from wargame.accounts.models import User
from wargame.engine import compile_setting, opening_world, perspective
from wargame.exercises import access, bridge, conditions, perspectives
from wargame.exercises.lobby.services.solo import start_solo
from wargame.exercises.models import Exercise, Turn
from wargame.exercises.orders.selectors.catalogue import choices_of
from wargame.exercises.results.selectors.duties import duties_beside_record
from wargame.exercises.results.selectors.overview.clauses import comparisons_in, direction_of, is_about
from wargame.exercises.situation.selectors.board import board_of as whole_board_of
from wargame.exercises.situation.selectors.figures import figures_of
from wargame.exercises.situation.selectors.hints import hints_of
from wargame.exercises.situation.selectors.map import maps_of, panels_at
from wargame.exercises.situation.selectors.seat_view import SeatView, seat_view_of
from wargame.exercises.situation.selectors.trade import Trade

TAX = [{"kind": f"tax_kor{number}", "level": level, "target": "JPN", "partner": ""}
       for number, level in ((1, "at-25"), (2, "at-7-5"))]  # fmt: skip


@pytest.fixture
def player(trade_pack: Path, kept_game: Callable[..., Exercise]) -> Player:
    """Bo as South Korea in the small pack, two turns on: two lists were taxed in the first."""
    return Player(kept_game(tax, trade_pack).seats.get(role="KOR"))


@pytest.fixture
def beside_record(trade_pack: Path, kept_game: Callable[..., Exercise]) -> Player:
    """Bo as South Korea, with a record that has taxed one list; turn 1 is open."""
    change(trade_pack / "record.yaml", "kind: hail,", "kind: tax_kor1, level: at-10, target: JPN,")
    return Player(kept_game(begin, trade_pack).seats.get(role="KOR"))


def begin(pack: Path) -> Player:
    load(pack.parent)
    bo = User.objects.create_user("bo", name="Bo")
    exercise = start_solo(version=version_of("small"), role="KOR", user=bo, now=timezone.now(), secret=secret_of(3))
    return Player(exercise.seats.get(role="KOR"))


def tax(pack: Path) -> None:
    begin(pack).play_turn(TAX)


def board_of(player: Player) -> Trade:
    """The board of the turn that is open."""
    board = panels_at(seat_view_of(player.seat, player.branch, player.turn))
    assert isinstance(board, Trade)
    return board


@pytest.mark.slow
def test_the_board_says_what_is_taxed_and_what_is_left(player: Player) -> None:
    korean, japanese = board_of(player).flows
    assert (korean.owner, korean.against, korean.imports) == ("KOR", "JPN", 50.5)
    assert (korean.hit, korean.untouched) == (50, 0.5)
    assert korean.duty == pytest.approx((34 * 25 + 16 * 7.5) / 50.5, abs=0.1)
    assert [(one.title, one.rate, one.since) for one in korean.lists] == [("List 1", 25, 1), ("List 2", 7.5, 1)]
    assert [(one.rate, one.since) for one in japanese.lists] == [(5, 0)]
    assert "List 1 US$ 34 bn at 25 %" in korean.sentence


def test_the_ladder_has_the_duties_of_every_turn(player: Player) -> None:
    board = board_of(player)
    assert board.turns == (1, 2)
    rungs = board.flows[0].lists[0].rungs
    assert [(rung.turn, rung.rate, rung.has_changed) for rung in rungs] == [(1, 0, False), (2, 25, True)]


def test_there_is_no_map_to_draw(player: Player) -> None:
    assert maps_of(seat_view_of(player.seat, player.branch, player.turn)) is None


def test_no_hint_speaks_of_a_map_and_none_is_missing_in_their_order(db: None) -> None:
    bo = User.objects.create_user("bo", name="Bo")
    exercise = start_solo(version=version_of("list-four"), role="USA", user=bo, now=timezone.now(), secret=secret_of(3))
    player = Player(exercise.seats.get(role="USA"))
    hints = hints_of(seat_view_of(player.seat, player.branch, player.turn))
    assert "map" not in hints
    assert sorted(hint.step for hint in hints.values()) == [1, 2, 3, 4], hints


@pytest.mark.slow
def test_the_pages_draw_it_and_have_it_in_tables(player: Player, client: Client) -> None:
    client.force_login(User.objects.get(username="bo"))
    code = player.seat.exercise.code
    for page in ("play", "results", "map_table"):
        args = [code, 1] if page == "results" else [code]
        text = client.get(reverse(page, args=args)).text
        assert "List 1" in text
        assert "50.5" in text
        assert ('<svg class="trade-bar' in text) == (page != "map_table")
        assert 'id="map"' in text
    table = client.get(reverse("map_table", args=[code])).text
    assert "machines and cars" in table
    assert "Korean customs, 2018" in table


def test_who_only_reads_a_board_gets_it_without_its_tools(player: Player) -> None:
    board = whole_board_of(seat_view_of(player.seat, player.branch, player.turn))
    text = render_to_string("exercises/situation/parts/board_to_read.html", {"board": board})
    assert '<svg class="trade-bar' in text
    assert 'id="map"' not in text


@pytest.mark.slow
def test_an_order_on_a_list_goes_by_the_form_and_the_catalogue(player: Player, client: Client) -> None:
    client.force_login(User.objects.get(username="bo"))
    text = client.get(reverse("play", args=[player.seat.exercise.code])).text
    assert "Cut List 1" in text
    assert "Tax List 1" in text, "it stands among what is not possible now"
    assert "List 1: you tax these goods already." in text


def test_a_suggestion_is_made_only_while_its_level_can_be_given() -> None:
    setting = compile_setting(listed.spec())
    view = perspective(setting, opening_world(setting, 1), "AVA")
    suggested = [
        SuggestionText(key=level, turn=1, seats=("AVA",), kind="tax_ava2", level=level, target="BOR", reason="Why not?")
        for level in ("r1", "r2")
    ]
    at = SimpleNamespace(view=view, briefing=SimpleNamespace(suggestions=suggested))
    choices = choices_of(cast("SeatView", at), ())
    assert [row["level"] for row in choices.suggested] == ["r2"], "10 % is in force already"
    assert choices.filled["tax_ava2"]["level"] == "r2"


@pytest.mark.slow
def test_own_orders_are_drawn_over_the_bar_with_their_number(player: Player, client: Client) -> None:
    client.force_login(User.objects.get(username="bo"))
    code = player.seat.exercise.code
    player.draft([{"kind": "cut_kor1", "level": "at-10", "target": "JPN", "partner": ""}])
    page = client.get(reverse("play", args=[code])).text
    region = client.get(reverse("orders", args=[code])).text
    for text in (page, region):
        assert text.count('id="own-1-wide"') == 1
        own = text.partition('id="own-1-wide"')[2].partition("</svg>")[0]
        assert "trade-own-mark" in own
        assert ">1</text>" in own
        assert "10 %" in own
        assert "trade-own-mark" not in text.partition('id="own-2-wide"')[2].partition("</svg>")[0]


def test_a_board_of_trade_needs_lists_and_takes_no_ranges(trade_pack: Path) -> None:
    (trade_pack / "board.yaml").write_text(
        "openness: [{key: told, text: It was told, points: 100, turns: [1, 3], seats: [KOR]}]\n"
    )
    with pytest.raises(PackError, match="a board of trade has no such parts"):
        read_pack(trade_pack)


def test_the_log_and_the_api_say_duties_in_per_cent_and_amounts_in_bn(player: Player, client: Client) -> None:
    bo = User.objects.get(username="bo")
    client.force_login(bo)
    at = seat_view_of(player.seat, player.branch, player.turn)
    figures = {(each.variable, each.who or each.name): each.value for each in figures_of(at.view, is_exact=True)}
    assert (figures["rate", "kor2"], figures["announced", "kor2"], figures["hit", "KOR"]) == (7.5, -1, 50)
    entries = perspectives.known_entries(player.turn.branch.turns.get(number=1), player.seat, may_know_all=False)
    rows = {(entry.variable, entry.name or entry.who): bridge.display_amounts(entry) for entry in entries}
    assert (rows["rate", "kor2"].before, rows["rate", "kor2"].after) == (0, 7.5)


@pytest.mark.parametrize(
    ("clause", "holds", "direction"),
    [
        ("rate kor2 >= 7.5", True, 1),
        ("rate kor2 > 7.5", False, 1),
        ("untouched KOR JPN <= 0.5", True, 1),
        ("untouched KOR JPN > 0.5", False, -1),
        ("duty KOR JPN >= 19", True, 1),
    ],
)
def test_what_led_to_what_reads_clauses_on_lists(player: Player, clause: str, holds: bool, direction: int) -> None:
    (read,) = comparisons_in((clause,))
    view = seat_view_of(player.seat, player.branch, player.turn).view
    assert (conditions.holds(view, read), direction_of(read)) == (holds, direction)
    entries = perspectives.known_entries(player.turn.branch.turns.get(number=1), player.seat, may_know_all=False)
    assert any(is_about(read, entry) for entry in entries)


def test_turns_before_one_are_those_of_its_line_in_one_statement(
    player: Player, django_assert_num_queries: Any
) -> None:
    line, now = player.branch, player.turn
    with django_assert_num_queries(1):
        earlier = access.turns_before(line, now)
        assert [perspectives.view_of(turn, player.seat).turn for turn in earlier] == [1]
    assert "outcomes" in earlier[0].get_deferred_fields()


@pytest.mark.slow
def test_the_ending_has_the_duties_of_the_record_under_those_that_were_played(beside_record: Player) -> None:
    player = beside_record
    player.play_turn(TAX)
    player.play_to_the_end()
    last = Turn.objects.with_exercise().in_line(player.branch).last()
    assert last
    board = duties_beside_record(player.seat, player.branch, last, knows_all=True)
    assert board
    first, second = board.flows[0].lists
    assert [rung.rate for rung in first.rungs] == [0, 25, 25, 25]
    assert [rung.rate for rung in first.record] == [0, 10, 10, 10]
    assert [rung.rate for rung in second.record] == [0, 0, 0, 0]


@pytest.mark.slow
def test_a_list_that_only_the_record_taxes_stands_in_the_ladder_too(beside_record: Player, client: Client) -> None:
    beside_record.play_to_the_end()
    client.force_login(User.objects.get(username="bo"))
    ladder = client.get(reverse("ending", args=[beside_record.seat.exercise.code])).text.partition(
        'class="trade-rungs"'
    )[2]
    ladder = ladder.partition("</table>")[0]
    assert "List 1" in ladder
    assert "List 2" not in ladder


@pytest.mark.slow
def test_the_log_and_the_ending_have_the_duties_of_the_whole_line(player: Player, client: Client) -> None:
    client.force_login(User.objects.get(username="bo"))
    code = player.seat.exercise.code
    log = client.get(reverse("log", args=[code])).text
    assert "Duties as turn 2 opened" in log
    player.play_to_the_end()
    for page in ("log", "ending"):
        text = client.get(reverse(page, args=[code])).text
        assert "Duties after turn 3" in text
        assert ("in the record" in text) == (page == "ending")
        ladder = text.partition('class="trade-rungs"')[2].partition("</table>")[0]
        columns = re.findall(r'<th scope="col">(.*?)</th>', ladder)
        assert [re.sub("<.*?>", "", column).split()[-1] for column in columns] == [
            "List",
            "1",
            "2",
            "3",
            "after",
            "come",
        ]
