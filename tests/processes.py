"""Finds processes of the machine by what they were started with."""

import os
from contextlib import suppress
from pathlib import Path

import pytest

needs_proc = pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds processes in /proc")


def processes_with(text: str) -> set[int]:
    """Return the ids of processes whose command line or environment contains `text`."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if text.encode() in (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes():
                found.add(int(folder.name))
    return found - {os.getpid()}
