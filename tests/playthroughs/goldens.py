"""Golden playthroughs: one recorded game for each ending of each pack, as JSON that a person can read.

A file holds the seed, every sheet, and after each turn where incidents stand and a hash of the whole world. Texts are
left out: wording may change without a new recording, a rule or an amount may not.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from wargame.engine import (
    NONE,
    Adjudication,
    Order,
    Setting,
    Sheet,
    World,
    adjudicate,
    choose,
    encode,
    opening_world,
    perspective,
    replay,
)
from wargame.engine.study.rehearsal.seat_mix import seating

HERE = Path(__file__).parent

Golden = dict[str, Any]


def stored(slug: str) -> dict[str, Golden]:
    """Read the recorded games of a pack by their ending."""
    return {path.stem: json.loads(path.read_text()) for path in sorted((HERE / slug).glob("*.json"))}


def anew(setting: Setting, golden: Golden) -> Golden:
    """Play the game of a recorded seed from its start, with seats that choose for themselves."""
    return golden_of(setting, golden["seed"], list(play(setting, golden["seed"])))


def play(setting: Setting, seed: int) -> Iterator[tuple[dict[str, Sheet], Adjudication]]:
    """Play a game with a rehearsal's mix of scripted and random seats, turn by turn."""
    world, seated = opening_world(setting, seed), seating(setting, seed)
    while not world.clock[1]:
        sheets = {code: choose(seated[code], perspective(setting, world, code), seed).sheet for code in setting.seats}
        played = adjudicate(setting, world, sheets, seed)
        yield sheets, played
        world = played.world


def golden_of(setting: Setting, seed: int, turns: list[tuple[dict[str, Sheet], Adjudication]]) -> Golden:
    """Put a played game into the form in which it is stored."""
    return {
        "seed": seed,
        "ending": ending_of(setting, turns[-1][1].world),
        "turns": [
            {
                "sheets": {code: [asdict(order) for order in sheet] for code, sheet in sheets.items()},
                "stages": stages_of(setting, played.world),
                "world": hash_of(played.world),
            }
            for sheets, played in turns
        ],
    }


def again(setting: Setting, golden: Golden) -> Golden:
    """Play the recorded sheets once more, and put the result into the stored form."""
    recorded = [sheets_of(turn["sheets"]) for turn in golden["turns"]]
    opening = opening_world(setting, golden["seed"])
    played = replay(setting, opening, ((sheets, golden["seed"], NONE) for sheets in recorded))
    return golden_of(setting, golden["seed"], list(zip(recorded, played, strict=True)))


def sheets_of(stored_sheets: Mapping[str, list[dict[str, str]]]) -> dict[str, Sheet]:
    """Read recorded sheets as engine values."""
    return {code: tuple(Order(**order) for order in sheet) for code, sheet in stored_sheets.items()}


def ending_of(setting: Setting, world: World) -> str:
    """Give the key of the ending that a world has reached."""
    return setting.spec.endings[int(world.clock[1]) - 1].key


def stages_of(setting: Setting, world: World) -> dict[str, str]:
    """Give the stage in which each incident stands."""
    stages = world.incident[:, 0].tolist()
    return {
        incident.key: incident.stages[stage].key for incident, stage in zip(setting.spec.incidents, stages, strict=True)
    }


def hash_of(world: World) -> str:
    """Hash all figures of a world, whatever version wrote them."""
    return hashlib.sha256(json.dumps(encode(world)["world"], sort_keys=True).encode()).hexdigest()
