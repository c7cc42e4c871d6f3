"""The table of an incident: a row for each stage and each step, with the fields that stand in its cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from scenarios.editor.incident_steps import Stage, StageStep
from scenarios.editor.thing_shapes import ThingField, ThingGroup, all_fields, anchor
from scenarios.editor.usage import UsePlace

CELLS_OF_A_STEP = ("label", "to", "weight")
CELLS_OF_A_STAGE = ("name", "hostility")
MOST_SIGNS = 4
STAGES, STEPS = "stages", "transitions"


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step: its cells, the name of its arrow, its first reasons as signed numbers, and the form of all else."""

    step: StageStep
    cells: Mapping[str, ThingField]
    arrow: str
    reasons: tuple[str, ...]
    unlisted: int
    rest: ThingGroup
    number: int
    is_last: bool

    @property
    def is_faulty(self) -> bool:
        """Whether something in it is wrong, or somebody else changed it, so that it stands open."""
        return _is_faulty(self.rest)


@dataclass(frozen=True, slots=True)
class StageRow:
    """One stage: its cells, the form of all else, its steps, and the places that name it."""

    stage: Stage
    cells: Mapping[str, ThingField]
    rest: ThingGroup
    steps: tuple[StepRow, ...]
    uses: tuple[UsePlace, ...]
    number: int
    is_last: bool

    @property
    def is_faulty(self) -> bool:
        """Whether something in it is wrong, or somebody else changed it, so that it stands open."""
        return _is_faulty(self.rest)

    @property
    def steps_place(self) -> str:
        """The place of its list of steps, as forms write it."""
        return f"{self.rest.dotted}/{STEPS}"


@dataclass(frozen=True, slots=True)
class IncidentTable:
    """The form of an incident: its own fields, and a row for each stage."""

    head: ThingGroup
    rows: tuple[StageRow, ...]
    place: str


def table_of(group: ThingGroup, stages: Sequence[Stage], uses: Mapping[str, Sequence[UsePlace]]) -> IncidentTable:
    """Arrange the form of an incident as a table."""
    choices = tuple((stage.key, stage.name) for stage in stages if stage.key)
    listed = next((each for each in group.lists if each.place[-1] == STAGES), None)
    items = listed.items if listed else ()
    rows = tuple(
        _stage_row(item, stage, choices, tuple(uses.get(stage.key, ())), index, index == len(items) - 1)
        for index, (item, stage) in enumerate(zip(items, stages, strict=False))
    )
    head = replace(
        group,
        fields=tuple(_with_choices(each, choices) if each.place[-1] == "start" else each for each in group.fields),
        lists=tuple(each for each in group.lists if each is not listed),
    )
    return IncidentTable(head, rows, f"{group.dotted}/{STAGES}")


def _stage_row(
    group: ThingGroup,
    stage: Stage,
    choices: tuple[tuple[str, str], ...],
    uses: tuple[UsePlace, ...],
    index: int,
    is_last: bool,
) -> StageRow:
    listed = next((each for each in group.lists if each.place[-1] == STEPS), None)
    items = listed.items if listed else ()
    steps = tuple(
        _step_row(item, stage, step, choices, number)
        for number, (item, step) in enumerate(zip(items, stage.steps, strict=False))
    )
    cells, rest = _split(group, CELLS_OF_A_STAGE)
    rest = replace(rest, lists=tuple(each for each in rest.lists if each is not listed))
    return StageRow(stage, cells, rest, steps, uses, index, is_last)


def _step_row(
    group: ThingGroup, stage: Stage, step: StageStep, choices: tuple[tuple[str, str], ...], index: int
) -> StepRow:
    cells, rest = _split(group, CELLS_OF_A_STEP)
    if "to" in cells:
        cells["to"] = _with_choices(cells["to"], choices)
    reasons = next((each.items for each in rest.lists if each.place[-1] == "modifiers"), ())
    signs = tuple(filter(None, map(_sign_of, reasons)))
    return StepRow(
        step=step,
        cells=cells,
        arrow=anchor(next(each.place for each in stage.steps if each.to == step.to)),
        reasons=signs[:MOST_SIGNS],
        unlisted=max(0, len(signs) - MOST_SIGNS),
        rest=rest,
        number=index,
        is_last=step is stage.steps[-1],
    )


def _split(group: ThingGroup, names: Sequence[str]) -> tuple[dict[str, ThingField], ThingGroup]:
    """Return the fields that stand in cells, and the group without them."""
    cells = {str(each.place[-1]): each for each in (*group.fields, *group.more) if each.place[-1] in names}
    rest = replace(
        group,
        fields=tuple(each for each in group.fields if each not in cells.values()),
        more=tuple(each for each in group.more if each not in cells.values()),
    )
    return cells, rest


def _with_choices(field: ThingField, choices: tuple[tuple[str, str], ...]) -> ThingField:
    """Return a field that takes one of some stages; what it has now stays a choice."""
    known = dict(choices)
    if field.value and field.value not in known:
        known = {field.value: f"{field.value}: no such stage", **known}
    return replace(field, kind="choice", options=tuple(known.items()), datalist="", is_needed=True)


def _sign_of(reason: ThingGroup) -> str:
    added = next((each.value for each in reason.fields if each.place[-1] == "add"), "")
    return added if added.startswith(("-", "+")) or not added else f"+{added}"


def _is_faulty(group: ThingGroup) -> bool:
    return any(each.faults or each.theirs is not None for each in all_fields(group))
