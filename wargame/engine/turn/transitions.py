"""The ways on from a stage of an incident, by the names that outcomes and rulings have for them."""

from collections.abc import Sequence

from wargame.engine.scenario.setting import Setting
from wargame.engine.world.tables import MOVE_FIRST_TURN, MOVE_LAST_TURN, STAGE_FROM, TRANSITION_FROM, TRANSITION_TO


def open_ways(setting: Setting, index: int, stage: int, turn: int) -> list[int]:
    """Give the transitions out of a stage of an incident whose turns these are, by their rows."""
    row = setting.tables.stages[setting.tables.incidents[index][STAGE_FROM] + stage]
    transitions = setting.tables.transitions
    return [
        way
        for way in range(row[TRANSITION_FROM], row[TRANSITION_TO])
        if transitions[way][MOVE_FIRST_TURN] <= turn <= transitions[way][MOVE_LAST_TURN]
    ]


def option_keys(setting: Setting, ways: Sequence[int]) -> list[str]:
    """Name each way on by the stage it leads to, numbered where two lead to the same."""
    keys: list[str] = []
    for way in ways:
        to = setting.transition_specs[way].to
        again = sum(key.split("#")[0] == to for key in keys)
        keys.append(f"{to}#{again + 1}" if again else to)
    return keys
