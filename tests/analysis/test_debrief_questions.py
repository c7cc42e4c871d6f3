"""The questions of a debrief that the split of a game answers, and how they come by themselves."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from tests.analysis.asking import WorkerBench, ask
from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.analysis.selectors.results import counts_of
from wargame.analysis.services import debrief_questions, ensembles, readying
from wargame.analysis.services.debrief_questions import questions_of
from wargame.engine.values import PARTS_OF_SPLIT, Split
from wargame.exercises.control.services import lifecycle
from wargame.exercises.models import Exercise, Participant

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_questions_hold_the_measured_effects_under_letters_that_tell_nothing(
    ended: Player, bench: WorkerBench, now: datetime
) -> None:
    assert questions_of(ended.branch) == (), "nothing is measured yet"
    split = bench.play_all(ask(ended, now, kind="split", games=6))
    found = counts_of(split)
    assert isinstance(found, Split)
    asked = {one.key: one for one in questions_of(ended.branch)}
    ending = asked["ending"]
    places = [(option["turn"], option["seat"]) for option in ending.options]
    assert places == sorted(places), "letters follow turns and seats"
    assert len({option["letter"] for option in ending.options}) == len(places) <= 5
    measure = 1 + found.endings.index(ended.branch.ending)
    for option in ending.options:
        moved = found.moved(option["turn"], option["seat"], measure)[PARTS_OF_SPLIT.index("own")]
        assert ending.reveal["effects"][option["letter"]][0] == moved.mean
    assert sum(key.startswith("aims-") for key in asked) <= 2
    assert all(len({option["seat"] for option in one.options}) == 1 for key, one in asked.items() if key != "ending")


@pytest.fixture
def ended_class(
    make_class: Callable[..., Class], bench: WorkerBench, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> Class:
    """A class that has ended at this moment after two turns with orders of KOR; its split plays few games."""
    monkeypatch.setattr(ensembles, "USUAL_SPLIT_GAMES", 4)
    group = make_class()
    bo = group.join("Bo", "KOR")
    group.start()
    for _ in range(2):
        group.submit(bo, Player(group.seat("KOR")).legal(1, turn=group.turn))
        group.resolve()
        group.open_next()
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=now)
    group.exercise.refresh_from_db()
    return group


def split_class(group: Class, bench: WorkerBench, now: datetime) -> int:
    """Play the split of a class that has ended, and return its line."""
    line = group.exercise.current_branch_id
    assert line
    split = readying.go_on(branch_id=line, now=now)
    assert split
    assert not group.exercise.debrief_questions.exists(), "nothing is measured yet"
    bench.play_all(split)
    return line


def test_the_questions_of_a_class_come_by_themselves_once_it_is_split(
    ended_class: Class, bench: WorkerBench, now: datetime
) -> None:
    line = split_class(ended_class, bench, now)
    assert readying.lines_due(now=now) == [line]
    reading = readying.go_on(branch_id=line, now=now)
    assert reading, "what the seats knew is read all the same"
    made = ended_class.exercise.debrief_questions.all()
    assert any(one.key.startswith("aims-") for one in made), "which seats gained or lost enough is up to the game"
    assert {one.status for one in made} == {"waiting"}
    assert not debrief_questions.make_questions(exercise=ended_class.exercise).new, "each is made once"
    (bo,) = (one.user for one in ended_class.exercise.participants.filter(name="Bo"))
    for user, is_leader in ((ended_class.ada.user, True), (bo, False)):
        assert isinstance(user, User)
        client = Client()
        client.force_login(user)
        page, api, wall = (
            client.get(reverse(name, args=[ended_class.exercise.code]))
            for name in ("debrief", "api-debrief", "projector")
        )
        for one in made:
            assert (one.text in page.content.decode()) is is_leader, "a question is read when it is shown"
            assert one.text not in wall.content.decode()
        assert len(api.json()) == (len(made) if is_leader else 0)


def test_questions_that_cannot_be_made_hold_up_nothing_else(
    ended_class: Class, bench: WorkerBench, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*, exercise: Exercise, by: Participant | None = None) -> None:
        raise ValueError("of another engine")

    line = split_class(ended_class, bench, now)
    monkeypatch.setattr(readying, "make_questions", refuse)
    reading = readying.go_on(branch_id=line, now=now)
    assert reading
    assert reading.kind == "known_then"
    assert readying.lines_due(now=now) == []


def test_only_the_line_that_a_class_played_gives_questions(
    ended_class: Class, bench: WorkerBench, now: datetime
) -> None:
    line = split_class(ended_class, bench, now)
    Exercise.objects.filter(pk=ended_class.exercise.pk).update(current_branch=None)
    assert readying.go_on(branch_id=line, now=now)
    assert not ended_class.exercise.debrief_questions.exists()
