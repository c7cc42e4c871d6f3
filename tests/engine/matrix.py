"""The games of the determinism matrix, and their integers on record.

`python -m tests.playthroughs.record` records them anew. The record is what makes every Python and every machine check
the same numbers, also those that never meet.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from tests.engine import invented
from wargame.engine import Setting, Sheet, World, adjudicate, choose, compile_setting, opening_world, rollouts
from wargame.engine.perspective.filter import masked_view
from wargame.engine.playouts.playouts import play_stretches

RECORD = Path(__file__).parent / "stored" / "matrix.json"
SEEDS = (0, 1, 2019, 2**31, 2**63 - 1, 2**128 - 1)
TURNS = 3
GAME_SEED = 2019
POLICIES = dict(zip(invented.SEATS, ("empirical", "mirror", "historical", "hold"), strict=True))
Situation = tuple[World, Mapping[str, Sheet], int]
Rows = list[list[int]]


def situations(setting: Setting) -> list[Situation]:
    """Return the first turn of a game for each seed, with random legal orders of all seats."""
    found: list[Situation] = []
    for seed in SEEDS:
        world = opening_world(setting, seed)
        for _ in range(TURNS):
            sheets = {seat: choose("random", masked_view(setting, world, seat), seed).sheet for seat in setting.seats}
            found.append((world, sheets, seed))
            world = adjudicate(setting, world, sheets, seed).world
    return found


def batch(setting: Setting, games: list[Situation]) -> Rows:
    """Roll situations one turn onward in one call, with the build that this process uses."""
    worlds, sheets, seeds = zip(*games, strict=True)
    found: Rows = rollouts(setting, worlds, sheets, seeds).tolist()
    return found


def whole_game(setting: Setting) -> Rows:
    """Play one game with scripted seats, and return the world after each turn."""
    begun, one_by_one = [opening_world(setting, GAME_SEED)], [1] * setting.at.turns
    turns = play_stretches(setting, begun, [{}], [GAME_SEED], [POLICIES], one_by_one)
    found: Rows = [rows[0, : setting.at.sheet].tolist() for rows in turns]
    return found[: sum(row[setting.at.clock + 1] == 0 for row in found) + 1]


def recorded() -> dict[str, Rows]:
    """Read the record."""
    found: dict[str, Rows] = json.loads(RECORD.read_text())
    return found


def record() -> None:
    """Write the record, one row of cells a line."""
    setting = compile_setting(invented.spec())
    rows = {"game": whole_game(setting), "rollouts": batch(setting, situations(setting))}
    lines = {name: ",\n".join(json.dumps(row, separators=(",", ":")) for row in found) for name, found in rows.items()}
    body = ",\n".join(f'"{name}": [\n{text}\n]' for name, text in lines.items())
    RECORD.write_text(f"{{\n{body}\n}}\n")
    print(f"{RECORD.name}: {len(rows['rollouts'])} rollouts, a game of {len(rows['game'])} turns")
