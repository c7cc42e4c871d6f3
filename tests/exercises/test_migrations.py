"""Data migrations: nobody loses a seat by an update."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from tests.packs import nine_past_nine
from wargame.accounts.models import User
from wargame.exercises.dice_commitments import commitment_to

pytestmark = pytest.mark.django_db(transaction=True)

Apps = Any
Migrate = Callable[[str], Apps]
HOLDERS, PARTICIPANTS, POLICIES = "0001_initial", "0004_seats_without_holder", "0006_policies_on_sheets"
SEEDS, SECRETS = "0023_kept_answers", "0024_secret_dice"


@pytest.fixture
def migrate() -> Iterator[Migrate]:
    """Return a function that migrates `exercises` to a migration and returns its models; at the end, undo that."""

    def to(name: str) -> Apps:
        executor = MigrationExecutor(connection)
        return executor.migrate([("exercises", name)]).apps

    yield to
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def solo_exercise(apps: Apps, *, code: str, user: User) -> Any:
    """The user plays South Korea, a policy plays Japan."""
    exercise = apps.get_model("exercises", "Exercise").objects.create(
        code=code, scenario_version_id=nine_past_nine().pk, seed=1, created_by_id=user.pk, created_at=timezone.now()
    )
    seats = apps.get_model("exercises", "Seat").objects
    seats.create(exercise=exercise, role="JPN", policy="empirical")
    seats.create(exercise=exercise, role="KOR", holder_id=user.pk)
    return exercise


def turn_with_sheets(apps: Apps, *, exercise: Any) -> None:
    """Each seat of the exercise has a sheet in turn 1."""
    at = timezone.now()
    branch = apps.get_model("exercises", "Branch").objects.create(
        exercise_id=exercise.pk, number=1, name="Main line", created_at=at
    )
    turn = apps.get_model("exercises", "Turn").objects.create(
        branch=branch, number=1, world={}, engine_version="1", schema_version=1, opened_at=at
    )
    for seat in apps.get_model("exercises", "Seat").objects.filter(exercise_id=exercise.pk):
        apps.get_model("exercises", "OrderSheet").objects.create(turn=turn, seat=seat)


@pytest.mark.slow
@pytest.mark.postgresql
def test_who_held_a_seat_is_a_participant_and_a_sheet_of_a_policy_says_so_itself(migrate: Migrate) -> None:
    """One test, because each has to undo and apply most migrations: there, back, and on with sheets."""
    old = migrate(HOLDERS)
    bo, guest = (User.objects.create(username=name, is_guest=name == "guest-1f") for name in ("bo", "guest-1f"))
    mine, theirs = solo_exercise(old, code="G9K0C1", user=bo), solo_exercise(old, code="G9K0C2", user=guest)

    new = migrate(PARTICIPANTS)

    people = new.get_model("exercises", "Participant").objects.order_by("exercise__code")
    found = [(row.exercise_id, row.user_id, row.name, row.name_key, row.part, row.seat.role) for row in people]
    assert found == [
        (mine.pk, bo.pk, "bo", "bo", "player", "KOR"),
        (theirs.pk, guest.pk, "Guest", "guest", "player", "KOR"),
    ]
    assert people[0].joined_at == mine.created_at
    seats = new.get_model("exercises", "Seat").objects.filter(exercise=mine.pk).order_by("role")
    assert [(seat.role, seat.policy, seat.standby) for seat in seats] == [
        ("JPN", "empirical", "empirical"),
        ("KOR", "", "empirical"),
    ]

    seats = migrate(HOLDERS).get_model("exercises", "Seat").objects.filter(exercise=mine.pk).order_by("role")

    assert [(seat.role, seat.policy, seat.holder_id) for seat in seats] == [
        ("JPN", "empirical", None),
        ("KOR", "", bo.pk),
    ]

    turn_with_sheets(migrate(PARTICIPANTS), exercise=mine)
    sheets = migrate(POLICIES).get_model("exercises", "OrderSheet").objects.order_by("seat__role")

    assert list(sheets.values_list("seat__role", "policy")) == [("JPN", "empirical"), ("KOR", "")]


@pytest.mark.slow
def test_every_exercise_gets_a_secret_of_its_own_and_the_commitment_to_it(migrate: Migrate) -> None:
    bo = User.objects.create(username="bo")
    exercises = migrate(SEEDS).get_model("exercises", "Exercise").objects
    for number, status in enumerate(("lobby", "running", "ended"), start=1):
        exercises.create(
            code=f"G9K0C{number}", scenario_version_id=nine_past_nine().pk, seed=number, status=status,
            created_by_id=bo.pk, created_at=timezone.now(),
        )  # fmt: skip
    rows = migrate(SECRETS).get_model("exercises", "Exercise").objects.order_by("code")
    assert [(len(row.secret), row.commitment) for row in rows] == [
        (32, commitment_to(bytes(row.secret))) for row in rows
    ]
    assert len({bytes(row.secret) for row in rows}) == 3
    assert len(set(migrate(SEEDS).get_model("exercises", "Exercise").objects.values_list("seed", flat=True))) == 3
