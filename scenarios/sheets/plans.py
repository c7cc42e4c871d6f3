"""A plan: what each row of a table would change, which rows are refused, and the files as they would be."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from scenarios.editor.draft_trees import DraftTrees
from scenarios.pack_faults import PackError
from scenarios.sheets.faults import BadSheet
from scenarios.yaml_source import removed, with_value
from scenarios.yamlsafe import Place, Tree

MOST_CHANGES = 300
NEW, CHANGED, SAME, REFUSED = "new", "changed", "same", "refused"


class RowFault(ValueError):
    """A row cannot be brought in; the sentence names the reason and the remedy."""


@dataclass(frozen=True, slots=True)
class CellChange:
    """One value that a row would change."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowPlan:
    """One row with its number in the table, its title, and its changes or the reason of its refusal."""

    number: int
    title: str
    state: str
    changes: tuple[CellChange, ...] = ()
    reason: str = ""


@dataclass(slots=True)
class Plan:
    """The rows of a table with what becomes of each, and the files that change, as they would be."""

    rows: list[RowPlan] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)

    def of(self, state: str) -> list[RowPlan]:
        """Return the rows in one state."""
        return [row for row in self.rows if row.state == state]

    @property
    def new(self) -> list[RowPlan]:
        return self.of(NEW)

    @property
    def changed(self) -> list[RowPlan]:
        return self.of(CHANGED)

    @property
    def refused(self) -> list[RowPlan]:
        return self.of(REFUSED)

    @property
    def made(self) -> int:
        """The number of rows that would be brought in."""
        return len(self.new) + len(self.changed)


@dataclass(slots=True)
class Editing:
    """One file while a row changes it: its source, and the changes so far."""

    name: str
    source: str
    changes: list[CellChange] = field(default_factory=list)

    def put(self, label: str, place: Place, value: "Tree | None") -> None:
        """Put a value at a place unless it stands there already. Raises PackError for what no file can hold."""
        before = DraftTrees.of({self.name: self.source}).at(self.name, place)
        if _is_equal(before, value):
            return
        if value is None:
            self.source = removed(self.source, place, name=self.name)
        else:
            self.source = with_value(self.source, place, value, name=self.name)
        self.changes.append(CellChange(label, in_cell(before), in_cell(value)))


def reason_of(fault: RowFault | PackError) -> str:
    """Return why a row is refused."""
    return f"{fault.message} {fault.remedy}" if isinstance(fault, PackError) else str(fault)


def require_few(plan: Plan) -> None:
    """Raise BadSheet where a plan changes more than Parley changes at once, or refuses as many rows."""
    if len(plan.refused) > MOST_CHANGES:
        raise BadSheet(f"More than {MOST_CHANGES} rows do not fit. Check which column is which, or split the file.")
    if sum(len(row.changes) for row in plan.rows) > MOST_CHANGES:
        raise BadSheet(f"The file changes more than {MOST_CHANGES} cells. Split it into several files.")


def in_cell(value: "Tree | None") -> str:
    """Return a value as a cell shows it: a list with a line for each item."""
    if isinstance(value, list):
        return "\n".join(str(each) for each in value)
    return value if isinstance(value, str) else ""


def with_files(files: Mapping[str, str], plan: Plan) -> dict[str, str]:
    """Return all files of a draft as they would be."""
    return {**files, **plan.files}


def _is_equal(before: "Tree | None", after: "Tree | None") -> bool:
    if isinstance(before, str) and isinstance(after, str):
        return before.strip() == after.strip()
    return before == after
