"""Changes in the database everything that a person of the scene may not read by the tables, and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import models

from tests.secrecy import results
from tests.secrecy.rows import ROWS, May
from wargame.exercises.access import voter_of
from wargame.exercises.models import (
    DebriefQuestion,
    Exercise,
    Message,
    Participant,
    Pledge,
    Proposal,
    Turn,
    WallQuestion,
)

WHITE_CELL = "WC"
MOMENT = timedelta(hours=7)
OTHER = "Something else"
MORE = 9


@dataclass(frozen=True)
class Reader:
    """A reader. `role` is the seat that they hold or watch, "" for none.

    `seen` is the number of the last turn that they may see by now, `told` that of the last whose results they may see.
    Somebody who is not `is_inside` may not even know that the exercise exists.
    """

    person: Participant
    role: str = ""
    seen: int = 0
    told: int = 0
    is_inside: bool = True

    @property
    def is_room(self) -> bool:
        return self.person.part == Participant.Part.WHITE_CELL

    @property
    def is_player(self) -> bool:
        return self.person.part == Participant.Part.PLAYER

    def looks_at(self, turn: Turn) -> bool:
        """Return whether they may view a turn as their seat by now."""
        return bool(self.role) and turn.number <= self.seen


PATHS = {
    "Exercise": "pk",
    "Branch": "exercise",
    "Seat": "exercise",
    "OwnWords": "seat__exercise",
    "Handout": "exercise",
    "Participant": "exercise",
    "Turn": "branch__exercise",
    "OrderSheet": "turn__branch__exercise",
    "SheetChange": "sheet__turn__branch__exercise",
    "StaffQuestion": "sheet__turn__branch__exercise",
    "Message": "turn__branch__exercise",
    "Receipt": "message__turn__branch__exercise",
    "Proposal": "turn__branch__exercise",
    "Answer": "proposal__turn__branch__exercise",
    "PledgeEvent": "pledge__turn__branch__exercise",
    "Pledge": "turn__branch__exercise",
    "Rationale": "turn__branch__exercise",
    "WallQuestion": "turn__branch__exercise",
    "WallAnswer": "question__turn__branch__exercise",
    "Speech": "turn__branch__exercise",
    "Inject": "exercise",
    "Observation": "turn__branch__exercise",
    "Mark": "exercise",
    "Verdict": "turn__branch__exercise",
    "Argument": "turn__branch__exercise",
    "ControlEntry": "exercise",
    "DebriefQuestion": "exercise",
    "DebriefAnswer": "question__exercise",
    "DebriefScreen": "exercise",
    "ReportDraft": "branch__exercise",
    "ReportLink": "branch__exercise",
    "KeptAnswer": "seat__exercise",
}
GONE = (
    "Receipt", "Answer", "PledgeEvent", "Pledge", "Proposal", "Message", "Rationale", "Speech", "Inject",
    "Observation", "Mark", "Verdict", "Argument", "ControlEntry", "KeptAnswer", "StaffQuestion",
    "DebriefScreen", "DebriefQuestion", "ReportDraft", "ReportLink", "OwnWords",
    "Handout",
)  # fmt: skip
"""Rows that are taken away where a reader may read nothing of them: neither may they be counted.

Answers of a room stay: pages count them for everybody.
"""
KEPT = {"key", "name_key", "voter", "status", "sender", "recipients", "role", "roles", "code", "is_ready"}
"""Fields that others hang on: what they hide, other fields of their rows show as well."""


def hide(exercise: Exercise, reader: Reader) -> int:
    """Change what the reader may not read; return the number of rows, fields and cells changed."""
    altered = 0
    for model, path in PATHS.items():
        for row in apps.get_model("exercises", model)._base_manager.filter(**{path: exercise.pk}):
            denied = [name for name, may in ROWS[model].items() if not READS[may](row, reader)]
            # A reason that the room may read is read beside what it is about, and never alone.
            unread = (May.LINK, May.NOBODY, *([May.ROOM] if May.PARTIES in ROWS[model].values() else []))
            shown = [may for name, may in ROWS[model].items() if may not in unread and name not in denied]
            if model in GONE and not shown:
                row.delete()
                altered += 1
            else:
                altered += _alter(row, denied if model != "Inject" or reader.is_room else [*denied, "texts"], reader)
    return altered + (0 if reader.is_room else results.alter(exercise, reader.role, reader.seen, reader.told))


def _alter(row: models.Model, denied: list[str], reader: Reader) -> int:
    """Give the fields another value, if the database allows one."""
    changed = {}
    for name in denied:
        field, value = row._meta.get_field(name), getattr(row, name)
        if field.is_relation or field.choices or field.primary_key or name in KEPT:
            continue
        if name == "texts":
            other = _texts(row, value, reader)
        else:
            # Nothing kept is what fits whatever orders the other world has.
            other = None if name == "told" else _another(field, value, row.pk)
        if other != value:
            changed[name] = other
    if changed:
        type(row)._base_manager.filter(pk=row.pk).update(**changed)
    return len(changed)


def _another(field: Any, value: Any, key: int) -> Any:
    if value is None:
        return None
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.CharField | models.TextField):
        return f"{OTHER} {key}"[: field.max_length]
    if isinstance(field, models.DateTimeField):
        return value + MOMENT
    if isinstance(field, models.IntegerField | models.FloatField):
        return value + MORE
    return type(value)()


def _texts(inject: Any, texts: dict[str, dict[str, str]], reader: Reader) -> dict[str, dict[str, str]]:
    """Change each seat's wording except the reader's own, and that too as long as it was not sent."""
    own = {reader.role} if _is_sent_to(inject, reader) else set()
    return {
        role: words if role in own else dict.fromkeys(words, OTHER) | {"kind": words["kind"], "grade": words["grade"]}
        for role, words in texts.items()
    }


def _is_sent_to(inject: Any, reader: Reader) -> bool:
    return inject.sent_in_id is not None and reader.looks_at(inject.sent_in) and reader.role in inject.texts


def _reads_seat(row: Any, reader: Reader) -> bool:
    row = getattr(row, "sheet", row)
    return reader.is_room or (reader.looks_at(row.turn) and row.seat is not None and row.seat.role == reader.role)


def _reads_parties(row: Any, reader: Reader) -> bool:
    row = getattr(row, "pledge", row)
    if isinstance(row, Pledge):
        return reader.is_player and reader.role in (row.by, row.to)
    # A letter about a proposal has readers of its own.
    row = row if isinstance(row, Message) else getattr(row, "proposal", row)
    if hasattr(row, "parties"):
        return reader.is_player and reader.role in row.parties
    if row.is_statement:
        return row.turn.number <= reader.seen or reader.is_room
    is_scripted = row.author_id is None and not row.policy
    if reader.is_room and is_scripted:
        return True  # the scenario's own, which whoever leads may read
    if not reader.is_room and not reader.is_player and not is_scripted:
        return False  # seats are promised that nobody else reads what they write
    mine = WHITE_CELL if reader.is_room else reader.role if reader.looks_at(row.turn) else ""
    return mine in row.recipients or (not is_scripted and row.sender == mine)


def _reads_sender(row: Any, reader: Reader) -> bool:
    row = getattr(row, "message", row)
    if reader.is_room:
        return _reads_parties(row, reader)
    author = row.proposer if isinstance(row, Proposal) else row.sender
    return reader.is_player and author == reader.role


def _reads_later(row: Any, reader: Reader) -> bool:
    return row.by_id == reader.person.pk or (reader.is_room and not row.turn.is_under_way)


def _reads_together(row: Any, reader: Reader) -> bool:
    is_shown = row.question.status in (WallQuestion.Status.SHOWN, DebriefQuestion.Status.REVEALED)
    is_crowd = row.question.answers.count() >= 5
    return (is_shown and is_crowd) or row.voter == voter_of(row.question, reader.person)


def _is_asked(row: Any, reader: Reader) -> bool:
    return reader.is_room or row.key.startswith("claim-") or row.status != DebriefQuestion.Status.WAITING


READS: dict[May, Callable[[Any, Reader], bool]] = {
    May.ALL: lambda row, reader: reader.is_inside,
    May.LINK: lambda row, reader: True,
    May.TABLE: lambda row, reader: True,  # `results` alters what the table of worlds denies
    May.SEAT: _reads_seat,
    May.PARTIES: _reads_parties,
    May.SENDER: _reads_sender,
    May.READERS: lambda row, reader: reader.is_room or _is_sent_to(row, reader),
    May.WRITER: lambda row, reader: row.by_id == reader.person.pk,
    May.LATER: _reads_later,
    May.NOTERS: lambda row, reader: reader.is_room or row.by_id == reader.person.pk,
    May.MARKERS: lambda row, reader: reader.is_room or row.by_id == reader.person.pk,
    May.HANDED: lambda row, reader: reader.is_room or (reader.role in row.roles if row.roles else reader.is_inside),
    May.ROOM: lambda row, reader: reader.is_room,
    May.BRIEFED: lambda row, reader: reader.is_room or row.seat.role == reader.role,
    May.ITSELF: lambda row, reader: reader.is_room or row.pk == reader.person.pk,
    May.TOGETHER: _reads_together,
    May.ASKED: _is_asked,
    May.OVER: lambda row, reader: False,
    May.NOBODY: lambda row, reader: False,
}
