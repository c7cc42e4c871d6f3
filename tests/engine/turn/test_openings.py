"""A game opens with hints of hidden truths that are right as often as they say, and beliefs follow from them."""

from dataclasses import replace

import pytest

from tests.engine.invented import spec
from wargame.engine import (
    HintSpec,
    ScenarioSpec,
    Setting,
    SettingError,
    compile_setting,
    opening_world,
    opening_worlds,
    perspective,
)
from wargame.engine.policies.belief_worlds import guessed_worlds
from wargame.engine.world.world import UNKNOWN

GAMES = 2000
CHANCE, RIGHT = 30, 80
POINTED_TO = 100 * CHANCE * RIGHT / (CHANCE * RIGHT + (100 - CHANCE) * (100 - RIGHT))
POINTED_AWAY = 100 * CHANCE * (100 - RIGHT) / (CHANCE * (100 - RIGHT) + (100 - CHANCE) * RIGHT)


def with_hints(*hints: HintSpec) -> ScenarioSpec:
    whole = spec()
    return replace(whole, truths=(replace(whole.truths[0], chance=CHANCE, hints=hints),))


def hinted(right: float = RIGHT) -> Setting:
    return compile_setting(with_hints(HintSpec("AVA", right)))


@pytest.mark.slow
def test_a_hint_is_right_as_often_as_it_says_and_the_belief_is_what_follows() -> None:
    setting = hinted()
    seat = setting.names.states["AVA"]
    worlds = opening_worlds(setting, range(GAMES))
    found = [(round(world.belief[seat, 0] / 1000, 2), bool(world.truth[0])) for world in worlds]
    believed_in = (round(POINTED_TO, 2), round(POINTED_AWAY, 2))
    assert {belief for belief, _ in found} == set(believed_in)
    for believed in believed_in:
        so = [truth for belief, truth in found if belief == believed]
        error = (believed * (100 - believed) / len(so)) ** 0.5
        assert abs(100 * sum(so) / len(so) - believed) < 3 * error


def test_who_has_no_hint_believes_the_chance() -> None:
    setting = hinted()
    others = [index for code, index in setting.names.states.items() if code != "AVA"]
    for seed in range(20):
        assert {int(one) for one in opening_world(setting, seed).belief[others, 0]} == {CHANCE * 1000}


def test_a_hint_that_is_always_right_leaves_no_doubt() -> None:
    setting = hinted(100)
    seat = setting.names.states["AVA"]
    for seed in range(50):
        world = opening_world(setting, seed)
        assert world.belief[seat, 0] == 100_000 * world.truth[0]


def test_hints_draw_nothing_else_anew() -> None:
    plain, setting = compile_setting(with_hints()), hinted()
    for seed in range(50):
        assert opening_world(plain, seed).truth.tolist() == opening_world(setting, seed).truth.tolist()


def test_another_seat_sees_neither_the_truth_nor_the_belief() -> None:
    setting = hinted()
    view = perspective(setting, opening_world(setting, 3), "CYL")
    assert view.world.truth[0] == UNKNOWN
    assert view.world.belief[setting.names.states["AVA"], 0] == UNKNOWN


def test_a_seat_guesses_what_others_believe_from_what_it_takes_to_be_so() -> None:
    setting = hinted(100)
    guesses = list(guessed_worlds(perspective(setting, opening_world(setting, 3), "CYL"), 4, 40))
    assert {(int(guess.truth[0]), int(guess.belief[setting.names.states["AVA"], 0])) for guess in guesses} == {
        (0, 0),
        (1, 100_000),
    }


@pytest.mark.parametrize(
    ("hints", "path"),
    [
        ((HintSpec("XXX", 80),), "truths[0].hints[0].seat"),
        ((HintSpec("AVA", 80), HintSpec("AVA", 70)), "truths[0].hints[1].seat"),
        ((HintSpec("AVA", 40),), "truths[0].hints[0].right"),
    ],
)
def test_hints_that_cannot_be_given_are_refused(hints: tuple[HintSpec, ...], path: str) -> None:
    with pytest.raises(SettingError) as refused:
        compile_setting(with_hints(*hints))
    assert refused.value.path == path
