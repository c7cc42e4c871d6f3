"""One change of one order of a played turn, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from wargame.analysis.domain import Change, OrderRow
from wargame.engine.values import Bloc, Setting

SHORT = 22
"""The most letters that fit at the end of a line in a chart."""


@dataclass(frozen=True)
class ChangeWords:
    """A change in words: a title, and the names of both futures in charts and tables."""

    title: str
    played: str
    changed: str


def words_of_change(setting: Setting, given: Sequence[OrderRow], change: Change) -> ChangeWords:
    """Return the words of a change for titles and charts."""
    before = given[change.slot] if change.slot < len(given) else None
    if change.order is None:
        return ChangeWords(f"Without {_quoted(setting, before or {})}", "As played", "Without it")
    if before is None:
        return ChangeWords(f"With {_quoted(setting, change.order)} as well", "As played", "With it")
    old, new = (_differs(setting, one, other) for one, other in ((before, change.order), (change.order, before)))
    return ChangeWords(f"{new} instead of {_lowered(old)}", _short(old), _short(new))


def _differs(setting: Setting, row: OrderRow, other: OrderRow) -> str:
    """Return the part that distinguishes an order from another: its kind, else its level, else its target or
    partner."""
    if row["kind"] != other["kind"]:
        return _name(setting, row)
    if row["level"] != other["level"]:
        return next(level.name for level in setting.order(row["kind"]).levels if level.key == row["level"])
    if row["target"] != other["target"]:
        return f"Towards {Bloc(row['target']).listed}"
    return f"With {Bloc(row['partner']).listed}"


def _name(setting: Setting, row: OrderRow) -> str:
    return setting.order(row["kind"]).name


def _quoted(setting: Setting, row: OrderRow) -> str:
    return f"\N{LEFT DOUBLE QUOTATION MARK}{_name(setting, row)}\N{RIGHT DOUBLE QUOTATION MARK}"


def _lowered(name: str) -> str:
    """Return a name for use within a sentence. A name that begins with a capital word, such as a code, keeps it."""
    first = name.partition(" ")[0]
    return name if len(first) > 1 and not first[1:].islower() else name[:1].lower() + name[1:]


def _short(name: str) -> str:
    return name if len(name) <= SHORT else f"{name[: SHORT - 1].rstrip()}\N{HORIZONTAL ELLIPSIS}"
