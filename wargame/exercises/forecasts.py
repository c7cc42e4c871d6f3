"""The bridge to what is told of orders in one batch: sheets as rows on one side, the engine's previews on the other."""

from collections.abc import Iterable, Mapping, Sequence

from wargame import engine
from wargame.exercises import bridge

AimsRange = engine.AimsRange
ToldOrder = engine.ToldOrder
ToldSheet = engine.ToldSheet

Rows = Sequence[Mapping[str, str]]


def tell(view: bridge.Perspective, rows: Rows, offered: Iterable[Mapping[str, str]], seed: int) -> ToldSheet:
    """What each order of a sheet does for the aims of its seat in the turn, and each of those offered if added."""
    return engine.tell(view, bridge.sheet_of(rows), bridge.sheet_of(offered), seed)


def idle_kinds(view: bridge.Perspective) -> frozenset[str]:
    """The kinds of orders that change nothing in the scenario."""
    return engine.idle_kinds(view.setting)
