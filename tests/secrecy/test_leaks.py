"""Planted leaks: each makes one thing visible to somebody who may not know it, and a check of secrecy must notice.

All of the engine's are planted, and a sample of the others; `python -m tests.secrecy.leaks` plants all of them.
"""

import pytest

from tests.secrecy import engine_leaks, talk_leaks, web_leaks
from tests.secrecy.planting import chosen, plant_all
from tests.secrecy.scene import Scene

A_FEW = 12


@pytest.mark.slow
def test_leaks_of_the_engine_are_caught() -> None:
    plant_all(chosen((*engine_leaks.leaks(), *talk_leaks.leaks())))


@pytest.mark.slow
@pytest.mark.django_db
def test_leaks_of_pages_files_caches_and_notices_are_caught(scene: Scene) -> None:
    plant_all(chosen(web_leaks.leaks(), A_FEW), scene)
