"""Real processes of the house with planned faults, forked from one that has imported what they import.

`python -m tests.services.faulty` reads a line of JSON for each: its role (worker or turnkeeper) and what is added to
its environment. The process answers with its id. The faults are planned in a folder, so that the product needs no test
code: this module wraps the product's own steps before a process starts its work.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import wraps
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

import django

FOLDER = Path(os.environ["PARLEY_FAULTS"])


Work = int | str
"""A turn by its number, a chunk of an ensemble as "chunk-7"."""


def planned(work: Work) -> dict[str, Any]:
    """Return the faults of a turn or chunk: {"slow": seconds, "kill_after": step, "poison": true}."""
    try:
        return dict(json.loads((FOLDER / f"{work}.json").read_text()))
    except FileNotFoundError:
        return {}


def note(work: Work, what: str) -> None:
    """Tell the test which process is at which step."""
    (FOLDER / f"{work}.{what}").write_text(str(os.getpid()))


def die_once(work: Work, step: str) -> None:
    """Kill this process as the kernel's out-of-memory killer does, the first time it comes here."""
    if planned(work).get("kill_after") != step:
        return
    try:
        os.close(os.open(FOLDER / f"{work}.killed", os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGKILL)


def break_step(module: ModuleType, name: str, work_of: Callable[[dict[str, Any]], Work]) -> None:
    """Wrap a step so that a process can be slow in it, fail in it or die after it."""
    step = getattr(module, name)

    @wraps(step)
    def faulty(**arguments: Any) -> Any:
        work = work_of(arguments)
        plan = planned(work)
        if name == "compute":
            note(work, "computing")
            time.sleep(plan.get("slow", 0))
            if plan.get("poison"):
                raise ArithmeticError("poison")
        result = step(**arguments)
        die_once(work, name)
        return result

    setattr(module, name, faulty)


def break_everything() -> None:
    from wargame.exercises.turns.services import adjudications, openings

    break_step(adjudications, "claim", lambda given: int(given["turn_id"]))
    for name in ("compute", "take", "write_ledger", "commit"):
        break_step(adjudications, name, lambda given: int(given["turn"].pk))
    # The next turn has no plan of its own: it dies for the one before.
    break_step(openings, "store", lambda given: previous_turn(given["branch"], given["prepared"].number))


def break_chunks() -> None:
    """Plan faults in playing an ensemble, in plain Python, because compiling may take longer than the test."""
    from wargame import engine
    from wargame.analysis.models import Chunk
    from wargame.analysis.services import chunks

    break_step(chunks, "claim", lambda given: f"chunk-{given['chunk_id']}")
    for name in ("compute", "commit"):
        break_step(chunks, name, lambda given: f"chunk-{given['chunk'].pk}")
    engine.warm = lambda block=False: None  # type: ignore[assignment]
    Chunk.LONGEST_LEASE = timedelta(seconds=2)


def wait_less() -> None:
    """Wait as long as the test says for a broker that hangs, and before a turn is tried again."""
    from wargame import leases
    from wargame.celery import app

    leases.BACK_OFF_SECONDS = float(os.environ.get("PARLEY_BACK_OFF", "1"))  # type: ignore[assignment]
    if seconds := os.environ.get("PARLEY_BROKER_SECONDS"):
        app.conf.broker_transport_options["socket_timeout"] = float(seconds)


def previous_turn(branch: Any, number: int) -> int:
    previous = branch.turns.filter(number=number - 1).values_list("pk", flat=True).first()
    return int(previous or 0)


def prepare() -> None:
    """Import what a worker and a turnkeeper need, and wrap its steps. No connection is opened: forks would share it."""
    django.setup()
    break_everything()
    break_chunks()

    import wargame.operations.management.commands.turnkeeper  # noqa: F401
    from wargame.celery import app

    app.autodiscover_tasks(force=True)


def become(role: str, environment: dict[str, str]) -> None:
    """Do the work of a role in this process, which is the first of a group of its own."""
    os.setsid()
    print(os.getpid(), flush=True)
    log = os.open(FOLDER / "log.txt", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    nothing = os.open(os.devnull, os.O_RDWR)
    for opened, descriptor in ((nothing, 0), (nothing, 1), (log, 2)):
        os.dup2(opened, descriptor)
    os.environ.update(environment)
    wait_less()
    if role == "worker":
        from celery.signals import worker_ready

        from wargame.celery import app

        worker_ready.connect(lambda **_: note(os.getpid(), "ready"), weak=False)
        options = "--concurrency=1 --without-gossip --without-mingle --without-heartbeat"
        app.worker_main(["--quiet", "--skip-checks", "worker", *options.split()])
    else:
        from django.core.management import call_command

        call_command(role, "--period", "0.5")


def reap(number: int, frame: FrameType | None) -> None:
    """Let processes that have ended disappear."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def main() -> None:
    prepare()
    signal.signal(signal.SIGCHLD, reap)
    for line in iter(sys.stdin.readline, ""):
        if not os.fork():
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            become(**json.loads(line))
            return


if __name__ == "__main__":
    main()
