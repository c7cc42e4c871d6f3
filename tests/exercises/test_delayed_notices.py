"""A delayed observer gets no notice of anything that their page does not show yet."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises import every_answer
from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.exercises import access
from wargame.exercises.control.services import lifecycle, phases, takeovers
from wargame.exercises.diplomacy.services import messages
from wargame.exercises.lobby.services import participants
from wargame.exercises.models import Participant
from wargame.live import tokens

pytestmark = pytest.mark.django_db

Notices = list[tuple[str, str]]
Commit = Callable[[], AbstractContextManager[Any]]


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Commit:
    """Send notices as if the test's transaction had committed."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def gathered(group: Class) -> Class:
    """Bo plays South Korea, Cy Japan, and Dee watches."""
    group.join("Bo", "KOR")
    group.join("Cy", "JPN")
    participants.join(exercise=group.exercise, name="Dee", now=group.now, part=Participant.Part.OBSERVER)
    return group


def person(group: Class, name: str) -> Participant:
    return Participant.objects.select_related("exercise", "user", "seat").get(exercise=group.exercise, name=name)


def page(group: Class) -> str:
    """Return Dee's page, rendered now."""
    user = person(group, "Dee").user
    assert isinstance(user, User)
    client = Client()
    client.force_login(user)
    return client.get(reverse("exercise", args=[group.exercise.code]), follow=True).content.decode()


def channels(group: Class) -> frozenset[str]:
    """Return the channels of the page's stream, as its address names them."""
    return tokens.read(page(group).split('data-live-url="')[1].split('"')[0]).channels


def comparable_page(group: Class) -> str:
    """Return the page without the parts that differ in every answer."""
    return every_answer.FRESH.sub("", page(group))


def notices_for_dee(group: Class, told: Notices) -> list[str]:
    """Return the notices that reach Dee's page, without the number of the exercise."""
    mine = channels(group)
    return [
        f"{channel.split(':', 2)[-1]} {region}" for channel, region in told if tokens.channel_digest(channel) in mine
    ]


def quiet(group: Class) -> None:
    """Play a turn in which both seats only submit."""
    for name in ("Bo", "Cy"):
        group.submit(person(group, name))


def busy(group: Class) -> None:
    """Play a turn with the same result, in which people draft and talk, the clock stops and a seat changes hands."""
    bo = person(group, "Bo")
    group.draft(bo, Player(group.seat("KOR")).legal(2, turn=group.turn))
    phases.extend(turn=group.turn, seconds=60, by=group.ada, now=group.now)
    phases.pause(turn=group.turn, by=group.ada, now=group.now)
    messages.send(by=bo, recipients=(), text="We protest.", now=group.now, is_statement=True)
    phases.resume(turn=group.turn, by=group.ada, now=group.now)
    takeovers.hand_to_policy(seat=group.seat("JPN"), by=group.ada, now=group.now)
    takeovers.hand_back(seat=group.seat("JPN"), by=group.ada, now=group.now)
    phases.close(turn=group.turn, by=group.ada, now=group.now)
    phases.reopen(turn=group.turn, by=group.ada, now=group.now)
    group.submit(bo, [])
    group.submit(person(group, "Cy"))


@pytest.mark.slow
@pytest.mark.parametrize("adjudication", ["rigid", "free"])
def test_a_delayed_page_hears_the_same_whatever_people_do(
    make_class: Callable[..., Class], notices: Notices, committed: Commit, adjudication: str
) -> None:
    for play in (quiet, busy):
        group = gathered(make_class(allows_observers=True, observer_delay=1, adjudication=adjudication))
        group.start()
        notices.clear()
        with committed():
            play(group)
        assert notices_for_dee(group, notices) == []
        with committed():
            group.resolve()
        assert notices_for_dee(group, notices) == [], "its results come into sight a turn later"


@pytest.mark.slow
@pytest.mark.parametrize("adjudication", ["rigid", "free"])
def test_a_delayed_page_hears_when_it_may_see_more(
    make_class: Callable[..., Class], notices: Notices, committed: Commit, adjudication: str
) -> None:
    """One turn late: turn 1 as it opened when turn 2 opens, its results with those of turn 2, and everything at the
    end.
    """
    group = gathered(make_class(allows_observers=True, observer_delay=1, adjudication=adjudication))
    group.start()
    is_reviewed = adjudication == "free"

    def reveal() -> None:
        phases.reveal(turn=group.turn, by=group.ada, now=group.now, accepts_rest=True)

    def end() -> None:
        lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=group.now)

    acts: list[tuple[Callable[[], object], int]] = [
        (lambda: quiet(group), 0),
        (group.resolve, 0),
        *([(reveal, 0)] if is_reviewed else []),
        (group.open_next, 1),
        (lambda: quiet(group), 0),
        (group.resolve, 0 if is_reviewed else 1),
        *([(reveal, 1)] if is_reviewed else []),
        (end, 1),
    ]
    for act, count in acts:
        notices.clear()
        before, mine = comparable_page(group), channels(group)
        with committed():
            act()
        expected = [(access.channel_of_watchers(group.exercise.pk), "phase")] * count
        assert [notice for notice in notices if tokens.channel_digest(notice[0]) in mine] == expected
        assert (comparable_page(group) != before) == bool(count)


def test_the_lobbys_stream_ends_for_who_sees_the_rest_later(
    make_class: Callable[..., Class], notices: Notices, committed: Commit
) -> None:
    for delay in (0, 1):
        group = gathered(make_class(allows_observers=True, observer_delay=delay))
        assert tokens.channel_digest(access.channel_of(group.exercise.pk)) in channels(group), "a lobby hides nothing"
        notices.clear()
        with committed():
            group.start()
        ended = [channel for channel, word in notices if word == "!"]
        assert ended == [access.channel_of_person(person(group, "Dee"))] * delay
        assert (tokens.channel_digest(access.channel_of(group.exercise.pk)) in channels(group)) == (not delay)


@pytest.mark.slow
@pytest.mark.parametrize("adjudication", ["rigid", "free"])
def test_a_delayed_page_hears_of_an_ending_that_comes_before_its_first_turn(
    make_class: Callable[..., Class], notices: Notices, committed: Commit, adjudication: str
) -> None:
    group = gathered(make_class(allows_observers=True, observer_delay=50, adjudication=adjudication))
    group.start()
    mine = channels(group)
    while True:
        notices.clear()
        with committed():
            quiet(group)
            group.resolve()
            if adjudication == "free":
                phases.reveal(turn=group.turn, by=group.ada, now=group.now, accepts_rest=True)
        if group.turn.branch.is_finished:
            break
        assert not [notice for notice in notices if tokens.channel_digest(notice[0]) in mine]
        group.open_next()
    assert [notice for notice in notices if tokens.channel_digest(notice[0]) in mine] == [
        (access.channel_of_watchers(group.exercise.pk), "phase")
    ]
