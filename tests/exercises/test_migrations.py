"""Data migrations of exercises and ensembles: an update keeps what people have read, and chains what they did."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from scenarios.loader import PACKS
from scenarios.models import Place, Scenario, ScenarioVersion
from scenarios.schema.pack_reading import read_pack
from scenarios.vocabulary import Confidence, FactKind, PlaceKind, Readiness, Stance, Status
from tests.services.databases import fresh_database
from wargame.accounts.models import User
from wargame.exercises import record_chain
from wargame.exercises.access import voter_of
from wargame.exercises.models import DebriefQuestion, Exercise, Participant

pytestmark = pytest.mark.django_db(transaction=True)

Apps = Any
Migrate = Callable[..., Apps]
BELOW = {"exercises": ("accounts", "scenarios"), "analysis": ("accounts", "scenarios", "exercises")}
OURS = ("accounts", "scenarios", "exercises", "analysis")
UNCHAINED, CHAINED = "0032_restarts", "0033_record_links"
CLAIM = "third-power"
BID, ANSWERED = "0049_handouts", "0050_bids_are_answers"
READ_AT, READ_WHICH = "0030_bids", "0031_briefed_seat"
BEFORE_SPLITS, BESIDE = "0001_squashed_0006_appraisals", "0009_trials_beside_ensembles"


def up_to(loader: MigrationLoader, name: str, app: str) -> list[tuple[str, str]]:
    """Return a migration of an app, and the last one of each app on which it stands."""
    below = [loader.graph.leaf_nodes(each)[0] for each in BELOW[app]]
    return [*below, (app, name)]


def newest() -> str:
    """Return the last migration of `exercises`."""
    return str(MigrationLoader(None).graph.leaf_nodes("exercises")[0][1])


def make_tables(name: str, app: str) -> None:
    """Make all tables as they are after a migration, which is noted as applied with those before it."""
    executor = MigrationExecutor(connection)
    targets = up_to(executor.loader, name, app)
    plan = executor.migration_plan(targets)
    with connection.schema_editor() as editor:
        for model in executor.loader.project_state(targets).apps.get_models():
            editor.create_model(model)
    for migration, _ in plan:
        executor.record_migration(migration)


@pytest.fixture
def migrate(tmp_path: Path) -> Iterator[Migrate]:
    """Return a function that migrates an app to a migration and returns its models, in a database of its own.

    That begins with the first migration asked for: to undo most of the tests' database takes ten times as long.
    """

    def to(name: str, app: str = "exercises") -> Apps:
        if not connection.introspection.table_names():
            make_tables(name, app)
        executor = MigrationExecutor(connection)
        return executor.migrate(up_to(executor.loader, name, app)).apps

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
    migrate(newest())  # the chain is read by this program, which reads every column of an exercise

    found = Exercise.objects.defer(None).only("pk", "code").get()
    assert list(record_chain.faults_of(found)) == []
    assert record_chain.head_of(found)[0] == 2


@pytest.mark.slow
@pytest.mark.postgresql
def test_the_last_bid_of_a_person_becomes_an_answer_without_a_name(migrate: Migrate) -> None:
    old, now = migrate(BID), timezone.now()
    version, user = a_version(), User.objects.create(username="ada")
    content = {"pack": read_pack(PACKS / "list-four").model_dump(mode="json"), "library": {}}
    ScenarioVersion.objects.filter(pk=version.pk).update(content=content)
    exercise = old.get_model("exercises", "Exercise").objects.create(
        code="G9K0C1", scenario_version_id=version.pk, secret=bytes(32), created_by_id=user.pk, created_at=now,
        dials={"third_power": 1.5},
    )  # fmt: skip
    seat = old.get_model("exercises", "Seat").objects.create(exercise=exercise, role="KOR")
    branch = old.get_model("exercises", "Branch").objects.create(exercise=exercise, number=1, created_at=now)
    turns = [
        old.get_model("exercises", "Turn").objects.create(
            branch=branch, number=number, opened_at=now, world={}, schema_version=1
        )
        for number in (1, 2)
    ]
    bo, cy = (
        old.get_model("exercises", "Participant").objects.create(
            exercise=exercise, user_id=User.objects.create(username=name).pk, name=name, name_key=name, joined_at=now
        )
        for name in ("bo", "cy")
    )
    for turn, by, key, in_100 in ((turns[0], bo, CLAIM, 20), (turns[1], bo, CLAIM, 70), (turns[0], cy, "gone", 5)):
        old.get_model("exercises", "Bid").objects.create(turn=turn, seat=seat, key=key, in_100=in_100, by=by, at=now)

    new = migrate(ANSWERED)

    (question,) = new.get_model("exercises", "DebriefQuestion").objects.all()
    assert (question.key, question.number, question.status) == ("claim-third-power", 1, "waiting")
    assert question.reveal == {"came": True, "said": content["pack"]["bids"][0]["was_on"]}
    (answer,) = new.get_model("exercises", "DebriefAnswer").objects.all()
    assert answer.in_100 == 70
    migrate(newest())
    person = Participant.objects.only("pk").get(pk=bo.pk)
    assert answer.voter == voter_of(DebriefQuestion(pk=question.pk), person), "Bo finds the own answer again"


@pytest.mark.slow
@pytest.mark.postgresql
def test_undoing_the_kinds_of_ensembles_takes_their_rows_along(migrate: Migrate) -> None:
    """One of each kind is stored, with a chunk; a trial runs beside a split."""
    new, now = migrate(BESIDE, "analysis"), timezone.now()
    user = User.objects.create(username="ada")
    exercise = new.get_model("exercises", "Exercise").objects.create(
        code="G9K0C1", scenario_version_id=a_version().pk, secret=bytes(32), created_by_id=user.pk, created_at=now
    )
    line = new.get_model("exercises", "Branch").objects.create(exercise_id=exercise.pk, number=1, created_at=now)
    turn = new.get_model("exercises", "Turn").objects.create(
        branch_id=line.pk, number=1, world={}, schema_version=1, opened_at=now
    )
    done = {"branch_id": line.pk, "turn_id": turn.pk, "status": "done", "aggregate": {"games": 1}}
    kinds = {
        "outlook": done, "known_then": done, "split": done | {"status": "running"}, "dials": {"status": "running"},
    }  # fmt: skip
    for number, (kind, columns) in enumerate(kinds.items(), 1):
        ensemble = new.get_model("analysis", "Ensemble").objects.create(
            exercise_id=exercise.pk, number=number, kind=kind, keeps_orders=True, policies={}, games=1, seed=1,
            engine_version="1", asked_by_id=user.pk, asked_at=now, **columns,
        )  # fmt: skip
        new.get_model("analysis", "Chunk").objects.create(
            ensemble_id=ensemble.pk, first_seed=1, games=1, next_enqueue_at=now
        )

    old = migrate(BEFORE_SPLITS, "analysis").get_model("analysis", "Ensemble").objects.order_by("number")
    assert list(old.values_list("kind", "status", "chunks")) == [("outlook", "done", 1), ("dials", "cancelled", 4)]
    migrate(BESIDE, "analysis")


def test_every_migration_can_be_undone() -> None:
    ours = {node: each for node, each in MigrationLoader(None).disk_migrations.items() if node[0] in OURS}
    assert len(ours) > 20
    assert [node for node, each in ours.items() if not all(one.reversible for one in each.operations)] == []
