"""Loads a folder of packs in one transaction, or checks it without writing."""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from pydantic import TypeAdapter

from scenarios.folders import PACKS
from scenarios.load_records import rows_digest
from scenarios.loader.canonical import content_hash
from scenarios.loader.facts import write_library
from scenarios.loader.kinds import write_kinds
from scenarios.loader.reading import Packs, read_packs
from scenarios.loader.scenarios import write_pack
from scenarios.models import Edition
from scenarios.schema.library import Library


@dataclass(frozen=True, slots=True)
class Loaded:
    """The result of a load: whether the library changed, its size, the packs with a new version, and all packs.

    `rows` is a digest of the rows that it left.
    """

    library_changed: bool
    facts: int
    sources: int
    added: tuple[str, ...]
    packs: tuple[str, ...]
    rows: str


def check(folder: Path = PACKS) -> Packs:
    """Read everything and write nothing. Raises PackError."""
    return read_packs(folder)


def load(folder: Path = PACKS) -> Loaded:
    """Make the rows equal to the files. Raises PackError and writes nothing if anything is wrong."""
    packs = read_packs(folder)
    with transaction.atomic():
        changed = _write_if_new(packs.library)
        write_kinds(packs.kinds)
        added = tuple(pack.meta.slug for pack in packs.packs if write_pack(pack, packs.library))
        rows = rows_digest()
    slugs = tuple(pack.meta.slug for pack in packs.packs)
    return Loaded(changed, packs.library.size, len(packs.library.sources), added, slugs, rows)


def _write_if_new(library: Library) -> bool:
    digest = content_hash(TypeAdapter(Library).dump_python(library, mode="json"))
    latest = Edition.objects.first()
    if latest is not None and latest.content_hash == digest:
        return False
    write_library(library)
    Edition.objects.create(content_hash=digest)
    return True
