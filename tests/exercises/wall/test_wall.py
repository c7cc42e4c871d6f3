"""The white cell asks the room one line during a turn; all read the answers together, without names."""

import json
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.class_with_people import Class
from tests.exercises.preparation.test_own_words import browser
from wargame.exercises.archives.services import writing
from wargame.exercises.control.services import lifecycle, phases
from wargame.exercises.control_log.services.control import NotWhiteCell
from wargame.exercises.models import Participant, WallAnswer
from wargame.exercises.rights.services import forgetting
from wargame.exercises.wall import services

pytestmark = pytest.mark.django_db

ASKED = "What worries you <most>?"
SEATS = {"Bo": "KOR", "Cy": "KOR", "Di": "JPN", "Eve": "JPN", "Fin": "RUS", "Gus": "RUS"}
HTMX = {"HX-Request": "true"}


def begun(group: Class) -> None:
    for name, role in SEATS.items():
        group.join(name, role)
    group.join("Wes")
    group.start()


@pytest.fixture
def group(kept_class: Callable[..., Class]) -> Class:
    return kept_class(begun, adjudication="rigid")


def person(group: Class, name: str) -> Participant:
    return group.exercise.participants.select_related("exercise", "seat", "user").get(name=name)


def address(group: Class, name: str) -> str:
    return reverse(name, args=[group.exercise.code])


def seen(client: Client, group: Class, name: str) -> str:
    return client.get(address(group, name), headers=HTMX).content.decode()


def asked(group: Class, *names: str) -> None:
    services.ask(exercise=group.exercise, by=group.ada, text=ASKED)
    for name in names:
        services.answer(by=person(group, name), number=1, text=f"Line {SEATS[name]} of {name}")


def test_a_room_answers_in_one_line_and_reads_all_lines_together(group: Class) -> None:
    ada, bo = browser(group.ada), browser(person(group, "Bo"))
    assert "wall-text" not in bo.get(address(group, "play")).content.decode()
    ada.post(address(group, "steer_wall"), {"act": "ask", "text": ASKED})
    page = bo.get(address(group, "play")).content.decode()
    assert "worries you &lt;most&gt;?" in page
    assert "worries you &lt;most&gt;?" in seen(ada, group, "projector")
    assert bo.post(address(group, "answer_wall"), {"number": 1, "text": " A\ncollision "}).status_code == 302
    mine = bo.post(address(group, "answer_wall"), {"number": 1, "text": "No  collision"}, headers=HTMX).content.decode()
    assert "Your line is kept" in mine
    assert [one.text for one in WallAnswer.objects.all()] == ["No collision"]
    for name in ("Cy", "Di", "Eve"):
        services.answer(by=person(group, name), number=1, text=f"Of {name}")
    refused = ada.post(address(group, "steer_wall"), {"act": "show", "number": 1}, headers=HTMX).content.decode()
    assert "4 answered. Parley shows from 5 answers on" in refused
    services.answer(by=person(group, "Fin"), number=1, text="Of Fin")
    for client, name in ((ada, "room_wall"), (ada, "projector"), (browser(person(group, "Gus")), "wall")):
        assert "Of Fin" not in seen(client, group, name), "before they are shown"
    ada.post(address(group, "steer_wall"), {"act": "show", "number": 1})
    for client, name in ((ada, "projector"), (browser(person(group, "Gus")), "wall")):
        told = seen(client, group, name)
        places = [told.index(line) for line in ("No collision", "Of Cy", "Of Di", "Of Eve", "Of Fin")]
        assert places == sorted(places)
    with pytest.raises(services.WallRefused, match="no more answers"):
        services.answer(by=person(group, "Gus"), number=1, text="Late")


@pytest.mark.parametrize(
    ("text", "fault"), [("  ", "Write the question"), ("x" * 201, "200 characters")], ids=["empty", "long"]
)
def test_a_question_that_cannot_be_asked_is_refused(group: Class, text: str, fault: str) -> None:
    with pytest.raises(services.WallRefused, match=fault):
        services.ask(exercise=group.exercise, by=group.ada, text=text)
    answered = browser(group.ada).post(address(group, "steer_wall"), {"act": "ask", "text": text}, headers=HTMX)
    assert fault in answered.content.decode()


def test_nobody_else_asks_and_nobody_without_a_seat_answers(group: Class) -> None:
    asked(group)
    bo, wes = person(group, "Bo"), person(group, "Wes")
    with pytest.raises(NotWhiteCell):
        services.ask(exercise=group.exercise, by=bo, text=ASKED)
    for by in (wes, group.ada):
        with pytest.raises(services.WallRefused, match="People who hold a seat"):
            services.answer(by=by, number=1, text="Mine")
    for text, number, fault in (("", 1, "Write one line"), ("x" * 141, 1, "140"), ("Mine", 2, "is gone")):
        with pytest.raises(services.WallRefused, match=fault):
            services.answer(by=bo, number=number, text=text)
    services.take_off(exercise=group.exercise, by=group.ada, number=1)
    with pytest.raises(services.WallRefused, match="no more answers"):
        services.answer(by=bo, number=1, text="Mine")
    assert "worries" not in seen(browser(bo), group, "wall")


@pytest.mark.slow
def test_log_and_archive_keep_lines_without_names_and_a_forgotten_person_takes_theirs_along(group: Class) -> None:
    asked(group, "Gus", "Bo", "Cy", "Di", "Eve", "Fin")
    assert writing.rows_of(group.exercise)["WallAnswer"] == [], "before the white cell shows them"
    services.show(exercise=group.exercise, by=group.ada, number=1)
    phases.close(turn=group.turn, by=group.ada, now=group.now)
    group.resolve()
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=group.now)
    log = browser(person(group, "Bo")).get(address(group, "log_json")).json()
    (kept,) = log["turns"][0]["wall"]
    assert (kept["question"], len(kept["lines"])) == (ASKED, 6)
    rows = writing.rows_of(group.exercise)
    kept_texts = sorted(f"Line {role} of {name}" for name, role in SEATS.items())
    assert [row["text"] for row in rows["WallAnswer"]] == kept_texts
    assert [row["id"] for row in rows["WallAnswer"]] == [1, 2, 3, 4, 5, 6]
    assert all(set(row) == {"id", "question", "text"} for row in rows["WallAnswer"])
    for number, name in ((5, "Gus"), (0, "Fin")):
        forgetting.forget_guest(person=person(group, name), by=group.ada, now=group.now)
        (kept,) = browser(person(group, "Bo")).get(address(group, "log_json")).json()["turns"][0]["wall"]
        assert len(kept["lines"]) == number, "four would name people"
        assert f"of {name}" not in json.dumps(kept)
        assert len(writing.rows_of(group.exercise)["WallAnswer"]) == number
