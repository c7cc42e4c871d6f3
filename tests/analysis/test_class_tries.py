"""A class tries one turn of one seat again: sheets on phones, closed until the reveal, and never with names."""

from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from typing import Any

import pytest
from django.test import Client

from tests.analysis.asking import WorkerBench
from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from wargame.analysis.domain import orders_of
from wargame.analysis.models import ClassTry, Ensemble
from wargame.analysis.selectors.class_tries import class_try_page
from wargame.analysis.services import class_tries, ensembles
from wargame.exercises import perspectives
from wargame.exercises.control.services import lifecycle
from wargame.exercises.control_log.services.control import NotWhiteCell
from wargame.exercises.models import Participant, Turn

pytestmark = pytest.mark.django_db

NAMES = ("Quirin", "Vera", "Wim", "Xena", "Yara", "Zeno")


@dataclass
class Seminar:
    """A class that has ended, with six people who played."""

    group: Class
    people: list[Participant]
    turn: Turn

    @property
    def root(self) -> str:
        return f"/x/{self.group.exercise.code}"

    def browser(self, person: Participant) -> Client:
        client = Client()
        client.force_login(person.user)
        return client

    def read(self, person: Participant, place: str = "class-try/1/") -> str:
        answer = self.browser(person).get(f"{self.root}/{place}")
        assert answer.status_code == 200
        return unescape(answer.content.decode())

    def begin(self) -> ClassTry:
        return class_tries.begin(
            branch=self.turn.branch, turn=self.turn, role="KOR", by=self.group.ada, now=self.group.now
        )

    def give(self, class_try: ClassTry, person: Participant, count: int = 1) -> Ensemble:
        orders = orders_of(self.turn, "KOR")[:count]
        return class_tries.give(class_try=class_try, orders=orders, by=person.user, now=self.group.now)


@pytest.fixture
def seminar(make_class: Callable[..., Class], bench: WorkerBench, monkeypatch: pytest.MonkeyPatch) -> Seminar:
    monkeypatch.setattr(ensembles, "USUAL_PAIRS", 4)
    group = make_class(seat_size=6)
    people = [group.join(name, "KOR") for name in NAMES]
    group.start()
    group.submit(people[0], Player(group.seat("KOR")).legal(2, turn=group.turn))
    group.resolve()
    turn = group.turn
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=group.now)
    return Seminar(group, people, Turn.objects.with_exercise().get(pk=turn.pk))


@pytest.mark.slow
def test_a_class_gives_sheets_and_reads_them_together(seminar: Seminar, bench: WorkerBench) -> None:
    leader, someone = seminar.browser(seminar.group.ada), seminar.browser(seminar.people[0])
    asked = {"turn": "1", "seat": "KOR"}
    assert someone.post(f"{seminar.root}/class-try/", asked).status_code == 404
    assert leader.post(f"{seminar.root}/class-try/", asked).headers["Location"] == f"{seminar.root}/class-try/1/"
    assert "Give your sheet" in seminar.read(seminar.people[0], "try-again/?turn=1")
    assert "as KOR knew it" in seminar.read(seminar.people[0])
    options = perspectives.options_of(seminar.turn, seminar.group.seat("KOR"))
    option = [one for one in options if one.is_available][-1]
    sheet = {f"level-{option.kind}-1": option.levels[0].key}
    assert someone.post(f"{seminar.root}/class-try/1/", sheet).status_code == 302
    class_try = ClassTry.objects.get()
    for person in seminar.people[1:]:
        bench.play_all(seminar.give(class_try, person))
    bench.play_all(class_try.sheets.get(asked_by=seminar.people[0].user))
    for closed in (seminar.read(seminar.people[0]), seminar.read(seminar.group.ada)):
        assert "6 sheets given" in closed
        assert "People" not in closed
        assert "ordered then" not in closed
    assert someone.post(f"{seminar.root}/class-try/1/reveal/").status_code == 404
    leader.post(f"{seminar.root}/class-try/1/reveal/")
    text = seminar.read(seminar.people[0])
    region = text[text.index('id="ensemble"') :].split("</section>")[0]
    assert "What your orders lead to" in region
    assert region.count("Your sheet") == 1
    assert [name for name in NAMES if name in region] == []
    found = class_try_page(ClassTry.objects.get(), seminar.people[0].user)
    assert sorted((one.people, one.is_mine) for one in found.answers) == [(1, True), (5, False)]
    means = [one.aims.effect.mean for one in found.answers]
    assert means == sorted(means, reverse=True)


@pytest.mark.slow
def test_no_result_is_read_before_the_reveal(seminar: Seminar, bench: WorkerBench) -> None:
    class_try = seminar.begin()
    sheet = bench.play_all(seminar.give(class_try, seminar.people[0]))
    client, code = seminar.browser(seminar.people[0]), seminar.group.exercise.code
    places = (f"{seminar.root}/try-again/{sheet.number}/", f"/api/v1/exercises/{code}/second-tries/{sheet.number}/")
    assert [client.get(place).status_code for place in places] == [404, 404]
    class_tries.reveal(class_try=class_try, by=seminar.group.ada, now=seminar.group.now)
    assert [client.get(place).status_code for place in places] == [200, 200]


@pytest.mark.slow
def test_four_answers_are_not_counted(seminar: Seminar, bench: WorkerBench) -> None:
    class_try = seminar.begin()
    for person in seminar.people[:4]:
        bench.play_all(seminar.give(class_try, person))
    class_tries.reveal(class_try=class_try, by=seminar.group.ada, now=seminar.group.now)
    text = seminar.read(seminar.people[0])
    assert "Fewer than five people answered" in text
    assert "<meter" not in text
    assert "People</th>" not in text


@pytest.mark.slow
def test_each_person_gives_one_sheet_and_none_after_the_reveal(seminar: Seminar) -> None:
    class_try = seminar.begin()
    assert seminar.begin() == class_try, "one turn at a time"
    seminar.give(class_try, seminar.people[0])
    with pytest.raises(class_tries.NotTaken, match="You have given your sheet"):
        seminar.give(class_try, seminar.people[0], 2)
    with pytest.raises(NotWhiteCell):
        class_tries.reveal(class_try=class_try, by=seminar.people[0], now=seminar.group.now)
    assert class_tries.reveal(class_try=class_try, by=seminar.group.ada, now=seminar.group.now)
    assert not class_tries.reveal(class_try=class_try, by=seminar.group.ada, now=seminar.group.now)
    with pytest.raises(class_tries.NotTaken, match="revealed already"):
        seminar.give(class_try, seminar.people[1])


def test_the_white_cell_gives_no_sheet_of_its_own(seminar: Seminar) -> None:
    class_try = seminar.begin()
    with pytest.raises(class_tries.NotTaken, match="white cell"):
        seminar.give(class_try, seminar.group.ada)
    assert not class_try.sheets.exists()


@pytest.mark.slow
def test_programs_open_give_and_reveal_as_pages_do(seminar: Seminar, bench: WorkerBench) -> None:
    root = f"/api/v1/exercises/{seminar.group.exercise.code}/class-tries/"
    leader, someone = seminar.browser(seminar.group.ada), seminar.browser(seminar.people[0])

    def post(client: Client, place: str = "", **sent: object) -> tuple[int, dict[str, Any]]:
        answer = client.post(root + place, sent, content_type="application/json")
        return answer.status_code, answer.json()

    asked: dict[str, Any] = {"turn": 1, "seat": "KOR"}
    assert post(someone, **asked)[0] == 404, "the white cell alone opens a turn"
    assert [post(leader, turn=9, seat="KOR")[0], post(leader, turn=1, seat="XXX")[0]] == [422, 422]
    status, opened = post(leader, **asked)
    assert (status, opened["number"], opened["given"], opened["is_revealed"]) == (200, 1, 0, False)
    sheet = orders_of(seminar.turn, "KOR")[:1]
    assert post(someone, "1/sheets/", orders=sheet)[1]["has_given"]
    for client, words in ((someone, "have given"), (leader, "white cell")):
        status, refused = post(client, "1/sheets/", orders=sheet)
        assert (status, refused["errors"][0]["code"]) == (409, "not_taken")
        assert words in refused["errors"][0]["detail"]
    assert post(seminar.browser(seminar.people[1]), "1/sheets/", orders=[{"kind": "x"}])[0] == 422
    bench.play_all(ClassTry.objects.get().sheets.get())
    closed = someone.get(f"{root}1/").json()
    assert (closed["given"], closed["ordered_then"], closed["answers"]) == (1, [], []), "nothing before the reveal"
    assert post(someone, "1/reveal/")[0] == 404
    assert post(leader, "1/reveal/")[1]["is_revealed"]
    found = someone.get(f"{root}1/").json()
    assert found["ordered_then"] == orders_of(seminar.turn, "KOR")
    [answer] = found["answers"]
    assert (answer["orders"], answer["is_mine"], answer["people"]) == (sheet, True, None)
    assert answer["aims"]["low"] <= answer["aims"]["mean"] <= answer["aims"]["high"]
    assert someone.get(root).json() == [found]
    assert post(seminar.browser(seminar.people[1]), "1/sheets/", orders=sheet)[0] == 409
    assert someone.get(f"{root}2/").status_code == 404
