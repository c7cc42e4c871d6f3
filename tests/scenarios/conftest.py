"""Fixtures: a folder of packs that tests may spoil, and the rows loaded from it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from scenarios.loader import PACKS, load
from scenarios.models import OwnScenario
from tests import packs
from tests.kept_rows import APPS, once
from tests.scenarios.editing import change
from tests.scenarios.own import browser_of, draft_of
from tests.scenarios.small_pack import write_small_pack
from tests.scenarios.test_lists_of_a_pack import KINDS, LISTS
from wargame.accounts.models import User
from wargame.exercises.models import Exercise


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


@pytest.fixture
def ada(small: Path) -> Client:
    """The browser of an author, with the small pack loaded."""
    return browser_of("ada")


@pytest.fixture
def own(small: Path, ada: Client) -> OwnScenario:
    """Ada's draft: a copy of the small pack."""
    return draft_of(small, User.objects.get(username="ada"))


@pytest.fixture
def trade_pack(folder: Path) -> Path:
    """The small pack with lists, and a board of trade."""
    small = folder / "small"
    (small / "lists.yaml").write_text(LISTS.replace("imports: 30}", "imports: 30, thirds: []}"))
    orders = small / "orders.yaml"
    orders.write_text(orders.read_text().rstrip("\n") + KINDS)
    change(small / "scenario.yaml", "  turns: 3\n", "  turns: 3\n  board: trade\n")
    return small


@pytest.fixture
def kept_game(db: None) -> Callable[[Callable[[Path], object], Path], Exercise]:
    """Load the pack of a folder and play it by a function that makes its people; a worker does both once."""

    def begin(play: Callable[[Path], object], pack: Path) -> Exercise:
        texts = [path.read_text() for path in sorted(pack.glob("**/*.yaml"))]
        key = (play.__module__, play.__qualname__, *texts)
        once(key, lambda: play(pack), apps=["scenarios", "accounts", *APPS])
        return Exercise.objects.get()

    return begin
