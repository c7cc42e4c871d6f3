"""Keeps a new version of a report for each edit of a sentence; the versions before it stay."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from django.db import transaction

from wargame.exercises import access, bridge
from wargame.exercises.models import Branch, Participant, ReportDraft
from wargame.exercises.models.report import NAME_LENGTH, SENTENCE_LENGTH
from wargame.exercises.report.domain.document import Document, ReportSentence
from wargame.exercises.report.domain.rewording import keeps_marks
from wargame.exercises.text import printable

Act = Literal["reword", "add", "leave_out"]
NOTES = {"reword": "one sentence reworded", "add": "one sentence added", "leave_out": "one sentence left out"}
MOST_DRAFTS = 500


class DraftRefused(ValueError):
    """The edit cannot be kept. Nothing was changed."""


class NotAnEditor(DraftRefused):
    """The person may not keep versions of this report. Nothing was changed."""


class DraftConflict(DraftRefused):
    """Somebody else changed the same sentence, or the report, meanwhile. Nothing was changed."""


@dataclass(frozen=True)
class Edit:
    """One edit of the sentence `key`: other words for it, an own sentence after it, or leaving it out.

    `was` is the text of the sentence that the person saw, None where the number of a version says it. `name` names the
    new version, "" for none.
    """

    act: Act
    key: str
    was: str | None
    text: str = ""
    name: str = ""


def keep(
    *, line: Branch, by: Participant, edit: Edit, written: Document, now: datetime, rests_on: int | None = None
) -> ReportDraft:
    """Keep the newest version with an edit as the next one; before the first version, the `written` report.

    Edits of different sentences follow each other, so that two people who write at once lose nothing. Raises
    DraftRefused, and DraftConflict where the sentence no longer reads as the person saw it, or the newest version is
    not the one that the edit `rests_on`.
    """
    if not access.may_edit_report(by):
        raise NotAnEditor("Only the white cell, or the player of a solo game, keeps versions of a report.")
    with transaction.atomic():
        Branch.objects.select_for_update(no_key=True, of=("self",)).get(pk=line.pk)
        newest = line.report_drafts.order_by("-number").first()
        latest = newest.number if newest else 0
        if rests_on not in (None, latest):
            raise DraftConflict(
                f"Your edit rests on version {rests_on}, and version {latest} is the newest. Read it, then edit it."
            )
        number = latest + 1
        if number > MOST_DRAFTS:
            raise DraftRefused(f"A report has at most {MOST_DRAFTS} versions. Print it, and edit the print.")
        document = Document.of(newest.document) if newest else written
        changed = _edited(line, by, edit, document)
        return line.report_drafts.create(
            number=number, name=printable(edit.name)[:NAME_LENGTH], document=changed.as_json(), note=NOTES[edit.act],
            by=by, at=now,
        )  # fmt: skip


def _edited(line: Branch, by: Participant, edit: Edit, document: Document) -> Document:
    sentence, text = document.sentence(edit.key), " ".join(printable(edit.text).split())
    if sentence is None and edit.was is None:
        raise DraftRefused("This version has no sentence of this key. Read the version, and take a key from it.")
    if sentence is None:
        raise DraftConflict("Somebody left this sentence out meanwhile. Add yours after another sentence.")
    if edit.act != "add" and edit.was not in (None, sentence.text):
        raise DraftConflict(
            "Somebody changed this sentence meanwhile. Read how it reads now, then save yours again or leave it."
        )
    if edit.act != "leave_out" and not text:
        raise DraftRefused("Write a sentence, or leave the sentence out.")
    if len(text) > SENTENCE_LENGTH:
        raise DraftRefused(f"Shorten the sentence to {SENTENCE_LENGTH} characters.")
    return document.changed(edit.key, _in_its_place(line, by, edit, sentence, text))


def _in_its_place(
    line: Branch, by: Participant, edit: Edit, sentence: ReportSentence, text: str
) -> Iterator[ReportSentence]:
    if edit.act == "reword":
        yield _reworded(line, by, sentence, text)
    if edit.act == "add":
        yield sentence
        yield ReportSentence(f"own.{secrets.token_hex(4)}", text, by=by.name)


def _reworded(line: Branch, by: Participant, sentence: ReportSentence, text: str) -> ReportSentence:
    """Return a sentence in other words; marks that fell come back with the words that they bear."""
    if not sentence.source:
        return replace(sentence, text=text, by=by.name)
    borne = sentence.marks or sentence.fallen
    keeps = keeps_marks(replace(sentence, marks=borne), text, bridge.setting_of(line.exercise))
    author = "" if text == sentence.source else by.name
    return replace(sentence, text=text, by=author, marks=borne if keeps else (), fallen=() if keeps else borne)
