"""Runs programs of Parley, each in a process forked from one that has imported what they import.

`python -m tests.command_server` reads a line of JSON for each program: its words, folder, environment, and the files
for what it says. It answers with the exit status. Imports take most of the time in which a program starts. Settings
and apps are left to the program, since they depend on its environment.
"""

import gc
import json
import os
import runpy
import signal
import sys
from importlib import import_module
from typing import Any

IMPORTED = (
    "celery.app.task",
    "celery.bin.worker",
    "django.contrib.admin.options",
    "django.core.management",
    "django.db.backends.sqlite3.base",
    "django.db.models",
    "pydantic.types",
    "redis.asyncio",
    "scenarios.schema.pack_reading",
    "structlog.dev",
    "uvicorn",
    "wargame.engine",
)
"""None of it reads settings when it is imported."""

LONGEST_SECONDS = 480
"""After which a program is killed that should have ended by itself."""


def run(words: list[str], folder: str, environment: dict[str, str], out: str, err: str) -> None:
    """Become the program: its words are those after `python`, a file or -m and a module, and more."""
    for path, descriptor in ((os.devnull, 0), (out, 1), (err, 2)):
        opened = os.open(path, os.O_RDWR | os.O_CREAT)
        os.dup2(opened, descriptor)
        os.close(opened)
    signal.alarm(LONGEST_SECONDS)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    if words[0] == "-m":
        sys.argv = words[1:]
        runpy.run_module(words[1], run_name="__main__", alter_sys=True)
        return
    sys.argv = words
    runpy.run_path(words[0], run_name="__main__")


def main() -> None:
    for name in IMPORTED:
        import_module(name)
    # What is imported stays: no program looks for garbage in it.
    gc.freeze()
    for line in sys.stdin:
        asked: dict[str, Any] = json.loads(line)
        child = os.fork()
        if not child:
            run(**asked)
            return
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
