"""The class of a dial: one adjustable figure of a mechanism, with its range, its source and the outputs that it
changes.
"""

from dataclasses import dataclass

SHARE, POINTS, LOGIT, PER_TURN, PER_PAIR, SHAPE = "share", "points", "logit", "rate", "rate of a pair", "shape"
"""The unit into which the compiler turns a figure: 1/1024, milli-points, a chance as its log odds in 1/1024, a share a
turn in 1/2**30, the same for each pair, or a table."""


@dataclass(frozen=True)
class Dial:
    """One adjustable figure. 0 switches its mechanism off; a default of 0 means that only a scenario can switch it on.

    `touches` names every output that it can change in one turn, as the ledger names it: "rule: variable", or the rule
    alone where the author chooses the variable. `presets` are named values; a scenario may give the name instead of a
    figure.
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
        """True if the mechanism works in a scenario that does not set the dial."""
        return self.default != 0

    @property
    def trial(self) -> float:
        """A value that switches the mechanism on: the default, or the middle of the range where the default is 0."""
        return self.default or (self.low + self.high) / 2

    def allows(self, value: float) -> bool:
        """Return whether a scenario may set the dial to this value: 0, or within its range."""
        return value == 0 or self.low <= value <= self.high
