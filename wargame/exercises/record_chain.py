"""Keeps the chain of hashes over control entries, verdicts and rationales, and finds rows that do not fit it.

The chain shows that somebody changed a row, took one away or added one without Parley. It shows no more when they write
the whole chain anew: then its last hash is another one than whoever wrote it down has.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from wargame.exercises.digests import digest_of
from wargame.exercises.models import ControlEntry, Exercise, Rationale, RecordLink, Verdict

Row = ControlEntry | Verdict | Rationale
Kind = RecordLink.Kind

COVERED: dict[type[Row], tuple[RecordLink.Kind, tuple[str, ...]]] = {
    ControlEntry: (Kind.CONTROL, ("exercise_id", "turn_id", "by_id", "act", "seat_id", "detail", "reason", "at")),
    Verdict: (Kind.VERDICT, ("turn_id", "about", "result", "instead_of", "reason", "is_public", "by_id", "at")),
    Rationale: (Kind.RATIONALE, ("turn_id", "seat_id", "by_id", "revision", "text", "at")),
}
"""The columns that a hash covers. One more makes all older hashes wrong: it needs a kind of its own."""


def add(*, exercise_id: int, row: Row) -> None:
    """Append a row as it is stored now. Belongs into the transaction that stores it, behind all other locks."""
    _append(exercise_id, _kind(row), row.pk, content_of(row))


def remove(*, exercise_id: int, rows: QuerySet[Verdict] | QuerySet[Rationale]) -> None:
    """Delete rows, and append that they are gone."""
    for row in rows:
        key, kind = row.pk, _kind(row)
        row.delete()
        _append(exercise_id, kind, key, "")


def content_of(row: Row) -> str:
    """Return the hash of what a row holds."""
    values = {name: getattr(row, name) for name in COVERED[type(row)][1]}
    # PostgreSQL and SQLite keep moments in UTC to the microsecond; rows that were just made may have another zone.
    values["at"] = _moment(values["at"])
    return digest_of(values)


def head_of(exercise: Exercise) -> tuple[int, str]:
    """Return number and hash of the last link; 0 and "" where there is none."""
    return _last(exercise.pk)


def changes_of(exercise: Exercise) -> int:
    """Return the number of links of the chain; pages that are kept name it, so that words of a forgotten person leave.

    A game that somebody plays on alone from a class has the dice of the class, and copies of its turns.
    """
    return RecordLink.objects.filter(exercise__commitment=exercise.commitment).count()


def faults_of(exercise: Exercise) -> Iterator[str]:
    """Yield a sentence for each place where the chain is broken, and for each row that does not fit it."""
    chain = exercise.record_links.order_by("number")
    return faults_in(chain, _rows(exercise), named=lambda row: f"{_kind(row).label} {row.pk} ({row})")


def faults_in(chain: Iterable[RecordLink], rows: Iterable[Row], *, named: Callable[[Row], str]) -> Iterator[str]:
    """Yield the same for links in their order and the rows that they cover; `named` says which row a fault is about."""
    before, links = "", {}
    for expected, link in enumerate(chain, start=1):
        if link.number != expected or link.hash != _hash(before, link):
            yield f"link {link.number} of the record does not follow from the one before"
            return
        before, links[link.kind, link.row] = link.hash, link.content
    for row in rows:
        content = links.pop((_kind(row), row.pk), "")
        if not content:
            yield f"{named(row)} was added without Parley"
        elif content != content_of(row):
            yield f"{named(row)} was changed"
    yield from (f"{Kind(kind).label} {key} was taken away" for (kind, key), content in links.items() if content)


def _rows(exercise: Exercise) -> Iterator[Row]:
    yield from ControlEntry.objects.filter(exercise=exercise).select_related("exercise")
    yield from Verdict.objects.filter(turn__branch__exercise=exercise)
    yield from Rationale.objects.filter(turn__branch__exercise=exercise).select_related("by", "seat", "turn")


def _append(exercise_id: int, kind: RecordLink.Kind, key: int, content: str) -> None:
    """Append a link. Of two writers who take the same number, the second waits for the first and takes the next."""
    while True:
        number, before = _last(exercise_id)
        link = RecordLink(exercise_id=exercise_id, number=number + 1, kind=kind, row=key, content=content)
        link.hash = _hash(before, link)
        try:
            with transaction.atomic():
                link.save(force_insert=True)
        except IntegrityError:
            if _last(exercise_id) == (number, before):
                raise
        else:
            return


def _last(exercise_id: int) -> tuple[int, str]:
    links = RecordLink.objects.filter(exercise_id=exercise_id).order_by("-number")
    return links.values_list("number", "hash").first() or (0, "")


def _hash(before: str, link: RecordLink) -> str:
    return digest_of([before, link.number, str(link.kind), link.row, link.content])


def _kind(row: Row) -> RecordLink.Kind:
    return COVERED[type(row)][0]


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
