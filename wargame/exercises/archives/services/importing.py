"""Brings an exercise in from an archive: all of it or nothing, and only if it replays to what the archive says."""

import logging
import time
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import IO, Any, cast

from django.db import DataError, IntegrityError, transaction
from django.db.models import ForeignKey, Model, Q

from scenarios.loader.scenarios import BadContent, keep_version
from scenarios.opening import OutdatedContent
from wargame import engine
from wargame.accounts.models import User
from wargame.accounts.services import create_guest
from wargame.exercises import record_chain
from wargame.exercises.archives.domain.form import EXERCISE, BadArchive, Bounds
from wargame.exercises.archives.domain.questions import is_shown_well
from wargame.exercises.archives.domain.rows import LATE, WAYS, fields_of, values_of
from wargame.exercises.archives.services import reading, writing
from wargame.exercises.archives.services.reading import Archive
from wargame.exercises.codes import normal_code
from wargame.exercises.lobby.services.solo import free_code
from wargame.exercises.models import (
    Branch,
    ControlEntry,
    Exercise,
    Inject,
    Participant,
    Rationale,
    RecordLink,
    Series,
    Turn,
    Verdict,
)
from wargame.exercises.models.participant import name_key
from wargame.exercises.preparation.services import handouts
from wargame.exercises.rights.services import keeping
from wargame.exercises.sent_injects import source_named
from wargame.exercises.turns.services import replays

log = logging.getLogger(__name__)

Keys = dict[type[Model], dict[int, Model]]
"""The new rows by table and by their keys in the archive."""
_RECORD: tuple[type[Model], ...] = (ControlEntry, Verdict, Rationale)
_STRANGE = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""The faults of code that gets data which Parley never writes."""


def bring_in(file: IO[bytes], owner: User, *, now: datetime, bounds: Bounds) -> Exercise:
    """Write the exercise of an archive, and return it.

    The owner takes the place of the person who created it; everybody else of it becomes a guest whom nobody can sign
    in as. It keeps its code unless another exercise has the code here. Raises BadArchive, and then nothing is written.
    """
    try:
        archive = reading.read(file, bounds)
        _require_record(archive)
        with transaction.atomic():
            exercise = _write_all(archive, owner)
            _require_questions(exercise)
            _require_handouts(exercise)
            _require_end(exercise, now)
            _require_time_left(exercise, now)
            _require_replay(exercise, bounds)
    except BadArchive:
        raise
    except (BadContent, OutdatedContent) as error:
        raise BadArchive(f"The scenario of the archive is none that this edition of Parley reads: {error}") from error
    except (IntegrityError, DataError) as error:
        raise BadArchive("The rows of the archive contradict each other, so nothing was brought in.") from error
    except _STRANGE as error:
        log.warning("An archive holds data that Parley does not write", exc_info=True)
        raise BadArchive("The archive holds data that Parley does not write. Export the exercise again.") from error
    return exercise


def _write_all(archive: Archive, owner: User) -> Exercise:
    _refuse_again(archive)
    keys: Keys = {}
    for model in WAYS:
        if model is not RecordLink:
            _write(model, archive, keys, _own_values(model, archive, owner))
    _link_late(archive, keys)
    _rename_sources(archive, keys)
    exercise = cast("Exercise", next(iter(keys[Exercise].values())))
    if exercise.current_branch is None or not exercise.branches.filter(turns__isnull=False).exists():
        raise BadArchive("The exercise of the archive has no turn.")
    for model in _RECORD:
        for row in keys[model].values():
            record_chain.add(exercise_id=exercise.pk, row=cast("record_chain.Row", row))
    return exercise


def _refuse_again(archive: Archive) -> None:
    """Refuse an exercise that is here already; its code stays unsaid, because a stranger may lead it.

    A game that somebody plays on alone has the dice of its class, so the time of creation counts as well.
    """
    row = archive.tables["Exercise"][0]
    values = values_of(Exercise, row, f"{EXERCISE}: Exercise {row['id']}")
    if Exercise.objects.filter(**{name: values.get(name) for name in ("commitment", "created_at")}).exists():
        raise BadArchive("This exercise is here already. Its owner must delete it before you can bring it in again.")


def _own_values(model: type[Model], archive: Archive, owner: User) -> dict[str, Any]:
    """Return the values of this installation for the columns that an archive leaves out."""
    if model is not Exercise:
        return {}
    code = normal_code(archive.code)
    is_taken = any(each.objects.filter(code=code).exists() for each in (Exercise, Series))
    content = archive.scenario
    version = keep_version(slug=str(content.get("slug")), content=content.get("content"), drawn=content.get("map"))
    return {"code": free_code() if is_taken or not code else code, "scenario_version": version, "created_by": owner}


def _write(model: type[Model], archive: Archive, keys: Keys, own: dict[str, Any]) -> None:
    """Insert the rows of one table, whose columns name rows of earlier tables."""
    rows = archive.tables[model.__name__]
    made = []
    for row in rows:
        where = f"{EXERCISE}: {model.__name__} {row['id']}"
        values = _linked(model, values_of(model, row, where), keys, where)
        if model is Participant:
            is_creator = row["id"] == archive.creator
            values |= {
                "name_key": name_key(values.get("name", "")),
                "user": _owner_of(keys) if is_creator else create_guest(),
            }
        made.append(model(**(values | own)))
    model._default_manager.bulk_create(made)
    keys[model] = dict(zip((row["id"] for row in rows), made, strict=True))
    if len(keys[model]) != len(rows):
        raise BadArchive(f"{EXERCISE}: two rows of {model.__name__} have the same id.")


def _owner_of(keys: Keys) -> User:
    return cast("Exercise", next(iter(keys[Exercise].values()))).created_by


def _linked(model: type[Model], values: dict[str, Any], keys: Keys, where: str) -> dict[str, Any]:
    """Return the values with new rows in place of keys of the archive; columns of `LATE` wait."""
    for field in fields_of(model):
        key = values.get(field.name)
        if not isinstance(field, ForeignKey) or key is None:
            continue
        if (model, field.name) in LATE:
            del values[field.name]
            continue
        values[field.name] = _row(keys, field, key, where)
    return values


def _row(keys: Keys, field: ForeignKey[Any, Any], key: int, where: str) -> Model:
    target = field.related_model
    if key not in keys.get(target, {}):
        raise BadArchive(f"{where}, {field.name}: the archive has no {target.__name__} {key}.")
    return keys[target][key]


def _link_late(archive: Archive, keys: Keys) -> None:
    for model, name in LATE:
        field = cast("ForeignKey[Any, Any]", model._meta.get_field(name))
        for row in archive.tables[model.__name__]:
            if row.get(name) is not None:
                made = keys[model][row["id"]]
                setattr(made, name, _row(keys, field, row[name], f"{EXERCISE}: {model.__name__} {row['id']}"))
                made.save(update_fields=[name])
    for branch in cast("Iterable[Branch]", keys[Branch].values()):
        if branch.parent_turn is not None and branch.parent_turn.branch.number >= branch.number:
            raise BadArchive("A line of the archive is forked from no earlier line.")


def _rename_sources(archive: Archive, keys: Keys) -> None:
    """Name the new rows of injects as the sources of their changes."""
    names = {source_named(key): source_named(made.pk) for key, made in keys[Inject].items()}
    for made in keys[Turn].values():
        turn = cast("Turn", made)
        shifts: Sequence[dict[str, Any]] = turn.interventions.get("shifts", ())
        for shift in shifts:
            shift["source"] = names.get(str(shift.get("source")), shift.get("source"))
        if shifts:
            turn.save(update_fields=["interventions"])


def _require_record(archive: Archive) -> None:
    """Refuse an archive whose control log, verdicts or rationales are not those of its chain of hashes."""
    rows = [cast("record_chain.Row", row) for model in _RECORD for row in _detached(model, archive)]
    chain = [cast("RecordLink", link) for link in _detached(RecordLink, archive)]
    if any(record_chain.faults_in(chain, rows, named=lambda row: type(row).__name__)):
        raise BadArchive("Somebody changed the control log, a ruling or a reason after Parley wrote it.")


def _detached(model: type[Model], archive: Archive) -> list[Model]:
    """Return rows as they were stored where the archive was made, with the keys that they had there."""
    made = []
    for row in archive.tables[model.__name__]:
        values = values_of(model, row, f"{EXERCISE}: {model.__name__} {row['id']}")
        columns = {field.name: field.attname for field in fields_of(model)}
        made.append(model(pk=row["id"], **{columns[name]: value for name, value in values.items()}))
    return made


def _require_questions(exercise: Exercise) -> None:
    """Refuse questions of a debrief that pages could not show."""
    for question in exercise.debrief_questions.all():
        if not is_shown_well(question):
            raise BadArchive(f"Question {question.number} of the debrief is none that Parley asks.")


def _require_handouts(exercise: Exercise) -> None:
    """Refuse handouts that no white cell could give out here."""
    for handout in exercise.handouts.all():
        if fault := handouts.fault_in_kept(handout):
            raise BadArchive(f"Handout {handout.number} is none that Parley gives out. {fault}")


def _require_time_left(exercise: Exercise, now: datetime) -> None:
    """Refuse an exercise that Parley would delete within the hour, because it ended too long ago."""
    if keeping.is_over(exercise, now=now):
        ended = keeping.retention_start(exercise)
        raise BadArchive(
            f"This exercise ended on {ended.day} {ended:%B %Y}. This Parley deletes exercises "
            f"{keeping.days_of(exercise)} days after their end, so it would delete this one at once. "
            "The operator of Parley can set a longer time (KEEP_DAYS)."
        )


def _require_end(exercise: Exercise, now: datetime) -> None:
    """Refuse an exercise that has not ended, and turns that still have something to come: nobody leads them here."""
    if exercise.status != Exercise.Status.ENDED or exercise.ended_at is None or exercise.ended_at > now:
        raise BadArchive("The exercise of the archive has not ended.")
    still = Q(status=Turn.Status.OPEN, deadline=None, paused_at=None)
    over = Q(status__in=(Turn.Status.CLOSED, Turn.Status.STOPPED))
    turns = Turn.objects.filter(branch__exercise=exercise)
    if turns.exclude(over | still).exists():
        raise BadArchive("A turn of the archive is still being played.")
    ours = engine.ENGINE_VERSION
    if turns.exclude(engine_version=ours, world__engine=ours).exists():
        raise BadArchive(
            f"The archive says that rules {ours} played it, but other rules opened or played one of its turns."
        )


def _require_replay(exercise: Exercise, bounds: Bounds) -> None:
    """Refuse an exercise that its orders and dice do not lead to, or whose log cannot be written."""
    fresh = Exercise.objects.select_related("scenario_version__scenario").get(pk=exercise.pk)
    try:
        replays.require_commitment(exercise=fresh)
    except replays.BrokenCommitment as error:
        raise BadArchive("The secret of the dice is not the one that was committed to.") from error
    began = time.monotonic()
    for turn in replays.replay(exercise=fresh):
        if turn.differences or turn.other:
            what = ", ".join((*turn.differences, *turn.other))
            raise BadArchive(f"Branch {turn.branch}, turn {turn.number} does not replay: {what} came out differently.")
        if time.monotonic() - began >= bounds.seconds:
            raise BadArchive(
                f"Replaying the archive takes longer than {bounds.seconds} s: "
                "ask the operator of Parley to use import_exercise."
            )
    writing.archive_of(fresh)
