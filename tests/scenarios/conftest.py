"""Fixtures: a folder of packs that tests may spoil, and the rows loaded from it."""

import shutil
from pathlib import Path

import pytest

from scenarios.loader import PACKS, load
from tests.scenarios.small_pack import write_small_pack


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shared library with one small pack beside it."""
    shutil.copytree(PACKS / "_shared", tmp_path / "_shared")
    write_small_pack(tmp_path)
    return tmp_path


@pytest.fixture
def small(folder: Path, db: None) -> Path:
    """The small pack and the shared library, loaded."""
    load(folder)
    return folder
