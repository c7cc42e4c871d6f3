"""Faults of a pack, worded so that its author can correct them."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake in one file.

    `path` is the place inside the file: keys and 0-based positions joined by dots ("states.3.name"), empty for the
    whole file. `line` counts from 1; None if unknown.
    """

    file: str
    message: str
    remedy: str
    path: str = ""
    line: int | None = None

    def __str__(self) -> str:
        place = self.file
        if self.line is not None:
            place += f", line {self.line}"
        if self.path:
            place += f", {self.path}"
        return f"{place}: {self.message} Remedy: {self.remedy}"


class PackError(ValueError):
    """The pack cannot be loaded because of these faults. Nothing was written."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        if not self.faults:
            raise ValueError("A PackError needs at least one fault.")
        super().__init__("\n".join(str(fault) for fault in self.faults))

    @property
    def file(self) -> str:
        return self.faults[0].file

    @property
    def line(self) -> int | None:
        return self.faults[0].line

    @property
    def path(self) -> str:
        return self.faults[0].path

    @property
    def message(self) -> str:
        return self.faults[0].message

    @property
    def remedy(self) -> str:
        return self.faults[0].remedy
