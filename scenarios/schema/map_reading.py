"""Reads a pack's `map.geojson`, which may be hostile: bounded in size and depth, with finite numbers, in its schema."""

import re
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from scenarios.pack_faults import Fault, PackError
from scenarios.schema.map_file import MapFile, TrackFeature
from scenarios.schema.validation import checked
from scenarios.yamlsafe import Document

NAME = "map.geojson"
MAX_BYTES = 1024 * 1024
_SHORTEN = "Clip and simplify the land, as scenarios/map_making.py does."
_MEND = "Write GeoJSON as docs/how-to/draw-a-map.md says."


_LAYER = re.compile(r"^(features\.\d+)\.(?:land|zone|track|place)\b")
"""In a path the layer by which the schema was chosen; it is no key of the file."""


def read_map(folder: Path, seats: Collection[str]) -> dict[str, Any]:
    """Return the map of a pack as its file has it; its tracks may name these seats. Raises PackError."""
    name = f"{folder.name}/{NAME}"
    with (folder / NAME).open("rb") as stream:
        raw = stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise PackError([Fault(name, f"the file is larger than {MAX_BYTES // 1024} kB.", _SHORTEN)])
    try:
        # It refuses what is nested deeper than 200.
        tree = from_json(raw, allow_inf_nan=False)
    except ValueError as error:
        raise PackError([Fault(name, f"this is not JSON ({error}).", _MEND)]) from None
    try:
        found = checked(MapFile, Document(name, tree, {}))
    except PackError as error:
        raise PackError(replace(fault, path=_LAYER.sub(r"\1", fault.path)) for fault in error.faults) from None
    tracks = [track.properties.seat for track in found.features if isinstance(track, TrackFeature)]
    if strangers := [seat for seat in tracks if seat not in seats]:
        message = f"a track names '{strangers[0]}', which is no seat of the pack."
        raise PackError([Fault(name, message, f"Name one of: {', '.join(seats)}.", "features")])
    return dict(tree)
