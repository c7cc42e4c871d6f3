"""The values by which scripted seats decide: leanings and the historical record."""

from dataclasses import dataclass

from wargame.engine.spec.effects import Condition


@dataclass(frozen=True)
class LeaningSpec:
    """The relative weight that a seat's scripted policy gives to an order while its condition holds."""

    seat: str
    kind: str
    weight: float
    level: str = ""
    target: str = ""
    when: Condition = ()
    turns: tuple[int, int] = (1, 99)
    because: str = ""


@dataclass(frozen=True)
class RecordSpec:
    """One order of the historical record: what a state did in that turn."""

    turn: int
    seat: str
    kind: str
    level: str = ""
    target: str = ""
    source: str = ""
