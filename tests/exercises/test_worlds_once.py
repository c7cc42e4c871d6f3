"""A request decodes each world once and masks it once for a seat, whatever its page shows."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises import every_answer
from tests.exercises.class_with_people import Class
from tests.exercises.injecting import act, write
from tests.exercises.playing import Player
from wargame import engine
from wargame.accounts.models import User
from wargame.exercises import perspectives, worlds
from wargame.exercises.control.services import phases
from wargame.exercises.injects.services import injects
from wargame.exercises.models import Exercise, Participant
from wargame.exercises.record_runs import record_runs
from wargame.exercises.turns.services import branches

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
PAGES = {"play", "results", "map_table", "log", "review", "room", "messages", "proposals", "press", "ending", "injects"}


def content_of(world: engine.World) -> bytes:
    return b"".join(field.tobytes() for field in world)


class Work:
    """Counts how often the engine decodes and masks each world, since the last call of `done`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count: Counter[tuple[object, ...]] = Counter()
        self.total: Counter[str] = Counter()
        for name, key in {
            "decode": lambda stored, setting: json.dumps(stored),
            "perspective": lambda setting, world, seat: (content_of(world), seat),
            "full_truth": lambda setting, world: content_of(world),
            "common_knowledge": lambda setting, world: content_of(world),
        }.items():
            monkeypatch.setattr(engine, name, self._counted(name, getattr(engine, name), key))

    def _counted(self, name: str, true: Callable[..., Any], key: Callable[..., object]) -> Callable[..., Any]:
        def counted(*values: Any) -> Any:
            self.count[name, key(*values)] += 1
            self.total[name] += 1
            return true(*values)

        return counted

    def done(self) -> dict[str, int]:
        """Return how often each kind of work was repeated, and reset the counts."""
        again: Counter[str] = Counter()
        for (name, *_), number in self.count.items():
            again[str(name)] += number - 1
        self.count.clear()
        return {name: number for name, number in again.items() if number}


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    return Work(monkeypatch)


def repeated(work: Work, user: User, exercise: Exercise, turns: tuple[int, ...]) -> Iterator[tuple[str, Any]]:
    """Return the pages and API answers that repeat work, with the work that each repeats."""
    client = Client()
    client.force_login(user)
    for address in every_answer.addresses(exercise, turns, lambda name: name in PAGES or name.startswith("api-")):
        for headers in ({}, HTMX)[: 1 if address.startswith("/api/") else 2]:
            client.get(address, headers=headers)
            if again := work.done():
                yield f"{address} {headers}", again


@pytest.mark.slow
def test_a_game_that_is_played_alone(player: Player, bo: User, now: Any, work: Work) -> None:
    exercise = player.seat.exercise
    record_runs(exercise)
    player.play_turn(player.legal(2))
    branches.fork(turn=player.play_turn(player.legal(2)), by=bo, now=now)
    player.play_turn(player.legal(1))
    player.draft(player.legal(1))
    work.done()
    assert list(repeated(work, bo, exercise, (1, 3))) == []
    assert work.total["decode"] > 20
    assert work.total["perspective"] > 20


@pytest.fixture(params=["rigid", "free"])
def klass(make_class: Callable[..., Class], request: pytest.FixtureRequest) -> Class:
    """Return a class whose second turn is open, or whose first turn is in review."""
    klass = make_class(adjudication=request.param)
    klass.join("Bo", "KOR")
    klass.join("Cy", "JPN")
    klass.start()
    phases.close(turn=klass.turn, by=klass.ada, now=klass.now)
    klass.resolve()
    if klass.turn.is_closed:
        klass.open_next()
    return klass


@pytest.mark.slow
def test_a_class(klass: Class, work: Work) -> None:
    record_runs(klass.exercise)
    for name in ("Bo", "ada"):
        person: Participant = klass.exercise.participants.get(name=name)
        work.done()
        assert list(repeated(work, person.user, klass.exercise, (1, 2))) == []
    assert work.total["full_truth"] > 5


@pytest.mark.slow
def test_a_sheet_that_is_changed_and_filed(begun: Class, client: Client, work: Work) -> None:
    code = begun.exercise.code
    bo = begun.exercise.participants.get(name="Bo")
    client.force_login(bo.user)
    offers = client.get(reverse("api-options", args=[code, 1])).json()
    kind = next(each["kind"] for each in offers if each["is_available"])
    work.done()
    for revision, (name, *slot) in enumerate([("add_order",), ("remove_order", 1), ("add_order",), ("submit",)]):
        posted = {"kind": kind, "revision": revision, "seat": "KOR"}
        answer = client.post(reverse(name, args=[code, 1, *slot]), posted, headers=HTMX)
        assert (answer.status_code, work.done()) == (200, {}), name


def test_nothing_is_kept_when_a_request_is_answered(begun: Class, client: Client, work: Work) -> None:
    client.force_login(begun.exercise.participants.get(name="Bo").user)
    board = reverse("api-board", args=[begun.exercise.code, 1])
    for _ in range(2):
        client.get(board)
    assert work.done() == {"decode": 1, "perspective": 1}
    perspectives.view_of(begun.turn, begun.seat("KOR"))
    perspectives.view_of(begun.turn, begun.seat("KOR"))
    assert work.done() == {"decode": 1, "perspective": 1}


def test_outside_a_request_an_act_on_injects_decodes_its_world_once(begun: Class, work: Work) -> None:
    write(begun, "KOR", when=("turn >= 1",))
    act(begun, "skip", "white_paper")
    work.done()
    injects.open_with(turn=begun.turn, now=begun.now)
    assert work.done() == {}, "what happened, what is due and what is moved ask the same world"


def test_each_seat_gets_a_view_of_its_own_in_the_same_request(begun: Class) -> None:
    turn = begun.turn
    with worlds.once_a_request():
        views = {role: perspectives.view_of(turn, begun.seat(role)) for role in ("KOR", "JPN", "KOR")}
        assert perspectives.view_of(turn, begun.seat("KOR")) is views["KOR"]
        assert content_of(views["KOR"].world) != content_of(views["JPN"].world)
        assert {role: view.seat for role, view in views.items()} == {"KOR": "KOR", "JPN": "JPN"}
        assert perspectives.truth_of(turn) is not perspectives.common_view_of(turn)
