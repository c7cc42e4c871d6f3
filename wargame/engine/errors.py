"""Faults of a scenario or an order sheet, each with its place and its remedy."""

from collections.abc import Iterable, Sequence

from wargame.spelling import one_of


class SettingError(ValueError):
    """A scenario cannot be compiled: where (`path`), what is wrong (`message`) and what to do (`remedy`).

    `others` are faults of the same kind that were found with it.
    """

    def __init__(self, path: str, message: str, remedy: str, others: Sequence["SettingError"] = ()) -> None:
        super().__init__(f"{path}: {message} {remedy}")
        self.others = tuple(others)
        self.path = path
        self.message = message
        self.remedy = remedy


class OrderError(ValueError):
    """Tell that an order names a thing that the scenario lacks; another check judges if it is legal now."""


def unknown(path: str, what: str, name: str, known: Iterable[str]) -> SettingError:
    """Build the error for a name that does not exist, with near misses as the remedy."""
    names = sorted(known)
    remedy = one_of(name, names) if names else f"This scenario declares no {what}: add it or drop the reference."
    return SettingError(path, f'There is no {what} "{name}".', remedy)
