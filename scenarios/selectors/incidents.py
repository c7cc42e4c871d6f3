"""The page of an incident in the editor: the picture of its stages, and the table of stages and steps."""

from dataclasses import replace

from scenarios.editor.draft_trees import NO_ENTRY, DraftTrees
from scenarios.editor.incident_steps import Stage, picture_of_incident, stages_of
from scenarios.editor.incident_table import IncidentTable, StageRow, table_of
from scenarios.editor.parts import Thing
from scenarios.editor.stage_uses import uses_by_stage
from scenarios.editor.thing_shapes import ThingGroup
from scenarios.editor.usage import places_of
from scenarios.yamlsafe import Place
from wargame.web.stage_pictures import StagePicture

INCIDENTS = "incidents"


def incident_table(trees: DraftTrees, known: Thing, group: ThingGroup) -> IncidentTable:
    """Return the form of an incident as a table."""
    uses = uses_by_stage(trees, known.ref, known.place)
    stages = stages_in(trees, known)
    return table_of(group, stages, {key: places_of(trees, found) for key, found in uses.items()})


def incident_picture(trees: DraftTrees, known: Thing) -> StagePicture:
    """Return the stages of an incident as a picture."""
    entry = trees.at(known.file, known.place)
    return picture_of_incident(entry if isinstance(entry, dict) else NO_ENTRY, stages_in(trees, known))


def stages_in(trees: DraftTrees, known: Thing) -> tuple[Stage, ...]:
    """Return the stages of an incident with their steps."""
    entry = trees.at(known.file, known.place)
    return stages_of(entry if isinstance(entry, dict) else NO_ENTRY, known.place, len(trees.turns))


def stage_in_use(trees: DraftTrees, known: Thing, table: IncidentTable, place: Place) -> StageRow | None:
    """Return the stage at a place if anything but its own steps names it; None otherwise."""
    row = next((each for each in table.rows if each.stage.place == place), None)
    if row is None:
        return None
    uses = uses_by_stage(trees, known.ref, known.place).get(row.stage.key, [])
    outside = [use for use in uses if use.file != known.file or use.place[: len(place)] != place]
    return replace(row, uses=tuple(places_of(trees, outside))) if outside else None
