"""The table of audiences has a row for everything there is: what is new fails until it says who may know it."""

from tests.secrecy import audiences
from tests.secrecy.specs import SPECS, setting_of
from wargame.engine.subjects import subjects


def test_every_variable_of_a_world_has_a_row() -> None:
    for setting in map(setting_of, SPECS):
        named = [(each.variable, each.who, each.towards, each.name) for each in subjects(setting)]
        assert {variable for variable, *_ in named} <= audiences.VARIABLES.keys()
        assert audiences.figures_of(setting) == named
    assert {figure[0] for figure in audiences.figures_of(setting_of("islet"))} == audiences.VARIABLES.keys()
