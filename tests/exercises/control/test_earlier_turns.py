"""A class that begins with a later turn: the turns before happen as on record, and are turns like all others."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from tests.exercises.class_with_people import Class
from tests.exercises.preparation.test_own_words import browser
from wargame.exercises.control.services import earlier_turns
from wargame.exercises.lobby.services import classes, duplicates, standbys
from wargame.exercises.models import Exercise, OrderSheet, Seat, Turn
from wargame.exercises.turns.services import adjudications, replays

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def group(make_class: Callable[..., Class]) -> Class:
    """Return a class that begins with turn 3, in its lobby: Bo plays South Korea, the United States are left out."""
    group = make_class(first_turn=3, adjudication="semi_rigid")
    group.join("Bo", "KOR")
    standbys.cast(seat=group.seat("USA"), to="nobody", by=group.ada, now=group.now)
    return group


def test_turns_before_are_played_by_the_record_and_replay_alike(group: Class) -> None:
    turn = group.start()
    turns = list(Turn.objects.filter(branch__exercise=group.exercise))
    assert [(one.number, one.status, bool(one.digest)) for one in turns] == [
        (1, "closed", True),
        (2, "closed", True),
        (3, "open", False),
    ]
    assert (turn.number, turn.deadline is not None, turns[1].next_world) == (3, True, None)
    filed = OrderSheet.objects.filter(turn__number__lt=3)
    assert set(filed.exclude(seat__role="USA").values_list("policy", flat=True)) == {earlier_turns.RECORD}
    assert not any(filed.filter(seat__role="USA").values_list("orders", flat=True))
    assert not OrderSheet.objects.filter(turn=turn, seat__role="KOR").exists()
    assert (group.seat("KOR").policy, Seat.objects.filter(policy=earlier_turns.RECORD).count()) == ("", 0)
    assert [one.differences for one in replays.replay(exercise=group.exercise)] == [(), (), ()]


def test_its_people_read_what_happened_before_and_go_on(group: Class) -> None:
    group.start()
    bo, code = group.exercise.participants.get(name="Bo"), group.exercise.code
    for name, number in (("play", 0), ("results", 1), ("results", 2)):
        page = browser(bo).get(reverse(name, args=[code, number] if number else [code]))
        assert page.status_code == 200, (name, number)
    ada = browser(group.ada)
    assert all(ada.get(reverse(name, args=[code])).status_code == 200 for name in ("room", "log", "overview"))
    group.submit(bo)
    group.resolve()
    assert group.turn.status == Turn.Status.REVIEW


def test_the_same_secret_gives_the_same_turns_before(make_class: Callable[..., Class]) -> None:
    played = []
    for _ in range(2):
        turn = make_class(first_turn=3).start()
        played.append([one.digest for one in Turn.objects.filter(branch=turn.branch).order_by("number")])
    assert played[0] == played[1]


def test_a_turn_that_is_not_there_is_refused(make_class: Callable[..., Class]) -> None:
    with pytest.raises(classes.BadRules, match="Begin with a turn from 1 to 6"):
        make_class(first_turn=7)
    group = make_class(first_turn=2)
    assert duplicates.duplicate(exercise=group.exercise, by=group.ada, now=group.now).first_turn == 2
    lobby = browser(group.ada).get(reverse("lobby", args=[group.exercise.code])).content.decode()
    assert "Start turn 2" in lobby


def test_a_game_that_would_be_over_before_starts_nothing(group: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adjudications, "ending_of", lambda **about: "stand_off")
    said = browser(group.ada).post(reverse("start_class", args=[group.exercise.code]), follow=True).content.decode()
    assert "Choose an earlier turn to begin with." in said
    assert (Exercise.objects.get(pk=group.exercise.pk).status, Turn.objects.count()) == ("lobby", 0)
    alone = {"mode": "sandbox", "first_turn": 3, "missed": "hold", "seat_size": 8}
    times = {f"{name}_minutes": 0 for name in ("brief", "orders", "grace")}
    answer = browser(group.ada).post(reverse("new_exercise"), alone | times)
    assert answer.status_code == 422
    assert "Choose an earlier turn to begin with." in answer.content.decode()
    assert not Exercise.objects.exclude(pk=group.exercise.pk).exists(), "no sandbox stays behind"
