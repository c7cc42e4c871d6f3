"""The table of figures fits the world, and gives each figure one label that every part of the product says."""

import re
from pathlib import Path

from tests.engine import invented
from wargame.engine import compile_setting
from wargame.engine.scenario.cell_audiences import subjects
from wargame.engine.turn.descriptions import figures
from wargame.engine.world.figures import FIELDS, GAUGES, TABLE
from wargame.engine.world.world import World

PRODUCT = Path(__file__).parents[3]


def test_each_array_of_the_world_has_its_figures_in_the_same_order() -> None:
    assert (*FIELDS, "untold") == World._fields


def test_keys_and_labels_stand_once() -> None:
    assert len({figure.key for figure in TABLE}) == len({figure.label for figure in TABLE}) == len(TABLE)


def test_the_log_names_every_figure_by_its_label() -> None:
    setting = compile_setting(invented.spec())
    labels = {figure.key: figure.label for figure in TABLE}
    told = zip(subjects(setting), figures(setting), strict=True)
    named = [(subject.variable, figure.name) for subject, figure in told if figure and subject.variable != "belief"]
    assert all(name.startswith(labels[variable]) for variable, name in named)


def test_gauges_are_in_points_and_have_a_place_each() -> None:
    assert [figure.gauge for figure in GAUGES] == list(range(1, len(GAUGES) + 1))
    assert all(figure.is_in_points and figure.high == 100_000 for figure in GAUGES)


def test_nothing_else_in_the_product_lists_the_figures_of_a_state() -> None:
    """A second list of keys, or a second label, would be forgotten when a figure is added."""
    listed = re.compile(r'"economy",\s*"readiness",\s*"standing",\s*"resolve"|": "(?:Home confidence|Public stake)"')
    allowed = {"wargame/engine/scenario/cells.py"}
    found = {
        str(path.relative_to(PRODUCT))
        for folder in ("wargame", "scenarios")
        for path in (PRODUCT / folder).rglob("*.py")
        if listed.search(path.read_text())
    }
    assert found == allowed
