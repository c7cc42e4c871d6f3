"""Appraisals: whether a scenario is a game, measured straight from its files on all cores; nothing is stored."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import lru_cache
from multiprocessing import active_children, get_context
from typing import Any

from wargame import engine

Part = engine.Part
Judged = engine.Judged
Scenario = engine.ScenarioSpec
MEASURES = engine.MEASURES
FEWEST = engine.FEWEST_SEEDS
Result = tuple[Part, Any]
THRESHOLDS = engine.THRESHOLDS


def parts(spec: Scenario, seeds: int) -> tuple[Part, ...]:
    """What is to be measured, the longest first. Raises SettingError for a scenario that cannot be played."""
    return engine.parts_of_appraisal(_setting(spec), seeds)


def results(spec: Scenario, asked: tuple[Part, ...], workers: int = 0) -> Iterator[Result]:
    """Measures the parts, each in one of so many processes (0: one for each core), and gives each when it is done.

    Equal parts, equal results, whoever measures them. What was begun is left when the caller stops
    listening.
    """
    # Compiled once here, for all to load.
    engine.warm(block=True)
    with ProcessPoolExecutor(workers or os.cpu_count() or 1, get_context("spawn"), _begin) as pool:
        begun = {pool.submit(_measured, spec, part): part for part in asked}
        try:
            for one in as_completed(begun):
                yield begun[one], one.result()
        finally:
            # A part may take a minute, for which nobody waits who pressed Ctrl-C.
            pool.shutdown(wait=False, cancel_futures=True)
            for process in active_children():
                process.terminate()


def document(spec: Scenario, found: list[Result], ended: str = "") -> dict[str, Any]:
    """The whole appraisal as plain values; `ended` is the ending of the record, "" where it is not told."""
    return engine.appraisal(_setting(spec), found, ended)


def judged(found: dict[str, Any]) -> tuple[Judged, ...]:
    """Every figure held against its threshold."""
    return engine.judged(found)


def _begin() -> None:
    """Makes a process ready to measure. Ctrl-C is its parent's to hear, which then ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    engine.warm(block=True)


def _measured(spec: Scenario, part: Part) -> Any:
    return engine.appraised(_setting(spec), part)


@lru_cache(maxsize=2)
def _setting(spec: Scenario) -> engine.Setting:
    """The compiled scenario, kept between calls."""
    return engine.compile_setting(spec)
