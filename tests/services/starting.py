"""Lets processes act at the same moment."""

import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO

from tests.exercises.class_with_people import Class
from tests.services.class_heats import MARGIN_SECONDS
from tests.services.started_processes import House, kill_group

Heats = list[dict[str, Any]]
Groups = Callable[..., list[Class]]
ROUNDS = 8
MOST_RACERS = 8
AHEAD_SECONDS = MARGIN_SECONDS + 0.05
"""Between the word and the moment of a heat: each process has half a tenth of a second to hear of it."""


def heats(rows: list[dict[str, object]]) -> Heats:
    return [row | {"round": number} for number, row in enumerate(rows)]


@dataclass(frozen=True)
class Racer:
    """Pipes to a process that takes part in races."""

    told: BinaryIO
    answers: BinaryIO

    def tell(self, line: str) -> None:
        self.told.write(line.encode() + b"\n")
        self.told.flush()

    def close(self) -> None:
        self.told.close()
        self.answers.close()


class Arena:
    """Processes for races, started when first needed and kept for later ones: a start takes longer than a race."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.racers: list[Racer] = []

    def race(self, entries: list[tuple[str, Heats]]) -> list[Any]:
        """Let a process run each entry, release them together in each round, and return what each answers."""
        assert len(entries) <= MOST_RACERS
        if not self.racers:
            self._start()
        try:
            return self._race(list(zip(self.racers, entries, strict=False)))
        except BaseException:
            # Nobody knows what each waits for.
            self.stop()
            raise

    def _start(self) -> None:
        """Start a process that forks all racers: they share the seconds in which Django and Parley are imported."""
        theirs: list[int] = []
        for _ in range(MOST_RACERS):
            (reads, told), (answers, writes) = os.pipe(), os.pipe()
            self.racers.append(Racer(os.fdopen(told, "wb"), os.fdopen(answers, "rb")))
            theirs += [reads, writes]
        self._forks = self.house.script("tests.services.racing", *map(str, theirs), keeping=theirs)
        for descriptor in theirs:
            os.close(descriptor)

    def _race(self, entries: list[tuple[Racer, tuple[str, Heats]]]) -> list[Any]:
        for racer, (name, heats) in entries:
            racer.tell(json.dumps({"race": name, "heats": heats}))
        for number in sorted({heat["round"] for _, (_, heats) in entries for heat in heats}):
            taking_part = [racer for racer, (_, heats) in entries if any(heat["round"] == number for heat in heats)]
            for racer in taking_part:
                assert racer.answers.readline() == b"ready\n", self.house.log()
            moment = time.time() + AHEAD_SECONDS
            for racer in taking_part:
                racer.tell(str(moment))
        return [json.loads(racer.answers.readline()) for racer, _ in entries]

    def stop(self) -> None:
        """Kill all racers, who are in one process group."""
        if self.racers:
            kill_group(self._forks)
        for racer in self.racers:
            racer.close()
        self.racers.clear()
