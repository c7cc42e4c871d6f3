"""Tournaments: every policy plays the same games on every seat; errors are those of chance alone."""

from importlib import import_module
from math import isclose

import numpy as np
import pytest

from wargame.engine import (
    Decision,
    Perspective,
    Setting,
    Tournament,
    UnknownPolicy,
    choose,
    opening_world,
    playouts,
    standings,
    tournament,
)
from wargame.engine.study.tournament import seat_in, stratified_error


def own_policies(setting: Setting) -> dict[str, str]:
    return {code: setting.state(code).policy for code in setting.seats}


def test_policies_take_one_seat_after_the_other(setting: Setting) -> None:
    count = len(setting.seats)
    assert [seat_in(setting, seed) for seed in range(count)] == list(setting.seats)
    assert seat_in(setting, 7 * count + 1) == setting.seats[1]


def test_a_policy_plays_its_seat_and_the_scenarios_own_play_the_others(setting: Setting) -> None:
    for seed in range(len(setting.seats)):
        policies = own_policies(setting) | {setting.seats[seed]: "hawk"}
        whole = playouts(setting, [opening_world(setting, seed)], [{}], [seed], policies)
        assert tournament(setting, ["hawk"], [seed]).scores == ((int(whole.scores[0, seed]),),)


def test_a_planner_is_asked_before_each_turn(setting: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str, int]] = []

    def asking(policy: str, view: Perspective, seed: int) -> Decision:
        asked.append((policy, view.seat, view.turn))
        return choose("hawk", view, seed)

    monkeypatch.setattr(import_module("wargame.engine.study.tournament"), "choose", asking)
    assert tournament(setting, ["planner"], [1]).scores == tournament(setting, ["hawk"], [1]).scores
    assert {(policy, seat) for policy, seat, _ in asked} == {("planner", setting.seats[1])}
    turns = [turn for *_, turn in asked]
    assert len(turns) > 1
    assert turns == sorted(set(turns))


def test_games_add_up_and_can_be_played_again(setting: Setting) -> None:
    policies = ["hold", "random"]
    whole = tournament(setting, policies, range(4))
    assert tournament(setting, policies, range(3)) + tournament(setting, policies, [3]) == whole
    assert Tournament(tuple(policies)) + whole == whole


def test_an_unknown_policy_is_refused(setting: Setting) -> None:
    with pytest.raises(UnknownPolicy, match="owl"):
        tournament(setting, ["owl"], [1])


def test_standings_are_best_first_and_behind_the_best_in_the_same_games(setting: Setting) -> None:
    count = len(setting.seats)
    seeds = tuple(range(2 * count))
    worse = tuple(1_000 * (seed % count) + 500 * (seed // count) for seed in seeds)
    games = Tournament(("worse", "better"), seeds, tuple((score, score + 2_000) for score in worse))
    first, last = standings(setting, games)
    assert (first.policy, last.policy) == ("better", "worse")
    assert first.mean == pytest.approx(np.mean(worse) / 1000 + 2)
    assert (first.behind, first.behind_error) == (0, 0)
    assert (last.behind, last.behind_error) == (2, 0)
    assert first.error is not None
    assert first.error > 0
    assert last.by_seat == {seat: number + 0.25 for number, seat in enumerate(setting.seats)}


def test_an_error_leaves_out_how_far_seats_differ() -> None:
    strata = np.array([0, 1, 0, 1])
    apart = np.array([10.0, 90.0, 10.0, 90.0])
    assert stratified_error(apart, strata) == 0
    values = np.array([9.0, 90.0, 11.0, 90.0])
    found = stratified_error(values, strata)
    assert found is not None
    assert isclose(found, np.sqrt(2 * 2.0) / 4)


def test_one_stratum_gives_the_usual_error_and_single_games_none() -> None:
    values = np.array([1.0, 4.0, 6.0, 9.0])
    found = stratified_error(values, np.zeros(4, dtype=np.int64))
    assert found is not None
    assert isclose(found, values.std(ddof=1) / 2)
    assert stratified_error(values, np.array([0, 0, 0, 1])) is None
