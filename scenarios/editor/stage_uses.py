"""Where a draft names a stage of an incident: steps, the start, conditions, boards and queues."""

from collections.abc import Iterator

from scenarios.editor.draft_trees import DraftTrees, Entry, lines, text
from scenarios.editor.thing_fields import CONDITIONS
from scenarios.editor.usage import Use, entries_in
from scenarios.yamlsafe import Place, Tree
from wargame.engine.values import Clause

FILE = "incidents.yaml"


def uses_by_stage(trees: DraftTrees, incident: str, place: Place) -> dict[str, list[Use]]:
    """Return the uses of each stage of an incident that stands at a place of its file, by the key of the stage."""
    found: dict[str, list[Use]] = {}
    for file, tree in trees.trees.items():
        for key, use in _uses(file, tree, incident, place):
            found.setdefault(key, []).append(use)
    return found


def _uses(file: str, tree: Tree, incident: str, home: Place) -> Iterator[tuple[str, Use]]:
    for place, entry in entries_in(tree, ()):
        if file == FILE and place[: len(home)] == home:
            yield from _steps(file, place, entry, is_incident=place == home)
        if entry.get("incident") == incident:
            yield from _shown(file, place, entry)
        for field in entry if place[-1:] == ("granted",) else CONDITIONS & entry.keys():
            at = (*place, field)
            for index, clause in enumerate(lines(entry, field)):
                yield from _asked(file, (*at, index) if isinstance(entry[field], list) else at, clause, incident)


def _steps(file: str, place: Place, entry: Entry, *, is_incident: bool) -> Iterator[tuple[str, Use]]:
    """Yield the first stage of an incident, and the stage to which a step leads."""
    field = "start" if is_incident else "to" if place[-2:-1] == ("transitions",) else ""
    if field in entry:
        yield text(entry, field), Use(file, (*place, field), text(entry, field))


def _asked(file: str, place: Place, clause: str, incident: str) -> Iterator[tuple[str, Use]]:
    """Yield the stages of an incident for which a clause asks."""
    for part in Clause.parse(clause).alternatives:
        if part.verb == "stage" and part.names == (incident,):
            yield part.amount, Use(file, place, clause)


def _shown(file: str, place: Place, entry: Entry) -> Iterator[tuple[str, Use]]:
    """Yield the stages that boards and queues name beside the incident."""
    if stage := text(entry, "stage"):
        yield stage, Use(file, (*place, "stage"), stage)
    for index, stage in enumerate(lines(entry, "stages")):
        yield stage, Use(file, (*place, "stages", index), stage)
    for at, inner in entries_in(entry.get("stops", []), (*place, "stops")):
        if stage := text(inner, "stage"):
            yield stage, Use(file, (*at, "stage"), stage)
