"""Objectives are scored with reasons, figures are read in points, turns are replayed, the method is printed."""

from dataclasses import replace

import pytest

from tests.engine.games import cells, turn, with_cells
from tests.engine.invented import spec
from wargame.engine import (
    DIALS,
    NONE,
    Hidden,
    Order,
    Setting,
    SettingError,
    compile_setting,
    gauge,
    method,
    opening_world,
    perspective,
    replay,
    scores,
    total,
)
from wargame.engine.spec import CapSpec, ExclusionSpec, ModifierSpec, ObjectiveSpec, ScenarioSpec
from wargame.engine.turn.scoring import Cap

GONE = 2


def score(setting: Setting, seat: str, key: str, **values: int) -> float:
    world = with_cells(setting, opening_world(setting, 1), **values)
    return next(result.score for result in scores(setting, world) if (result.seat, result.key) == (seat, key))


def test_every_objective_is_scored_in_the_order_of_the_scenario(setting: Setting) -> None:
    found = scores(setting, opening_world(setting, 1))
    assert [(result.seat, result.key) for result in found] == [(aim.seat, aim.key) for aim in setting.spec.objectives]


@pytest.mark.parametrize(("approval", "expected"), [(20, 0), (30, 0), (50, 50), (60, 75), (70, 100), (90, 100)])
def test_a_variable_is_scaled_between_low_and_high(setting: Setting, approval: int, expected: float) -> None:
    assert score(setting, "AVA", "home", approval_AVA=approval * 1000) == pytest.approx(expected)


def test_a_modifier_counts_while_its_condition_holds_and_gives_its_reason(setting: Setting) -> None:
    world = opening_world(setting, 1)
    assert scores(setting, world)[0].score == 20
    world.incident[0, 0] = GONE
    first = scores(setting, world)[0]
    assert (first.score, [reason.text for reason in first.reasons]) == (100, ["It left."])


def test_a_falling_variable_can_be_the_aim() -> None:
    aims = [replace(aim, weight=60 if aim.key == "gone" else 40) for aim in spec().objectives if aim.seat != "AVA"]
    calm = ObjectiveSpec("AVA", "calm", "Calm", 100, variable="tension AVA CYL", low=80, high=0)
    setting = compile_setting(replace(spec(), objectives=(calm, *aims)))
    assert score(setting, "AVA", "calm", tension_AVA_CYL=20_000) == pytest.approx(75)


def test_an_aim_without_a_span_is_refused() -> None:
    aims = [aim for aim in spec().objectives if aim.seat != "AVA"]
    flat = ObjectiveSpec("AVA", "flat", "Flat", 100, variable="approval AVA", low=50, high=50)
    with pytest.raises(SettingError, match=r"objectives\[0\]\.high"):
        compile_setting(replace(spec(), objectives=(flat, *aims)))


def test_a_score_stays_between_nothing_and_all() -> None:
    aims = [aim for aim in spec().objectives if aim.seat != "AVA"]
    wild = ObjectiveSpec("AVA", "wild", "Wild", 100, base=90, modifiers=(ModifierSpec(50, ()),))
    setting = compile_setting(replace(spec(), objectives=(wild, *aims)))
    assert score(setting, "AVA", "wild") == 100


def capped(*caps: CapSpec, **values: object) -> ScenarioSpec:
    """Return the scenario with one aim of Ava, which is whole unless a cap holds."""
    others = tuple(aim for aim in spec().objectives if aim.seat != "AVA")
    whole = ObjectiveSpec("AVA", "whole", "Whole", 100, base=100, caps=caps)
    return replace(spec(), objectives=(replace(whole, **values), *others))  # type: ignore[arg-type]


def test_the_lowest_cap_that_holds_bounds_a_score_and_all_that_hold_are_told() -> None:
    caps = (CapSpec(60, ("stage islet = gone",), "It left."), CapSpec(45, ("mark answered >= 1",), "It answered."))
    setting = compile_setting(capped(*caps))
    world = opening_world(setting, 1)
    assert (scores(setting, world)[0].score, scores(setting, world)[0].caps) == (100, ())
    world.incident[0, 0] = GONE
    assert (scores(setting, world)[0].score, scores(setting, world)[0].caps) == (60, (Cap(60, "It left."),))
    both = scores(setting, with_cells(setting, world, mark_answered=1))[0]
    assert (both.score, both.caps) == (45, (Cap(45, "It answered."), Cap(60, "It left.")))


def test_a_cap_never_lifts_a_score() -> None:
    setting = compile_setting(capped(CapSpec(60, (), "Always."), base=20))
    assert score(setting, "AVA", "whole") == 20


@pytest.mark.parametrize(
    ("clause", "hidden"),
    [("truth astray", "truth astray"), ("not truth astray", "truth astray"), ("resolve BOR >= 10", "resolve BOR"),
     ("in force bond", "in_force bond"), ("stage islet = gone or belief BOR astray >= 50", "belief BOR astray")],
)  # fmt: skip
def test_a_cap_that_its_seat_could_not_read_is_refused(clause: str, hidden: str) -> None:
    with pytest.raises(SettingError) as caught:
        compile_setting(capped(CapSpec(60, ("turn >= 2", clause), "Hidden.")))
    assert caught.value.path == "objectives[0].caps[0].when"
    assert caught.value.message == f"AVA may not know: {hidden}."
    assert "AVA" in caught.value.remedy


@pytest.mark.parametrize(
    ("values", "path", "message"),
    [
        ({"caps": (CapSpec(100, (), "All."),)}, "objectives[0].caps[0].most", "100 is outside 0..99"),
        ({"caps": (CapSpec(60, (), " "),)}, "objectives[0].caps[0].says", "no sentence"),
        ({"caps": (CapSpec(60, ("ordered AVA hail",), "x"),)}, "objectives[0].caps[0].when[0]", "cannot be asked"),
        ({"excludes": (ExclusionSpec((), "x"),)}, "objectives[0].excludes[0].when", "no event"),
        ({"excludes": (ExclusionSpec(("mark odd",), "x"),)}, "objectives[0].excludes[0].when[0]", "odd"),
    ],
)
def test_what_caps_or_contradicts_an_aim_is_checked(values: dict[str, object], path: str, message: str) -> None:
    with pytest.raises(SettingError) as caught:
        compile_setting(capped(**values))
    assert caught.value.path == path
    assert message in caught.value.message
    assert caught.value.remedy


def test_the_total_weighs_objectives(setting: Setting) -> None:
    found = scores(setting, with_cells(setting, opening_world(setting, 1), approval_AVA=70_000))
    assert total(found, "AVA") == pytest.approx(0.6 * 20 + 0.4 * 100)


def test_a_gauge_reads_points_and_counts(setting: Setting) -> None:
    world = with_cells(setting, opening_world(setting, 1), tension_AVA_CYL=41_500, mark_answered=3)
    assert gauge(setting, world, "tension", "AVA", "CYL") == 41.5
    assert gauge(setting, world, "mark", "answered") == 3


def test_a_gauge_does_not_read_what_is_masked(setting: Setting) -> None:
    view = perspective(setting, opening_world(setting, 1), "AVA")
    assert gauge(setting, view.world, "resolve", "AVA") == 55
    with pytest.raises(Hidden, match="resolve CYL"):
        gauge(setting, view.world, "resolve", "CYL")


def test_a_gauge_of_nothing_names_its_remedy(setting: Setting) -> None:
    with pytest.raises(SettingError, match="AVA"):
        gauge(setting, opening_world(setting, 1), "tension", "AVO", "CYL")


def test_a_replay_gives_the_same_results(setting: Setting) -> None:
    sheets = [{"AVA": (Order("hail", "notice", "CYL"),)}, {"CYL": (Order("turn_away"),)}, {}]
    opening = opening_world(setting, 4)
    first = turn(setting, sheets[0], 11, opening)
    second = turn(setting, sheets[1], 12, first.world)
    third = turn(setting, sheets[2], 13, second.world)
    again = list(replay(setting, opening, zip(sheets, (11, 12, 13), [NONE] * 3, strict=True)))
    assert [result.digest for result in again] == [result.digest for result in (first, second, third)]
    assert cells(again[-1].world) == cells(third.world)


def test_a_replay_with_another_seed_differs(setting: Setting) -> None:
    sheets = [{"AVA": (Order("hail", "notice", "CYL"),)}] * 3
    digests = [
        [
            result.digest
            for result in replay(setting, opening_world(setting, 4), zip(sheets, seeds, [NONE] * 3, strict=True))
        ]
        for seeds in ((1, 2, 3), (1, 2, 4))
    ]
    assert digests[0][:2] == digests[1][:2]
    assert digests[0][2] != digests[1][2]


def test_the_method_prints_every_dial_once() -> None:
    printed = [dial.key for family in method().families for dial in family.dials]
    assert sorted(printed) == sorted(dial.key for dial in DIALS)


def test_the_method_prints_the_curve_of_the_scenario() -> None:
    assert [point.seen for point in method().habituation] == list(range(8))
    assert method().habituation[0].share == 1
    assert method().habituation[1].share == pytest.approx(0.15, abs=0.01)
    assert {point.share for point in method({"habituation_span": 0}).habituation} == {1.0}


def test_the_method_explains_every_policy() -> None:
    from wargame.engine import POLICIES

    assert {note.name for note in method().policies} == set(POLICIES)
