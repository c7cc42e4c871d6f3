"""Orders are paid slot by slot, succeed by chance, and are noticed by their visibility."""

from dataclasses import replace

import pytest

from tests.engine import invented
from tests.engine.games import turn, with_cells
from wargame.engine import Order, OrderError, Setting, compile_setting, opening_world

HAIL, SHOTS, FLARES = Order("hail", "guard", "CYL"), Order("warn", "shots", "CYL"), Order("warn", "flares", "CYL")


def test_points_pay_for_orders_in_the_order_of_the_sheet(setting: Setting) -> None:
    result = turn(setting, {"AVA": (SHOTS, FLARES, SHOTS, FLARES)})
    assert [outcome.result for outcome in result.outcomes if outcome.subject == "order"] == [
        "done", "done", "refused", "done"]  # fmt: skip


def test_points_are_allotted_anew_for_the_next_turn(setting: Setting) -> None:
    spent = turn(setting, {"AVA": (SHOTS, SHOTS)}).world
    saved = turn(setting, {}).world
    assert spent.points.tolist() == saved.points.tolist() == [4, 4, 4, 4, 0]


def test_a_refused_order_says_why_and_only_to_its_seat(setting: Setting) -> None:
    first, second, third = turn(setting, {"AVA": (SHOTS, SHOTS, FLARES)}).outcomes[:3]
    assert (first.result, second.result, third.result) == ("done", "done", "refused")
    assert "order points" in third.text
    assert third.audience == ("AVA",)


def test_an_order_out_of_its_turns_is_refused(setting: Setting) -> None:
    late = with_cells(setting, opening_world(setting, 1), turn=6)
    outcome = turn(setting, {"AVA": (FLARES,)}, world=late).outcomes[0]
    assert (outcome.result, outcome.text) == ("refused", "Ava could not do this: it was not the time for it.")


def test_an_order_with_an_unmet_need_is_refused_with_its_message(setting: Setting) -> None:
    deaf = with_cells(setting, opening_world(setting, 1), resolve_CYL=0)
    outcome = turn(setting, {"AVA": (Order("sound_out", "quiet", "CYL"),)}, world=deaf).outcomes[0]
    assert outcome.result == "refused"
    assert outcome.text.endswith("Nobody would listen.")


def test_a_chance_is_modified_by_truth_and_by_what_others_order(setting: Setting) -> None:
    opening = opening_world(setting, 1)
    lost = with_cells(setting, opening, truth_astray=1)
    probe = with_cells(setting, opening, truth_astray=0)
    pressing = {"AVA": (HAIL,), "CYL": (Order("press_on", "", "AVA"),)}
    shares = [
        turn(setting, sheets, world=world).outcomes[0].options[0].in_100
        for world in (lost, probe)
        for sheets in ({"AVA": (HAIL,)}, pressing)
    ]
    assert shares == [60, 45, 40, 25]


def test_a_roll_below_the_threshold_works(setting: Setting) -> None:
    for seed in range(40):
        outcome = turn(setting, {"AVA": (HAIL,)}, seed).outcomes[0]
        assert outcome.result == ("worked" if outcome.roll < outcome.threshold else "failed")
        assert outcome.chosen == outcome.result
        assert sum(option.in_100 for option in outcome.options) == 100


def test_success_and_failure_have_their_own_effects(setting: Setting) -> None:
    results = [turn(setting, {"AVA": (HAIL,)}, seed) for seed in range(40)]
    for result in results:
        worked = result.outcomes[0].result == "worked"
        assert result.world.mark[0] == int(worked)
    assert {result.outcomes[0].result for result in results} == {"worked", "failed"}


@pytest.mark.parametrize(
    ("order", "seat", "audience"),
    [
        (FLARES, "AVA", ("AVA", "BOR", "CYL", "DUN")),
        (HAIL, "AVA", ("AVA", "BOR", "CYL", "DUN")),
        (Order("sound_out", "quiet", "CYL"), "BOR", ("BOR", "CYL")),
    ],
)
def test_visibility_says_who_notices(setting: Setting, order: Order, seat: str, audience: tuple[str, ...]) -> None:
    assert turn(setting, {seat: (order,)}).outcomes[0].audience == audience


@pytest.mark.slow
def test_a_covert_order_is_noticed_about_as_often_as_its_detection_says(setting: Setting) -> None:
    outcomes = [turn(setting, {"CYL": (Order("listen_in", "", "AVA"),)}, seed).outcomes[0] for seed in range(400)]
    noticed = [outcome for outcome in outcomes if outcome.detected]
    assert 90 <= len(noticed) <= 150
    assert {outcome.audience for outcome in noticed} == {("AVA", "BOR", "CYL", "DUN")}
    assert {outcome.audience for outcome in outcomes if not outcome.detected} == {("CYL",)}


@pytest.mark.parametrize(
    ("seat", "order", "message"),
    [
        ("AVA", Order("bomb"), "no order kind"),
        ("AVA", Order("warn", "bombs", "CYL"), "no level"),
        ("AVA", Order("warn", "flares", "BOR"), "cannot be the target"),
        ("AVA", Order("warn", "flares"), "needs a target"),
        ("AVA", Order("sound_out", "quiet", "AVA"), "cannot be the target"),
        ("AVA", Order("hail", "guard", "CYL", "DUN"), "cannot be the partner"),
        ("DUN", Order("hail", "guard", "CYL"), "DUN cannot order"),
        ("EAS", Order("hail", "guard", "CYL"), "no seat"),
    ],
)
def test_an_order_that_names_nothing_is_an_error(setting: Setting, seat: str, order: Order, message: str) -> None:
    with pytest.raises(OrderError, match=message):
        turn(setting, {seat: (order,)})


def test_a_sheet_holds_eight_orders(setting: Setting) -> None:
    with pytest.raises(OrderError, match="8 fit on a sheet"):
        turn(setting, {"AVA": (HAIL,) * 9})


def test_effects_on_points_reach_the_next_turn() -> None:
    tired = replace(invented.orders()[1], effects=(invented.EffectSpec("points", -1, "actor"),))
    spec = replace(invented.spec(), orders=(invented.orders()[0], tired, *invented.orders()[2:]))
    assert turn(compile_setting(spec), {"AVA": (FLARES,)}).world.points[0] == 3
