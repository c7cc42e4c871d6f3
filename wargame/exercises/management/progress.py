"""How far a long command is, on standard error, and a clean end on Ctrl-C with what there is."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.management.base import OutputWrapper

TENTHS = 10
"""How many lines a whole run leaves where nobody watches, as in a log."""


@dataclass
class Progress:
    """Counts `unit`s up to `total`: rewrites one line on a terminal, writes a line each tenth elsewhere."""

    out: OutputWrapper
    unit: str
    total: int
    done: int = 0
    is_interrupted: bool = False

    def advance(self, count: int = 1) -> None:
        """Note that so many more are done."""
        before, self.done = self.done, self.done + count
        said = f"{self.done} of {self.total} {self.unit}"
        if self.out.isatty():
            self.out.write(f"\r{said}", ending="\n" if self.done >= self.total else "")
        elif self.done * TENTHS // self.total > before * TENTHS // self.total:
            self.out.write(said)
        self.out.flush()

    @contextmanager
    def until_interrupted(self) -> Iterator[None]:
        """Run the body until it ends or Ctrl-C is pressed; what was done until then can be reported."""
        try:
            yield
        except KeyboardInterrupt:
            self.is_interrupted = True
            self.out.write(f"\nStopped after {self.done} of {self.total} {self.unit}; this is what there is.")
