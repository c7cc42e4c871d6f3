"""Which outcomes wait for the white cell: by severity, incident stage, mishaps, and support calls."""

from dataclasses import replace

import pytest

from scenarios.schema.stakes import StakesEntry as Stakes
from tests.engine import invented
from wargame.engine import compile_setting
from wargame.engine.values import Outcome, OutcomeOption, Setting
from wargame.exercises.review.domain.stakes import is_high

ROLLED = (OutcomeOption("worked", "works", 60), OutcomeOption("failed", "fails", 40))


@pytest.fixture(scope="module")
def setting() -> Setting:
    """The invented scenario of the engine's tests, whose hail is rolled for."""
    return compile_setting(invented.spec())


def outcome(subject: str, result: str, **told: object) -> Outcome:
    return Outcome(1, subject, result, "", "", **told)  # type: ignore[arg-type]


def test_an_order_weighs_by_the_severity_of_its_level_and_only_if_it_was_rolled(setting: Setting) -> None:
    spec = next(order for order in setting.spec.orders if order.chance)
    rolled = outcome("order", "worked", kind=spec.kind, level=spec.levels[-1].key, options=ROLLED)
    severity = spec.levels[-1].severity
    assert is_high(setting, rolled, "", Stakes(severity=severity, effect=999))
    assert not is_high(setting, rolled, "", Stakes(severity=severity + 1, effect=999))
    assert is_high(setting, rolled, "", Stakes(severity=999, effect=3))
    assert not is_high(setting, rolled, "", Stakes(severity=999, effect=4))
    assert not is_high(setting, replace(rolled, options=()), "", Stakes(severity=0, effect=0))


def test_an_incident_weighs_by_what_it_comes_to_and_by_a_possible_mishap(setting: Setting) -> None:
    incident = next(one for one in setting.spec.incidents if any(stage.hostility >= 3 for stage in one.stages))
    grave = next(stage for stage in incident.stages if stage.hostility >= 3)
    options = (OutcomeOption(grave.key, "comes", 97), OutcomeOption("lost", "is lost", 3, accident=True))
    moved = outcome("incident", grave.key, name=incident.key, options=options[:1], chosen=grave.key)
    assert is_high(setting, moved, "elsewhere", Stakes())
    assert not is_high(setting, moved, grave.key, Stakes()), "it was there before"
    assert is_high(setting, replace(moved, options=options), grave.key, Stakes())
    assert not is_high(setting, replace(moved, options=options), grave.key, Stakes(mishap_in_100=4))


def test_a_call_weighs_unless_the_government_ordered_it(setting: Setting) -> None:
    assert is_high(setting, outcome("call", "kept", options=ROLLED), "", Stakes())
    assert not is_high(setting, outcome("call", "kept"), "", Stakes())
    assert not is_high(setting, outcome("inject", "happens", options=ROLLED), "", Stakes())


def test_a_pack_names_what_is_always_or_never_judged(setting: Setting) -> None:
    spec = setting.spec.orders[0]
    plain = outcome("order", "done", kind=spec.kind, level=spec.levels[0].key)
    assert not is_high(setting, plain, "", Stakes())
    assert is_high(setting, plain, "", Stakes(always=(spec.kind,)))
    call = outcome("call", "kept", name="pact", options=ROLLED)
    assert not is_high(setting, call, "", Stakes(never=("pact",)))
