"""Finds references in docstrings and comments to paths and names, and those that do not exist.

It reads paths, in backticks or not, and dotted names in backticks. A path may also lie below the folder of the file
that names it, a folder above, or one of PLACES. A dotted name may be made of words that the file itself uses.
"""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from tests.docs.references import DOTTED, HOME, PATH, PLACED, SPAN, SUFFIXES, Missing, exists, is_name

PLACES = tuple(HOME / place for place in ("scenarios/packs", "scenarios/packs/nine-past-nine", "static/js"))
FOLDERS = ("wargame", "scenarios", "tests", "benchmarks")
PLAIN_PATH = re.compile(rf"(?<![\w/.`{{-])\w[\w-]*(?:/[\w-]+)+\.(?:{SUFFIXES})\b")


def code_files() -> list[Path]:
    found = [file for folder in FOLDERS for file in sorted((HOME / folder).rglob("*.py"))]
    return [file for file in found if "migrations" not in file.parts]


def missing_in_code(file: Path, source: str = "") -> list[Missing]:
    """Return paths and names in the texts of a file (or of this source instead) that do not exist."""
    source = source or file.read_text()
    # Many files have neither: to read their tokens would take most of the time.
    tokens = tokens_of(source) if "#" in source or "`" in source else []
    texts = [*docstrings_of(source), *(token.string for token in tokens if token.type == tokenize.COMMENT)]
    own = {token.string for token in tokens if token.type == tokenize.NAME}
    above = [folder for folder in file.parents if folder.is_relative_to(HOME) and folder != HOME]
    folders = (*above, *PLACES)
    found = [span for text in texts for span in SPAN.findall(text) if not holds(span, folders, own)]
    found += [path for text in texts for path in PLAIN_PATH.findall(SPAN.sub("", text)) if not exists(path, folders)]
    return [Missing(str(file.relative_to(HOME)), words) for words in found]


def docstrings_of(source: str) -> Iterator[str]:
    """Return all docstrings, also of attributes."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.value.value


def tokens_of(source: str) -> list[tokenize.TokenInfo]:
    return list(tokenize.generate_tokens(io.StringIO(source).readline))


def holds(span: str, folders: tuple[Path, ...], own: set[str]) -> bool:
    """Return whether a span refers to something that exists, or to nothing that this test knows."""
    if PLACED.fullmatch(span) or PATH.fullmatch(span):
        return exists(span, folders)
    if dotted := DOTTED.fullmatch(span):
        first, *rest = dotted[1].split(".")
        return (first in own and set(rest) <= own) or is_name(dotted[1])
    return True
