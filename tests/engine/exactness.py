"""Hashes of one whole game of the invented scenario, equal on every machine, Python and build."""

import hashlib
import json
from pathlib import Path

from tests.engine import invented
from tests.engine.games import cells
from wargame.engine import Order, adjudicate, compile_setting, opening_world

FILE = Path(__file__).parent / "stored" / "exactness.json"
TURNS, SEED = 3, 2019


def whole_game() -> list[str]:
    """Return a hash of all figures after each turn."""
    setting = compile_setting(invented.spec())
    world, hashes = opening_world(setting, SEED), []
    hail, warn = Order("hail", "guard", "CYL"), Order("warn", "flares", "CYL")
    sheets = {"AVA": (hail, warn), "CYL": (Order("press_on", "", "AVA"),)}
    for _ in range(TURNS):
        world = adjudicate(setting, world, sheets, SEED).world
        hashes.append(hashlib.sha256(repr(cells(world)).encode()).hexdigest()[:12])
    return hashes


def stored() -> list[str]:
    """Return the recorded hashes."""
    hashes: list[str] = json.loads(FILE.read_text())
    return hashes


def record() -> None:
    """Write the hashes that the rules give now."""
    FILE.write_text(json.dumps(whole_game()) + "\n")
