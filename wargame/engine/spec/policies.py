"""What scripted seats go by: inclinations and the historical record."""

from dataclasses import dataclass

from wargame.engine.spec.effects import Condition


@dataclass(frozen=True)
class LeaningSpec:
    """How inclined a seat's scripted policy is to an order: a relative weight, when its condition holds."""

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
    """What a state did on the day: one order of the historical record."""

    turn: int
    seat: str
    kind: str
    level: str = ""
    target: str = ""
    source: str = ""
