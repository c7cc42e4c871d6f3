#!/usr/bin/env python3
"""Run Parley with nothing but Python: make its virtual environment from the locks with hashes, then start a command.

`python3 run.py` plays. `python3 run.py test [words]` runs pytest, on all cores unless you name a path.
All other words go to `manage.py`: docs/commands.md lists them, and `python3 run.py COMMAND --help` explains a command.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path

HOME = Path(__file__).resolve().parent
VENV = HOME / ".venv"
PYTHON = VENV / "bin" / "python"
SECONDS_BETWEEN_SIGNS = 10.0
# A worker without tests takes half of another worker's: so the longest files do not decide how long the suite takes.
ON_ALL_CORES = ["-n", "auto", "--dist", "worksteal"]


def lock_hash(name: str) -> str:
    """Return a hash of the sources of an environment: the lock, and the Python that makes the environment."""
    lock = (HOME / "requirements" / f"{name}.txt").read_bytes()
    return hashlib.sha256(lock + sys.version.encode()).hexdigest()


def run(step: str, *words: str) -> None:
    """Print a step and run its program to the end. While the program works, print a line now and then."""
    print(step, flush=True)
    begun = time.monotonic()
    program = subprocess.Popen(words, cwd=HOME)
    while True:
        try:
            status = program.wait(timeout=SECONDS_BETWEEN_SIGNS)
            break
        except subprocess.TimeoutExpired:
            print(f"    still at work after {time.monotonic() - begun:.0f} s", flush=True)
    if status != 0:
        sys.exit("Parley could not set up its environment (.venv); the lines above say why. Run it again when mended.")


def install(python: Path, name: str) -> None:
    """Install exactly the packages of a lock. pip resolves nothing, so no later release can break the environment.

    Python compiles a module at its first import; compiling all modules here would double the time.
    """
    pip = [str(python), "-m", "pip", "--disable-pip-version-check"]
    lock = HOME / "requirements" / f"{name}.txt"
    step = f"Step 2 of 3: pip fetches and installs {lock.read_text().count('==')} packages. This is the longest step."
    words = ["install", "--quiet", "--no-compile", "--no-deps", "--require-hashes", "--requirement", str(lock)]
    run(step, *pip, *words)
    run("Step 3 of 3: pip checks that the packages fit together.", *pip, "check")


def prepare(name: str) -> None:
    """Install one lock into .venv if the lock has changed. A .venv that is a link stays as it is."""
    stamps = {lock: VENV / f"parley-{lock}.lock" for lock in ("base", "dev")}
    current = {lock for lock, stamp in stamps.items() if stamp.is_file() and stamp.read_text() == lock_hash(lock)}
    if VENV.is_symlink() or current & {name, "dev"}:
        return
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        sys.exit("Python's venv module is missing. On Debian and Ubuntu: apt install python3-venv")
    if not current:
        print("Parley sets up its environment in .venv: now, and again only when its packages change.", flush=True)
        run("Step 1 of 3: Python makes the environment.", sys.executable, "-m", "venv", "--clear", str(VENV))
    install(PYTHON, name)
    stamps[name].write_text(lock_hash(name))


def tests(words: list[str]) -> list[str]:
    """Return pytest's arguments. Tests that you name run in one process: they end before workers would have started."""
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
        # Without this, each worker and each program that a test starts would compile every module again.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if not is_test:
        # Only Parley's own user may read what Parley writes. Others may use `.venv`, which is made above.
        os.umask(0o077)
    os.execv(str(PYTHON), [str(PYTHON), *arguments])


if __name__ == "__main__":
    main(sys.argv[1:])
