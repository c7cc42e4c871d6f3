"""Reads an archive in memory, member by member, and refuses a file that is broken, hostile or of another edition."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any, NoReturn

from wargame import engine
from wargame.exercises.archives.domain import form
from wargame.exercises.archives.domain.form import BadArchive, Bounds
from wargame.exercises.archives.domain.old_bids import move_bids
from wargame.exercises.archives.domain.rows import WAYS
from wargame.zip_files import BadZip, ZipBounds, members_of

_BOUNDS = ZipBounds(form.MAX_FILE_BYTES, form.MAX_MEMBER_BYTES, len(form.MEMBERS))
_LARGER = "The operator of Parley can bring it in with import_exercise."


@dataclass(frozen=True)
class Archive:
    """The content of an archive whose members fit its manifest: rows by table, and the scenario.

    `creator` is the key of the participant whose place the importer takes, None if there was none.
    """

    code: str
    creator: int | None
    tables: Mapping[str, list[Mapping[str, Any]]]
    scenario: Mapping[str, Any]


def read(file: IO[bytes], bounds: Bounds) -> Archive:
    """Return the content of an archive. Nothing is written to disk. Raises BadArchive."""
    bodies = _bodies(file)
    manifest = _json(form.MANIFEST, bodies.pop(form.MANIFEST), bounds)
    _require_edition(manifest)
    told = manifest.get("members")
    for name, body in bodies.items():
        entry = told.get(name) if isinstance(told, dict) else None
        digest = entry.get("sha256") if isinstance(entry, dict) else None
        if hashlib.sha256(body).hexdigest() != digest:
            raise BadArchive(f"{name} is not what the archive's manifest says: the file was changed or damaged.")
    data, scenario = (_json(name, bodies[name], bounds) for name in form.DATA)
    tables = _tables(data, scenario)
    _require_numbers(tables, bounds)
    _require_opened(tables)
    creator = data.get("creator")
    return Archive(str(manifest.get("code", "")), creator if isinstance(creator, int) else None, tables, scenario)


def _bodies(file: IO[bytes]) -> dict[str, bytes]:
    """Return the members by name. Raises BadArchive."""
    try:
        return members_of(file, _BOUNDS, _require_members)
    except BadZip as error:
        raise BadArchive(
            f"{error} It is no archive of an exercise, or a damaged one: export the exercise again."
        ) from error


def _require_members(names: Sequence[str]) -> Sequence[str]:
    if strange := sorted(set(names) - set(form.MEMBERS)):
        raise BadArchive(f"The file has a member {strange[0]!r:.80} that no archive of an exercise has.")
    if missing := [name for name in (form.MANIFEST, *form.DATA) if name not in names]:
        raise BadArchive(f"The file lacks {missing[0]}: it is no archive of an exercise, or not a whole one.")
    return names


def _json(name: str, body: bytes, bounds: Bounds) -> dict[str, Any]:
    # Python needs up to a hundred bytes for each of these signs, so they are counted before anything is read.
    if sum(map(body.count, (b",", b"[", b"{"))) > bounds.values:
        raise BadArchive(f"{name} has more than {bounds.values:,} values. {_LARGER}")
    try:
        text = body.decode()
        if "\0" in text or "\\u0000" in text:
            raise ValueError
        value = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise BadArchive(f"{name} is no JSON that Parley reads. Export the exercise again.") from error
    if not isinstance(value, dict):
        raise BadArchive(f"{name} is no JSON object. Export the exercise again.")
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _require_edition(manifest: Mapping[str, Any]) -> None:
    version = manifest.get("version")
    if manifest.get("format") != form.FORMAT or not isinstance(version, int):
        raise BadArchive("The file is no archive of an exercise of Parley.")
    if version > form.VERSION:
        raise BadArchive(
            f"The archive has form {version}; this edition of Parley reads form {form.VERSION}. Use a newer edition."
        )
    if version < 1:
        raise BadArchive("The file is no archive of an exercise of Parley.")
    if manifest.get("rules") != engine.ENGINE_VERSION:
        raise BadArchive(
            f"The exercise was played by rules {manifest.get('rules')!s:.60}; this edition of Parley plays by rules "
            f"{engine.ENGINE_VERSION}. Bring it in where those rules are installed."
        )


def _tables(data: Mapping[str, Any], scenario: Mapping[str, Any]) -> dict[str, list[Mapping[str, Any]]]:
    tables, names = data.get("tables"), {model.__name__ for model in WAYS}
    if not isinstance(tables, dict):
        raise BadArchive(f"{form.EXERCISE} has no tables.")
    tables = move_bids(tables, scenario.get("content") or {})
    if strange := sorted(set(tables) - names):
        raise BadArchive(f"{form.EXERCISE} has a table {strange[0]!r:.60} that this edition of Parley does not know.")
    rows = {name: tables.get(name, []) for name in names}
    for name, listed in rows.items():
        if not isinstance(listed, list) or not all(isinstance(row, dict) for row in listed):
            raise BadArchive(f"{form.EXERCISE}: {name} is no list of rows.")
        if not all(type(row.get("id")) is int for row in listed):
            raise BadArchive(f"{form.EXERCISE}: a row of {name} has no number `id`.")
    if sum(map(len, rows.values())) > form.MAX_ROWS:
        raise BadArchive(f"The archive has more than {form.MAX_ROWS:,} rows: no exercise needs so many.")
    return rows


def _require_numbers(tables: Mapping[str, list[Mapping[str, Any]]], bounds: Bounds) -> None:
    """Refuse more people than an exercise has, and more turns than may be replayed."""
    if len(tables["Participant"]) > form.MAX_PEOPLE:
        raise BadArchive(f"The archive has more than {form.MAX_PEOPLE} participants: no exercise has so many.")
    if len(tables["Turn"]) > bounds.turns:
        raise BadArchive(f"The archive has more than {bounds.turns:,} turns. {_LARGER}")


def _require_opened(tables: Mapping[str, list[Mapping[str, Any]]]) -> None:
    """Refuse an archive that was made before the secret of the dice was opened: nobody could replay it."""
    if len(tables["Exercise"]) != 1:
        raise BadArchive("An archive holds one exercise.")
    if not tables["Exercise"][0].get("secret"):
        raise BadArchive("The archive was made while the exercise was being played. Export it again after its end.")
