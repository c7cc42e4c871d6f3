"""Read-only links to a report: kept as a hash, read with their maker's rights, revoked by maker or white cell."""

from collections.abc import Callable

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.exercises.class_with_people import Class
from tests.exercises.control.test_room_pages import as_user
from tests.exercises.playing import Player
from wargame.exercises import access
from wargame.exercises.control.services import lifecycle
from wargame.exercises.lobby.services import participants
from wargame.exercises.models import ReportLink
from wargame.exercises.report.domain.document import Document, Kind, RecordMark, Section, from_ledger
from wargame.exercises.report.domain.names import without_names

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(kept_class: Callable[..., Class]) -> Class:
    def play(group: Class) -> None:
        group.join("Bo", "KOR")
        group.join("Cy", "JPN")
        group.start()
        lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=group.now)

    return kept_class(play)


def browser(group: Class, name: str) -> Client:
    return as_user(group.ada.user if name == "Ada" else group.exercise.participants.get(name=name).user)


def steer(group: Class, name: str, **fields: str) -> str:
    address = reverse("steer_report_links", args=[group.exercise.code])
    return browser(group, name).post(address, fields, follow=True).text


def make_link(group: Class, name: str, **fields: str) -> str:
    page = steer(group, name, **fields)
    return page.partition('readonly value="')[2].partition('"')[0].removeprefix("http://testserver")


def test_a_stranger_reads_by_a_link_and_only_a_hash_is_kept(group: Class) -> None:
    link = make_link(group, "Bo")
    answer = Client().get(link)
    assert answer.status_code == 200
    assert "After-action report" in answer.text
    assert group.exercise.code not in answer.text, "a link must not lead into the exercise"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    secret = link.rstrip("/").rpartition("/")[2]
    assert secret not in str(ReportLink.objects.values())
    assert secret not in browser(group, "Bo").get(reverse("report", args=[group.exercise.code])).text


def test_a_revoked_link_opens_nothing(group: Class) -> None:
    link, number = make_link(group, "Bo"), str(ReportLink.objects.get().pk)
    steer(group, "Cy", revoke=number)
    assert Client().get(link).status_code == 200, "another player revoked it"
    steer(group, "Ada", revoke=number)
    revoked, unknown = Client().get(link), Client().get(reverse("shared_report", args=["x"]))
    assert (revoked.status_code, unknown.status_code) == (404, 404)
    assert "somebody has revoked it" in revoked.text
    assert "Ask the person who sent it" in unknown.text


def test_a_link_has_the_rights_that_its_maker_has_now(group: Class) -> None:
    link = make_link(group, "Bo")
    participants.send_away(person=group.exercise.participants.get(name="Bo"), now=timezone.now())
    assert Client().get(link).status_code == 404


def test_people_see_their_own_links_and_the_white_cell_all(group: Class) -> None:
    make_link(group, "Bo")
    address = reverse("report", args=[group.exercise.code])
    shows = [">Revoke<" in browser(group, name).get(address).text for name in ("Ada", "Bo", "Cy")]
    assert shows == [True, True, False]


def test_a_link_without_names_says_neither_exercise_nor_people(group: Class) -> None:
    group.exercise.title = "IR 304, Section B"
    group.exercise.save(update_fields=["title"])
    address = reverse("edit_report", args=[group.exercise.code])
    fields = {"act": "add", "key": "ending", "was": "", "text": "Bo asked for a second source."}
    assert browser(group, "Ada").post(address, fields).status_code == 302
    named, nameless = (Client().get(make_link(group, "Ada", **more)).text for more in ({}, {"nameless": "1"}))
    assert "Bo asked" in named
    assert "IR 304" in named
    assert "Bo asked" not in nameless
    assert "IR 304" not in nameless


def test_names_go_from_the_ledger_and_from_marks_too_and_the_longest_first() -> None:
    mark = RecordMark(Kind.EVENT, "3.inject.1", "News: Bo Smith resigns")
    said = from_ledger("news", "Bo Smith and BO told Bob", (mark,))
    (hidden,) = without_names(Document((Section("turn-3", "Turn 3", (said,)),)), ("Bo", "Bo Smith")).sentences
    assert hidden.text == "(a person) and (a person) told Bob."
    assert hidden.marks[0].says == "News: (a person) resigns"


def test_a_number_of_5000_digits_revokes_nothing(group: Class) -> None:
    assert "Revoke" in (make_link(group, "Ada") and steer(group, "Ada", revoke="9" * 5000))


def test_a_link_to_a_line_that_is_played_opens_nothing(ended: Player) -> None:
    with pytest.raises(Http404):
        access.reader_by_link("no such secret")
