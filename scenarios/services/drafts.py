"""Writes the files of own scenarios: a copy, a file from elsewhere, one changed file; each change is checked at once.

A draft with faults is kept, since nobody writes a scenario without faults at once. Nobody can publish or play it.
"""

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from scenarios.loader import PACKS, UnknownPack, pack_folder, read_files
from scenarios.models import OwnFile, OwnScenario
from scenarios.pack_faults import Fault, PackError
from scenarios.pack_members import BOUNDS, COVER, PackFiles, files_of, is_member, require_files, slug_of, title_of
from scenarios.services import history
from scenarios.wizard import compose, propose
from scenarios.yamlsafe import read_bytes
from wargame.accounts.models import User

MOST_SCENARIOS = 40
"""The most scenarios that an account may have, put away ones too."""
MOST_FAULTS = 40
"""The most faults that are kept with a draft: an author mends them from the top."""
UNTITLED = "Without a title"
_KEY_BYTES = 5


@dataclass(frozen=True, slots=True)
class Credits:
    """The authors of a scenario, and the licence under which others may use it."""

    authors: tuple[str, ...] = ()
    licence: str = ""


class Refused(ValueError):
    """The change was not made; the sentence names the reason and the remedy."""


class ChangedMeanwhile(Refused):
    """Somebody else, or the same author in another window, changed the file since it was read."""

    def __init__(self, file: OwnFile | None) -> None:
        super().__init__(
            "Somebody changed this file while you were writing, and your text is not saved. Both texts stand below: "
            "bring your changes into the other text, or save yours in its place."
        )
        self.file = file


def create(*, user: User, files: PackFiles, origin: str = "", now: datetime) -> OwnScenario:
    """Keep the files of a pack as a new scenario of an account.

    Raises Refused beyond the limit of an account, and PackError for files that no pack has.
    """
    require_files(files)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if OwnScenario.objects.filter(owner=user).count() >= MOST_SCENARIOS:
            raise Refused(f"You have {MOST_SCENARIOS} scenarios, which is the most. Delete one first.")
        own = OwnScenario.objects.create(
            key=secrets.token_hex(_KEY_BYTES),
            owner=user,
            title=title_of(files) or UNTITLED,
            origin=origin,
            faults=faults_of(files),
            created_at=now,
            changed_at=now,
        )
        OwnFile.objects.bulk_create(
            OwnFile(own=own, name=name, text=body.decode(), changed_at=now) for name, body in files.items()
        )
    return own


def copy_shipped(*, user: User, slug: str, title: str, now: datetime) -> OwnScenario:
    """Keep a copy of a pack of the library. Raises Refused where its files are not on this machine."""
    try:
        files = files_of(pack_folder(PACKS, slug))
    except (PackError, UnknownPack) as error:
        raise Refused("The files of this scenario are not on this machine: ask its operator for a ZIP file.") from error
    return create(user=user, files=files, origin=title, now=now)


def begin(*, user: User, template: str, now: datetime) -> OwnScenario:
    """Keep the scenario that a template of the wizard proposes. Raises KeyError for a template that does not exist."""
    proposed = propose(template)
    files = {name: text.encode() for name, text in compose(proposed, f"from-{template}").items()}
    return create(user=user, files=files, origin=f"the template {proposed.title}", now=now)


def files_in(own: OwnScenario) -> dict[str, bytes]:
    """Return the files of an own scenario by name, as they would lie on disk."""
    return {name: text.encode() for name, text in texts_in(own).items()}


def texts_in(own: OwnScenario) -> dict[str, str]:
    """Return the files of an own scenario by name, as text."""
    return dict(own.files.values_list("name", "text"))


def folder_name(own: OwnScenario) -> str:
    """Return the name of the folder of an own scenario in a ZIP file: its slug, or its key where it has none."""
    try:
        return slug_of(files_in(own))
    except PackError:
        return own.key


def credits_of(own: OwnScenario) -> Credits:
    """Return the authors and the licence that the cover names."""
    try:
        tree = read_bytes(files_in(own)[COVER], name=COVER).tree
    except PackError:
        return Credits()
    cover = tree if isinstance(tree, dict) else {}
    authors, licence = cover.get("authors"), cover.get("licence")
    listed = authors if isinstance(authors, list) else []
    return Credits(tuple(each for each in listed if isinstance(each, str)), licence if isinstance(licence, str) else "")


def save_file(*, own: OwnScenario, name: str, text: str, revision: int, now: datetime) -> OwnFile:
    """Save one file that its author read at a revision, 0 for a new one, and check the whole scenario.

    Raises ChangedMeanwhile for an older revision, and PackError for what no file of a pack may hold.
    """
    with changing(own, f"Changed the file {name}", now):
        file = own.files.filter(name=name).first()
        if (file.revision if file else 0) != revision:
            raise ChangedMeanwhile(file)
        text = with_line_ends_of(file.text if file else "", text)
        require_room({**files_in(own), name: text.encode()})
        if file is None:
            return OwnFile.objects.create(own=own, name=name, text=text, changed_at=now)
        file.text, file.changed_at, file.revision = text, now, revision + 1
        # Of two who read one revision, one changes no row.
        kept = own.files.filter(pk=file.pk, revision=revision)
        if not kept.update(text=text, changed_at=now, revision=F("revision") + 1):
            raise ChangedMeanwhile(own.files.get(pk=file.pk))
    return file


def remove_file(*, own: OwnScenario, name: str, now: datetime) -> None:
    """Remove one file. Raises Refused for the cover, without which nobody could name the scenario."""
    if name == COVER:
        raise Refused(f"{COVER} begins every scenario: it cannot be removed.")
    with changing(own, f"Removed the file {name}", now):
        own.files.filter(name=name).delete()


def faults_of(files: PackFiles) -> list[dict[str, Any]]:
    """Return the faults of a pack as data, at most MOST_FAULTS; none if it can be played."""
    try:
        read_files(files)
    except PackError as error:
        return as_data(error.faults)
    return []


def as_data(faults: Iterable[Fault]) -> list[dict[str, Any]]:
    """Return faults as data, with the name of the file inside its pack."""
    return [
        {
            "file": next((name for name in (fault.file, fault.file.partition("/")[2]) if is_member(name)), ""),
            "line": fault.line,
            "path": fault.path,
            "message": fault.message,
            "remedy": fault.remedy,
        }
        for fault in list(faults)[:MOST_FAULTS]
    ]


def with_line_ends_of(before: str, text: str) -> str:
    """Return a text from a form, which ends lines with CR and LF, with line ends as the file had them."""
    plain = text.replace("\r\n", "\n")
    return plain.replace("\n", "\r\n") if "\r\n" in before else plain


@contextmanager
def changing(own: OwnScenario, about: str, now: datetime) -> Iterator[OwnScenario]:
    """Hold an own scenario for a change of its files; then check it, and keep the change, its faults and its title."""
    with transaction.atomic():
        held = OwnScenario.objects.select_for_update(of=("self",)).get(pk=own.pk)
        before = texts_in(held)
        yield held
        files = files_in(held)
        history.record(own=held, before=before, after=texts_in(held), about=about, now=now)
        held.title, held.faults, held.changed_at = title_of(files) or held.title, faults_of(files), now
        held.save(update_fields=["title", "faults", "changed_at"])
    own.title, own.faults, own.changed_at = held.title, held.faults, held.changed_at


def write(held: OwnScenario, files: dict[str, str], now: datetime) -> None:
    """Keep files as those of a scenario that is held for a change. Raises PackError for what no pack may hold."""
    before = texts_in(held)
    require_room({name: text.encode(errors="replace") for name, text in files.items()})
    for name in before.keys() | files.keys():
        if name not in files:
            held.files.filter(name=name).delete()
        elif name not in before:
            OwnFile.objects.create(own=held, name=name, text=files[name], changed_at=now)
        elif files[name] != before[name]:
            held.files.filter(name=name).update(text=files[name], changed_at=now, revision=F("revision") + 1)


def require_room(files: PackFiles) -> None:
    """Raise PackError for files that no pack has, or that would not fit into a ZIP file that Parley reads."""
    require_files(files)
    if sum(map(len, files.values())) > BOUNDS.unpacked_bytes:
        message = f"all files together are larger than {BOUNDS.unpacked_bytes:,} bytes."
        raise PackError([Fault(COVER, message, "Shorten them.")])
