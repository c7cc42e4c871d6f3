"""The fuzzer repeats itself, counts what happened, and finds what is broken."""

from dataclasses import replace

import pytest

from tests.engine.scenario import SEATS, spec
from wargame.engine import ScenarioSpec, Setting, compile_setting, play_game, play_random
from wargame.engine.fuzz import FuzzReport, mind_of
from wargame.engine.spec import ModifierSpec


def altered(spec_: ScenarioSpec, **changes: object) -> ScenarioSpec:
    return replace(spec_, **changes)  # type: ignore[arg-type]


def test_games_are_counted_and_repeat_themselves(setting: Setting) -> None:
    report = play_random(setting, 30, 7)
    assert report == play_random(setting, 30, 7)
    assert report != play_random(setting, 30, 8)
    assert (report.games, sum(report.endings.values())) == (30, 30)
    assert not report.crashes
    assert not report.dead_ends
    assert 30 < report.turns <= 180
    assert report.stages["islet", "near"] == 30
    assert report.injects["poll"] == 30


def test_every_order_of_the_scenario_that_can_be_given_is_tried(setting: Setting) -> None:
    tried = {kind for _, kind, _ in play_random(setting, 60, 7).orders}
    assert tried == {order.kind for order in setting.spec.orders}


def test_every_kind_of_mind_takes_a_seat() -> None:
    minds = {mind_of(seed, index) for seed in range(60) for index in range(4)}
    assert minds == {"empirical", "random", "mirror", "historical", "hold"}


def test_a_game_can_be_seated(setting: Setting) -> None:
    report = FuzzReport()
    world = play_game(setting, 5, report, dict.fromkeys(SEATS, "hold"))
    assert world.clock[1] > 0
    assert not report.orders


def test_a_crash_is_reported_with_its_seed_and_does_not_stop_the_rest(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*arguments: object) -> None:
        raise ArithmeticError("poison")

    monkeypatch.setattr("wargame.engine.fuzz.adjudicate", crash)
    report = play_random(setting, 3, 7)
    assert len(report.crashes) == 3
    assert "ArithmeticError: poison" in report.crashes[0]


def test_a_seat_without_a_legal_order_is_a_dead_end() -> None:
    without_dun = tuple(
        replace(order, seats=tuple(seat for seat in order.seats if seat != "DUN") or ("AVA",))
        for order in spec().orders
    )
    report = play_random(compile_setting(altered(spec(), orders=without_dun)), 2, 7)
    assert any("DUN has no legal order" in fault for fault in report.dead_ends)


def test_an_incident_that_cannot_move_is_a_dead_end() -> None:
    islet = spec().incidents[0]
    stuck = tuple(
        replace(
            stage,
            transitions=tuple(
                replace(way, weight=0, modifiers=(ModifierSpec(1, ("turn >= 99",)),)) for way in stage.transitions
            ),
        )
        for stage in islet.stages
    )
    report = play_random(compile_setting(altered(spec(), incidents=(replace(islet, stages=stuck),))), 1, 7)
    assert any("islet has no possible move in stage near" in fault for fault in report.dead_ends)


def test_an_order_offered_and_then_refused_is_a_dead_end(setting: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    from wargame.engine import Order

    monkeypatch.setattr(
        "wargame.engine.fuzz.sheet_from",
        lambda mind, view, seed: (Order("hail", "notice", "CYL"),) * 8 if view.seat == "AVA" else (),
    )
    report = play_random(setting, 1, 7)
    assert any("offered to AVA was refused" in fault for fault in report.dead_ends)
