"""Lets processes act at the same moment."""

import json
import subprocess
import time
from collections.abc import Callable
from typing import Any

from tests.exercises.class_with_people import Class
from tests.services.class_heats import MARGIN_SECONDS
from tests.services.started_processes import House

Heats = list[dict[str, Any]]
Groups = Callable[..., list[Class]]
ROUNDS = 8
AHEAD_SECONDS = MARGIN_SECONDS + 0.05
"""Between the word and the moment of a heat: each process has half a tenth of a second to hear of it."""


def heats(rows: list[dict[str, object]]) -> Heats:
    return [row | {"round": number} for number, row in enumerate(rows)]


class Arena:
    """Processes for races, started when first needed and kept for later ones: a start takes longer than a race."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.racers: list[subprocess.Popen[bytes]] = []

    def race(self, entries: list[tuple[str, Heats]]) -> list[Any]:
        """Let a process run each entry, release them together in each round, and return what each answers."""
        while len(self.racers) < len(entries):
            self.racers.append(self.house.script("tests.services.racing"))
        try:
            return self._race(list(zip(self.racers, entries, strict=False)))
        except BaseException:
            # Nobody knows what each waits for.
            self.stop()
            raise

    def _race(self, entries: list[tuple[subprocess.Popen[bytes], tuple[str, Heats]]]) -> list[Any]:
        for process, (name, heats) in entries:
            tell(process, json.dumps({"race": name, "heats": heats}))
        for number in sorted({heat["round"] for _, (_, heats) in entries for heat in heats}):
            taking_part = [process for process, (_, heats) in entries if any(heat["round"] == number for heat in heats)]
            for process in taking_part:
                assert line_of(process) == b"ready\n", self.house.log()
            moment = time.time() + AHEAD_SECONDS
            for process in taking_part:
                tell(process, str(moment))
        return [json.loads(line_of(process)) for process, _ in entries]

    def stop(self) -> None:
        for process in self.racers:
            process.kill()
            process.wait()
        self.racers.clear()


def tell(process: subprocess.Popen[bytes], line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(line.encode() + b"\n")
    process.stdin.flush()


def line_of(process: subprocess.Popen[bytes]) -> bytes:
    assert process.stdout is not None
    return process.stdout.readline()
