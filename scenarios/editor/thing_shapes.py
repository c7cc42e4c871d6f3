"""The fields of one thing as frozen values: single fields, lists, groups, and the contents of a refused form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from scenarios.editor.clause_chips import ClauseRow
from scenarios.yamlsafe import Place, Tree


def dotted(place: Place) -> str:
    """Return a place as forms write it."""
    return "/".join(map(str, place))


def anchor(place: Place) -> str:
    """Return the name of a place inside a page."""
    return "f-" + "-".join(map(str, place)).replace("_", "-")


@dataclass(frozen=True, slots=True)
class Placed:
    """Something of a form that stands at a place of a file."""

    place: Place

    @property
    def dotted(self) -> str:
        """Its place as forms write it."""
        return dotted(self.place)

    @property
    def anchor(self) -> str:
        """Its name inside the page."""
        return anchor(self.place)


@dataclass(frozen=True, slots=True)
class ThingField(Placed):
    """One value: how the form calls it, its words, its kind, its value or values, and what is wrong with it.

    `is_needed` says that a choice always has a value.
    """

    label: str
    help: str
    unit: str
    kind: str
    before: str
    value: str = ""
    values: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    datalist: str = ""
    clauses: tuple[ClauseRow, ...] = ()
    faults: tuple[str, ...] = ()
    theirs: str | None = None
    is_needed: bool = False

    @property
    def rows(self) -> list[str]:
        """The values of a list, and an empty one to write another."""
        return [*self.values, ""]


@dataclass(frozen=True, slots=True)
class ThingList(Placed):
    """A list of groups or texts, to which an author adds."""

    label: str
    help: str
    items: tuple["ThingGroup", ...]
    is_mapping: bool = False


@dataclass(frozen=True, slots=True)
class ThingGroup(Placed):
    """Fields and lists that belong together. `more` are fields that say nothing yet, `missing` groups to add."""

    title: str
    help: str = ""
    fields: tuple[ThingField, ...] = ()
    more: tuple[ThingField, ...] = ()
    groups: tuple["ThingGroup", ...] = ()
    lists: tuple[ThingList, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    is_item: bool = False


@dataclass(frozen=True, slots=True)
class Refilled:
    """The values of a form that was refused, and those that somebody else wrote, by place."""

    typed: "Mapping[Place, Tree | None]" = field(default_factory=dict)
    theirs: "Mapping[Place, Tree | None]" = field(default_factory=dict)


NOTHING_TYPED = Refilled()
"""The form of a page that nobody has sent."""


def all_fields(group: ThingGroup) -> Iterator[ThingField]:
    """Yield every field of a group and of the groups in it."""
    yield from (*group.fields, *group.more)
    for inner in (*group.groups, *(item for each in group.lists for item in each.items)):
        yield from all_fields(inner)
