"""Orders that one sheet cannot hold: the scenario's table, by rows and in words."""

from wargame.engine.errors import SettingError, unknown
from wargame.engine.spec import ContradictionSpec, ScenarioSpec
from wargame.engine.spec.names import Names


def levels_named(names: Names, pair: ContradictionSpec, path: str) -> list[set[tuple[int, int]]]:
    """Give for both sides the kind and each level that is named, by number. Raises SettingError."""
    found = []
    for (kind, level), side in zip(pair.sides, ("first", "second"), strict=True):
        number = names.find("kinds", kind, f"{path}.{side}")
        levels = names.levels[number]
        if level and level not in levels:
            raise unknown(f"{path}.{side}_level", f"level of {kind}", level, levels)
        found.append({(number, place) for key, place in levels.items() if level in ("", key)})
    return found


def check_contradictions(spec: ScenarioSpec, names: Names) -> None:
    """Refuse an order that would contradict itself."""
    for index, pair in enumerate(spec.contradictions):
        path = f"contradictions[{index}]"
        first, second = levels_named(names, pair, path)
        if first & second:
            raise SettingError(path, f'"{pair.first}" would contradict itself.', "Name two different orders.")
