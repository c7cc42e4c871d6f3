"""Planted leaks: what a leak is, how it is planted, and whether a check of secrecy notices it."""

import logging
import os
import random
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

Plant = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True)
class Leak:
    """One thing made visible to somebody who may not know it.

    `row` is the row of the tables that it violates. `plant` changes the code of the running process. `check` is a check
    of secrecy that passes without the leak and must fail with it.
    """

    name: str
    row: str
    plant: Plant
    check: Callable[..., None]


def caught_by(leak: Leak, *scene: Any) -> str:
    """Return the check's complaint with the leak planted, in one line; "" if it notices nothing."""
    with pytest.MonkeyPatch.context() as patch:
        leak.plant(patch)
        try:
            leak.check(*scene)
        except AssertionError as error:
            said = str(error).strip().splitlines() or ["the two worlds differ"]
            return said[0][:100]
    return ""


def chosen(leaks: Iterable[Leak], most: int | None = None) -> list[Leak]:
    """Return the leaks that the environment asks for, in an order drawn from its seed; by default at most so many.

    PARLEY_LEAKS is "all", or words of their names; PARLEY_LEAK_SEED is a number.
    """
    wanted, found = os.environ.get("PARLEY_LEAKS", ""), list(leaks)
    random.Random(os.environ.get("PARLEY_LEAK_SEED", "0")).shuffle(found)
    if wanted:
        return [leak for leak in found if wanted == "all" or wanted.lower() in f"{leak.name} {leak.row}".lower()]
    return found[:most]


def plant_all(leaks: Sequence[Leak], *scene: Any) -> None:
    """Plant one leak after the other and print each result; fail if one was not noticed.

    After PARLEY_LEAK_SECONDS it stops, and the last line says how many leaks were not planted.
    """
    until = time.monotonic() + float(os.environ.get("PARLEY_LEAK_SECONDS", "inf"))
    survived, planted = [], 0
    logging.disable(logging.WARNING)
    try:
        for leak in leaks:
            if time.monotonic() > until:
                break
            said, planted = caught_by(leak, *scene), planted + 1
            print(
                f"{'caught  ' if said else 'SURVIVED'}  {leak.row:<22} {leak.name}{': ' if said else ''}{said}",
                flush=True,
            )
            survived += [] if said else [leak.name]
    finally:
        logging.disable(logging.NOTSET)
    print(f"{planted} planted, {planted - len(survived)} caught, {len(leaks) - planted} not planted", flush=True)
    assert not survived, f"nothing noticed: {'; '.join(survived)}"
