"""The rules and the world agree on the index of every cell."""

from itertools import product
from typing import Any

import numpy as np
import pytest

from tests.engine import invented
from wargame.engine import compile_setting, opening_world
from wargame.engine.world import cells
from wargame.engine.world.layout import IncidentMove, Layout, flatten, shapes
from wargame.engine.world.world import World

SETTING = compile_setting(invented.spec())
SHAPES = shapes(SETTING.sizes)
FOUND = [name for name in World._fields if hasattr(cells, f"{name}_cell")]
OF_INCIDENT = (cells.stage_cell, cells.hostility_cell, cells.dwell_cell)


def numbered() -> tuple[World, list[int]]:
    """Return a world whose cells all differ, and its row."""
    world = opening_world(SETTING, 1)
    row = list(range(len(flatten(world))))
    return SETTING.world(row), row


@pytest.mark.parametrize("name", FOUND)
def test_a_cell_of_a_field_is_found_by_whom_it_is_about(name: str) -> None:
    world, row = numbered()
    find: Any = getattr(cells, f"{name}_cell")
    for place in product(*map(range, SHAPES[name])):
        assert row[find(SETTING.at, *place)] == getattr(world, name)[place]


def test_only_fields_that_no_rule_names_have_no_way_to_find_them() -> None:
    assert set(World._fields) - set(FOUND) == {"clock", "mark", "incident", "untold"}


def test_an_incident_and_the_ending_are_found() -> None:
    world, row = numbered()
    for incident in range(SETTING.at.incidents):
        assert [row[find(SETTING.at, incident)] for find in OF_INCIDENT] == world.incident[incident].tolist()
    assert row[cells.ending_cell(SETTING.at)] == world.clock[1]


def test_a_row_of_the_turns_facts_is_found_by_seat_and_slot() -> None:
    at, row = SETTING.at, list(range(SETTING.at.size))
    begins = Layout._fields.index
    for look, field in ((cells.filed_order, "sheet"), (cells.order_result, "result"), (cells.ruled_order, "ruled")):
        views: list[Any] = [look(at, row, seat, slot) for seat in range(at.states) for slot in range(cells.SLOTS)]
        width = len(views[0].columns)
        starts = np.arange(len(views)) * width + at[begins(field)]
        assert [view.first for view in views] == starts.tolist()
    moves = [cells.incident_move(at, row, incident) for incident in range(at.incidents)]
    assert [(move.transition, move.roll) for move in moves] == [
        (at.move + 2 * incident, at.move + 2 * incident + 1) for incident in range(at.incidents)
    ]


def test_a_view_is_laid_out_by_the_names_of_its_columns() -> None:
    assert IncidentMove.laid_out(roll=7, transition=2) == [2, 7]
    with pytest.raises(KeyError, match="roll"):
        IncidentMove.laid_out(transition=2)
    with pytest.raises(TypeError, match="IncidentMove has no column rolls"):
        IncidentMove.laid_out(transition=2, roll=7, rolls=1)
