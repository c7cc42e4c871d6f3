"""The planner serves its seat best: in every pack and in the theatre its lead over all policies exceeds chance."""

import pytest

from scenarios.benchmark_scenario import theatre
from tests.scenarios.pack_games import SLUGS, setting_of
from wargame.engine import POLICIES, Standing, compile_setting, is_compiled, standings, tournament, warm

ROUNDS = {"ten-flankers": 5}
"""Games on each seat, by default two; `tournament` plays more of them and prints the same table. The record of Ten
Flankers fares well, so that the planner's lead over it shows in more games."""

EVERY = {"theatre": 2}
"""Of the eight seats of the theatre every second is played: a game of it takes as long as four of a pack."""

SURE = 2
"""Standard errors by which the planner must lead."""


@pytest.mark.slow
@pytest.mark.parametrize("name", [*SLUGS, "theatre"])
def test_the_planner_leads_every_policy_in_the_same_games(name: str) -> None:
    warm(block=True)
    assert is_compiled()
    setting = compile_setting(theatre()) if name == "theatre" else setting_of(name)
    policies = sorted(set(POLICIES) - {"quick-planner"})
    seeds = range(0, ROUNDS.get(name, 2) * len(setting.seats), EVERY.get(name, 1))
    first, *others = standings(setting, tournament(setting, policies, seeds))
    assert first.policy == "planner"
    assert [(other.policy, other.behind, other.behind_error) for other in others if not leads_by_enough(other)] == []


def leads_by_enough(other: Standing) -> bool:
    return other.behind_error is not None and other.behind > SURE * other.behind_error
