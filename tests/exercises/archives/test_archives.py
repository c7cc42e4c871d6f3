"""Archives: exported, brought in where nothing of the exercise is left, and the same exercise then."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import jsonschema
import pytest
from django.apps import apps
from django.test import override_settings
from django.utils import timezone

from scenarios.models import ScenarioVersion
from tests.exercises.archived import changed, handout_for_nobody, members_of, strange_handout, taken_away, zipped
from tests.exercises.class_with_people import CUT_SHORT, Class
from tests.exercises.injecting import act, write
from tests.exercises.playing import Player
from wargame import engine
from wargame.accounts.models import User
from wargame.exercises import record_chain
from wargame.exercises.archives.domain import form, rows
from wargame.exercises.archives.domain.form import OF_BROWSER, BadArchive, Bounds
from wargame.exercises.archives.domain.schema import schema
from wargame.exercises.archives.services import importing, writing
from wargame.exercises.control.services import lifecycle, phases
from wargame.exercises.diplomacy.services import messages
from wargame.exercises.lobby.services import playing_on
from wargame.exercises.models import Exercise, Mark, Turn
from wargame.exercises.preparation.services import handouts, words
from wargame.exercises.preparation.services.handouts import HandoutDraft
from wargame.exercises.review.services import rulings
from wargame.exercises.rights.services import keeping
from wargame.exercises.turns.services import branches, replays

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

OF_ONE_INSTALLATION = {"Series", "Heartbeat", "Restarts", "KeptAnswer", "DebriefScreen", "ReportDraft", "ReportLink"}
"""Tables that no archive holds."""
_kept: dict[str, bytes] = {}


@pytest.fixture
def archive(player: Player, bo: User) -> bytes:
    """The archive of a solo game that was played to its end, with a branch that goes on; the game itself is gone."""
    exercise = player.seat.exercise
    if "solo" not in _kept:
        player.play_to_the_end()
        first = Turn.objects.get(branch__exercise=exercise, number=1)
        branches.fork(turn=first, by=bo, now=first.opened_at)
        player.play_turn([])
        branches.go_to(branch=exercise.branches.get(number=1), by=bo)
        _kept["solo"] = writing.archive_of(Exercise.objects.get(pk=exercise.pk))
    taken_away(exercise)
    return _kept["solo"]


def brought_in(archive: bytes, owner: User, bounds: Bounds = OF_BROWSER) -> Exercise:
    return importing.bring_in(io.BytesIO(archive), owner, now=timezone.now(), bounds=bounds)


def numbered(archive: bytes) -> dict[str, Any]:
    """Return the tables of an archive with each row's place instead of its key."""
    tables = members_of(archive)["exercise.json"]["tables"]
    places = {name: {row["id"]: place for place, row in enumerate(found)} for name, found in tables.items()}
    for model in rows.WAYS:
        for row in tables[model.__name__]:
            row["id"] = 0
            for field in rows.fields_of(model):
                if field.related_model is not None and row[field.name] is not None:
                    row[field.name] = places[field.related_model.__name__][row[field.name]]
    for turn in tables["Turn"]:
        for shift in turn["interventions"].get("shifts", ()):
            kind, _, key = shift["source"].partition(":")
            shift["source"] = f"{kind}:{places['Inject'][int(key)]}" if key else kind
    # The chain of hashes is written anew over the keys that the rows have here.
    del tables["RecordLink"]
    return tables


def same(archive: bytes, exercise: Exercise) -> None:
    """Assert that an exercise is the archive's: row for row, log for log, and by its replay."""
    again = writing.archive_of(exercise)
    assert numbered(again) == numbered(archive)
    assert members_of(again)["log.json"] == members_of(archive)["log.json"]
    assert members_of(again)["scenario.json"] == members_of(archive)["scenario.json"]
    assert not [turn for turn in replays.replay(exercise=exercise) if turn.differences or turn.other]
    assert not list(record_chain.faults_of(exercise))


def test_a_solo_game_with_a_branch_is_the_same_elsewhere(archive: bytes, cy: User) -> None:
    exercise = Exercise.objects.get(pk=brought_in(archive, cy).pk)
    same(archive, exercise)
    assert exercise.branches.count() == 2
    assert exercise.participants.get(user=cy).seat == exercise.seats.get(role="KOR")
    current = exercise.scenario_version.scenario.current
    assert current is None or current.pk != exercise.scenario_version_id, "the scenario on offer stays"
    with pytest.raises(BadArchive, match="is here already") as refusal:
        brought_in(archive, cy)
    assert str(exercise) not in str(refusal.value), "a stranger may lead it"


def test_a_game_that_ended_too_long_ago_is_refused_before_the_turnkeeper_deletes_it(archive: bytes, cy: User) -> None:
    ended = datetime.fromisoformat(members_of(archive)["exercise.json"]["tables"]["Exercise"][0]["ended_at"])
    with override_settings(KEEP_DAYS=30):
        with pytest.raises(BadArchive, match="This Parley deletes exercises 30 days after their end"):
            importing.bring_in(io.BytesIO(archive), cy, bounds=OF_BROWSER, now=ended + timedelta(days=31))
        assert not Exercise.objects.exists()
        importing.bring_in(io.BytesIO(archive), cy, bounds=OF_BROWSER, now=ended + timedelta(days=29))
        assert not list(keeping.over(now=ended + timedelta(days=29)))


def in_review(group: Class) -> None:
    """Bo's first turn is in review, with an inject that moved a figure and a letter to Japan."""
    bo = group.join("Bo", "KOR")
    group.join("Cy", "JPN")
    words.keep_words(exercise=group.exercise, role="KOR", text="Mind your allies.", by=group.ada, now=group.now)
    draft = HandoutDraft("Map", "Here.", "https://maps.example/", ("JPN", "KOR"))
    handouts.hand_out(exercise=group.exercise, draft=draft, by=group.ada, now=group.now)
    group.start()
    inject = write(group, "KOR", effects=(("approval-KOR", -4),))
    act(group, "send", inject.pk)
    messages.send(by=bo, recipients=["JPN"], text="Between us two.", now=group.now)
    group.submit(bo, Player(group.seat("KOR")).legal(4, turn=group.turn))
    phases.close(turn=group.turn, by=group.ada, now=group.now)
    group.resolve()


def archive_beside_a_copy(group: Class) -> bytes:
    """Return the archive of a class that is gone, while Bo's game that copies its dice is still here."""
    bo = group.exercise.participants.select_related("user").get(name="Bo").user
    turn = group.exercise.branches.get().turns.with_exercise().get(number=1)
    playing_on.play_on(line=turn.branch, turn=turn, role="KOR", by=bo, now=group.now + timedelta(hours=1))
    return taken_away(group.exercise)


def test_a_class_with_a_ruling_and_an_inject_is_the_same_elsewhere(kept_class: Callable[..., Class], cy: User) -> None:
    group = kept_class(in_review, adjudication="semi_rigid", seed=CUT_SHORT)
    patrol = rulings.Decision("incident:patrol", "in_zone", "The crews were told to join whatever came.")
    rulings.rule(turn=group.turn, decision=patrol, by=group.ada, now=group.now)
    phases.reveal(turn=group.turn, by=group.ada, now=group.now)
    assert group.turn.interventions["shifts"]
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=group.now)
    mark = {"criterion": "rubric-1", "points": 4, "evidence": "1.1", "at": group.now}
    Mark.objects.create(exercise=group.exercise, seat=group.seat("KOR"), by=group.ada, **mark)
    archive = archive_beside_a_copy(group)
    exercise = Exercise.objects.get(pk=brought_in(archive, cy).pk)
    same(archive, exercise)
    assert exercise.participants.get(user=cy).is_white_cell
    assert [(each.points, each.by.user_id, each.seat and each.seat.role) for each in exercise.marks.all()] == [
        (4, cy.pk, "KOR")
    ]


def first_of(table: str, **values: Any) -> Any:
    return lambda data: data["tables"][table][0].update(values)


def last_of(table: str, **values: Any) -> Any:
    return lambda data: data["tables"][table][-1].update(values)


def forked_from_itself(data: Any) -> None:
    first, later = data["tables"]["Branch"]
    first["parent_turn"] = next(turn["id"] for turn in data["tables"]["Turn"] if turn["branch"] == later["id"])


def another_world(data: Any) -> None:
    data["tables"]["Turn"][0]["world"]["more"] = 1


def crowded(data: Any) -> None:
    data["tables"]["Participant"] *= form.MAX_PEOPLE + 1


def other_orders(data: Any) -> None:
    sheet = next(sheet for sheet in data["tables"]["OrderSheet"] if sheet["policy"] and sheet["orders"])
    sheet["orders"] = []


def strange_question(document: dict[str, Any]) -> None:
    """Ask a question with options of which nobody knows the effect."""
    tables = document["tables"]
    texts = {"key": "x", "text": "Why?", "hint": "", "talk": "", "notes": "", "status": "revealed"}
    shape = {"options": [{"letter": "A"}], "reveal": {"effects": {"A": "much"}}}
    tables["DebriefQuestion"] = [{"id": 1, "exercise": tables["Exercise"][0]["id"], "number": 1, **texts, **shape}]


WRONG: dict[str, tuple[Any, str]] = {
    "no zip": (lambda archive: b"not a zip", "no ZIP file"),
    "half of it": (lambda archive: archive[: len(archive) // 2], "no ZIP file"),
    "a climbing name": (lambda archive: zipped({"../../etc/passwd": b""}), "no archive of an exercise has"),
    "nothing in it": (lambda archive: zipped({}), "lacks manifest.json"),
    "no manifest": (lambda archive: zipped({"exercise.json": b"{}", "scenario.json": b"{}"}), "lacks manifest.json"),
    "a bomb": (
        lambda archive: zipped(dict.fromkeys(("manifest.json", *form.DATA), b"0" * (form.MAX_MEMBER_BYTES // 2))),
        "unpacks to more than",
    ),
    "no JSON": (lambda archive: zipped(dict.fromkeys(("manifest.json", *form.DATA), b"[")), "no JSON"),
    "deep JSON": (lambda archive: zipped(dict.fromkeys(("manifest.json", *form.DATA), b"[" * 10**6)), "no JSON"),
    "another format": (
        lambda archive: changed(archive, manifest=lambda m: m.update(format="x")),
        "no archive of an ex",
    ),
    "a newer form": (lambda archive: changed(archive, manifest=lambda m: m.update(version=2)), "Use a newer edition"),
    "other rules": (lambda archive: changed(archive, manifest=lambda m: m.update(rules="0.1")), "played by rules 0.1"),
    "a wrong digest": (
        lambda archive: changed(archive, manifest=lambda m: m["members"]["exercise.json"].update(sha256="0")),
        "changed or damaged",
    ),
    "an unknown column": (lambda archive: changed(archive, exercise=first_of("Seat", x=1)), "does not know"),
    "an unknown table": (
        lambda archive: changed(archive, exercise=lambda d: d["tables"].update(X=[])),
        "does not know",
    ),
    "a wrong value": (lambda archive: changed(archive, exercise=first_of("Turn", number="one")), "no value of this"),
    "a missing row": (
        lambda archive: changed(archive, exercise=first_of("Turn", branch=-1)),
        "has no Branch",
    ),
    "a missing value": (lambda archive: changed(archive, exercise=first_of("Seat", role=None)), "a value is missing"),
    "a wrong choice": (lambda archive: changed(archive, exercise=first_of("Exercise", mode="war")), "is none of"),
    "no secret": (lambda archive: changed(archive, exercise=first_of("Exercise", secret=None)), "after its end"),
    "another secret": (lambda archive: changed(archive, exercise=first_of("Exercise", secret="00" * 32)), "secret"),
    "other orders": (lambda archive: changed(archive, exercise=other_orders), "does not replay"),
    "another sum": (lambda archive: changed(archive, exercise=first_of("LedgerEntry", delta=7)), "contradict"),
    "another scenario": (lambda archive: changed(archive, scenario=lambda s: s.update(slug="other")), "calls itself"),
    "a line from itself": (lambda archive: changed(archive, exercise=forked_from_itself), "from no earlier line"),
    "a coming end": (
        lambda archive: changed(archive, exercise=first_of("Exercise", ended_at="2999-01-01T00:00:00+00:00")),
        "has not ended",
    ),
    "no end": (lambda archive: changed(archive, exercise=first_of("Exercise", ended_at=None)), "has not ended"),
    "a deadline": (
        lambda archive: changed(archive, exercise=last_of("Turn", deadline="2020-01-01T00:00:00+00:00")),
        "still being played",
    ),
    "a failed turn": (
        lambda archive: changed(archive, exercise=last_of("Turn", status="failed")),
        "still being played",
    ),
    "a turn of other rules": (
        lambda archive: changed(archive, exercise=first_of("Turn", engine_version="0.1")),
        "other rules",
    ),
    "another world": (lambda archive: changed(archive, exercise=another_world), "the world at its opening came"),
    "a crowd": (lambda archive: changed(archive, exercise=crowded), "more than 500 participants"),
    "another packing": (
        lambda archive: zipped(dict.fromkeys(("manifest.json", *form.DATA), b"{}"), zipfile.ZIP_LZMA),
        "packed in a way",
    ),
    "no digest": (
        lambda archive: changed(archive, manifest=lambda m: m["members"].update({"exercise.json": []})),
        "changed or damaged",
    ),
    "listed interventions": (
        lambda archive: changed(archive, exercise=first_of("Turn", interventions=[1])),
        "does not write",
    ),
    "half a letter": (
        lambda archive: changed(archive, exercise=first_of("Participant", name="\ud800")),
        "does not write",
    ),
    "a strange question": (lambda archive: changed(archive, exercise=strange_question), "none that Parley asks"),
    "a strange handout": (lambda archive: changed(archive, exercise=strange_handout), "begins with https://"),
    "nobody's handout": (lambda archive: changed(archive, exercise=handout_for_nobody), "lacks"),
    "no scenario": (lambda archive: changed(archive, scenario=lambda s: s.update(content={})), "none that this"),
}


@pytest.mark.parametrize("fault", WRONG)
def test_a_bad_archive_is_refused_and_nothing_of_it_is_kept(archive: bytes, cy: User, fault: str) -> None:
    make, said = WRONG[fault]
    users, versions = User.objects.count(), ScenarioVersion.objects.count()
    with pytest.raises(BadArchive, match=said):
        brought_in(make(archive), cy)
    assert not Exercise.objects.exists()
    assert (User.objects.count(), ScenarioVersion.objects.count()) == (users, versions)


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        (Bounds(values=100), "more than 100 values"),
        (Bounds(turns=1), "more than 1 turns"),
        (Bounds(seconds=0), "ask the operator of Parley to use import_exercise"),
    ],
)
def test_an_archive_beyond_the_bounds_is_left_to_the_operator(
    archive: bytes, cy: User, bounds: Bounds, said: str
) -> None:
    with pytest.raises(BadArchive, match=said):
        brought_in(archive, cy, bounds)
    assert not Exercise.objects.exists()


@pytest.mark.parametrize(("fault", "played"), [("other orders", 1), ("another world", 0)])
def test_the_first_difference_ends_the_replay_of_an_archive(
    archive: bytes, cy: User, fault: str, played: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody knows how long the turns behind a changed one would take."""
    begun, replay = [], engine.replay
    monkeypatch.setattr(engine, "replay", lambda *given: begun.append(given) or replay(*given))
    make, said = WRONG[fault]
    with pytest.raises(BadArchive, match=said):
        brought_in(make(archive), cy)
    assert len(begun) == played


def test_an_archive_has_the_form_that_its_schema_says(archive: bytes) -> None:
    whole = schema()
    for name, body in members_of(archive).items():
        if name in whole["$defs"]:
            jsonschema.validate(body, whole | {"$ref": f"#/$defs/{name}"})


def test_its_description_for_research_names_the_columns_and_the_digest_of_its_table(archive: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        table, described = packed.read(form.TABLE), json.loads(packed.read(form.CROISSANT))
    (file,), (records,) = described["distribution"], described["cr:recordSet"]
    assert (file["@id"], file["sha256"]) == (form.TABLE, hashlib.sha256(table).hexdigest())
    sources = [field["cr:source"] for field in records["cr:field"]]
    assert [one["cr:extract"]["cr:column"] for one in sources] == table.decode().splitlines()[0].split(",")
    assert {one["cr:fileObject"]["@id"] for one in sources} == {form.TABLE}


def test_every_table_of_exercises_is_in_archives_or_of_one_installation() -> None:
    known = {model.__name__ for model in rows.WAYS} | OF_ONE_INSTALLATION
    assert {model.__name__ for model in apps.get_app_config("exercises").get_models()} == known, (
        "a new table needs its way in wargame/exercises/archives/domain/rows.py"
    )
