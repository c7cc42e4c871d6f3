"""Fixture: the invented scenario, compiled once."""

import pytest

from tests.engine import invented
from wargame.engine import Setting, compile_setting


@pytest.fixture(scope="session")
def setting() -> Setting:
    """The islet scenario with default dials."""
    return compile_setting(invented.spec())
