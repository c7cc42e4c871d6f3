"""Commands in a new clone: the first command creates and fills the embedded database."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving import PATIENCE

pytestmark = pytest.mark.service

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("words", "said", "status"),
    [
        (["load_scenarios"], "nine-past-nine: new version loaded.", 0),
        (["play_random", "nine-past-nine", "--games", "1"], "Endings", 0),
        (["play_random", "nowhere"], "Choose one of: nine-past-nine, the-invitation.", 2),
        (["replay_exercise", "G9K0-C1"], "There is no exercise G9K0-C1.", 2),
    ],
)
def test_a_command_needs_no_database_made_before(tmp_path: Path, words: list[str], said: str, status: int) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment |= {"PARLEY_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "wargame.settings"}
    manage = [sys.executable, str(ROOT / "manage.py")]
    done = subprocess.run(
        [*manage, *words], env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert said in done.stdout + done.stderr
    assert done.returncode == status
