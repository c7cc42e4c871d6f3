"""The ways on from a stage of an incident, by the names that outcomes and rulings have for them."""

from collections.abc import Sequence

from wargame.engine.scenario.setting import Setting


def open_ways(setting: Setting, index: int, stage: int, turn: int) -> list[int]:
    """Give the transitions out of a stage of an incident whose turns these are, by their rows."""
    row = setting.tables.stages[setting.tables.incidents[index].stage_from + stage]
    transitions = setting.tables.transitions
    return [
        way
        for way in range(row.transition_from, row.transition_to)
        if transitions[way].first_turn <= turn <= transitions[way].last_turn
    ]


def option_keys(setting: Setting, ways: Sequence[int]) -> list[str]:
    """Name each way on by the stage it leads to, numbered where two lead to the same."""
    keys: list[str] = []
    for way in ways:
        to = setting.transition_specs[way].to
        again = sum(key.split("#")[0] == to for key in keys)
        keys.append(f"{to}#{again + 1}" if again else to)
    return keys
