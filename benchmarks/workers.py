"""Measure games in processes of their own: the gain by a second worker."""

import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter

HOME = Path(__file__).resolve().parent.parent
WORKER = """
import signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
from benchmarks.figures import play
from scenarios.benchmark_scenario import theatre
from wargame.engine import compile_setting, warm
setting = compile_setting(theatre())
warm(block=True)
play(setting, 0)
print("ready", flush=True)
input()
for seed in range(int(sys.argv[1])):
    play(setting, seed)
print("done", flush=True)
"""


class WorkerLost(RuntimeError):
    """A process ended before it had played its games."""


def seconds_of(workers: int, calls: int) -> float:
    """Let so many processes play so many batches of games each; seconds from start signal to last word."""
    command = [sys.executable, "-c", WORKER, str(calls)]
    with ExitStack() as stack:
        started = [
            stack.enter_context(
                subprocess.Popen(command, cwd=HOME, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            )
            for _ in range(workers)
        ]
        for worker in started:
            hear(worker, "ready")
        began = perf_counter()
        for worker in started:
            print(file=worker.stdin, flush=True)
        for worker in started:
            hear(worker, "done")
        return perf_counter() - began


def hear(worker: subprocess.Popen[str], word: str) -> None:
    """Wait until a process says this. Raises WorkerLost."""
    if worker.stdout is None or worker.stdout.readline().strip() != word:
        raise WorkerLost(f"A worker ended before it said {word!r}; its error stands above.")
