"""An incident moves once a turn by one roll, by weights that modifiers change."""

from collections import Counter

import pytest

from tests.engine.games import moved, turn, with_cells
from wargame.engine import Order, Setting, opening_world


def test_the_chances_are_shares_of_the_weights(setting: Setting) -> None:
    lost = with_cells(setting, opening_world(setting, 1), truth_astray=1)
    probe = with_cells(setting, opening_world(setting, 1), truth_astray=0)
    pressing = {"CYL": (Order("press_on", "", "AVA"),)}
    for world, sheets, expected in (
        (lost, {}, [43, 29, 28]),  # 3 : 2 : 2
        (probe, {}, [56, 22, 22]),  # 3 + 2 : 2 : 2
        (lost, pressing, [64, 18, 18]),  # 3 + 4 : 2 : 2
        (lost, {"AVA": (Order("warn", "shots", "CYL"),)}, [27, 18, 55]),  # 3 : 2 : 2 + 4
    ):
        assert [option.in_100 for option in turn(setting, sheets, 3, world).outcomes[-1].options] == expected


@pytest.mark.slow
def test_moves_come_out_as_often_as_their_chances_say(setting: Setting) -> None:
    world = with_cells(setting, opening_world(setting, 1), truth_astray=1)
    results = Counter(turn(setting, {}, seed, world).outcomes[-1].result for seed in range(1000))
    assert abs(results["inside"] - 429) < 50
    assert abs(results["near"] - 286) < 50


def test_the_roll_lies_in_the_drawn_part_of_the_strip(setting: Setting) -> None:
    for seed in range(50):
        outcome = turn(setting, {}, seed).outcomes[-1]
        drawn = [option.key for option in outcome.options].index(outcome.chosen)
        below = sum(option.in_100 for option in outcome.options[:drawn])
        assert outcome.roll < outcome.threshold
        assert below - 1 <= outcome.roll * 100 / 65536 <= below + outcome.options[drawn].in_100 + 1


def test_a_move_enters_its_stage_and_counts_turns_there(setting: Setting) -> None:
    for seed in range(30):
        world = turn(setting, {}, seed).world
        stage = turn(setting, {}, seed).outcomes[-1].result
        index = setting.names.stages[0][stage]
        assert world.incident[0].tolist() == [index, (1, 3, 0, 4)[index], 1 if stage == "near" else 0]


def test_a_move_has_its_effects(setting: Setting) -> None:
    inside = next(result for seed in range(50) if (result := turn(setting, {}, seed)).outcomes[-1].result == "inside")
    assert moved(inside, "incident effect", "tension") == {("AVA", "CYL"): 8_000, ("BOR", "CYL"): 5_000}


def test_a_way_outside_its_turns_is_closed(setting: Setting) -> None:
    gone = with_cells(setting, opening_world(setting, 1), turn=5)
    gone.incident[0] = (2, 0, 0)
    assert [option.key for option in turn(setting, {}, world=gone).outcomes[-1].options] == ["gone"]


def test_a_final_stage_never_moves(setting: Setting) -> None:
    lost = with_cells(setting, opening_world(setting, 1))
    lost.incident[0] = (3, 4, 2)
    result = turn(setting, {}, world=lost)
    assert not [outcome for outcome in result.outcomes if outcome.subject == "incident"]
    assert result.world.incident[0].tolist() == [3, 4, 2]


def test_accidents_are_marked_in_the_strip(setting: Setting) -> None:
    inside = with_cells(setting, opening_world(setting, 1))
    inside.incident[0] = (1, 3, 0)
    options = turn(setting, {"AVA": (Order("warn", "shots", "CYL"),)}, world=inside).outcomes[-1].options
    assert [(option.key, option.accident) for option in options] == [("inside", False), ("gone", False), ("lost", True)]


def test_reasons_say_what_made_the_drawn_way_likelier_or_not(setting: Setting) -> None:
    world = with_cells(setting, opening_world(setting, 1), truth_astray=1)
    pressing = {"CYL": (Order("press_on", "", "AVA"),)}
    for seed in range(30):
        (outcome,) = [told for told in turn(setting, pressing, seed, world).outcomes if told.subject == "incident"]
        sign = "+" if outcome.result == "inside" else "-"
        assert [(reason.sign, reason.text) for reason in outcome.reasons] == [(sign, "The crew pressed on.")]
