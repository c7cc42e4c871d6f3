"""Archives from before a bid was an answer of the debrief still come in, and their bids become such answers."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from tests.exercises.archived import changed, members_of, taken_away
from tests.exercises.class_with_people import Class
from tests.packs import version_of
from wargame.accounts.models import User
from wargame.exercises.archives.domain.form import OF_BROWSER, BadArchive
from wargame.exercises.archives.domain.old_bids import move_bids
from wargame.exercises.archives.services import importing
from wargame.exercises.control.services import lifecycle
from wargame.exercises.models import Exercise

pytestmark = pytest.mark.django_db

CLAIM = {"key": "pull", "dial": "third_power", "question": "Does it?", "was_on": "It did.", "was_off": "It did not."}
SCENARIO = {"pack": {"bids": [CLAIM], "rules": {"dials": []}}, "library": {}}
QUESTION = {"id": 9, "key": "claim-pull", "number": 4, "reveal": {"came": False, "said": "It did not."}}


def begun(group: Class) -> None:
    group.join("Bo", "KOR")
    group.start()


@pytest.fixture
def archive(kept_class: Callable[..., Class]) -> bytes:
    group = kept_class(begun)
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=group.now)
    return taken_away(group.exercise)


def add_bids(document: dict[str, Any], key: str = "pull") -> None:
    """Add bids as archives had them when a bid was a row of its own: the last of each person counts."""
    turn, seat, person = (document["tables"][name][0]["id"] for name in ("Turn", "Seat", "Participant"))
    row = {"turn": turn, "seat": seat, "key": key, "by": person}
    document["tables"]["Bid"] = [
        {**row, "id": 1, "in_100": 20, "at": "2026-01-02T10:00:00+00:00"},
        {**row, "id": 2, "in_100": 70, "at": "2026-01-02T11:00:00+00:00"},
        {**row, "id": 3, "in_100": 40, "at": "2026-01-02T10:00:00+00:00", "by": person + 1},
    ]


def brought_in(archive: bytes, owner: User) -> Exercise:
    return importing.bring_in(io.BytesIO(archive), owner, now=timezone.now(), bounds=OF_BROWSER)


def test_an_old_bid_becomes_an_answer_to_a_question_of_the_debrief(archive: bytes) -> None:
    document = members_of(archive)["exercise.json"]
    add_bids(document)
    moved = move_bids(document["tables"], SCENARIO)
    assert "Bid" not in moved
    (question,) = moved["DebriefQuestion"]
    assert (question["key"], question["reveal"]) == ("claim-pull", {"came": False, "said": "It did not."})
    assert [one["in_100"] for one in moved["DebriefAnswer"]] == [40, 70]


def test_old_bids_of_list_four_come_in(ada: User, cy: User) -> None:
    group = Class(version_of("list-four"), ada, timezone.now())
    group.join("Bo", "CHN")
    group.start()
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=group.now)
    old = changed(taken_away(group.exercise), exercise=lambda document: add_bids(document, "third-power"))

    exercise = brought_in(old, cy)

    question = exercise.debrief_questions.get()
    assert question.key == "claim-third-power"
    assert sorted(question.answers.values_list("in_100", flat=True)) == [40, 70]


@pytest.mark.parametrize(("status", "answers"), [("waiting", 2), ("revealed", 0)])
def test_a_question_that_the_room_has_seen_keeps_its_answers(archive: bytes, status: str, answers: int) -> None:
    document = members_of(archive)["exercise.json"]
    add_bids(document)
    document["tables"]["DebriefQuestion"] = [QUESTION | {"status": status}]
    moved = move_bids(document["tables"], SCENARIO)
    assert len(moved["DebriefQuestion"]) == 1
    assert len(moved["DebriefAnswer"]) == answers


def test_an_archive_with_old_bids_still_comes_in(archive: bytes, cy: User) -> None:
    exercise = brought_in(changed(archive, exercise=add_bids), cy)
    assert not exercise.debrief_questions.exists(), "the scenario has no such claim"


def test_bids_of_another_form_are_refused_with_the_remedy(archive: bytes, cy: User) -> None:
    strange = changed(archive, exercise=lambda document: document["tables"].update(Bid=[{"key": 1}]))
    with pytest.raises(BadArchive, match="Parley did not write the bids"):
        brought_in(strange, cy)
