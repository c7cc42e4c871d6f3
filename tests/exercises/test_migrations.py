"""Data migrations: nobody loses a seat by an update."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState
from django.utils import timezone

from scenarios.models import Place, Scenario, ScenarioVersion
from scenarios.vocabulary import Confidence, FactKind, PlaceKind, Readiness, Stance, Status
from tests.services.databases import fresh_database
from wargame.accounts.models import User
from wargame.exercises import record_chain
from wargame.exercises.dice_commitments import commitment_to
from wargame.exercises.models import Exercise

pytestmark = pytest.mark.django_db(transaction=True)

Apps = Any
Migrate = Callable[[str], Apps]
HOLDERS, PARTICIPANTS, POLICIES = "0001_initial", "0004_seats_without_holder", "0006_policies_on_sheets"
BELOW = ("accounts", "scenarios")
OURS = ("scenarios", "exercises", "analysis")
SEEDS, SECRETS = "0023_kept_answers", "0024_secret_dice"
UNCHAINED, CHAINED = "0032_restarts", "0033_record_links"
ADVISED = "0035_advice"
READ_AT, READ_WHICH = "0030_bids", "0031_briefed_seat"


def step_by_step() -> MigrationExecutor:
    """Return an executor that knows each migration, and none that replaces several."""
    executor = MigrationExecutor(connection)
    executor.loader.replace_migrations = False
    executor.loader.build_graph()
    for node in list(executor.loader.applied_migrations):
        if replaces(executor.loader, node):
            del executor.loader.applied_migrations[node]
    return executor


def replaces(loader: MigrationLoader, node: tuple[str, str]) -> bool:
    return node in loader.disk_migrations and bool(loader.disk_migrations[node].replaces)


def up_to(loader: MigrationLoader, name: str) -> list[tuple[str, str]]:
    """Return a migration of `exercises`, and the last one of each app on which it stands."""
    below = [next(node for node in loader.graph.leaf_nodes(app) if not replaces(loader, node)) for app in BELOW]
    return [*below, ("exercises", name)]


def make_tables(name: str) -> None:
    """Make all tables as they are after a migration, which is noted as applied with those before it."""
    executor = step_by_step()
    targets = up_to(executor.loader, name)
    plan = executor.migration_plan(targets)
    with connection.schema_editor() as editor:
        for model in executor.loader.project_state(targets).apps.get_models():
            editor.create_model(model)
    for migration, _ in plan:
        executor.recorder.record_applied(migration.app_label, migration.name)


@pytest.fixture
def migrate(tmp_path: Path) -> Iterator[Migrate]:
    """Return a function that migrates `exercises` to a migration and returns its models, in a database of its own.

    That begins with the first migration asked for: to undo most of the tests' database takes ten times as long.
    """

    def to(name: str) -> Apps:
        if not connection.introspection.table_names():
            make_tables(name)
        executor = step_by_step()
        return executor.migrate(up_to(executor.loader, name)).apps

    with fresh_database(tmp_path) as name, pytest.MonkeyPatch.context() as patch:
        forget_connections()
        patch.setitem(connection.settings_dict, "NAME", name)
        yield to
        forget_connections()


def forget_connections() -> None:
    """Have what is asked next connect anew: the data migrations know no other database than this connection's."""
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()


def a_version() -> ScenarioVersion:
    """Return a version of a scenario, of which these migrations read nothing."""
    judged = {"status": Status.INVENTED, "confidence": Confidence.GENERAL, "stance": Stance.AGREED}
    place = Place.objects.create(
        kind=FactKind.PLACE, slug="sea", place_kind=PlaceKind.SEA, longitude=0, latitude=0, **judged
    )
    return ScenarioVersion.objects.create(
        scenario=Scenario.objects.create(slug="any"), focus=place, status=Readiness.READY, number=1, content={},
        minutes_low=1, minutes_high=1, turns=1,
    )  # fmt: skip


def solo_exercise(apps: Apps, *, code: str, user: User, version: ScenarioVersion) -> Any:
    """The user plays South Korea, a policy plays Japan."""
    exercise = apps.get_model("exercises", "Exercise").objects.create(
        code=code, scenario_version_id=version.pk, seed=1, created_by_id=user.pk, created_at=timezone.now()
    )
    seats = apps.get_model("exercises", "Seat").objects
    seats.create(exercise_id=exercise.pk, role="JPN", policy="empirical")
    seats.create(exercise_id=exercise.pk, role="KOR", holder_id=user.pk)
    return exercise


def turn_with_sheets(apps: Apps, *, exercise: Any) -> None:
    """Each seat of the exercise has a sheet in turn 1."""
    at = timezone.now()
    branch = apps.get_model("exercises", "Branch").objects.create(
        exercise_id=exercise.pk, number=1, name="Main line", created_at=at
    )
    turn = apps.get_model("exercises", "Turn").objects.create(
        branch_id=branch.pk, number=1, world={}, engine_version="1", schema_version=1, opened_at=at
    )
    for seat in apps.get_model("exercises", "Seat").objects.filter(exercise_id=exercise.pk):
        apps.get_model("exercises", "OrderSheet").objects.create(turn_id=turn.pk, seat_id=seat.pk)


@pytest.mark.slow
@pytest.mark.postgresql
def test_who_held_a_seat_is_a_participant_and_a_sheet_of_a_policy_says_so_itself(migrate: Migrate) -> None:
    """There, back, and on with sheets."""
    old = migrate(HOLDERS)
    bo, guest = (User.objects.create(username=name, is_guest=name == "guest-1f") for name in ("bo", "guest-1f"))
    version = a_version()
    mine = solo_exercise(old, code="G9K0C1", user=bo, version=version)
    theirs = solo_exercise(old, code="G9K0C2", user=guest, version=version)

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
    exercises = migrate(SEEDS).get_model("exercises", "Exercise").objects
    bo, version = User.objects.create(username="bo"), a_version()
    for number, status in enumerate(("lobby", "running", "ended"), start=1):
        exercises.create(
            code=f"G9K0C{number}", scenario_version_id=version.pk, seed=number, status=status,
            created_by_id=bo.pk, created_at=timezone.now(),
        )  # fmt: skip
    rows = migrate(SECRETS).get_model("exercises", "Exercise").objects.order_by("code")
    assert [(len(row.secret), row.commitment) for row in rows] == [
        (32, commitment_to(bytes(row.secret))) for row in rows
    ]
    assert len({bytes(row.secret) for row in rows}) == 3
    assert len(set(migrate(SEEDS).get_model("exercises", "Exercise").objects.values_list("seed", flat=True))) == 3


@pytest.mark.slow
@pytest.mark.postgresql
def test_who_has_read_a_briefing_has_read_that_of_their_seat(migrate: Migrate) -> None:
    old, now = migrate(READ_AT), timezone.now()
    version = a_version()
    users = [User.objects.create(username=name) for name in ("ada", "bo", "cy", "dee")]
    exercise = old.get_model("exercises", "Exercise").objects.create(
        code="G9K0C1", scenario_version_id=version.pk, secret=bytes(32), created_by_id=users[0].pk, created_at=now
    )
    korea = old.get_model("exercises", "Seat").objects.create(exercise_id=exercise.pk, role="KOR")
    for user, seat, at in zip(users, (korea.pk, korea.pk, None, None), (now, None, now, None), strict=True):
        old.get_model("exercises", "Participant").objects.create(
            exercise_id=exercise.pk, user_id=user.pk, name=user.username, name_key=user.username, seat_id=seat,
            joined_at=now, briefed_at=at,
        )  # fmt: skip

    people = migrate(READ_WHICH).get_model("exercises", "Participant").objects.order_by("name")

    assert [person.briefed_seat_id for person in people] == [korea.pk, None, None, None]
    people = migrate(READ_AT).get_model("exercises", "Participant").objects.order_by("name")
    assert [person.briefed_at is not None for person in people] == [True, False, False, False]


@pytest.mark.slow
@pytest.mark.postgresql
def test_what_was_recorded_before_the_chain_is_chained(migrate: Migrate) -> None:
    """Rows that this program hashes are as the migration hashed them."""
    old, now = migrate(UNCHAINED), timezone.now()
    user = User.objects.create(username="ada")
    exercise = old.get_model("exercises", "Exercise").objects.create(
        code="G9K0C1", scenario_version_id=a_version().pk, secret=bytes(32), created_by_id=user.pk, created_at=now
    )
    for act in ("create", "lock"):
        old.get_model("exercises", "ControlEntry").objects.create(exercise_id=exercise.pk, act=act, at=now)

    migrate(CHAINED)
    migrate(ADVISED)  # the chain is read by this program, which reads every column of an exercise

    found = Exercise.objects.defer(None).only("pk", "code").get()
    assert list(record_chain.faults_of(found)) == []
    assert record_chain.head_of(found)[0] == 2


def test_every_migration_can_be_undone() -> None:
    migrations = MigrationLoader(None, replace_migrations=False).disk_migrations
    ours = {node: each for node, each in migrations.items() if node[0] in ("accounts", *OURS)}
    assert len(ours) > 30
    assert [node for node, each in ours.items() if not all(one.reversible for one in each.operations)] == []


@pytest.mark.parametrize("app", OURS)
def test_a_migration_that_replaces_others_ends_in_the_same_tables(app: str) -> None:
    """A new database is made by one migration for each app; an older one goes on from where it was."""
    replacing = next(
        migration for (owner, _), migration in MigrationLoader(None).disk_migrations.items()
        if owner == app and migration.replaces
    )  # fmt: skip
    last = replacing.replaces[-1]
    walked = MigrationLoader(None, replace_migrations=False)
    assert {name for owner, name in walked.disk_migrations if owner == app} >= {name for _, name in replacing.replaces}
    expected = walked.project_state(last).models
    found = MigrationLoader(None).project_state((app, replacing.name)).models
    assert {key: described(found[key]) for key in found if key[0] == app} == {
        key: described(expected[key]) for key in expected if key[0] == app
    }


def described(model: ModelState) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the fields of a model with their settings, and its options, whatever their order."""
    fields = {name: field.deconstruct()[1:] for name, field in model.fields.items()}
    options = {name: value for name, value in model.options.items() if value}
    for listed in ("constraints", "indexes"):
        options[listed] = sorted(str(part.deconstruct()) for part in options.get(listed, ()))
    return fields, options
