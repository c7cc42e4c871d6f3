"""Messages, press, proposals and rationales in the turn log and its files: each reader gets their own."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.class_with_people import Class
from wargame.exercises.control.services import lifecycle
from wargame.exercises.diplomacy.services import messages, proposals, talk
from wargame.exercises.models import Participant, Speech
from wargame.exercises.orders.services import rationales

pytestmark = pytest.mark.django_db

LETTER, SPEECH, TERMS, WHY = "Between us two.", "We say it aloud.", "If you keep silent.", "They will blink first."
ADVICE = "Their tankers are low."


@pytest.fixture(params=["open", "monitored"])
def talked(kept_class: Callable[..., Class], request: pytest.FixtureRequest) -> Class:
    """In turn 1 Korea and Japan exchange messages and proposals, and Bo gives a rationale; the turn has results."""
    return kept_class(talked_over, messages=request.param)


def talked_over(group: Class) -> None:
    for name, role in (("Bo", "KOR"), ("Di", "KOR"), ("Cy", "JPN"), ("Mo", "CHN")):
        group.join(name, role)
    group.start()
    bo = person(group, "Bo")
    assert bo.seat
    messages.send(by=bo, recipients=["JPN"], text=LETTER, now=group.now)
    messages.send(by=bo, recipients=[], text=SPEECH, now=group.now, is_statement=True)
    proposals.propose(by=bo, agreement="gsomia", terms=TERMS, lapses_after=2, now=group.now)
    rationales.write(by=bo, seat=bo.seat, turn=group.turn, text=WHY, now=group.now)
    advise(group, "KOR")
    for name in ("Bo", "Cy", "Mo"):
        group.submit(person(group, name))
    group.resolve()


def advise(group: Class, role: str) -> None:
    """Keep the words of an adviser of a seat in the turn."""
    order = {"kind": "shadow", "level": "far", "target": "RUS", "partner": ""}
    said = {"reason": ADVICE, "expects": "They will turn.", "costs": "It costs fuel.", "claim": {"kind": "gain"}}
    own = {"turn": group.turn, "seat": group.seat(role), "adviser": "foreign", "place": 1}
    Speech.objects.create(**own, order=order, cost=1, **said)


def person(group: Class, name: str) -> Participant:
    people = group.exercise.participants.select_related("user", "seat__exercise", "exercise")
    return people.get(name__iexact=name)


def read(group: Class, name: str, address: str, **query: str) -> str:
    client = Client()
    client.force_login(person(group, name).user)
    answer = client.get(reverse(address, args=[group.exercise.code]), query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def texts_in(text: str) -> set[str]:
    return {words for words in (LETTER, SPEECH, TERMS, WHY) if words in text}


@pytest.mark.slow
@pytest.mark.parametrize("address", ["log", "log_json", "log_csv", "log_lines"])
def test_everybody_reads_what_they_may(talked: Class, address: str) -> None:
    is_monitored = talked.exercise.messages == "monitored"
    assert texts_in(read(talked, "Bo", address)) == {LETTER, SPEECH, TERMS, WHY}
    assert texts_in(read(talked, "Di", address)) == {LETTER, SPEECH, TERMS}
    assert texts_in(read(talked, "Cy", address)) == {LETTER, SPEECH, TERMS}
    assert texts_in(read(talked, "Mo", address)) == {SPEECH}
    assert texts_in(read(talked, "Ada", address)) == {SPEECH, WHY} | ({LETTER, TERMS} if is_monitored else set())
    as_china = read(talked, "Ada", address, **{"as": "seat", "eyes": "CHN"})
    assert texts_in(as_china) == {SPEECH}


@pytest.mark.slow
@pytest.mark.parametrize("address", ["log", "log_json", "log_csv", "log_lines"])
def test_what_advisers_said_is_read_by_their_seat_and_the_white_cell(talked: Class, address: str) -> None:
    readers = {name for name in ("Bo", "Di", "Cy", "Mo", "Ada") if ADVICE in read(talked, name, address)}
    assert readers == {"Bo", "Di", "Ada"}


def test_each_line_of_json_is_an_event_with_its_turn_and_time(talked: Class) -> None:
    lines = [json.loads(line) for line in read(talked, "Bo", "log_lines").splitlines()]
    turn = json.loads(read(talked, "Bo", "log_json"))["turns"][0]
    assert {(each["branch"], each["turn"], each["time"]) for each in lines} == {(1, 1, turn["time"])}
    assert [each["outcome"] for each in lines if each["type"] == "outcome"] == turn["outcomes"]
    assert {"change", "message", "press", "proposal", "rationale", "advice", "sheet"} <= {
        each["type"] for each in lines
    }
    table = csv.DictReader(io.StringIO(read(talked, "Bo", "log_csv"), newline=""))
    assert {row["time"] for row in table} == {turn["time"]}


@pytest.mark.slow
def test_the_end_opens_nobodys_letters(talked: Class) -> None:
    lifecycle.end(exercise=talked.exercise, by=talked.ada, reason="", now=talked.now)
    assert texts_in(read(talked, "Mo", "log")) == {SPEECH}
    assert texts_in(read(talked, "Bo", "log")) == {LETTER, SPEECH, TERMS, WHY}


def test_the_table_has_a_row_for_each(talked: Class) -> None:
    rows: list[dict[str, Any]] = list(csv.DictReader(io.StringIO(read(talked, "Bo", "log_csv"), newline="")))
    found = {row["type"]: row for row in rows}
    assert (found["message"]["actor"], found["message"]["target"]) == ("KOR", "JPN")
    assert (found["proposal"]["actor"], found["proposal"]["target"]) == ("KOR", "JPN")
    assert found["rationale"]["who"] == "KOR"
    assert "KOR" in {row["actor"] for row in rows if row["type"] == "press"}
    assert {row["turn"] for row in rows} == {"1"}


@pytest.mark.slow
def test_what_is_said_in_a_turn_that_is_played_is_no_part_of_the_log(talked: Class) -> None:
    talked.open_next()
    messages.send(by=person(talked, "Bo"), recipients=["JPN"], text="Not yet told.", now=talked.now)
    assert "Not yet told." not in read(talked, "Bo", "log")


@pytest.mark.slow
def test_the_files_carry_the_talk_with_seats_of_policies_as_far_as_their_reader_knows_it(
    make_class: Callable[..., Class],
) -> None:
    group = make_class()
    for name, role in (("Bo", "KOR"), ("Mo", "CHN")):
        group.join(name, role)
    group.start()
    talk.speak(by=person(group, "Bo"), to="RUS", sentence="restraint", now=group.now)
    for name in ("Bo", "Mo"):
        group.submit(person(group, name))
    group.resolve()

    turn = json.loads(read(group, "Bo", "log_json"))["turns"][0]
    said = [(each["sender"], each["intent"], each["reason"]) for each in turn["messages"] if each["intent"]]
    assert said == [("KOR", "asks", ""), ("RUS", "says", "")]
    pledge = {"by": "RUS", "verb": "promises", "to": ["KOR"], "text": "no force, to the end of turn 2", "reason": ""}
    assert pledge in turn["promises"]
    rows = list(csv.DictReader(io.StringIO(read(group, "Bo", "log_csv"), newline="")))
    assert [row["kind"] for row in rows if row["type"] == "message" and row["kind"]] == ["asks", "says"]
    assert ("RUS", "KOR") in {(row["actor"], row["target"]) for row in rows if row["type"] == "promise"}

    others = json.loads(read(group, "Mo", "log_json"))["turns"][0]
    assert not [each for each in others["messages"] if each["intent"]]
    assert pledge not in others["promises"]

    lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=group.now)
    told_then = json.loads(read(group, "Bo", "log_json"))["turns"][0]
    assert all(each["reason"] for each in told_then["messages"] if each["intent"] == "says")
