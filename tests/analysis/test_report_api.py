"""The report over the API: the same sentences and rights as the page, and a new version that rests on a named one."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.analysis.test_report_drafts import ENDING
from tests.exercises.class_with_people import Class
from tests.exercises.control.test_room_pages import as_user
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.exercises.control.services import lifecycle
from wargame.exercises.models import ReportDraft

pytestmark = pytest.mark.django_db


def address(code: str) -> str:
    return f"/api/v1/exercises/{code}/report/"


def send(client: Client, code: str, **body: Any) -> tuple[int, Any]:
    whole = {"version": 0, "act": "reword", "key": "ending", "text": f"So it ended: {ENDING}."} | body
    answer = client.post(address(code), json.dumps(whole), content_type="application/json")
    return answer.status_code, answer.json()


def sentences(report: Any) -> list[Any]:
    return [sentence for section in report["sections"] for sentence in section["sentences"]]


def test_a_program_reads_the_sentences_of_the_page_with_their_marks(ended: Player) -> None:
    bo, code = as_user(ended.seat.people.get().user), ended.seat.exercise.code
    told = bo.get(address(code)).json()
    page = bo.get(reverse("report", args=[code])).context["report"]
    shown = [(line.number, line.sentence.key, line.sentence.text) for part in page.sections for line in part.lines]
    assert [(each["number"], each["key"], each["text"]) for each in sentences(told)] == shown
    assert all(bool(each["marks"]) == bool(each["number"]) for each in sentences(told))
    assert (told["version"], told["is_full_truth"], told["may_edit"]) == (0, True, True)
    seen = bo.get(address(code), {"as": "seat"}).json()
    assert len(sentences(seen)) < len(sentences(told))
    assert (seen["is_full_truth"], seen["versions"]) == (False, [])


def test_a_new_version_rests_on_the_newest_or_is_refused_in_words(ended: Player) -> None:
    bo, code = as_user(ended.seat.people.get().user), ended.seat.exercise.code
    status, first = send(bo, code, name="Before the talk")
    assert (status, first["version"], first["versions"][0]["name"]) == (201, 1, "Before the talk")
    status, late = send(bo, code, text="Late words.")
    assert (status, late["errors"][0]["code"]) == (409, "outdated_version")
    assert "version 1 is the newest" in late["errors"][0]["detail"]
    status, second = send(bo, code, version=1, act="add", text="None of us asked for a second source.")
    own = next(each for each in sentences(second) if not each["number"])
    assert (status, own["text"], own["marks"]) == (201, "None of us asked for a second source.", [])
    assert send(bo, code, version=2, act="leave_out", key=own["key"])[0] == 201
    for fault in ({"key": "no such key"}, {"text": " "}):
        status, refused = send(bo, code, version=3, **fault)
        assert (status, refused["errors"][0]["code"]) == (422, "refused")
    assert ReportDraft.objects.count() == 3
    texts = [sentences(bo.get(address(code), {"version": number}).json()) for number in (0, 1)]
    assert [next(each["text"] for each in one if each["key"] == "ending") for one in texts] == [
        f"The game ended: {ENDING}.",
        f"So it ended: {ENDING}.",
    ]
    assert bo.get(address(code), {"version": 9}).status_code == 404
    assert bo.get(address(code), {"version": "last"}).status_code == 400


def test_a_report_over_the_api_has_the_rights_of_its_page(kept_class: Callable[..., Class], eve: User) -> None:
    def play(group: Class) -> None:
        group.join("Bo", "KOR")
        group.start()

    group = kept_class(play)
    code = group.exercise.code
    ada, bo = as_user(group.ada.user), as_user(group.exercise.participants.get(name="Bo").user)
    for early in (ada.get(address(code)), bo.get(address(code))):
        assert (early.status_code, "no report yet" in early.text) == (404, True)
    assert send(ada, code)[0] == 404
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=group.now)
    assert [client.get(address(code)).status_code for client in (ada, bo, as_user(eve), Client())] == [
        200,
        200,
        404,
        404,
    ]
    key = sentences(bo.get(address(code)).json())[0]["key"]
    status, refused = send(bo, code, key=key)
    assert (status, refused["errors"][0]["detail"]) == (
        403,
        "Only the white cell, or the player of a solo game, keeps versions of a report.",
    )
    assert send(as_user(eve), code, key=key)[0] == 404
    assert send(ada, code, key=key)[0] == 201
