"""A real process of the house with planned faults: `python -m tests.services.faulty worker|turnkeeper`.

The faults are planned in a folder, so that the product needs no test code: this module wraps the product's own
steps before the process starts its work.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from types import ModuleType
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
    from wargame.exercises.turns.services import adjudications, openings, turns

    break_step(adjudications, "claim", lambda given: int(given["turn_id"]))
    for name in ("compute", "take", "write_ledger", "commit"):
        break_step(adjudications, name, lambda given: int(given["turn"].pk))
    # The next turn has no plan of its own: it dies for the one before.
    break_step(openings, "store", lambda given: previous_turn(given["branch"], given["prepared"].number))
    turns.BACK_OFF_SECONDS = float(os.environ.get("PARLEY_BACK_OFF", "1"))  # type: ignore[assignment]


def break_chunks() -> None:
    """Plan faults in playing an ensemble, in plain Python, because compiling may take longer than the test."""
    from wargame import engine
    from wargame.analysis.services import chunks

    break_step(chunks, "claim", lambda given: f"chunk-{given['chunk_id']}")
    for name in ("compute", "commit"):
        break_step(chunks, name, lambda given: f"chunk-{given['chunk'].pk}")
    engine.warm = lambda block=False: None  # type: ignore[assignment]
    chunks.LEASE_SECONDS = 2  # type: ignore[assignment]


def give_up_sooner() -> None:
    """Wait for a broker that hangs as long as the test says, not as long as the settings do."""
    from wargame.celery import app

    if seconds := os.environ.get("PARLEY_BROKER_SECONDS"):
        app.conf.broker_transport_options["socket_timeout"] = float(seconds)


def previous_turn(branch: Any, number: int) -> int:
    previous = branch.turns.filter(number=number - 1).values_list("pk", flat=True).first()
    return int(previous or 0)


def main(role: str) -> None:
    django.setup()
    break_everything()
    break_chunks()
    give_up_sooner()
    if role == "worker":
        from celery.signals import worker_ready

        from wargame.celery import app

        worker_ready.connect(lambda **_: note(os.getpid(), "ready"), weak=False)
        options = "--concurrency=1 --without-gossip --without-mingle --without-heartbeat"
        app.worker_main(["--quiet", "worker", *options.split()])
    else:
        from django.core.management import call_command

        call_command(role, "--period", "0.5")


if __name__ == "__main__":
    main(sys.argv[1])
