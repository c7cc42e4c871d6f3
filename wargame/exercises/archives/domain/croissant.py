"""Describes the table of a log in Croissant, the vocabulary in which research describes data sets."""

import hashlib
from typing import Any

from wargame.exercises.archives.domain import form
from wargame.exercises.models import Exercise

_NUMBERS = frozenset(
    {"branch", "turn", "sequence", "before", "change", "after", "chance_in_100", "roll_in_100", "threshold_in_100"}
)


def described(exercise: Exercise, table: bytes) -> dict[str, Any]:
    """Return the description of the log's table in an archive (Croissant 1.0, JSON-LD)."""
    columns = table.split(b"\r\n", 1)[0].decode().split(",")
    return {
        "@context": {
            "@vocab": "https://schema.org/",
            "cr": "http://mlcommons.org/croissant/",
            "sc": "https://schema.org/",
            "dct": "http://purl.org/dc/terms/",
        },
        "@type": "sc:Dataset",
        "dct:conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": f"parley-{exercise.code}",
        "description": f"The log of one exercise of “{exercise.scenario_version.title}”, an event in each row.",
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": form.TABLE,
                "name": form.TABLE,
                "contentUrl": form.TABLE,
                "encodingFormat": "text/csv",
                "sha256": hashlib.sha256(table).hexdigest(),
            }
        ],
        "cr:recordSet": [
            {"@type": "cr:RecordSet", "@id": "events", "name": "events", "cr:field": list(map(_column, columns))}
        ],
    }


def _column(name: str) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"events/{name}",
        "name": name,
        "cr:dataType": "sc:Float" if name in _NUMBERS else "sc:Text",
        "cr:source": {"cr:fileObject": {"@id": form.TABLE}, "cr:extract": {"cr:column": name}},
    }
