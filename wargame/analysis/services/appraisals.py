"""Appraisals measure, on all processor cores, whether a scenario works as a game; they read its files and store
nothing.
"""

import os
import signal
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import lru_cache
from multiprocessing import active_children, get_context, parent_process
from threading import Thread
from typing import Any

from wargame import engine

Part = engine.Part
Judged = engine.Judged
Scenario = engine.ScenarioSpec
MEASURES = engine.MEASURES
NAMES = tuple(sorted({*MEASURES, *engine.TAKEN_FROM}))
"""The names that a person can ask for: measures, and figures that are taken from the games of measures with other
names."""

FEWEST = engine.FEWEST_SEEDS
Result = tuple[Part, Any]


def parts(spec: Scenario, seeds: int, seed: int = 0) -> tuple[Part, ...]:
    """Return the parts of an appraisal, the longest first. Raises `SettingError` if the scenario cannot be compiled."""
    return engine.parts_of_appraisal(_setting(spec), seeds, seed)


def measures_for(names: Iterable[str]) -> set[str]:
    """Return the measures from which all of these are taken: measures or figures."""
    return {measure for name in names for measure in engine.TAKEN_FROM.get(name, (name,))}


def results(spec: Scenario, asked: tuple[Part, ...], workers: int = 0) -> Iterator[Result]:
    """Measure each part in one of `workers` processes (0: one per core), and give it with its result once it is
    finished.

    A result depends only on the scenario and the part, not on the number of processes. When the caller stops iterating,
    unfinished parts are abandoned and the processes terminated. A single process is the calling one.
    """
    # Compile the rules once here, so that every process loads them from the cache.
    engine.warm(block=True)
    workers = min(workers or os.cpu_count() or 1, len(asked))
    if workers <= 1:
        yield from ((part, _measured(spec, part)) for part in asked)
        return
    with ProcessPoolExecutor(workers, get_context("spawn"), _begin) as pool:
        begun = {pool.submit(_measured, spec, part): part for part in asked}
        try:
            for one in as_completed(begun):
                yield begun[one], one.result()
        finally:
            # A part may take a minute, too long to wait for after Ctrl-C.
            pool.shutdown(wait=False, cancel_futures=True)
            for process in active_children():
                process.terminate()


def document(spec: Scenario, found: list[Result], ended: str = "") -> dict[str, Any]:
    """Return the whole appraisal as JSON values; `ended` is the key of the ending in history, or "" if unknown."""
    return engine.appraisal(_setting(spec), found, ended)


def judged(found: dict[str, Any]) -> tuple[Judged, ...]:
    """Compare every figure of the appraisal with its threshold."""
    return engine.judged(found)


def _begin() -> None:
    """Prepare a process to measure. It ignores Ctrl-C, since its parent handles that and terminates it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    engine.warm(block=True)


def _end_with_parent() -> None:
    """End this process once its parent has ended: a killed parent terminates nobody, and a part may take a minute."""
    if parent := parent_process():
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _measured(spec: Scenario, part: Part) -> Any:
    return engine.appraised(_setting(spec), part)


@lru_cache(maxsize=2)
def _setting(spec: Scenario) -> engine.Setting:
    """Compile the scenario, or return it from the cache."""
    return engine.compile_setting(spec)
