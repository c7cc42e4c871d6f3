"""Runs browsers in parallel through a list of visits, and stops them after an exception."""

from collections.abc import Callable
from queue import SimpleQueue
from threading import Event, Thread
from typing import Self

from playwright.sync_api import Browser, sync_playwright

from tests.browsers import launching

Task = Callable[[Browser], list[str]]
"""Uses a browser, and returns the faults that it found."""


class Studio:
    """Several browsers, each in a thread of its own, as Playwright's synchronous API requires.

    Leaving the context waits for all visits. After an exception, visits that no browser has begun are dropped.
    """

    def __init__(self, browsers: int = 2) -> None:
        self.faults: list[str] = []
        self._launching = launching()
        self._tasks: SimpleQueue[tuple[str, Task] | None] = SimpleQueue()
        self._is_broken_off = Event()
        self._threads = [Thread(target=self._work) for _ in range(browsers)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind:
            self._is_broken_off.set()
        try:
            self._close()
        except BaseException:
            self._is_broken_off.set()
            self._close()
            raise

    def give(self, name: str, task: Task) -> None:
        """Give a visit to the next free browser; return the name of that browser."""
        self._tasks.put((name, task))

    def _close(self) -> None:
        for _ in self._threads:
            self._tasks.put(None)
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(handle_sigint=False, **self._launching)  # type: ignore[arg-type]
                while (given := self._tasks.get()) and not self._is_broken_off.is_set():
                    name, task = given
                    print(name, flush=True)
                    self._note(task(browser))
                browser.close()
        except Exception as error:
            # Ctrl-C reaches Playwright's own process too, which may end before ours: even its start then fails,
            # with an exception of no class of its own.
            if not self._is_broken_off.wait(1):
                self._note([f"the browser: {str(error).partition(chr(10))[0]}"])

    def _note(self, faults: list[str]) -> None:
        self.faults += faults
        for fault in faults:
            print(f"WRONG  {fault}", flush=True)
