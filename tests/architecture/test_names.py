"""A class name stands for one thing within a room, so that whoever reads it knows which is meant."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[2]
ROOMS = (
    "scenarios",
    "wargame/accounts",
    "wargame/analysis",
    "wargame/engine",
    "wargame/exercises",
    "wargame/live",
    "wargame/operations",
    "wargame/processes",
    "wargame/web",
)
DJANGO = {"Command"}
SAME_MEANING = {"AlreadyRunning", "NotOwner"}
"""Answers that ensembles and appraisals both have, each in its own service."""


def classes(room: str) -> dict[str, set[str]]:
    """Return the files that define each class at their top level, by its name."""
    found = defaultdict(set)
    for file in sorted((HOME / room).rglob("*.py")):
        if {"migrations", "upgrades"} & set(file.parts):
            continue
        for node in ast.parse(file.read_text()).body:
            if isinstance(node, ast.ClassDef):
                found[node.name].add(str(file.relative_to(HOME)))
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_a_class_name_stands_for_one_thing(room: str) -> None:
    found = classes(room)
    assert found
    twice = {name: files for name, files in found.items() if len(files) > 1}
    assert {name: files for name, files in twice.items() if name not in DJANGO | SAME_MEANING} == {}
