"""The criteria by which markers mark, the levels of each, and which of several marks counts."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scenarios.schema.pack_teaching import CriterionText, TaskText, TeachingTexts
from wargame.exercises.models import Exercise, Mark, Participant, Seat

ENTRY = re.compile(r"(\d{1,2})(?:\.(\d{1,5}))?")
THIRD = 3

Entry = tuple[int, int | None]
"""A turn, and the number of an entry of its log; None for the whole turn."""


@dataclass(frozen=True)
class Level:
    """One level of a criterion: its word, what an answer of this level does, and its points."""

    word: str
    says: str
    least: int
    most: int


@dataclass(frozen=True)
class Criterion:
    """Something that is marked, with its levels from the lowest to the highest.

    The points of an objective of teaching say how well it was reached; they are no part of a total (`is_counted`).
    """

    key: str
    title: str
    hint: str
    levels: tuple[Level, ...]
    is_counted: bool = True

    @property
    def most(self) -> int:
        """The most points for it."""
        return self.levels[-1].most

    def level_of(self, points: int) -> Level:
        """Return the level to which so many points belong."""
        return next((level for level in self.levels if points <= level.most), self.levels[-1])


@dataclass(frozen=True)
class Candidate:
    """The seat that is marked, or one student (`person`) with the seat that the student has, if any."""

    seat: Seat | None
    person: Participant | None = None

    @property
    def key(self) -> str:
        """The word for it in addresses: "kor", "p12"."""
        return f"p{self.person.pk}" if self.person else self.role.lower()

    @property
    def role(self) -> str:
        """The role of the seat, "" for a student without one."""
        return self.seat.role if self.seat else ""

    @property
    def name(self) -> str:
        """The name of the student, or the role of the seat."""
        return self.person.name if self.person else self.role

    @property
    def columns(self) -> dict[str, Any]:
        """The columns by which its marks are found and stored."""
        return {"seat": None, "person": self.person} if self.person else {"seat": self.seat, "person": None}


def candidates_of(exercise: Exercise) -> tuple[Candidate, ...]:
    """Return the seats for which people decide, each before its students, and last the students without a seat.

    Somebody who has left is no candidate. The choice does not depend on marks or removals, which a second marker may
    not know.
    """
    people = exercise.participants.filter(part=Participant.Part.PLAYER, left_at=None).select_related("seat")
    students = sorted(people, key=lambda person: person.name.casefold())
    held = {person.seat_id for person in students}
    seats = [seat for seat in exercise.seats.order_by("role") if seat.pk in held or not seat.policy]
    own = (
        (Candidate(seat), *(Candidate(seat, each) for each in students if each.seat_id == seat.pk)) for seat in seats
    )
    without = (Candidate(None, person) for person in students if person.seat_id is None)
    return (*(candidate for group in own for candidate in group), *without)


def criteria_of(teaching: TeachingTexts, *, of_student: bool) -> tuple[Criterion, ...]:
    """Return the rubric, for a student also the individual task, and then the objectives of teaching."""
    rubric = tuple(_of_rubric(number, text) for number, text in enumerate(teaching.rubric, start=1))
    task = (_of_task(teaching.individual_task),) if of_student and teaching.individual_task else ()
    objectives = tuple(
        Criterion(
            f"objective-{number}",
            goal.can,
            goal.seen,
            tuple(Level(word, "", n, n) for n, word in enumerate(("Not seen", "Seen in part", "Seen"))),
            is_counted=False,
        )
        for number, goal in enumerate(teaching.goals, start=1)
    )
    return (*rubric, *task, *objectives)


def _of_rubric(number: int, text: CriterionText) -> Criterion:
    says = (text.weak, text.fair, text.strong)
    return Criterion(
        f"rubric-{number}", text.criterion, "", _thirds(text.points, text.most_if_weak, text.most_if_fair, says)
    )


def _of_task(task: TaskText) -> Criterion:
    levels = _thirds(task.points, task.points // THIRD, 2 * task.points // THIRD, ("", "", ""))
    return Criterion("task", "Individual task", " ".join((task.task, *task.counts)), levels)


def _thirds(points: int, weak: int, fair: int, says: Sequence[str]) -> tuple[Level, ...]:
    """Return the three levels of the rubric; of few points a level may have none, and is left out."""
    bounds = (("Weak", 0, weak), ("Fair", weak + 1, fair), ("Strong", fair + 1, points))
    made = (Level(word, text, least, most) for (word, least, most), text in zip(bounds, says, strict=True))
    return tuple(level for level in made if level.least <= level.most)


def settled(marks: Iterable[Mark]) -> Mark | None:
    """Return the mark by which the white cell settled a difference, if it did."""
    return next((mark for mark in marks if mark.is_settled), None)


def marks_of_markers(marks: Iterable[Mark]) -> list[Mark]:
    """Return the marks of the markers themselves, the white cell's first."""
    return sorted(
        (mark for mark in marks if not mark.is_settled), key=lambda mark: (not mark.by.is_white_cell, mark.pk)
    )


def counting(marks: Sequence[Mark]) -> Mark | None:
    """Return the mark that counts among those on one criterion: the settled one, else the white cell's, else the
    first.
    """
    return settled(marks) or next(iter(marks_of_markers(marks)), None)


def differ(marks: Sequence[Mark]) -> bool:
    """Return whether markers gave different points on a criterion, and nobody has settled it."""
    return settled(marks) is None and len({mark.points for mark in marks}) > 1


def by_criterion(marks: Iterable[Mark]) -> Mapping[str, list[Mark]]:
    """Return the marks of one seat or student by criterion."""
    sorted_marks: dict[str, list[Mark]] = {}
    for mark in marks:
        sorted_marks.setdefault(mark.criterion, []).append(mark)
    return sorted_marks


def entries_in(evidence: str) -> Iterator[Entry]:
    """Yield the entries of the log that a text like "3.12 4" names. Raises ValueError with a word that names none."""
    for word in evidence.replace(",", " ").split():
        found = ENTRY.fullmatch(word)
        if found is None:
            raise ValueError(word)
        yield int(found[1]), int(found[2]) if found[2] else None
