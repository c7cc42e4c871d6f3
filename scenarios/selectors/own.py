"""The contents of the pages of own scenarios: an account's list, one scenario with files and versions, one file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from scenarios import access
from scenarios.editor.draft_trees import DraftTrees
from scenarios.models import NamedVersion, OwnFile, OwnScenario
from scenarios.pack_members import COVER, README
from scenarios.reading_times import count_words
from scenarios.schema.map_reading import NAME as MAP

FILES = {
    COVER: "The card, the states, the turns and the endings",
    "orders.yaml": "Orders that seats may give",
    "incidents.yaml": "Incidents with their stages",
    "msel.yaml": "Injects",
    "wire.yaml": "Press, reports for several seats, lines of help",
    "record.yaml": "The record of the day, and the pages of the endings",
    "tracks.yaml": "Lines on the map, and the seats that see them",
    "leanings.yaml": "Orders that a policy prefers",
    "lists.yaml": "Goods that states can tax",
    "board.yaml": "The board",
    "bids.yaml": "A claim on which players bid",
    "words.yaml": "Words that a player may not know",
    "teaching.yaml": "Lesson plans, questions and a rubric for teachers",
    MAP: "Land, zones and places",
    README: "Decisions of the author, with reasons",
}
"""The contents of each file of a pack, in the order in which an author meets them; seats stand after the cover."""


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file in the list of a scenario, with the number of faults that stand in it."""

    name: str
    about: str
    words: int
    faults: int
    text: str


@dataclass(frozen=True, slots=True)
class UsedBy:
    """The exercises that play a version: their number, and those that the reader is in, by code and title."""

    count: int
    mine: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A named version with the exercises that play it."""

    pk: int
    name: str
    number: int
    published_at: datetime
    is_current: bool
    used_by: UsedBy


@dataclass(frozen=True, slots=True)
class Trial:
    """The seats of a scenario with their names, and its turns with their titles."""

    seats: tuple[tuple[str, str], ...]
    turns: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One scenario in the list of its owner."""

    own: OwnScenario
    latest: NamedVersion | None
    exercises: int

    @property
    def has_changed(self) -> bool:
        """Whether the files were changed after the latest version was published."""
        return self.latest is not None and self.own.changed_at > self.latest.published_at


def own_rows(user: access.Visitor) -> tuple[OwnRow, ...]:
    """Return the scenarios of an account, the latest change first. Two queries."""
    scenarios = access.own_scenarios(user).annotate(played=Count("scenario__versions__exercises", distinct=True))
    versions = NamedVersion.objects.filter(own__in=access.own_scenarios(user)).select_related("version")
    latest: dict[int, NamedVersion] = {}
    for version in versions.defer("files", "version__content").order_by("published_at", "pk"):
        latest[version.own_id] = version
    return tuple(OwnRow(own, latest.get(own.pk), own.played) for own in scenarios)


def own_row(own: OwnScenario) -> OwnRow:
    """Return one scenario as its owner's list has it, without the number of exercises."""
    return OwnRow(own, own.named_versions.select_related("version").defer("files", "version__content").first(), 0)


def files_of_own(own: OwnScenario) -> tuple[FileRow, ...]:
    """Return the files of a scenario in the order in which an author meets them."""
    files = sorted(own.files.all(), key=lambda file: _place(file.name))
    return tuple(_row(file, own.faults) for file in files)


def versions_of_own(own: OwnScenario, user: access.Visitor) -> tuple[VersionRow, ...]:
    """Return the named versions of a scenario, the latest first, with the exercises that play them."""
    named = own.named_versions.select_related("version").defer("files", "version__content")
    current = own.scenario.current_id if own.scenario else None
    return tuple(
        VersionRow(
            each.pk, each.name, each.version.number, each.published_at, each.version_id == current, _used(each, user)
        )
        for each in named
    )


def trial_of(own: OwnScenario) -> Trial:
    """Return the seats and turns from which the author of a scenario may choose for a trial."""
    trees = DraftTrees.of(dict(own.files.values_list("name", "text")))
    return Trial(tuple(trees.seat_names().items()), tuple(trees.turns))


def faults_of_file(faults: Iterable[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    """Return the faults that stand in one file."""
    return [fault for fault in faults if fault["file"] == name]


def missing_files(own: OwnScenario) -> list[str]:
    """Return the names of files that a pack may have and this one does not."""
    have = set(own.files.values_list("name", flat=True))
    return [name for name in FILES if name not in have]


def _row(file: OwnFile, faults: Iterable[dict[str, Any]]) -> FileRow:
    found = len(faults_of_file(faults, file.name))
    return FileRow(file.name, about_file(file.name), count_words([file.text]), found, file.text)


def about_file(name: str) -> str:
    """Return the contents of a file of a pack in a line."""
    folder, _, code = name.removesuffix(".yaml").rpartition("/")
    if folder == "seats":
        return f"Briefing, aims and reports of {code}"
    return f"Letters that the AI writes for {code}" if folder else FILES.get(name, "")


def _place(name: str) -> tuple[int, str]:
    """Return where a file stands in the list: cover, seats, voices, then the others."""
    folder = name.partition("/")[0]
    if "/" in name:
        return (2 if folder == "seats" else 3, name)
    return (1, name) if name == COVER else (4 + list(FILES).index(name) if name in FILES else 99, name)


def _used(named: NamedVersion, user: access.Visitor) -> UsedBy:
    exercises = named.version.exercises
    mine = exercises.filter(Q(participants__user=user.pk) | Q(created_by=user.pk)).distinct().order_by("-pk")[:20]
    return UsedBy(exercises.count(), tuple((each.code, each.title or named.version.title) for each in mine))
