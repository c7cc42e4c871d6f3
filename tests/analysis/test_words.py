"""The command `words` lists every clause that a condition may have, and each example is valid."""

import json
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from scenarios.benchmark_scenario import theatre
from scenarios.selectors.condition_words import forms_of
from tests.secrecy.specs import nine_past_nine
from wargame import engine
from wargame.engine.values import ScenarioSpec


def printed(*words: str) -> str:
    out = StringIO()
    call_command("words", *words, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("make_spec", [nine_past_nine, theatre])
def test_the_engine_understands_every_example(make_spec: Callable[[], ScenarioSpec]) -> None:
    spec = make_spec()
    setting = engine.compile_setting(spec)
    # Only objectives and texts ask for endings, and a white cell's condition is neither.
    examples = [form.example for form in forms_of(spec) if form.example and form.verb != "ending"]
    assert len(examples) >= 15
    for example in examples:
        engine.check_condition(setting, (example,))


@pytest.mark.slow
def test_every_form_of_the_grammar_is_listed() -> None:
    setting = engine.compile_setting(theatre())
    with pytest.raises(engine.SettingError) as refused:
        engine.check_condition(setting, ("gibberish",))
    grammar = refused.value.remedy.removeprefix("Begin with one of: ").removesuffix(".").split(", ")
    listed = {form.verb for form in forms_of(theatre())}
    assert {form.removesuffix(" ... by turn") for form in grammar} == listed


@pytest.mark.slow
def test_keys_of_the_scenario_stand_with_what_they_mean() -> None:
    out = printed("nine-past-nine", "--about", "stage")
    assert "stage incident = key" in out
    assert "patrol = in_zone" in out
    assert "tension" not in out


@pytest.mark.slow
def test_programs_read_the_same() -> None:
    listed = json.loads(printed("nine-past-nine", "--json"))
    assert {"verb", "written", "asks", "example", "words"} <= set(listed[0])
    assert "mark" in [form["verb"] for form in listed]


@pytest.mark.slow
def test_an_unknown_form_is_refused_with_those_that_exist() -> None:
    with pytest.raises(CommandError, match=r"no form 'stages'.*stage"):
        printed("nine-past-nine", "--about", "stages")
