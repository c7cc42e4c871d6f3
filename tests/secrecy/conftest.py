"""Fixture: the class on which the tests of this folder run."""

from collections.abc import Callable

import pytest

from tests.exercises.class_with_people import Class
from tests.secrecy.scene import RULES, Scene, play


@pytest.fixture
def scene(kept_class: Callable[..., Class]) -> Scene:
    """The class, played to where its people may know different things."""
    return Scene(kept_class(play, **RULES))
