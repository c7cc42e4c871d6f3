"""Starts processes at the same moment."""

import json
import subprocess
import time
from collections.abc import Callable
from typing import Any

from tests.exercises.class_with_people import Class
from tests.services.started_processes import House

Heats = list[dict[str, Any]]
Groups = Callable[..., list[Class]]
ROUNDS = 8
AHEAD_SECONDS = 0.3


def heats(rows: list[dict[str, object]]) -> Heats:
    return [row | {"round": number} for number, row in enumerate(rows)]


def race(house: House, entries: list[tuple[str, Heats]]) -> list[Any]:
    """Start a process for each entry, release them together in each round, and return what each answers."""
    processes = [house.script("tests.services.racing", name) for name, _ in entries]
    try:
        for process, (_, heats) in zip(processes, entries, strict=True):
            tell(process, json.dumps(heats))
        for number in sorted({heat["round"] for _, heats in entries for heat in heats}):
            taking_part = [
                process
                for process, (_, heats) in zip(processes, entries, strict=True)
                if any(heat["round"] == number for heat in heats)
            ]
            for process in taking_part:
                assert line_of(process) == b"ready\n", house.log()
            moment = time.time() + AHEAD_SECONDS
            for process in taking_part:
                tell(process, str(moment))
        return [json.loads(line_of(process)) for process in processes]
    finally:
        for process in processes:
            process.kill()
            process.wait()


def tell(process: subprocess.Popen[bytes], line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(line.encode() + b"\n")
    process.stdin.flush()


def line_of(process: subprocess.Popen[bytes]) -> bytes:
    assert process.stdout is not None
    return process.stdout.readline()
