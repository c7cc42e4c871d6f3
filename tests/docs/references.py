"""Finds references of the documentation to the code, and those that do not exist.

It reads the words in backticks, by these rules, and nothing else:

* **A path** has a slash or ends in a suffix of SUFFIXES. It exists below the repository, below one of ROOTS, or below
  a folder that the same section names (of a file that is named, its folder). `<word>` stands for any name. What starts
  with a slash is an address, and what lies under `var/` is made at run time.
* **A dotted name** (`phases.run_out`) is a module, an attribute of a module or class of ours with that name, or a task.
  `turn/ledger.BECAUSE` says in which folder the module lies. One letter (`g.now`) is a variable of an example.
* **A longer name** (with an underscore, in CamelCase, or called) stands somewhere in the source.
* **A command** (`python -m x.y`, `manage.py name`, `run.py name`) exists. These are read in code blocks too.

Links between pages are followed, with their anchors. Decision records speak of what was: only their links are read.
"""

import importlib
import importlib.util
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from django.core.management import get_commands

from wargame.celery import app

HOME = Path(__file__).resolve().parents[2]
PACKS = ("scenarios/packs/nine-past-nine", "scenarios/packs/list-four")
ROOTS = ("", "wargame", "wargame/exercises", "wargame/engine", "templates", "static", "scenarios/packs", *PACKS)
SUFFIXES = "py|md|html|css|js|yaml|json|toml|txt|in|geojson|example"
SPAN = re.compile(r"(?<!`)`([^`]+)`(?!`)")
BLOCK = re.compile(r"^ *```.*?^ *```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)
MODULE_COMMAND = re.compile(r"python3? -m ([\w.]+)")
DJANGO_COMMAND = re.compile(r"\b(?:manage|run)\.py ([a-z_]+)")
PATH = re.compile(rf"[\w.<>*-]+(?:/[\w.<>*-]+)*(?:/|\.(?:{SUFFIXES}))|[\w.<>*-]+(?:/[\w<>*-]+)+")
PLACED = re.compile(r"([\w/]+/\w+)\.(\w+)")
DOTTED = re.compile(r"([A-Za-z]\w+(?:\.\w+)+)(?:\(.*\))?", re.DOTALL)
LONGER = re.compile(r"(_?[A-Za-z0-9]+_\w+|[A-Z][a-z]+[A-Z]\w*|\w+(?=\())(?:\(.*\))?", re.DOTALL)
# Names of others: of systemd, and of PostgreSQL's programs; and the files that a page tells its reader to write.
FOREIGN = {"WatchdogSec", "pg_dump", "pg_restore", "tension.py"}


@dataclass(frozen=True, slots=True)
class Missing:
    page: str
    words: str


def pages() -> list[Path]:
    """Return the pages whose references must exist: all but the decision records."""
    return [
        HOME / "README.md",
        HOME / "CONTRIBUTING.md",
        *sorted((HOME / "docs").glob("*.md")),
        *sorted((HOME / "docs/how-to").glob("*.md")),
        *sorted((HOME / "docs/add-a-scenario").glob("*.md")),
    ]


def records() -> list[Path]:
    return sorted((HOME / "docs/decisions").glob("*.md"))


def missing_names(text: str, page: str = "") -> list[Missing]:
    """Return the paths, names and commands of a text that do not exist."""
    found = [words for words in commands(text) if not is_command(words)]
    for section in re.split(r"(?m)^(?=#+ )", BLOCK.sub("", text)):
        spans = [re.sub(r"\s+", " ", span) for span in SPAN.findall(section)]
        folders = named_folders(spans)
        found += [span for span in spans if not exists(span, folders)]
    return [Missing(page, words) for words in found]


def exists(span: str, folders: tuple[Path, ...]) -> bool:
    """Return whether the target of a span exists; a span that refers to nothing counts as existing."""
    if span in FOREIGN or span.startswith(("/", "var/")):
        return True
    if placed := PLACED.fullmatch(span):
        where, name = placed.groups()
        if not re.fullmatch(SUFFIXES, name):
            return any(has(module_at(file), name) for file in below(f"{where}.py", folders))
    if PATH.fullmatch(span):
        return any(below(span, folders))
    if dotted := DOTTED.fullmatch(span):
        return is_name(dotted[1])
    longer = LONGER.fullmatch(span)
    return longer is None or longer[1] in source_words()


def named_folders(spans: Iterable[str]) -> tuple[Path, ...]:
    found = [path for span in spans if PATH.fullmatch(span) and "/" in span for path in below(span, ())]
    return tuple(dict.fromkeys(path if path.is_dir() else path.parent for path in found))


def below(path: str, folders: tuple[Path, ...]) -> Iterator[Path]:
    pattern = re.sub(r"<\w+>", "*", path.strip("/"))
    for start in (*(HOME / root for root in ROOTS), *folders):
        yield from start.glob(pattern)


def module_at(file: Path) -> ModuleType:
    return importlib.import_module(".".join(file.relative_to(HOME).with_suffix("").parts).removesuffix(".__init__"))


def is_name(dotted: str) -> bool:
    first, *rest = dotted.split(".")
    if dotted in tasks() or is_module(dotted):
        return True
    return any(reaches(holder, rest) for holder in (*modules_named(first), *classes_named(first)))


@cache
def tasks() -> frozenset[str]:
    app.loader.import_default_modules()
    return frozenset(app.tasks)


def is_module(dotted: str) -> bool:
    try:
        return importlib.util.find_spec(dotted) is not None
    except ModuleNotFoundError:
        return False


def reaches(holder: Any, names: list[str]) -> bool:
    for name in names:
        if not has(holder, name):
            return False
        holder = getattr(holder, name, None)
    return True


def has(holder: Any, name: str) -> bool:
    """Return whether a module or class has an attribute, annotated fields of a class included."""
    kinds = holder.__mro__ if isinstance(holder, type) else [holder]
    return hasattr(holder, name) or any(name in getattr(kind, "__annotations__", {}) for kind in kinds)


@cache
def modules_named(name: str) -> tuple[ModuleType, ...]:
    return tuple(module_at(file) for file in source_files() if name == module_name(file))


def module_name(file: Path) -> str:
    return file.parent.name if file.stem == "__init__" else file.stem


@cache
def classes_named(name: str) -> tuple[type, ...]:
    if not name[0].isupper():
        return ()
    defining = [file for file in source_files() if re.search(rf"(?m)^class {name}\b", file.read_text())]
    return tuple(getattr(module_at(file), name) for file in defining)


@cache
def source_files() -> tuple[Path, ...]:
    found = [file for room in ("wargame", "scenarios") for file in sorted((HOME / room).rglob("*.py"))]
    return tuple(file for file in found if not {"migrations", "packs"} & set(file.parts))


@cache
def source_words() -> frozenset[str]:
    tests = [file for file in (HOME / "tests").rglob("*.py") if file.parent.name != "docs"]
    packs = (HOME / "scenarios/packs").rglob("*.yaml")
    files = [*source_files(), *tests, *(HOME / "benchmarks").rglob("*.py"), *packs, HOME / ".env.example"]
    return frozenset(word for file in files for word in re.findall(r"\w+", file.read_text()))


def commands(text: str) -> list[str]:
    found = [f"-m {name}" for name in MODULE_COMMAND.findall(text)]
    return found + DJANGO_COMMAND.findall(text)


def is_command(words: str) -> bool:
    if words.startswith("-m "):
        return is_module(words.removeprefix("-m "))
    return words == "test" or words in get_commands()


def missing_links(text: str, page: Path) -> list[Missing]:
    """Return links to files or anchors that do not exist."""
    targets = [target for target in LINK.findall(BLOCK.sub("", text)) if "://" not in target]
    return [Missing(page.name, target) for target in targets if not leads(page, target)]


def leads(page: Path, target: str) -> bool:
    path, _, anchor = target.partition("#")
    file = page.parent / path if path else page
    return file.exists() and (not anchor or anchor in anchors_of(file))


def anchors_of(file: Path) -> set[str]:
    """Return the anchors of a page as GitHub makes them from its headings."""
    return {
        re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-")
        for heading in HEADING.findall(file.read_text())
    }
