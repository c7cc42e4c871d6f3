"""The invented scenario, compiled once."""

import pytest
from hypothesis import settings

from tests.engine import scenario
from wargame.engine import Setting, compile_setting

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def setting() -> Setting:
    """The islet scenario with default dials."""
    return compile_setting(scenario.spec())
