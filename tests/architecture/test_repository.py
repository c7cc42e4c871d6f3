"""The repository contains no registry addresses, no locks that record them, no code of other people."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from tests.conftest import pytest_ignore_collect

HOME = Path(__file__).resolve().parents[2]
# Written in pieces, so that this file does not hold what it looks for.
REGISTRIES = [
    ".".join(pieces) for pieces in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"))
]
TEXT = {".py", ".toml", ".txt", ".in", ".md", ".yaml", ".yml", ".json", ".geojson", ".html", ".css", ".js", ".svg", ""}


def tracked() -> list[Path]:
    """Return every file of the repository without generated ones; works also where git is not installed."""
    made = {".git", ".venv", "var", "staticfiles", "htmlcov"}
    files = []
    for path in sorted(HOME.iterdir()):
        if path.name not in made and not path.name.endswith("_cache"):
            files += [path] if path.is_file() else [inner for inner in path.rglob("*") if inner.is_file()]
    return [path for path in files if "__pycache__" not in path.parts]


@pytest.mark.slow
def test_no_registry_is_named() -> None:
    texts = {path: path.read_text(errors="replace") for path in tracked() if path.suffix in TEXT}
    assert HOME / "requirements" / "base.txt" in texts
    assert [path.name for path, text in texts.items() if any(host in text for host in REGISTRIES)] == []


@pytest.mark.parametrize("name", ["audit.txt", "base.txt", "dev.txt", "sentry.txt"])
def test_locks_pin_and_hash_everything_and_record_no_address(name: str) -> None:
    lines = (HOME / "requirements" / name).read_text().splitlines()
    assert not [line for line in lines if "://" in line or line.startswith("-")]
    pins = [line for line in lines if line and not line.startswith(" ")]
    assert len(pins) > 25
    assert [pin for pin in pins if not re.match(r"[a-z0-9-]+(\[[a-z,]+\])?==\S+ .*\\$", pin)] == []


def test_no_lock_that_records_addresses_exists() -> None:
    names = {path.name for path in tracked()}
    assert not names & {"uv.lock", "pylock.toml", "poetry.lock", "package-lock.json", "yarn.lock"}


def test_the_development_lock_holds_the_same_versions_as_the_other() -> None:
    """Otherwise tests would run with other versions than the installed program."""
    base, sentry, dev = (
        set(re.findall(r"^\S+==\S+", (HOME / "requirements" / name).read_text(), re.MULTILINE))
        for name in ("base.txt", "sentry.txt", "dev.txt")
    )
    assert base < sentry < dev


def test_third_party_scripts_styles_and_fonts_come_from_packages() -> None:
    assert [
        path.name for path in tracked() if path.suffix in {".woff", ".woff2", ".ttf", ".otf"} or ".min." in path.name
    ] == []


@pytest.mark.parametrize(("folder", "marker"), [("journeys", "journey"), ("services", "service")])
def test_what_is_left_out_while_working_is_marked(folder: str, marker: str) -> None:
    files = sorted((HOME / "tests" / folder).glob("test_*.py"))
    assert len(files) > 10
    assert [path.name for path in files if f"pytest.mark.{marker}" not in path.read_text()] == []


def test_what_is_not_even_read_while_working_is_slow_throughout() -> None:
    contract = (HOME / "tests" / "exercises" / "api" / "test_api_contract.py").read_text()
    assert contract.count("@pytest.mark.slow") == contract.count("\ndef test_")


@pytest.mark.parametrize(
    ("expression", "is_left_out"),
    [
        ("not journey and not service and not slow", True),
        ("not journey", True),
        ("not own_stack and (service or (database and not journey))", None),
        ("service or not journey", None),
        ("", None),
    ],
)
def test_journeys_are_read_unless_all_of_them_are_left_out(expression: str, is_left_out: bool | None) -> None:
    config = SimpleNamespace(getoption={"markexpr": expression}.get)
    assert pytest_ignore_collect(HOME / "tests" / "journeys", cast("pytest.Config", config)) is is_left_out
