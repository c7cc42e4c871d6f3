"""What a dial is: one adjustable figure of a mechanism, with its range, its source and the outputs it touches."""

from dataclasses import dataclass

SHARE, POINTS, LOGIT, PER_TURN, SHAPE = "share", "points", "logit", "rate", "shape"
"""How the compiler turns a figure into integers: 1/1024, milli-points, a chance as its log odds in 1/1024, a share a
turn in 1/2**30, or a table."""


@dataclass(frozen=True)
class Dial:
    """One adjustable figure; 0 switches its mechanism off, and a default of 0 means: off unless a scenario asks.

    `touches` names every output it can change in one turn, as the ledger has it: "rule: variable", or a rule alone
    where the variable is an author's choice. `presets` are named settings; a scenario may write the name.
    """

    key: str
    name: str
    family: str
    default: float
    low: float
    high: float
    unit: str
    scale: str
    source: str
    explanation: str
    touches: tuple[str, ...]
    presets: tuple[tuple[str, float], ...] = ()

    @property
    def is_on(self) -> bool:
        """Say whether the mechanism works where no scenario asks for it."""
        return self.default != 0

    @property
    def trial(self) -> float:
        """Give a setting at which it works: its default, or the middle of its range where that is 0."""
        return self.default or (self.low + self.high) / 2

    def allows(self, value: float) -> bool:
        """Say whether a scenario may set the dial so: off, or within its range."""
        return value == 0 or self.low <= value <= self.high
