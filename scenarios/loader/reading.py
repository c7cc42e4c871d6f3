"""Reads and checks the shared library and the packs beside it, before anything is written."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_type_hints

from scenarios.folders import PACKS, SHARED, shared_of
from scenarios.pack_faults import Fault, PackError
from scenarios.pack_members import PackFiles, require_files, slug_of, write_files
from scenarios.schema.catalogue import CatalogueEntry
from scenarios.schema.library import Library
from scenarios.schema.library_checks import library_faults
from scenarios.schema.pack import Pack
from scenarios.schema.pack_reading import read_pack
from scenarios.schema.references import Known
from scenarios.schema.shared_reading import read_catalogue, read_shared
from scenarios.schema.validation import checked
from scenarios.yamlsafe import Document
from wargame.spelling import nearest_first

_NAMED = ("places", "states", "alliances", "agreements", "manoeuvres", "measures", "incidents", "claims")


@dataclass(frozen=True, slots=True)
class Packs:
    """Everything in a folder of packs: the shared library and catalogue, and each pack with its slug."""

    library: Library
    kinds: tuple[CatalogueEntry, ...]
    packs: tuple[Pack, ...]


def read_packs(folder: Path) -> Packs:
    """Return everything in the folder. Raises PackError with all faults of the library, or else of all packs."""
    library, known = read_library(folder)
    kinds = read_catalogue(folder)[1].kinds
    packs: list[Pack] = []
    faults: list[Fault] = []
    for path in _pack_folders(folder):
        try:
            packs.append(_pack(path, known))
        except PackError as error:
            faults += error.faults
    if faults:
        raise PackError(faults)
    return Packs(library, kinds, tuple(packs))


class UnknownPack(LookupError):
    """The folder has no pack of this name."""

    def __init__(self, slug: str, known: Iterable[str]) -> None:
        names = list(known)
        choice = f"Choose one of: {', '.join(names)}." if names else "The folder has no packs."
        super().__init__(f"There is no scenario {slug!r}. {nearest_first(slug, names, choice)}")


def read_one(folder: Path, slug: str) -> Pack:
    """Return one pack of the folder, checked against the shared library. Raises PackError or UnknownPack."""
    known = read_library(folder)[1]
    return _pack(pack_folder(folder, slug), known)


def pack_folder(folder: Path, slug: str) -> Path:
    """Return the folder of one pack. Raises PackError or UnknownPack."""
    paths = {path.name: path for path in _pack_folders(folder)}
    if slug not in paths:
        raise UnknownPack(slug, paths)
    return paths[slug]


def read_files(files: PackFiles, folder: Path = PACKS) -> Pack:
    """Return the pack that these files make, checked against the shared library of a folder. Raises PackError.

    It reads them from a folder that exists meanwhile, as it reads packs on disk.
    """
    require_files(files)
    slug = slug_of(files)
    with TemporaryDirectory() as place:
        # Only text goes there, under names that a pack may have.
        (Path(place) / SHARED).symlink_to(shared_of(folder), target_is_directory=True)
        write_files(Path(place) / slug, files)
        return _pack(Path(place) / slug, read_library(folder)[1])


def slugs_in(folder: Path) -> list[str]:
    """Return the slugs of all packs of the folder, sorted; reads none of them."""
    return [path.name for path in _pack_folders(folder)]


def read_library(folder: Path) -> tuple[Library, Known]:
    """Return the shared library, and the names in it that packs may refer to.

    Raises PackError with the faults of all files.
    """
    documents = {field.name: read_shared(folder, field.name) for field in fields(Library)}
    known = _known(documents)
    return _library(documents, known), known


def _pack_folders(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise PackError([Fault(str(folder), "there is no such folder.", "Name a folder with packs in it.")])
    if (folder / "scenario.yaml").is_file():
        raise PackError([Fault(str(folder), "this is a pack.", "Name the folder in which it lies.")])
    return sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(("_", ".")))


def _pack(path: Path, known: Known) -> Pack:
    pack = read_pack(path, known)
    if pack.meta.slug != path.name:
        file = f"{path.name}/scenario.yaml"
        message = f"the slug is '{pack.meta.slug}', the folder '{path.name}'."
        raise PackError([Fault(file=file, path="meta.slug", message=message, remedy="Give both the same name.")])
    return pack


def _library(documents: dict[str, Document], known: Known) -> Library:
    """Check every file, so that an author sees the faults of all files at once."""
    values: dict[str, Any] = {}
    faults = list(_doubles(documents))
    for name, schema in get_type_hints(Library).items():
        try:
            values[name] = checked(schema, documents[name], known)
        except PackError as error:
            faults += error.faults
    if faults:
        raise PackError(faults)
    library = Library(**values)
    if contradictions := tuple(library_faults(library, documents)):
        raise PackError(contradictions)
    return library


def _known(documents: dict[str, Document]) -> Known:
    """Collect the names in the files as written. The schema checks later whether they are well formed."""
    names = {section: frozenset(name for name, _ in _names(documents[section])) for section in _NAMED}
    return Known(
        states=frozenset(name for name, _ in _names(documents["states"], key="code")),
        sources=frozenset(name for name, _ in _names(documents["sources"])),
        places=names["places"],
        incidents=names["incidents"],
        measures=names["measures"],
        facts=frozenset().union(*(names[section] for section in _NAMED if section != "claims")),
        claims=names["claims"],
        sentences=frozenset(_sentences(documents["article"])),
    )


def _sentences(document: Document) -> Iterator[int]:
    """Yield the numbers of the article's sentences."""
    sentences = document.tree.get("sentences") if isinstance(document.tree, dict) else None
    for entry in sentences if isinstance(sentences, list) else ():
        number = entry.get("number") if isinstance(entry, dict) else None
        if isinstance(number, str) and number.isascii() and number.isdigit() and len(number) <= 3:
            yield int(number)


def _names(document: Document, *, key: str = "slug") -> Iterator[tuple[str, int]]:
    """Yield each entry's name and position."""
    if not isinstance(document.tree, list):
        return
    for position, entry in enumerate(document.tree):
        name = entry.get(key) if isinstance(entry, dict) else None
        if isinstance(name, str):
            yield name, position


def _doubles(documents: dict[str, Document]) -> Iterator[Fault]:
    """Yield a fault for each name used twice.

    All facts share one set of slugs; sources and state codes have their own.
    """
    yield from _doubles_among([documents[section] for section in _NAMED], "slug")
    yield from _doubles_among([documents["sources"]], "slug")
    yield from _doubles_among([documents["states"]], "code")


def _doubles_among(documents: list[Document], key: str) -> Iterator[Fault]:
    seen: Counter[str] = Counter()
    for document in documents:
        for name, position in _names(document, key=key):
            seen[name] += 1
            if seen[name] == 2:
                yield Fault(
                    file=document.file,
                    path=f"{position}.{key}",
                    line=document.line_of((position, key)),
                    message=f"the name '{name}' is taken.",
                    remedy="Give this entry another name.",
                )
