"""The members of the archive of an exercise."""

import hashlib
import io
import json
import zipfile
from typing import Any

from scenarios.models import ScenarioVersion
from wargame.exercises.archives.domain import form, rows
from wargame.exercises.archives.services import writing
from wargame.exercises.models import Exercise


def archived(exercise: Exercise, table: str) -> list[dict[str, Any]]:
    """Return the rows of a table in the archive of an exercise."""
    return writing.rows_of(exercise)[table]


def members_of(archive: bytes) -> dict[str, Any]:
    """Return the JSON members of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        return {name: json.loads(file.read(name)) for name in file.namelist() if name.endswith(".json")}


def changed(archive: bytes, **members: Any) -> bytes:
    """Return an archive with changed members, whose manifest fits them; `manifest` changes the manifest itself."""
    found = members_of(archive)
    for name, change in members.items():
        if name != "manifest":
            change(found[f"{name}.json"])
    bodies = {name: json.dumps(value).encode() for name, value in found.items() if name in form.DATA}
    manifest = found["manifest.json"]
    manifest["members"] = {
        name: {"bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()} for name, body in bodies.items()
    }
    members.get("manifest", lambda value: None)(manifest)
    return zipped({"manifest.json": json.dumps(manifest).encode(), **bodies})


def zipped(bodies: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP file with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as file:
        for name, body in bodies.items():
            file.writestr(name, body)
    return out.getvalue()


def archive_of(exercise: Exercise) -> dict[str, Any]:
    """Return the JSON members of the archive of an exercise as it stands in the database."""
    return members_of(writing.archive_of(Exercise.objects.get(pk=exercise.pk)))


def taken_away(exercise: Exercise) -> bytes:
    """Return the archive of an exercise after taking all of it away, and its version of the scenario."""
    archive = writing.archive_of(Exercise.objects.get(pk=exercise.pk))
    for model, name in rows.LATE:
        model._default_manager.filter(**{rows.WAYS[model]: exercise.pk}).update(**{name: None})
    for model, way in reversed(rows.WAYS.items()):
        model._default_manager.filter(**{way: exercise.pk}).delete()
    version = ScenarioVersion.objects.filter(pk=exercise.scenario_version_id)
    version.update(content_hash=f"{exercise.scenario_version_id:064}")
    return archive


def strange_handout(document: dict[str, Any]) -> None:
    """Hand out a link that runs a script."""
    tables = document["tables"]
    row = {"title": "Map", "text": "", "address": "javascript:alert(1)", "roles": []}
    tables["Handout"] = [{"id": 1, "exercise": tables["Exercise"][0]["id"], "number": 1, **row}]


def handout_for_nobody(document: dict[str, Any]) -> None:
    """Hand out a paper to a seat that the exercise lacks."""
    strange_handout(document)
    document["tables"]["Handout"][0].update(address="", text="Words.", roles=["XXX"])
