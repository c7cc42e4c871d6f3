"""Fixtures: a folder of packs that tests may spoil, and the rows loaded from it."""

import shutil
from pathlib import Path

import pytest

from scenarios.loader import PACKS, load
from tests import packs
from tests.kept_rows import once
from tests.scenarios.small_pack import write_small_pack


@pytest.fixture
def folder(tmp_path: Path, db: None) -> Path:
    """A copy of the shared library with one small pack beside it; nothing is loaded yet."""
    packs.take_away()
    shutil.copytree(PACKS / "_shared", tmp_path / "_shared")
    write_small_pack(tmp_path)
    return tmp_path


@pytest.fixture
def small(folder: Path) -> Path:
    """The small pack and the shared library, loaded."""
    once("small", lambda: load(folder), apps=["scenarios"])
    return folder
