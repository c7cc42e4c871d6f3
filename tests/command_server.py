"""Runs commands of Parley, each in a process forked from one that has imported what they import.

`python -m tests.command_server` reads a line of JSON for each command: its words, folder, environment, and the files
for what it says. It answers with the exit status. Imports take most of the time in which a command starts. Settings
and apps are left to the command, since they depend on its environment.
"""

import json
import os
import runpy
import sys
from importlib import import_module
from typing import Any

IMPORTED = (
    "celery.app.task",
    "django.core.management",
    "django.db.backends.sqlite3.base",
    "django.db.models",
    "pydantic.types",
    "redis",
    "scenarios.schema.pack_reading",
    "structlog.dev",
    "wargame.engine",
)
"""None of it reads settings when it is imported."""


def run(words: list[str], folder: str, environment: dict[str, str], out: str, err: str) -> None:
    """Become the command: its words begin with a file of Python."""
    for path, descriptor in ((os.devnull, 0), (out, 1), (err, 2)):
        opened = os.open(path, os.O_RDWR | os.O_CREAT)
        os.dup2(opened, descriptor)
        os.close(opened)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.argv = words
    runpy.run_path(words[0], run_name="__main__")


def main() -> None:
    for name in IMPORTED:
        import_module(name)
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
