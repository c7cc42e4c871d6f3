"""The dice of a scripted seat: keyed by seed, turn and seat, so that a replay decides the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from wargame.engine.world.dice import POLICY, SIDES, Key, roll


@dataclass(frozen=True)
class SeatDice:
    """All rolls of one seat in one turn; a slot is a number below 256 for each thing decided."""

    key: Key
    turn: int
    actor: int

    def in_100(self, slot: int) -> float:
        """Give a number from 0 up to, not including, 100."""
        return 100 * roll(self.key, self.turn, POLICY, self.actor, slot) / SIDES

    def pick(self, weights: Sequence[float], slot: int) -> int:
        """Give an index with a chance in proportion to its weight; the weights are not negative, one is positive."""
        left = sum(weights) * roll(self.key, self.turn, POLICY, self.actor, slot) / SIDES
        for index, weight in enumerate(weights):
            if left < weight:
                return index
            left -= weight
        return max(index for index, weight in enumerate(weights) if weight > 0)
