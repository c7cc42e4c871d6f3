"""Files and functions stay short."""

import ast
import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from wargame.web.bundles import SCRIPTS

HOME = Path(__file__).resolve().parents[2]
FILE_LINES = 350
FUNCTION_LINES = 50
SCRIPT_BYTES = 20_000
SCRIPT_BYTES_OF_A_PAGE = 2_000


def sources(*roots: str) -> Iterator[Path]:
    for root in roots:
        yield from (path for path in sorted((HOME / root).rglob("*.py")) if "migrations" not in path.parts)


def test_no_file_is_longer_than_the_stop() -> None:
    lengths = {
        path: len(path.read_text().splitlines()) for path in sources("wargame", "scenarios", "tests", "benchmarks")
    }
    assert len(lengths) > 50
    assert {str(path): lines for path, lines in lengths.items() if lines > FILE_LINES} == {}


@pytest.mark.slow
def test_no_function_is_longer_than_a_screen() -> None:
    long = []
    for path in sources("wargame", "scenarios"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > FUNCTION_LINES:
                    long.append(f"{path.relative_to(HOME)}:{node.lineno} {node.name} has {lines} lines")
    assert long == []


@pytest.mark.parametrize("root", ["wargame", "scenarios"])
def test_every_module_says_what_lives_there(root: str) -> None:
    texts = {str(path.relative_to(HOME)): path.read_text().strip() for path in sources(root)}
    # No module begins otherwise, and to parse them all takes most of a second.
    assert [path for path, text in texts.items() if text and not re.match('"""\\s*[`\\w]', text)] == []


def test_our_scripts_stay_small() -> None:
    """The limit is the total of the scripts that every page loads, and of each that one page loads, as compressed."""
    sizes = {f"js/{path.name}": len(gzip.compress(path.read_bytes())) for path in (HOME / "static" / "js").glob("*.js")}
    assert sum(size for name, size in sizes.items() if name in SCRIPTS) <= SCRIPT_BYTES
    alone = {name: size for name, size in sizes.items() if name not in SCRIPTS}
    assert len(alone) < len(sizes)
    assert {name for name, size in alone.items() if size > SCRIPT_BYTES_OF_A_PAGE} == set()
