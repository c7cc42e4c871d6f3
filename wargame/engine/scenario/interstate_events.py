"""Answers to militarised acts, by frequency and strength: the table from which scripted seats choose a reply.

Source: Militarized Interstate Events 1.0 (Gibler and Miller), directed events 1946-2014. A reply is the first
militarised act back within 30 days in the same confrontation. This is an association in the record, not a cause.
"""

from dataclasses import dataclass

SOURCE = (
    "Militarized Interstate Events 1.0 (Gibler and Miller): directed events 1946-2014, first militarised reply "
    "within 30 days in the same confrontation. An association, not a cause."
)


@dataclass(frozen=True)
class Stimulus:
    """One kind of act: its MID action code, its hostility level 1..5, how many were seen, the share of each reply."""

    action: int
    name: str
    hostility: int
    seen: int
    none: float
    lower: float
    same: float
    higher: float
    median_days: float

    @property
    def shares(self) -> tuple[float, float, float, float]:
        """The shares of no reply and of a less, equally and more hostile reply; they add up to 1 within rounding."""
        return self.none, self.lower, self.same, self.higher


TABLE: tuple[Stimulus, ...] = (
    Stimulus(1, "threat to use force", 2, 734, 0.813, 0.0, 0.025, 0.162, 3.0),
    Stimulus(7, "show of force", 3, 3511, 0.613, 0.019, 0.204, 0.164, 1.0),
    Stimulus(8, "alert", 3, 483, 0.634, 0.017, 0.219, 0.130, 2.0),
    Stimulus(10, "mobilisation", 3, 113, 0.540, 0.053, 0.265, 0.142, 4.5),
    Stimulus(11, "fortified border", 3, 570, 0.698, 0.018, 0.198, 0.086, 6.0),
    Stimulus(12, "border violation", 3, 1351, 0.521, 0.014, 0.108, 0.357, 1.0),
    Stimulus(13, "blockade", 4, 79, 0.810, 0.051, 0.127, 0.013, 7.0),
    Stimulus(14, "occupation of territory", 4, 312, 0.609, 0.144, 0.231, 0.016, 2.0),
    Stimulus(15, "seizure", 4, 540, 0.565, 0.183, 0.246, 0.006, 2.0),
    Stimulus(16, "attack", 4, 3381, 0.634, 0.131, 0.228, 0.007, 5.0),
    Stimulus(17, "clash", 4, 1796, 0.678, 0.175, 0.147, 0.0, 5.0),
    Stimulus(22, "act of war", 5, 2264, 0.976, 0.024, 0.0, 0.0, 6.0),
)

BY_ACTION = {row.action: row for row in TABLE}
