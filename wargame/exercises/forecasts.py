"""What orders cost and what they would do, from what their seat knows: sheets as rows, answers as engine values."""

from collections.abc import Iterable, Mapping, Sequence

from wargame import engine
from wargame.engine.values import ExpectedEffect, Perspective, Preview, Promise, ToldSheet
from wargame.exercises.bridge import sheet_of

Rows = Sequence[Mapping[str, str]]


def tell(
    view: Perspective, rows: Rows, offered: Iterable[Mapping[str, str]], seed: int, promises: Sequence[Promise]
) -> ToldSheet:
    """What each order of a sheet does for the aims of its seat, and each of those offered if added."""
    return engine.tell(view, sheet_of(rows), sheet_of(offered), seed, promises=promises)


def idle_kinds(view: Perspective) -> frozenset[str]:
    """The kinds of orders that change nothing in the scenario."""
    return engine.idle_kinds(view.setting)


def cost(view: Perspective, rows: Iterable[Mapping[str, str]]) -> int:
    """What a sheet costs in order points."""
    return engine.cost(view, sheet_of(rows))


def preview(
    view: Perspective, rows: Iterable[Mapping[str, str]], slot: int, seed: int, promises: Sequence[Promise]
) -> Preview:
    """What the order in the slot (from 0) may do, from what the seat knows."""
    return engine.preview(view, sheet_of(rows), slot, seed, promises=promises)


def outlook(
    view: Perspective, rows: Iterable[Mapping[str, str]], seed: int, promises: Sequence[Promise]
) -> tuple[ExpectedEffect, ...]:
    """How far figures may move in the turn with the whole sheet, from what the seat knows."""
    return engine.outlook(view, sheet_of(rows), seed, promises=promises)
