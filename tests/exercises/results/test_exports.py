"""The exports of the turn log."""

import csv
import io
import json

import pytest

from tests.exercises.playing import Player
from tests.exercises.telling import keep_made_up, show_figures
from wargame.exercises import compiled_rules, forecasts
from wargame.exercises.models import LedgerEntry
from wargame.exercises.results import exports

pytestmark = pytest.mark.django_db


def rows_of(player: Player) -> list[dict[str, str]]:
    text = exports.log_csv(player.seat, player.branch)
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.slow
def test_every_row_of_the_table_has_its_turn(player: Player) -> None:
    player.play_turn()
    player.play_turn()
    rows = rows_of(player)
    assert {row["turn"] for row in rows} == {"1", "2"}
    assert {row["branch"] for row in rows} == {"1"}
    assert {"order", "change"} <= {row["type"] for row in rows}
    assert all(row["text"] for row in rows)


@pytest.mark.slow
def test_amounts_are_points_and_add_up(player: Player) -> None:
    player.play_turn()
    changes = [row for row in rows_of(player) if row["type"] == "change" and row["variable"] == "tension"]
    assert changes
    for row in changes:
        assert float(row["after"]) == pytest.approx(float(row["before"]) + float(row["change"]))
        assert 0 <= float(row["after"]) <= 100


@pytest.mark.slow
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
    player.play_turn([])
    document = json.loads(exports.log_json(player.seat, player.branch))
    rows = rows_of(player)
    turn = document["turns"][0]
    assert len(rows) == len(turn["ledger"]) + len(turn["outcomes"])
    assert all(part["turn"] == 1 for part in (*turn["ledger"], *turn["outcomes"], *turn["sheets"]))


def test_what_was_told_of_ones_orders_stands_in_both_files(player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    show_figures(player)
    given = player.legal(2)
    then = keep_made_up(player.draft(given))
    player.play_turn(given)
    monkeypatch.setattr(forecasts, "forecast_sheet", None)
    (sheet,) = exports.log_document(player.seat, player.branch)["turns"][0]["sheets"]
    assert sheet["orders"] == given
    assert sheet["told_note"] == ""
    assert [each["odds"]["in_100"] for each in sheet["told"]] == [61, 61]
    assert [each["answers"]["seat"] for each in sheet["told"]] == ["CHN", "CHN"]
    assert sheet["told"][0]["aims"]["turn"] == {"mean": 1.5, "low": -0.5, "high": 3.5}
    assert sheet["told_together"]["effects"][0]["variable"] == "tension"
    assert sheet["told_together"]["futures"] == then.futures
    rows = [row for row in rows_of(player) if row["type"] == "told"]
    assert [(row["kind"], row["level"], row["target"]) for row in rows[:2]] == [
        (order["kind"], order["level"], order["target"]) for order in given
    ]
    assert [row["chance_in_100"] for row in rows] == ["61", "61", "", ""]
    assert rows[0]["text"] == (
        "away; Aims in this turn +1.5, from -0.5 to +3.5; Aims to the end +2.5, from -4.5 to +9.5; "
        "CHN in the next turn: 70 in 100 uses force, 30 in 100 does nothing"
    )
    assert {row["name"] for row in rows[2:]} == {"all orders together"}
    assert (rows[3]["variable"], rows[3]["change"]) == ("tension", "-3.0")


def test_files_say_where_what_was_told_was_not_kept(player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled_rules, "are_ready", lambda: False)
    player.play_turn()
    (sheet,) = exports.log_document(player.seat, player.branch)["turns"][0]["sheets"]
    assert sheet["told"] is None
    assert sheet["told_note"] == "The forecasts for these orders were not kept."
    (row,) = [row for row in rows_of(player) if row["type"] == "told"]
    assert (row["actor"], row["text"]) == ("KOR", "The forecasts for these orders were not kept.")


@pytest.mark.slow
def test_of_seats_that_policies_play_nothing_was_told(player: Player) -> None:
    player.play_to_the_end()
    document = exports.log_document(player.seat, player.branch)
    assert document["is_full_truth"]
    told = {sheet["seat"]: sheet["told"] for turn in document["turns"] for sheet in turn["sheets"] if sheet["told"]}
    assert set(told) <= {"KOR"}


def test_a_log_without_a_resolved_turn_is_empty(player: Player) -> None:
    assert rows_of(player) == []
    assert exports.log_document(player.seat, player.branch)["turns"] == []
