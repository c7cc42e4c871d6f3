"""Writes an exercise into an archive: every row of it, its scenario, and its log in full truth."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from wargame import engine
from wargame.exercises import access
from wargame.exercises.archives.domain import croissant, form
from wargame.exercises.archives.domain.rows import WAYS, Row, row_of
from wargame.exercises.models import Branch, DebriefAnswer, Exercise, Turn, WallAnswer, WallQuestion
from wargame.exercises.results import exports
from wargame.zip_files import zip_of


def archive_of(exercise: Exercise) -> bytes:
    """Return the archive of an exercise.

    It holds every secret of the exercise. The secret behind the dice is in it only once all who took part may read
    it; without that secret nobody can bring the exercise in.
    """
    members = _members(exercise)
    told = {name: {"bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()} for name, body in members.items()}
    manifest = {
        "format": form.FORMAT,
        "version": form.VERSION,
        "rules": _rules(exercise),
        "code": exercise.code,
        "title": exercise.title or exercise.scenario_version.title,
        "members": told,
    }
    return zip_of({form.MANIFEST: _json(manifest), **members})


def rows_of(exercise: Exercise) -> dict[str, list[dict[str, Any]]]:
    """Return every row of an exercise by table, oldest first, with the secret of the dice only once it is opened.

    Answers of the room are in it as pages show them: after the reveal, enough of them, and in no order of people.
    """
    tables = {
        model.__name__: [row_of(each) for each in model._default_manager.filter(**{way: exercise.pk}).order_by("pk")]
        for model, way in WAYS.items()
    }
    asked = WallQuestion.objects.filter(turn__branch__exercise=exercise).order_by("pk")
    tables["DebriefAnswer"] = _unordered(access.answers_on_pages(exercise))
    tables["WallAnswer"] = _unordered(line for question in asked for line in access.shown_lines(question))
    if not access.is_opened(exercise):
        tables["Exercise"][0]["secret"] = None
    return tables


def _unordered(answers: Iterable[DebriefAnswer | WallAnswer]) -> list[Row]:
    """Return answers with their places for keys: the stored keys tell who answered first."""
    return [row_of(each) | {"id": place} for place, each in enumerate(answers, 1)]


def _members(exercise: Exercise) -> dict[str, bytes]:
    logs = [_log(exercise, branch) for branch in exercise.branches.order_by("number")]
    table = exports.table_of(*logs).encode()
    return {
        form.EXERCISE: _json({"creator": _creator(exercise), "tables": rows_of(exercise)}),
        form.SCENARIO: _json(_scenario(exercise)),
        form.LOG: _json(logs),
        form.LINES: "".join(map(exports.lines_of, logs)).encode(),
        form.TABLE: table,
        form.CROISSANT: _json(croissant.described(exercise, table)),
    }


def _log(exercise: Exercise, branch: Branch) -> dict[str, Any]:
    """Return the log of a line in full truth, even during play, as the rows have everything too.

    It holds messages, proposals and pledges as far as the person who created the exercise may read them.
    """
    person = exercise.participants.filter(user=exercise.created_by_id, left_at=None).first()
    if person is not None:
        reader = access.reading(person, number=branch.number)
        return exports.log_document(reader.seat, reader.line, reader, in_full=True)
    seat = exercise.seats.order_by("role")[0]
    return exports.log_document(seat, access.branch_for(seat, branch.number), in_full=True)


def _creator(exercise: Exercise) -> int | None:
    """Return the key of the participant who created the exercise: whoever brings it in takes that place."""
    return exercise.participants.filter(user=exercise.created_by_id).values_list("pk", flat=True).first()


def _rules(exercise: Exercise) -> str:
    """Return the versions of the rules that played the exercise, the present one if none did yet."""
    played = Turn.objects.filter(branch__exercise=exercise).order_by("engine_version")
    versions = played.values_list("engine_version", flat=True).distinct()
    return ", ".join(versions) or engine.ENGINE_VERSION


def _scenario(exercise: Exercise) -> dict[str, Any]:
    version = exercise.scenario_version
    return {
        "slug": version.scenario.slug,
        "content_hash": version.content_hash,
        "content": version.content,
        "map": version.map and version.map.document,
    }


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()
