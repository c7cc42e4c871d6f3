#!/usr/bin/env python3
"""Runs Parley with nothing but Python: makes its virtual environment from the hash locks, then starts a command.

`python3 run.py` plays, `python3 run.py test [words]` runs pytest (on all cores unless it is given a path),
any other words go to `manage.py`: README.md says which there are, and `python3 run.py COMMAND --help` what one takes.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent
VENV = HOME / ".venv"
PYTHON = VENV / "bin" / "python"
# Who has no tests left takes half of what another still has: the longest files do not decide how long it takes.
ON_ALL_CORES = ["-n", "auto", "--dist", "worksteal"]


def lock_hash(name: str) -> str:
    """Return what an environment was made from: the lock and the Python that made it."""
    lock = (HOME / "requirements" / f"{name}.txt").read_bytes()
    return hashlib.sha256(lock + sys.version.encode()).hexdigest()


def run(*words: str) -> None:
    if subprocess.call(words, cwd=HOME) != 0:
        sys.exit("Parley could not set up its environment (.venv); the lines above say why. Run it again when mended.")


def install(python: Path, name: str) -> None:
    """Install a lock exactly as it stands. pip resolves nothing, so no later release can break it.

    Python compiles modules when they are first imported; to compile all of them here takes as long as the rest.
    """
    pip = [str(python), "-m", "pip", "--disable-pip-version-check"]
    lock = HOME / "requirements" / f"{name}.txt"
    run(*pip, "install", "--quiet", "--no-compile", "--no-deps", "--require-hashes", "--requirement", str(lock))
    run(*pip, "check")


def prepare(name: str) -> None:
    """Brings .venv to the state of one lock, only when the lock has changed; a linked .venv is left alone."""
    stamps = {lock: VENV / f"parley-{lock}.lock" for lock in ("base", "dev")}
    current = {lock for lock, stamp in stamps.items() if stamp.is_file() and stamp.read_text() == lock_hash(lock)}
    if VENV.is_symlink() or current & {name, "dev"}:
        return
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        sys.exit("Python's venv module is missing. On Debian and Ubuntu: apt install python3-venv")
    if not current:
        print("Setting up Parley's environment in .venv; this happens once, and when its packages change.", flush=True)
        run(sys.executable, "-m", "venv", "--clear", str(VENV))
    install(PYTHON, name)
    stamps[name].write_text(lock_hash(name))


def tests(words: list[str]) -> list[str]:
    """Return pytest's arguments. Named tests get no workers, which would take longer to start than the tests to run."""
    return words if words and not words[0].startswith("-") else [*ON_ALL_CORES, *words]


def main(words: list[str]) -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - the one file that older Pythons may be asked to run
        sys.exit(f"Parley needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    if words in (["--help"], ["-h"]):
        print(__doc__)
        return
    command = words or ["play"]
    is_test = command[0] == "test"
    prepare("dev" if is_test else "base")
    arguments = ["-m", "pytest", *tests(command[1:])] if is_test else [str(HOME / "manage.py"), *command]
    if is_test:
        os.chdir(HOME)
        # Workers and what tests start would each compile every module anew.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if not is_test:
        # What Parley writes is for its own user alone. `.venv`, made above, may be for others too.
        os.umask(0o077)
    os.execv(str(PYTHON), [str(PYTHON), *arguments])


if __name__ == "__main__":
    main(sys.argv[1:])
