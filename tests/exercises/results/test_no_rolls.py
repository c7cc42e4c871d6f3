"""A seat sees the odds and the result of chance, never a roll; full truth shows the roll."""

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client

from tests.exercises import every_answer
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.engine import SeenOdds, known_outcomes
from wargame.engine.values import Outcome, OutcomeOption
from wargame.exercises import bridge, perspectives
from wargame.exercises.models import Exercise, Turn
from wargame.exercises.results import exports
from wargame.exercises.situation.selectors import outcomes
from wargame.exercises.turns.services import branches

pytestmark = pytest.mark.django_db

NUMBER_KEYS = re.compile(r"roll|drawn|drew|dice|threshold", re.IGNORECASE)
ALLOWED_KEYS = {
    "drawn": "of a ruling: what the dice had, by name and not by number",
    "dice": "of an exercise: the commitment to its dice, and no secret while it is played",
    "roll_in_100": "of a draw, which only full truth has",
    "threshold_in_100": "of a draw, which only full truth has",
}
NUMBER_WORDS = re.compile(r"\b(drew|roll\w*)\D{0,12}\d", re.IGNORECASE)


def keys_in(value: Any) -> Iterator[tuple[str, Any]]:
    """Give every key of a JSON document with its value."""
    if isinstance(value, dict):
        yield from value.items()
        value = value.values()
    if not isinstance(value, str | int | float | bool | None):
        for part in value:
            yield from keys_in(part)


def documents_in(address: str, text: str) -> list[Any]:
    """Return the JSON documents of an answer: one in each line of JSON Lines, one in any other."""
    return [json.loads(part) for part in (text.splitlines() if "log.jsonl" in address else [text])]


def outcomes_in(turn: Turn) -> list[Outcome]:
    return [outcome for outcome in bridge.outcomes_of(turn) if outcome.roll >= 0]


@pytest.fixture
def played(player: Player) -> Player:
    """Play two turns, with rolls behind some of their outcomes."""
    for _ in range(2):
        player.play_turn(player.legal(2))
    assert all(outcomes_in(turn) for turn in turns_of(player))
    return player


def turns_of(player: Player) -> list[Turn]:
    """Return the turns of the line that have results."""
    return list(Turn.objects.in_line(player.branch).with_exercise().filter(status="closed"))


def file_of(player: Player) -> list[dict[str, str]]:
    text = exports.log_csv(player.seat, player.branch)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def ledger_of(user: User, exercise: Exercise, turn: int) -> dict[str, Any]:
    client = Client()
    client.force_login(user)
    answer: dict[str, Any] = client.get(f"/api/v1/exercises/{exercise.code}/turns/{turn}/ledger/").json()
    return answer


# A seat


@pytest.mark.slow
def test_a_seat_is_given_no_roll_by_the_filter(played: Player) -> None:
    """Every page reads outcomes through this filter, so no page can show a roll."""
    for turn in turns_of(played):
        for seat in bridge.setting_for(turn).seats:
            role = played.seat.exercise.seats.get(role=seat)
            known = perspectives.known_outcomes(turn, role, may_know_all=False)
            assert {(one.roll, one.threshold, one.seen) for one in known} <= {(-1, -1, ())}
        common = perspectives.known_outcomes(turn, None, may_know_all=False)
        assert {(one.roll, one.threshold, one.options, one.chosen) for one in common} <= {(-1, -1, (), "")}


@pytest.mark.slow
def test_no_answer_to_a_seat_has_a_number_of_the_dice(played: Player, bo: User) -> None:
    found = every_answer.answers(bo, played.seat.exercise, (1, 2))
    documents = [
        document
        for address, (status, text, _) in found.items()
        if status == 200 and text.startswith(("{", "["))
        for document in documents_in(address, text)
    ]
    assert len(documents) > 10
    for document in documents:
        named = [(key, value) for key, value in keys_in(document) if NUMBER_KEYS.search(key)]
        assert {key for key, _ in named} <= {"drawn", "dice"}
        assert all(value["secret"] is None for key, value in named if key == "dice")
    for address, (_, text, _) in found.items():
        assert not NUMBER_WORDS.search(re.sub(r"<[^>]*>", " ", text)), address


@pytest.mark.slow
def test_files_of_a_seat_have_no_column_for_rolls(played: Player) -> None:
    rows = file_of(played)
    assert not [column for column in rows[0] if NUMBER_KEYS.search(column)]
    odds = [row for row in rows if row["odds_in_100"]]
    assert odds
    assert all(row["chance_in_100"] in re.findall(r"\d+", row["odds_in_100"]) for row in odds)


@pytest.mark.slow
def test_a_seat_reads_its_own_odds_and_what_came(played: Player, bo: User) -> None:
    told = ledger_of(bo, played.seat.exercise, 1)["outcomes"]
    drawn = [outcome for outcome in told if len(outcome["options"]) > 1]
    assert drawn
    for outcome in drawn:
        assert outcome["chosen"] in [option["key"] for option in outcome["options"]]
        assert outcome["draw"] is None


@pytest.mark.slow
def test_the_schema_names_rolls_in_full_truth_alone(client: Client) -> None:
    schema = client.get("/api/v1/schema/?format=json").json()
    shapes = schema["components"]["schemas"]
    named = {
        (name, key) for name, shape in shapes.items() for key in shape.get("properties", ()) if NUMBER_KEYS.search(key)
    }
    assert {key for _, key in named} == set(ALLOWED_KEYS)
    assert {name for name, key in named if key not in {"drawn", "dice"}} == {"DrawShape"}


@pytest.mark.slow
def test_other_rolls_of_the_same_outcomes_change_no_byte(played: Player, bo: User) -> None:
    """Two worlds with the same outcomes, but other rolls and other true odds, look the same to the seat."""
    before = every_answer.answers(bo, played.seat.exercise, (1, 2))
    altered = sum(roll_otherwise(turn) for turn in turns_of(played))
    assert altered > 4
    after = every_answer.answers(bo, played.seat.exercise, (1, 2))
    assert [address for address in before if before[address] != after[address]] == []


def roll_otherwise(turn: Turn) -> int:
    rolled = [row for row in turn.outcomes if row["roll"] >= 0]
    for row in rolled:
        row["roll"], row["threshold"] = 65_535 - row["roll"], 65_536 - row["threshold"]
    Turn.objects.filter(pk=turn.pk).update(outcomes=turn.outcomes)
    return len(rolled)


# Full truth


@pytest.fixture
def over(played: Player) -> Player:
    played.play_to_the_end()
    return played


@pytest.mark.slow
def test_full_truth_has_odds_roll_and_what_each_seat_was_told_together(over: Player, bo: User) -> None:
    for turn in turns_of(over):
        rows = ledger_of(bo, over.seat.exercise, turn.number)["outcomes"]
        for row, outcome in zip(rows, bridge.outcomes_of(turn), strict=True):
            assert (row["draw"] is not None) == (outcome.roll >= 0)
            if row["draw"]:
                assert [option["in_100"] for option in row["options"]] == [o.in_100 for o in outcome.options]
                told = {seat: each["options"] for each in row["draw"]["told"] for seat in each["seats"]}
                assert set(told) == set(outcome.audience)
                for seat in outcome.audience:
                    (known,) = known_outcomes([outcome], seat)
                    assert [option["in_100"] for option in told[seat]] == [o.in_100 for o in known.options]


@pytest.mark.slow
def test_one_outcome_has_one_roll_everywhere(over: Player, bo: User) -> None:
    client = Client()
    client.force_login(bo)
    document = exports.log_document(over.seat, over.branch)
    table = {
        (row["turn"], row["type"], row["name"], row["actor"], row["kind"], row["text"]): row for row in file_of(over)
    }
    for turn in document["turns"]:
        page = client.get(f"/x/{over.seat.exercise.code}/log/", {"turn": turn["turn"]}).content.decode()
        answers = ledger_of(bo, over.seat.exercise, turn["turn"])["outcomes"]
        for row, answer in zip(turn["outcomes"], answers, strict=True):
            if row["draw"] is None:
                continue
            roll = row["draw"]["roll_in_100"]
            assert answer["draw"]["roll_in_100"] == roll
            key = (str(turn["turn"]), row["subject"], row["name"], row["actor"], row["kind"], row["text"])
            assert float(table[key]["roll_in_100"]) == roll
            assert table[key]["odds_told"]
            if len(row["options"]) > 1:
                assert f"{roll:.3f}" in page


@pytest.mark.slow
def test_a_what_if_shows_the_roll_that_the_first_line_had(over: Player, bo: User, now: datetime) -> None:
    first = over.branch
    turn = Turn.objects.get(branch=first, number=2)
    branches.fork(turn=turn, by=bo, now=now)
    over.play_to_the_end()
    lines = [exports.log_document(over.seat, line)["turns"][1]["outcomes"] for line in (first, over.branch)]
    rolls = [
        {row["name"]: row["draw"]["roll_in_100"] for row in rows if row["draw"] and row["subject"] == "incident"}
        for rows in lines
    ]
    both = rolls[0].keys() & rolls[1].keys()
    assert both
    assert {name: rolls[0][name] for name in both} == {name: rolls[1][name] for name in both}


@pytest.mark.slow
def test_as_the_seat_saw_it_the_log_of_an_ended_exercise_has_no_roll(over: Player, bo: User) -> None:
    client = Client()
    client.force_login(bo)
    address = f"/x/{over.seat.exercise.code}/log/"
    assert "The roll was" in client.get(address).content.decode()
    assert "The roll was" not in client.get(address, {"as": "seat"}).content.decode()
    assert "The roll was" not in client.get(f"/x/{over.seat.exercise.code}/t/1/results/").content.decode()


# On the page


def patrol() -> Outcome:
    """Return an outcome whose true chance was 39 in 100, while South Korea's knowledge gave 20 in 100."""
    true, dark = (
        tuple(OutcomeOption(key, key, share) for key, share in zip(("away", "inside"), shares, strict=True))
        for shares in ((39, 61), (20, 80))
    )
    return Outcome(
        1, "incident", "away", "Patrol", "", options=true, chosen="away", roll=8719, threshold=25_559,
        audience=("KOR", "RUS"), seen=(SeenOdds(("KOR",), dark),),
    )  # fmt: skip


def page_of(outcome: Outcome) -> str:
    return " ".join(
        render_to_string("exercises/results/parts/outcome.html", {"outcome": outcomes.card_of(outcome)}).split()
    )


def test_the_page_of_full_truth_puts_what_was_told_beside_the_truth() -> None:
    page = page_of(patrol())
    assert "away 39 in 100, drawn" in page
    assert "13.304</b> of 100" in page
    assert '<svg class="draw-mark" x="13.3%"' in page
    assert page.index("KOR") < page.index("20 in 100</b>")
    assert "away 20 in 100, drawn" in page
    assert "told these odds" in page[page.index("RUS") :]


def test_the_page_of_a_seat_marks_the_middle_of_what_was_drawn_in_its_odds() -> None:
    (known,) = known_outcomes([patrol()], "KOR")
    page = page_of(known)
    assert "away 20 in 100, drawn" in page
    assert '<svg class="draw-mark" x="10.0%"' in page
    assert not re.search(r"39|61|13\.3|roll|told", page)
