"""The answer of a scripted seat: a sheet of orders and one sentence that says why."""

from dataclasses import dataclass

from wargame.engine.turn.sheet import Sheet


@dataclass(frozen=True)
class Decision:
    """`sheet` is legal for the seat's perspective; `reason` is one sentence in plain words."""

    sheet: Sheet
    reason: str
