"""Matrix argument: an order that people argued about is rolled once more, by its own die and with their modifiers."""

from dataclasses import dataclass

from wargame.engine.scenario.setting import Setting
from wargame.engine.turn.interventions import InterventionError
from wargame.engine.world import dice


@dataclass(frozen=True)
class Argued:
    """The result of an argument: the chance and the roll in 1/65536, and whether the order works."""

    chance: int
    roll: int
    works: bool


def argue(setting: Setting, seed: int, turn: int, role: str, slot: int, in_100: int) -> Argued:
    """Roll for an argued order with so many chances in 100, kept between 1 and 99. Raises InterventionError.

    The die is keyed like all others and no other roll uses it: it is not known before, and the same when asked again.
    """
    dice.refuse_seeds([seed])
    if role not in setting.seats:
        raise InterventionError(f'"{role}" is no seat of this scenario.')
    chance = -(-min(max(in_100, 1), 99) * dice.SIDES // 100)
    roll = dice.roll(dice.key_of(seed), turn, dice.ARGUMENT, setting.names.states[role], slot)
    return Argued(chance, roll, roll < chance)
