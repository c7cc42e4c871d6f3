"""Shows the progress of a long command, and lets Ctrl-C end it so that it keeps its results."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import NoReturn

from django.core.management.base import CommandError, OutputWrapper

INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells give it."""

STEPS = 10
"""Lines of progress after the first one if the output is no terminal."""


class ProgressLine:
    """Writes to `stream`, which is standard error, how much of `total` is done and how long the rest takes."""

    def __init__(self, stream: OutputWrapper, total: int, unit: str) -> None:
        self.stream = stream
        self.total = total
        self.unit = unit
        self.began = monotonic()
        self.step = -1

    def tell(self, done: int) -> None:
        """Rewrite one line on a terminal; elsewhere write a line at once, and then one for every tenth."""
        step = STEPS * done // self.total if done else -1
        is_watched, is_new = self.stream.isatty(), step > self.step
        self.step = step
        if is_watched:
            self._write(f"\r{self._say(done):<60}", "\n" if done >= self.total else "")
        elif is_new:
            self._write(self._say(done), "\n")

    def _write(self, text: str, ending: str) -> None:
        self.stream.write(text, style_func=str, ending=ending)
        self.stream.flush()

    def _say(self, done: int) -> str:
        line = self._count(done)
        if not 0 < done < self.total:
            return line
        seconds = (monotonic() - self.began) * (self.total - done) / done
        return f"{line}, about {seconds:.0f} s to go"

    def _count(self, done: int) -> str:
        return f"{done} of {self.total} {self.unit}"


class ShareLine(ProgressLine):
    """Tells in per cent how much is done of work whose parts differ in length."""

    def __init__(self, stream: OutputWrapper) -> None:
        super().__init__(stream, 100, "per cent")

    def tell_share(self, share: float) -> None:
        """Tell a share of 0 to 1, as `tell` does."""
        self.tell(round(100 * share))

    def _count(self, done: int) -> str:
        return f"{done} {self.unit}"


@dataclass
class Stop:
    """Records whether Ctrl-C has ended the work early."""

    early: bool = False


@contextmanager
def until_interrupted() -> Iterator[Stop]:
    """End the block at Ctrl-C, not the command, which goes on with the results so far.

    Do the work in portions, each added to the whole by one assignment, so that no portion is counted by half.
    """
    stop = Stop()
    try:
        yield stop
    except KeyboardInterrupt:
        stop.early = True


def ended_early(done: int, total: int, unit: str) -> NoReturn:
    """Exit after Ctrl-C with its status, once the results so far are printed."""
    raise CommandError(f"Ended by Ctrl-C after {done} of {total} {unit}.", returncode=INTERRUPTED)
