"""The table of audiences has a row for everything; a new thing fails until the table says who may know it."""

import pytest
from django.apps import apps

from tests.secrecy import audiences, engine_leaks, web_leaks
from tests.secrecy.audiences import Who
from tests.secrecy.hiding import PATHS
from tests.secrecy.pairs import busy, everything, without_fired
from tests.secrecy.rows import OPEN, ROWS
from tests.secrecy.specs import SPECS, setting_of
from wargame.engine import adjudicate
from wargame.engine.scenario.cell_audiences import subjects


def test_every_variable_of_a_world_has_a_row() -> None:
    for setting in map(setting_of, SPECS):
        named = [(each.variable, each.who, each.towards, each.name) for each in subjects(setting)]
        assert {variable for variable, *_ in named} <= audiences.VARIABLES.keys()
        assert audiences.figures_of(setting) == named
    assert {figure[0] for figure in audiences.figures_of(setting_of("islet"))} == audiences.VARIABLES.keys()


def test_every_field_of_every_model_of_the_conduct_room_has_a_row() -> None:
    models = apps.get_app_config("exercises").get_models()
    there_are = {model.__name__: {field.name for field in model._meta.concrete_fields} for model in models}
    assert there_are == {model: set(fields) for model, fields in ROWS.items()}


@pytest.mark.slow
def test_every_kind_of_outcome_has_a_row() -> None:
    told = {
        outcome.subject
        for name in SPECS
        for seed in range(5)
        for outcome in adjudicate(
            setting_of(name),
            without_fired(setting_of(name), seed),
            busy(setting_of(name), seed),
            seed,
            everything(setting_of(name)),
        ).outcomes
    }
    assert told | {"ending"} == audiences.OUTCOMES.keys()


@pytest.mark.slow
def test_every_row_that_hides_something_has_a_leak_that_is_planted() -> None:
    planted = {leak.row for leak in (*engine_leaks.leaks(), *web_leaks.leaks())}
    assert {f"variable {name}" for name, who in audiences.VARIABLES.items() if who != Who.ALL} <= planted
    assert {f"outcome {name}" for name, who in audiences.OUTCOMES.items() if who != Who.ALL} <= planted
    hidden = {f"{model}.{field}" for model in PATHS for field, may in ROWS[model].items() if may not in OPEN}
    assert {row for row in hidden if web_leaks.can_be_altered(row)} <= planted
    assert {f"notice {what}" for what in ("a draft", "a message", "a ruling")} <= planted
