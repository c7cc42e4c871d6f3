"""The rows of an exercise as data: which tables and columns an archive holds, and how a value is written and read.

Left out is what belongs to one installation: users, links back to a seat, signs of life, leases, stored answers to
repeated requests.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import BinaryField, DateTimeField, Field, ForeignKey, Model

from wargame.exercises.archives.domain.form import BadArchive
from wargame.exercises.models import (
    Answer,
    Argument,
    Branch,
    ControlEntry,
    DebriefAnswer,
    DebriefQuestion,
    Exercise,
    Handout,
    Inject,
    LedgerEntry,
    Mark,
    Message,
    Observation,
    OrderSheet,
    OwnWords,
    Participant,
    Pledge,
    PledgeEvent,
    Proposal,
    Rationale,
    Receipt,
    RecordLink,
    Seat,
    SheetChange,
    Speech,
    StaffQuestion,
    Turn,
    Verdict,
    WallAnswer,
    WallQuestion,
)

Row = dict[str, Any]

WAYS: Mapping[type[Model], str] = {
    Exercise: "pk",
    Seat: "exercise",
    OwnWords: "seat__exercise",
    Handout: "exercise",
    Participant: "exercise",
    Branch: "exercise",
    Turn: "branch__exercise",
    OrderSheet: "turn__branch__exercise",
    SheetChange: "sheet__turn__branch__exercise",
    StaffQuestion: "sheet__turn__branch__exercise",
    LedgerEntry: "turn__branch__exercise",
    Proposal: "turn__branch__exercise",
    Answer: "proposal__turn__branch__exercise",
    Message: "turn__branch__exercise",
    Receipt: "message__turn__branch__exercise",
    Pledge: "turn__branch__exercise",
    PledgeEvent: "turn__branch__exercise",
    Rationale: "turn__branch__exercise",
    Speech: "turn__branch__exercise",
    Inject: "exercise",
    Observation: "turn__branch__exercise",
    Verdict: "turn__branch__exercise",
    Argument: "turn__branch__exercise",
    Mark: "exercise",
    ControlEntry: "exercise",
    DebriefQuestion: "exercise",
    DebriefAnswer: "question__exercise",
    WallQuestion: "turn__branch__exercise",
    WallAnswer: "question__turn__branch__exercise",
    RecordLink: "exercise",
}
"""The tables of an archive with the way to their exercise, each after those that its columns name."""
LATE = frozenset({(Exercise, "current_branch"), (Branch, "parent_turn"), (Proposal, "counters")})
"""Columns that name a row which is written later."""
LEFT_OUT = frozenset(
    {
        (Exercise, "scenario_version"),
        (Exercise, "series"),
        (Exercise, "created_by"),
        (Exercise, "keep_days"),
        (Participant, "user"),
        (Participant, "recovery"),
        (Participant, "tap"),
        (Participant, "seen_at"),
        (Participant, "name_key"),
        (Inject, "tap"),
        (DebriefAnswer, "voter"),
        (WallAnswer, "voter"),
        *((Turn, name) for name in ("attempts", "lease_until", "next_enqueue_at", "error", "lost_hints")),
    }
)


def fields_of(model: type[Model]) -> Iterator[Field[Any, Any]]:
    """Yield the columns of a table that an archive holds, without its key."""
    for field in model._meta.concrete_fields:
        if not field.primary_key and (model, field.name) not in LEFT_OUT:
            yield field


def row_of(instance: Model) -> Row:
    """Return a stored row as data; `id` is its key in the archive, and columns that name rows hold such keys."""
    values = {field.name: _write(getattr(instance, field.attname)) for field in fields_of(type(instance))}
    return {"id": instance.pk} | values


def _write(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else value


def values_of(model: type[Model], row: Mapping[str, Any], where: str) -> Row:
    """Return the values of a row of an archive by column; a column that it does not have gets its default.

    `where` names the row in faults. Raises BadArchive.
    """
    known = {field.name: field for field in fields_of(model)}
    if strange := sorted(set(row) - set(known) - {"id"}):
        raise BadArchive(f"{where} has a column {strange[0]!r} that this edition of Parley does not know.")
    return {name: _read(field, row[name], f"{where}, {name}") for name, field in known.items() if name in row}


def _read(field: Field[Any, Any], raw: Any, where: str) -> Any:
    """Return the value of a column, as far as its own rules allow it. Raises BadArchive."""
    if raw is None:
        if field.null:
            return None
        raise BadArchive(f"{where}: a value is missing.")
    try:
        if isinstance(field, BinaryField):
            return bytes.fromhex(raw)
        if isinstance(field, ForeignKey):
            return int(raw)
        if isinstance(field, DateTimeField) and datetime.fromisoformat(raw).tzinfo is None:
            raise ValueError
        value = field.to_python(raw)
        field.run_validators(value)
    except (TypeError, ValueError, ValidationError, OverflowError) as error:
        raise BadArchive(f"{where}: {raw!r:.60} is no value of this column.") from error
    if field.choices and value and value not in dict(field.flatchoices):
        raise BadArchive(f"{where}: {raw!r:.60} is none of {', '.join(map(str, dict(field.flatchoices)))}.")
    return value
