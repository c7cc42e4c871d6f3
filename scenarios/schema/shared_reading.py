"""Reads files of the shared library, as written or checked."""

from collections.abc import Iterable
from pathlib import Path

from scenarios.folders import SHARED, shared_of
from scenarios.schema.alliances import AllianceEntry
from scenarios.schema.catalogue import CatalogueFile
from scenarios.schema.validation import checked
from scenarios.yamlsafe import Document, read_file


def read_shared(folder: Path, name: str) -> Document:
    """Read a file of the shared library for the packs of a folder. Raises PackError."""
    return read_file(shared_of(folder) / f"{name}.yaml", name=f"{SHARED}/{name}.yaml")


def read_catalogue(folder: Path) -> tuple[Document, CatalogueFile]:
    """Return the shared catalogue for the packs of a folder, as written and as checked. Raises PackError."""
    document = read_shared(folder, "catalogue")
    return document, checked(CatalogueFile, document)


def read_alliances(folder: Path) -> Iterable[AllianceEntry]:
    """Return the alliances of the library for the packs of a folder. Raises PackError."""
    return checked(tuple[AllianceEntry, ...], read_shared(folder, "alliances"))
