"""Handouts and links: a white cell gives them to everybody or to some seats, and nobody else reads them."""

from collections.abc import Callable
from html import escape

import pytest
from django.urls import reverse

from tests.exercises.class_with_people import Class
from tests.exercises.preparation.test_own_words import HOSTILE, browser, paper
from wargame.exercises import access
from wargame.exercises.control.services import lifecycle
from wargame.exercises.lobby.services import seating
from wargame.exercises.models import ControlEntry, Handout, Participant
from wargame.exercises.preparation.services import handouts
from wargame.exercises.preparation.services.handouts import HandoutDraft
from wargame.exercises.preparation.services.preparing import PreparationRefused

pytestmark = pytest.mark.django_db


def give(group: Class, title: str, *roles: str, **words: str) -> Handout:
    draft = HandoutDraft(title, **({"text": "Words."} | words), roles=roles)
    return handouts.hand_out(exercise=group.exercise, draft=draft, by=group.ada, now=group.now)


def page(person: Participant, name: str) -> str:
    answer = browser(person).get(reverse(name, args=[person.exercise.code]))
    return answer.content.decode() if answer.status_code == 200 else ""


def test_each_person_reads_the_handouts_for_them_in_the_lobby_and_in_print(make_class: Callable[..., Class]) -> None:
    group = make_class(allows_observers=True)
    bo, wes = group.join("Bo", "KOR"), group.join("Wes")
    give(group, "Quince", text=HOSTILE, address="https://maps.example/a?b=1&c=2")
    give(group, "Medlar", "KOR")
    give(group, "Damson", "JPN")
    assert all("Quince" in page(person, "lobby") for person in (bo, wes))
    assert "Medlar" not in page(bo, "lobby") + paper(bo, "KOR")
    seating.open_briefing(person=bo, role="KOR")
    lobby, printed = page(bo, "lobby"), paper(bo, "KOR")
    for read in (lobby, printed):
        assert [title in read for title in ("Quince", "Medlar", "Damson")] == [True, True, False]
        assert escape("<script>alert(") in read
        assert "<script>alert" not in read
        assert 'href="https://maps.example/a?b=1&amp;c=2"' in read
    everything = page(group.ada, "briefings")
    assert [everything.count(f"<h3>{title}") for title in ("Quince", "Medlar", "Damson")] == [
        group.exercise.seats.count(), 1, 1,
    ]  # fmt: skip
    assert "Damson" not in paper(group.ada, "KOR")


@pytest.mark.slow
def test_a_handout_that_comes_while_a_turn_runs_is_read_beside_its_situation(make_class: Callable[..., Class]) -> None:
    group = make_class()
    people = {role: group.join(role, role) for role in ("KOR", "JPN")}
    group.start()
    give(group, "Quince", "KOR")
    assert {role: "Quince" in page(person, "play") for role, person in people.items()} == {"KOR": True, "JPN": False}


def test_the_white_cell_gives_changes_and_takes_back_on_its_page(make_class: Callable[..., Class]) -> None:
    group = make_class()
    ada, address = browser(group.ada), reverse("keep_handout", args=[group.exercise.code])
    new = {"act": "save", "title": "  A   map ", "text": "See\r\nhere.", "address": "", "readers": "all", "to": ["KOR"]}
    assert ada.post(address, new).status_code == 302
    kept = Handout.objects.get()
    assert (kept.number, kept.title, kept.text, kept.roles) == (1, "A map", "See\nhere.", [])
    ada.post(address, new | {"number": 1, "readers": "seats", "to": ["KOR", "CHN"]})
    kept.refresh_from_db()
    assert kept.roles == ["CHN", "KOR"]
    assert "CHN, KOR" in page(group.ada, "prepare")
    ada.post(address, {"act": "remove", "number": 1})
    assert not Handout.objects.exists()
    said = list(ControlEntry.objects.filter(act=ControlEntry.Act.CHANGE).values_list("detail", flat=True))
    assert said == [
        "Handed out “A map” to everybody", "Changed the handout “A map” for CHN, KOR", "Took back the handout “A map”",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "remedy"),
    [
        ({"title": " "}, "Write a title"),
        ({"text": "", "address": ""}, "Write a text, or the address"),
        ({"title": "t" * 121}, "Shorten the title to 120"),
        ({"text": "t" * 8_001}, "Shorten the text to 8,000"),
        ({"address": "javascript:alert(1)"}, "begins with https://"),
        ({"address": "http://plain.example/"}, "begins with https://"),
        ({"address": "https://un.org@evil.example/"}, "holds no name or password"),
        ({"address": "https://[broken"}, "begins with https://"),
        ({"readers": "seats"}, "Choose the seats that read it"),
        ({"readers": "seats", "to": ["XXX"]}, "has no seat 'XXX'; choose one of: CHN"),
        ({"number": "7"}, "There is no handout 7"),
        ({"act": "burn"}, "Use the fields of this page"),
    ],
)
def test_a_bad_handout_is_refused_with_the_remedy_and_stays_typed(
    make_class: Callable[..., Class], wrong: dict[str, object], remedy: str
) -> None:
    group = make_class()
    good = {"act": "save", "title": "Quince", "text": "Words.", "address": "", "readers": "all"}
    answer = browser(group.ada).post(reverse("keep_handout", args=[group.exercise.code]), good | wrong)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert escape(remedy) in said
    assert not Handout.objects.exists()
    if "title" not in wrong and not {"act", "number"} & wrong.keys():
        assert 'value="Quince"' in said


def test_an_exercise_has_a_limit_of_handouts_and_takes_none_after_its_end(make_class: Callable[..., Class]) -> None:
    group = make_class()
    for number in range(handouts.MOST_HANDOUTS):
        give(group, f"Paper {number}")
    with pytest.raises(PreparationRefused, match="take one back first"):
        give(group, "One more")
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=group.now)
    with pytest.raises(PreparationRefused, match="has ended"):
        handouts.take_back(exercise=group.exercise, number=1, by=group.ada, now=group.now)


def test_programs_read_give_change_and_take_back_handouts(make_class: Callable[..., Class]) -> None:
    group = make_class()
    bo, at = group.join("Bo", "KOR"), reverse("api-handouts", args=[group.exercise.code])
    ada, one = browser(group.ada), reverse("api-handout", args=[group.exercise.code, 1])

    def send(way: str, where: str, **sent: object) -> tuple[int, object]:
        answer = getattr(ada, way)(where, sent, content_type="application/json")
        return answer.status_code, answer.json() if answer.content else None

    paper = {"title": "Map", "text": "Here.", "address": ""}
    assert send("post", at, **paper, seats=["kor"]) == (201, paper | {"number": 1, "seats": ["KOR"]})
    assert browser(bo).get(at).json() == []
    assert send("put", one, **paper) == (200, paper | {"number": 1, "seats": []})
    assert browser(bo).get(at).json() == [paper | {"number": None, "seats": None}]
    assert send("put", one, title="Map", address="ftp://a.example/")[0] == 409
    assert send("post", at, text="No title.")[0] == 400
    assert browser(bo).delete(one).status_code == 404
    assert send("delete", one) == (204, None)
    assert send("delete", one)[0] == 409
    assert access.handouts_of(group.ada) == ()
