"""The world keeps of a turn: moves of incidents as acts, remembered force, orders to go on with, rest."""

from dataclasses import replace

import pytest

from tests.engine.games import turn, with_cells
from tests.engine.invented import SHOW, spec
from wargame.engine import Order, Setting, SettingError, choose, compile_setting, opening_world, perspective, problems
from wargame.engine.rules.policies.kinds import BORDER_VIOLATION, SHOW_OF_FORCE
from wargame.engine.spec import ContradictionSpec, EffectSpec, ScenarioSpec

AVA, BOR, CYL = 0, 1, 2
WEEK = 7 * 24 * 60


def weekly(**dials: float) -> ScenarioSpec:
    """The islet in turns of a week."""
    turns = tuple(replace(each, minutes=WEEK) for each in spec().turns)
    return replace(spec(), turns=turns, dials=tuple(dials.items()))


def entering(base: ScenarioSpec, **act: float) -> Setting:
    """The islet whose aircraft comes in for certain in the first turn, as such an act."""
    near, *others = base.incidents[0].stages
    ways = tuple(replace(way, weight=100 if way.to == "inside" else 0, modifiers=(), **act) for way in near.transitions)
    incident = replace(base.incidents[0], stages=(replace(near, transitions=ways), *others))
    return compile_setting(replace(base, incidents=(incident,)))


def test_a_move_is_an_act_at_all_who_claim_the_place_for_one_turn() -> None:
    setting = entering(spec())
    entered = turn(setting, {}).world
    assert entered.provocation.tolist()[CYL] == [SHOW_OF_FORCE, SHOW_OF_FORCE, 0, 0, 0]
    assert entered.stimulus.sum() == 0
    assert turn(setting, {}, world=entered).world.provocation[CYL, AVA] != SHOW_OF_FORCE


def test_the_author_says_which_act_a_move_is_and_how_much_resolve_it_gives() -> None:
    entered = turn(entering(spec(), mid_action=BORDER_VIOLATION, provokes=35), {}).world
    assert (entered.provocation[CYL, AVA], entered.provoked[CYL, AVA]) == (BORDER_VIOLATION, 35_000)


@pytest.mark.parametrize("act", [{"mid_action": 23}, {"provokes": 51}, {"provokes": -1}])
def test_what_is_no_act_is_refused(act: dict[str, float]) -> None:
    with pytest.raises(SettingError):
        entering(spec(), **act)


def test_force_is_remembered_and_fades_as_the_tension_of_the_pair_does() -> None:
    dyads = tuple(replace(dyad, half_life=7) for dyad in spec().dyads)
    setting = compile_setting(replace(weekly(), dyads=dyads))
    world = with_cells(setting, opening_world(setting, 1))
    first = turn(setting, {"AVA": (Order("warn", "flares", "CYL"),)}, world=world).world
    assert (first.grudge[CYL, AVA], first.grudge[AVA, CYL]) == (3000, 0)
    assert turn(setting, {}, world=first).world.grudge[CYL, AVA] == 1500


def test_a_friend_that_shows_force_leaves_no_grudge(setting: Setting) -> None:
    near = with_cells(setting, opening_world(setting, 1), relation_CYL_AVA=40_000)
    assert turn(setting, {"AVA": (Order("warn", "flares", "CYL"),)}, world=near).world.grudge.sum() == 0


def test_orders_are_kept_only_where_seats_go_on_with_them(setting: Setting) -> None:
    sheets = {"AVA": (Order("sanction", "list", "CYL"),)}
    assert turn(setting, sheets).world.kept.sum() == 0
    kept = turn(compile_setting(weekly(inertia=1)), sheets)
    assert (kept.world.kept > 0).tolist() == [[True, False, False], *[[False] * 3] * 4]
    (entry,) = [entry for entry in kept.entries if entry.variable == "kept"]
    assert entry.text.startswith("May go on in the next turn: Ava")
    assert entry.audience == ("AVA",)


def test_a_seat_goes_on_as_long_as_tension_with_the_state_lasts() -> None:
    def share(half_life: float) -> float:
        dyads = tuple(replace(dyad, half_life=half_life) for dyad in spec().dyads)
        setting = compile_setting(replace(weekly(inertia=1), dyads=dyads))
        kept = turn(setting, {"AVA": (Order("sanction", "list", "CYL"),)}).world
        view = perspective(setting, kept, "AVA")
        sheets = [choose("empirical", view, seed).sheet for seed in range(300)]
        return sum(any(order.kind == "sanction" for order in sheet) for sheet in sheets) / 300

    assert share(7) == pytest.approx(0.5, abs=0.1)
    assert share(21) == pytest.approx(0.79, abs=0.1)
    assert share(1) < 0.1


def test_tension_comes_to_rest_where_it_opened_and_says_so() -> None:
    setting = compile_setting(weekly())
    tense = with_cells(setting, opening_world(setting, 1), tension_CYL_AVA=16_000)
    calmed = setting.spec.orders[0]
    calming = replace(calmed, chance=None, effects=(EffectSpec("tension", -9, "CYL", "AVA"),))
    quiet = compile_setting(replace(setting.spec, orders=(calming, *setting.spec.orders[1:])))
    result = turn(quiet, {"AVA": (Order("hail", "guard", "CYL"),)}, world=tense)
    assert result.world.tension[CYL, AVA] == 15_000
    (entry,) = [one for one in result.entries if one.rule == "rest" and (one.who, one.towards) == ("CYL", "AVA")]
    assert entry.text.endswith("it does not fall below where it opened.")


def contradictory(**change: object) -> Setting:
    """The islet in which nobody warns and hails the same state."""
    pair = replace(ContradictionSpec("warn", "hail", "Nobody asks and shoots.", first_level="flares"), **change)
    return compile_setting(replace(spec(), contradictions=(pair,)))


FLARES, SHOTS, HAIL = Order("warn", "flares", "CYL"), Order("warn", "shots", "CYL"), Order("hail", "guard", "CYL")


def test_the_second_of_two_orders_that_contradict_each_other_is_refused() -> None:
    setting = contradictory()
    told = turn(setting, {"AVA": (FLARES, HAIL)}).outcomes
    assert [outcome.result for outcome in told[:2]] == ["done", "refused"]
    assert "it contradicts another order on the sheet. Nobody asks and shoots." in told[1].text
    assert "refused" not in [outcome.result for outcome in turn(setting, {"AVA": (SHOTS, HAIL)}).outcomes]


def test_people_are_warned_of_it_with_both_ways_out() -> None:
    setting = contradictory()
    view = perspective(setting, with_cells(setting, opening_world(setting, 1), points_AVA=9), "AVA")
    (problem,) = problems(view, (FLARES, HAIL))
    assert problem.code == "contradiction"
    said = '"Warn the intruder" and "Hail the aircraft" contradict each other: Nobody asks and shoots.'
    assert problem.message == said
    assert [remedy.slot for remedy in problem.remedies] == [1, 0]
    assert problems(view, (SHOTS, HAIL)) == ()


def test_of_two_rows_on_the_same_orders_the_one_that_applies_counts() -> None:
    """The first row is about one target, the second about any."""
    near = ContradictionSpec("sound_out", "listen_in", "Nobody asks and listens at one door.")
    anywhere = replace(near, because="Nobody does both on one day.", anywhere=True)
    setting = compile_setting(replace(spec(), contradictions=(near, anywhere)))
    sheet = (Order("sound_out", target="BOR"), Order("listen_in", target="CYL"))
    told = turn(setting, {"AVA": sheet}).outcomes
    assert [outcome.result for outcome in told[:2]] == ["done", "refused"]
    assert "Nobody does both on one day." in told[1].text
    view = perspective(setting, with_cells(setting, opening_world(setting, 1), points_AVA=9), "AVA")
    assert "contradiction" in [problem.code for problem in problems(view, sheet)]


@pytest.mark.slow
@pytest.mark.parametrize("policy", ["random", "empirical", "mirror", "hawk", "dove"])
def test_no_policy_contradicts_itself(policy: str) -> None:
    setting = contradictory(first_level="")
    world = with_cells(setting, opening_world(setting, 1), points_AVA=9, stimulus_CYL_AVA=12)
    view = perspective(setting, world, "AVA")
    for seed in range(100):
        assert problems(view, choose(policy, view, seed).sheet) == ()


@pytest.mark.parametrize(("field", "value"), [("first", "shoot"), ("first_level", "bombs"), ("second", "warn")])
def test_a_table_that_names_nothing_or_one_order_twice_is_refused(field: str, value: str) -> None:
    with pytest.raises(SettingError, match="contradictions"):
        contradictory(**{field: value})


def test_a_half_life_out_of_bounds_is_refused() -> None:
    first, *others = spec().dyads
    with pytest.raises(SettingError, match=r"dyads\[0\]\.half_life"):
        compile_setting(replace(spec(), dyads=(replace(first, half_life=0), *others)))


def test_a_show_of_force_is_what_the_codebook_calls_one() -> None:
    assert SHOW.mid_action == SHOW_OF_FORCE
