"""The exports of the turn log."""

import csv
import io
import json

import pytest

from tests.exercises.playing import Player
from wargame.exercises.models import LedgerEntry, OrderSheet
from wargame.exercises.results import exports

pytestmark = pytest.mark.django_db


def rows_of(player: Player) -> list[dict[str, str]]:
    text = exports.log_csv(player.seat, player.branch)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_row_of_the_table_has_its_turn(player: Player) -> None:
    player.play_turn()
    player.play_turn()
    rows = rows_of(player)
    assert {row["turn"] for row in rows} == {"1", "2"}
    assert {row["branch"] for row in rows} == {"1"}
    assert {"order", "change"} <= {row["type"] for row in rows}
    assert all(row["text"] for row in rows)


def test_amounts_are_points_and_add_up(player: Player) -> None:
    player.play_turn()
    changes = [row for row in rows_of(player) if row["type"] == "change" and row["variable"] == "tension"]
    assert changes
    for row in changes:
        assert float(row["after"]) == pytest.approx(float(row["before"]) + float(row["change"]))
        assert 0 <= float(row["after"]) <= 100


@pytest.mark.parametrize("text", ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "-5"])
def test_cells_that_a_spreadsheet_would_execute_are_neutralised(player: Player, text: str) -> None:
    turn = player.play_turn()
    entry = next(entry for entry in LedgerEntry.objects.filter(turn=turn) if "KOR" in entry.audience)
    LedgerEntry.objects.filter(pk=entry.pk).update(text=text)
    cells = [row["text"] for row in rows_of(player)]
    assert f"'{text}" in cells
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


def test_numbers_stay_numbers(player: Player) -> None:
    assert exports.harmless(-5.5) == -5.5
    player.play_turn()
    for row in rows_of(player):
        for column in ("before", "change", "after", "chance_in_100"):
            assert row[column] == "" or float(row[column]) is not None


def test_json_holds_the_same_rows_as_the_table(player: Player) -> None:
    player.play_turn()
    document = json.loads(exports.log_json(player.seat, player.branch))
    rows = rows_of(player)
    turn = document["turns"][0]
    told = [each for sheet in turn["sheets"] for each in sheet["told"]]
    assert len(rows) == len(turn["ledger"]) + len(turn["outcomes"]) + len(told)
    assert all(part["turn"] == 1 for part in (*turn["ledger"], *turn["outcomes"], *turn["sheets"]))


def test_what_was_told_of_ones_orders_stands_in_both_files(player: Player) -> None:
    turn = player.play_turn()
    given = OrderSheet.objects.get(turn=turn, seat=player.seat).orders
    (sheet,) = exports.log_document(player.seat, player.branch)["turns"][0]["sheets"]
    assert sheet["orders"] == given
    assert len(sheet["told"]) == len(given) > 0
    for told in sheet["told"]:
        assert told["aims"]["turn"]["low"] <= told["aims"]["turn"]["mean"] <= told["aims"]["turn"]["high"]
    rows = [row for row in rows_of(player) if row["type"] == "told"]
    assert [(row["kind"], row["level"], row["target"]) for row in rows] == [
        (order["kind"], order["level"], order["target"]) for order in given
    ]
    assert [row["chance_in_100"] for row in rows] == [
        str(told["odds"]["in_100"]) if told["odds"] else "" for told in sheet["told"]
    ]


def test_of_seats_that_policies_play_nothing_was_told(player: Player) -> None:
    player.play_to_the_end()
    document = exports.log_document(player.seat, player.branch)
    assert document["is_full_truth"]
    told = {sheet["seat"]: sheet["told"] for turn in document["turns"] for sheet in turn["sheets"] if sheet["told"]}
    assert set(told) <= {"KOR"}


def test_a_log_without_a_resolved_turn_is_empty(player: Player) -> None:
    assert rows_of(player) == []
    assert exports.log_document(player.seat, player.branch)["turns"] == []
