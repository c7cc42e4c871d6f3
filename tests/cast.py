"""The people of the tests: Ada leads, Bo and Cy play, Dee observes, Eve has no access."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest

from scenarios.models import ScenarioVersion
from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player, seated
from tests.kept_rows import APPS, once
from tests.packs import nine_past_nine
from tests.seeds import secret_of
from wargame.accounts.models import User
from wargame.exercises.lobby.services import solo
from wargame.exercises.models import Exercise, OrderSheet

NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)
SEED = 20190723


@pytest.fixture
def now() -> datetime:
    return NOON


@pytest.fixture
def ada(db: None) -> User:
    return User.objects.create_user("ada", is_staff=True)


@pytest.fixture
def bo(db: None) -> User:
    return User.objects.create_user("bo")


@pytest.fixture
def cy(db: None) -> User:
    return User.objects.create_user("cy")


@pytest.fixture
def dee(db: None) -> User:
    return User.objects.create_user("dee")


@pytest.fixture
def eve(db: None) -> User:
    return User.objects.create_user("eve")


@pytest.fixture
def version(db: None) -> ScenarioVersion:
    """The scenario of the airspace incident, loaded from its pack."""
    return nine_past_nine()


def at_the_table(version: ScenarioVersion, user: User) -> Player:
    """Start a solo exercise of a user as South Korea."""
    exercise = solo.start_solo(version=version, role="KOR", user=user, now=NOON, secret=secret_of(SEED))
    return Player(exercise.seats.get(role="KOR"))


@pytest.fixture
def exercise(player: Player) -> Exercise:
    """Bo's solo exercise as South Korea."""
    return player.seat.exercise


@pytest.fixture
def player(version: ScenarioVersion, bo: User) -> Player:
    """Bo, as a player of his solo exercise."""
    once(("at the table", version.content_hash, version.pk, bo.pk), lambda: at_the_table(version, bo))
    return Player(Exercise.objects.get().seats.get(role="KOR"))


@pytest.fixture
def second(exercise: Exercise, cy: User) -> Player:
    """Cy in the same exercise, as Japan, which a policy played before."""
    seat = exercise.seats.get(role="JPN")
    OrderSheet.objects.filter(seat=seat).delete()
    return Player(seated(seat, cy))


@pytest.fixture
def make_class(version: ScenarioVersion, ada: User) -> Callable[..., Class]:
    """Create Ada's class under the given rules, in its lobby; without a brief by default."""
    return partial(Class, version, ada, NOON)


@pytest.fixture
def kept_class(version: ScenarioVersion, ada: User) -> Callable[..., Class]:
    """Play a new class of Ada's by a function, under the given rules; a worker plays it once (`tests/kept_rows.py`).

    A test may not change values that the function plays by.
    """

    def begin(play: Callable[[Class], object], **rules: Any) -> Class:
        key = (play.__module__, play.__qualname__, *sorted(rules.items()), version.content_hash, version.pk, ada.pk)
        once(key, lambda: play(Class(version, ada, NOON, **rules)), [*APPS, "accounts"])
        return Class.of(Exercise.objects.get(), NOON)

    return begin


@pytest.fixture
def group(make_class: Callable[..., Class]) -> Class:
    """Ada's class in its lobby."""
    return make_class()


@pytest.fixture
def begun(kept_class: Callable[..., Class]) -> Class:
    """Bo plays South Korea, Cy plays Japan; turn 1 is open."""
    return kept_class(with_two)


def with_two(group: Class) -> None:
    """Bo plays South Korea, Cy plays Japan; turn 1 is open."""
    group.join("Bo", "KOR")
    group.join("Cy", "JPN")
    group.start()
