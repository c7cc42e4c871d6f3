"""The planner serves its seat best: in every pack and in the theatre its lead over all policies exceeds chance."""

from pathlib import Path

import pytest

import scenarios
from scenarios.benchmark_scenario import theatre
from scenarios.schema.pack_reading import read_pack
from wargame.engine import POLICIES, ScenarioSpec, Standing, compile_setting, is_compiled, standings, tournament, warm

PACKS = sorted(path.parent for path in Path(scenarios.__file__).parent.glob("packs/*/scenario.yaml"))
ROUNDS = 2
"""Games on each seat; `tournament` plays more of them and prints the same table."""

SURE = 2
"""Standard errors by which the planner must lead."""


def spec_of(name: str) -> ScenarioSpec:
    return theatre() if name == "theatre" else read_pack(PACKS[0].parent / name).rules


@pytest.mark.slow
@pytest.mark.parametrize("name", [*(pack.name for pack in PACKS), "theatre"])
def test_the_planner_leads_every_policy_in_the_same_games(name: str) -> None:
    warm(block=True)
    assert is_compiled()
    setting = compile_setting(spec_of(name))
    policies = sorted(set(POLICIES) - {"quick-planner"})
    first, *others = standings(setting, tournament(setting, policies, range(ROUNDS * len(setting.seats))))
    assert first.policy == "planner"
    assert [(other.policy, other.behind, other.behind_error) for other in others if not leads_by_enough(other)] == []


def leads_by_enough(other: Standing) -> bool:
    return other.behind_error is not None and other.behind > SURE * other.behind_error
