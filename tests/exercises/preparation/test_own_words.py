"""Own words for the briefing of a seat: its people and the white cell read them, nobody else does."""

from collections.abc import Callable
from html import escape

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.class_with_people import Class
from wargame.exercises import access
from wargame.exercises.lobby.services import seating
from wargame.exercises.models import ControlEntry, Exercise, OwnWords, Participant
from wargame.exercises.preparation.services import words

pytestmark = pytest.mark.django_db

HOSTILE = '<script>alert("quince")</script>\n\nSecond paragraph.'


def browser(person: Participant) -> Client:
    client = Client()
    client.force_login(person.user)  # type: ignore[arg-type]
    return client


def keep(group: Class, role: str, text: str) -> None:
    words.keep_words(exercise=group.exercise, role=role, text=text, by=group.ada, now=group.now)


def paper(person: Participant, role: str) -> str:
    answer = browser(person).get(reverse("seat_briefing", args=[person.exercise.code, role]))
    return answer.content.decode() if answer.status_code == 200 else ""


def test_a_seat_reads_its_own_words_as_text_once_it_stays(make_class: Callable[..., Class]) -> None:
    group = make_class()
    bo, cy = group.join("Bo", "KOR"), group.join("Cy", "JPN")
    keep(group, "KOR", HOSTILE)
    assert "quince" not in paper(bo, "KOR")
    for person, role in ((bo, "KOR"), (cy, "JPN")):
        seating.open_briefing(person=person, role=role)
    assert escape("<script>alert(") in paper(bo, "KOR")
    assert "<script>alert" not in paper(bo, "KOR")
    assert "quince" not in paper(cy, "JPN") + paper(cy, "KOR")
    assert "quince" in paper(group.ada, "KOR")
    printed = browser(group.ada).get(reverse("briefings", args=[group.exercise.code])).content.decode()
    assert printed.count("quince") == 1


@pytest.mark.slow
def test_the_seat_reads_them_while_it_plays_and_no_other_does(make_class: Callable[..., Class]) -> None:
    group = make_class()
    people = {role: group.join(role, role) for role in ("KOR", "JPN")}
    keep(group, "KOR", HOSTILE)
    group.start()
    pages = {
        role: browser(person).get(reverse("play", args=[group.exercise.code])).content.decode()
        for role, person in people.items()
    }
    assert {role: "quince" in page for role, page in pages.items()} == {"KOR": True, "JPN": False}


def test_the_white_cell_writes_changes_and_takes_back(make_class: Callable[..., Class]) -> None:
    group = make_class()
    ada, address = browser(group.ada), reverse("keep_words", args=[group.exercise.code])
    assert ada.post(address, {"role": "KOR", "text": "One."}).status_code == 302
    assert ada.post(address, {"role": "kor", "text": "Two."}).status_code == 302
    assert list(OwnWords.objects.values_list("seat__role", "text")) == [("KOR", "Two.")]
    assert "Two." in ada.get(reverse("prepare", args=[group.exercise.code])).content.decode()
    ada.post(address, {"role": "KOR", "text": " "})
    assert not OwnWords.objects.exists()
    said = ControlEntry.objects.filter(act=ControlEntry.Act.CHANGE).values_list("detail", flat=True)
    assert "Took back the own words for the briefing of KOR" in said


def test_bad_words_are_refused_with_the_remedy_and_stay_typed(make_class: Callable[..., Class]) -> None:
    group = make_class()
    ada, address = browser(group.ada), reverse("keep_words", args=[group.exercise.code])
    answer = ada.post(address, {"role": "KOR", "text": "q" * 4001})
    assert answer.status_code == 422
    assert "q" * 4001 in answer.content.decode()
    assert "Shorten your words for KOR to 4,000 characters." in answer.content.decode()
    assert "choose one of: " in ada.post(address, {"role": "XXX", "text": "a"}).content.decode()
    assert ada.post(address, {"role": "TOOLONG", "text": "a"}).status_code == 422
    Exercise.objects.update(status=Exercise.Status.ENDED)
    assert "The exercise has ended" in ada.post(address, {"role": "KOR", "text": "a"}).content.decode()
    assert not OwnWords.objects.exists()


def test_a_person_who_waits_reads_no_own_words(make_class: Callable[..., Class]) -> None:
    group = make_class()
    keep(group, "KOR", "Words.")
    waiting = group.join("Wes")
    assert not access.own_words_of(waiting).exists()
    assert browser(waiting).get(reverse("prepare", args=[group.exercise.code])).status_code == 404
    assert access.own_words_of(group.ada).count() == 1
