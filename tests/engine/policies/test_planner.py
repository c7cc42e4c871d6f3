"""The planner: halving finds the best sheet, sheets can be paid for, and hidden facts do not change it."""

from collections.abc import Sequence

import numpy as np
import pytest

from tests.engine.games import with_cells
from tests.engine.policies.test_policies import view_of
from wargame.engine import (
    Setting,
    affordable,
    choose,
    is_compiled,
    opening_world,
    perspective,
    playouts,
    problems,
    warm,
)
from wargame.engine.playouts import numba_build
from wargame.engine.policies.belief_worlds import guessed_worlds
from wargame.engine.policies.planning.futures import Futures
from wargame.engine.policies.planning.halving import Scores, halve
from wargame.engine.world.dice import derived_seed


def judged(qualities: Sequence[int], noise: int) -> tuple[list[int], object]:
    """Return a judge of choices with these qualities, and its calls; a sample adds the same noise to every choice."""
    calls: list[int] = []

    def judge(choices: Sequence[int], numbers: range) -> Scores:
        calls.append(len(choices) * len(numbers))
        shared = [noise * (number * 7919 % 13 - 6) for number in numbers]
        return np.array([[qualities[choice] + luck for luck in shared] for choice in choices], dtype=np.int64)

    return calls, judge


def test_halving_finds_the_best_and_plays_most_where_it_is_close() -> None:
    qualities = [50, *(40 + k for k in range(16)), 90, 89]
    calls, judge = judged(qualities, 1000)
    ranking = halve(len(qualities), judge, 8)  # type: ignore[arg-type]
    assert ranking.best == 17
    assert ranking.gains[0] == 40
    assert sum(calls) < len(qualities) * ranking.samples / 2


def test_halving_ranks_those_it_is_to_keep() -> None:
    _, judge = judged([50, 10, 40, 30, 20, 60], 1000)
    ranking = halve(6, judge, 4, keep=3)  # type: ignore[arg-type]
    assert [choice for choice in ranking.ranked if choice] == [5, 2, 3]
    assert dict(zip(ranking.ranked, ranking.gains, strict=True))[0] == 0


def test_equal_choices_go_to_the_first_which_is_to_give_no_orders() -> None:
    _, judge = judged([5, 5, 5, 5, 5], 3)
    assert halve(5, judge, 4).best == 0  # type: ignore[arg-type]


def test_one_choice_is_the_best_there_is() -> None:
    _, judge = judged([5], 0)
    assert halve(1, judge, 4).best == 0  # type: ignore[arg-type]


def test_every_sheet_meets_the_same_futures_as_whole_games_play_them(setting: Setting) -> None:
    view, policies = view_of(setting, "CYL"), dict.fromkeys(setting.seats, "empirical")
    sheets = [(), choose("random", view, 1).sheet, choose("random", view, 2).sheet]
    futures = Futures(view, seed=6, guesses=3, policies=policies)
    found = futures.scores(sheets, range(2, 7), turns=2)
    worlds, seeds = list(guessed_worlds(view, 6, 3)), [derived_seed(6, number) for number in range(2, 7)]
    begun = [worlds[number % 3] for number in range(2, 7)]
    for sheet, scores in zip(sheets, found, strict=True):
        played = playouts(setting, begun, [{"CYL": sheet}] * 5, seeds, policies, 2)
        assert played.scores[:, setting.seats.index("CYL")].tolist() == scores.tolist()
    assert len({tuple(scores) for scores in found}) == 3


def test_a_plan_is_legal_repeatable_and_says_why(setting: Setting) -> None:
    view = view_of(setting, "AVA")
    decision = choose("quick-planner", view, 5)
    assert problems(view, decision.sheet) == ()
    assert decision.reason.startswith("Played out ")
    assert decision.reason.endswith(".")
    assert choose("quick-planner", view, 5) == decision


def test_what_a_seat_may_not_know_does_not_change_its_plan(setting: Setting) -> None:
    world = opening_world(setting, 1)
    other = with_cells(setting, world, resolve_CYL=5_000, readiness_BOR=1_000, truth_astray=1 - int(world.truth[0]))
    plans = [choose("quick-planner", perspective(setting, each, "DUN"), 5) for each in (world, other)]
    assert plans[0] == plans[1]


@pytest.mark.slow
def test_a_plan_is_the_same_in_either_build(setting: Setting) -> None:
    views = [view_of(setting, seat) for seat in setting.seats]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(numba_build, "BUILD", numba_build.Build())
        plainly = [choose("quick-planner", view, 5) for view in views]
    warm(block=True)
    assert is_compiled()
    assert [choose("quick-planner", view, 5) for view in views] == plainly


def test_a_new_exercise_seats_a_quick_planner_while_rules_are_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    build = numba_build.Build()
    monkeypatch.setattr(numba_build, "BUILD", build)
    assert [affordable(policy) for policy in ("planner", "hawk")] == ["quick-planner", "hawk"]
    build.status = "compiled"
    assert affordable("planner") == "planner"
