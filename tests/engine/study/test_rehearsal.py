"""A rehearsal is repeatable, adds up in any order, and finds faults, unreachable endings and unused orders."""

from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.engine.games import legal_orders
from tests.engine.invented import SEATS, spec
from wargame.engine import (
    POLICIES,
    AssertionSpec,
    Decision,
    LeaningSpec,
    Order,
    Rehearsal,
    ScenarioSpec,
    Setting,
    adjudicate,
    choose,
    compile_setting,
    findings,
    opening_world,
    play_game,
    rehearse,
    rehearse_well,
    unreached_endings,
)
from wargame.engine.perspective.filter import masked_view
from wargame.engine.rules.turn import play
from wargame.engine.spec import CapSpec, EndingSpec, ExclusionSpec, ModifierSpec, ObjectiveSpec
from wargame.engine.study.rehearsal import history, ledger_checks
from wargame.engine.study.rehearsal.legal_options import offered
from wargame.engine.study.rehearsal.report import CRASH, DEAD_END, LEDGER
from wargame.engine.study.rehearsal.seat_mix import seating
from wargame.engine.world.dice import Key, key_of

TEXTS = (("kept", ("mark answered = 0",)), ("broken", ()))
"""Key and condition of two texts that say that nobody answered."""


CONTRADICTED = (ExclusionSpec(("mark answered >= 1",), "The crew answered."),)
"""An event that happens in most games; an aim that excludes it must not rise in that turn."""


def altered(spec_: ScenarioSpec, **changes: object) -> Setting:
    return compile_setting(replace(spec_, **changes))  # type: ignore[arg-type]


def texts(report: Rehearsal, kind: str) -> str:
    return " ".join(trouble.text for trouble in report.troubles_of(kind))


@pytest.mark.slow
def test_games_are_counted_and_repeat_themselves(setting: Setting) -> None:
    report = rehearse(setting, range(30), 7)
    assert report == rehearse(setting, range(30), 7)
    assert report != rehearse(setting, range(30), 8)
    assert (report.games, sum(report.endings.values()), sum(report.peaks.values())) == (30, 30, 30)
    assert sum(report.seated.values()) == 30 * len(SEATS)
    assert not report.troubles
    assert 30 < report.turns <= 180
    assert report.stages["islet", "near"] == 30
    assert report.injects["poll"] == 30


@pytest.mark.slow
def test_portions_add_up_in_any_order(setting: Setting) -> None:
    first, second, third = (rehearse(setting, numbers, 7) for numbers in (range(4), range(4, 5), range(5, 9)))
    whole = rehearse(setting, range(9), 7)
    assert first + second + third == whole
    assert third + (second + first) == whole


@pytest.mark.slow
def test_every_order_of_the_scenario_that_can_be_given_is_tried(setting: Setting) -> None:
    report = rehearse(setting, range(60), 7)
    assert {kind for _, kind, _ in report.chosen} == {order.kind for order in setting.spec.orders}
    assert all(report.offered[option] >= times for option, times in report.chosen.items())


@pytest.mark.slow
def test_every_policy_takes_a_seat_and_a_planner_seldom_does(setting: Setting) -> None:
    seated = [policy for seed in range(2000) for policy in seating(setting, seed).values()]
    assert set(seated) == set(POLICIES) - {"quick-planner"}
    assert 1 <= seated.count("planner") <= 15


def test_a_planner_is_asked_before_every_turn(setting: Setting) -> None:
    world, report = play_game(setting, 5, {**dict.fromkeys(SEATS, "hold"), "AVA": "quick-planner"})
    assert world.clock[1]
    assert {seat for seat, _, _ in report.chosen} == {"AVA"}
    assert not report.troubles


@pytest.mark.slow
def test_what_a_seat_could_order_is_what_it_may_order(setting: Setting) -> None:
    worlds = []
    for seed in range(4):
        world = opening_world(setting, seed)
        while not world.clock[1]:
            worlds.append(world)
            sheets = {seat: choose("random", masked_view(setting, world, seat), seed).sheet for seat in SEATS}
            world = adjudicate(setting, world, sheets, seed).world
    rows = np.array([setting.facts(world)[: setting.at.sheet] for world in worlds])
    for seat in SEATS:
        found = offered(setting, rows, seat)
        for number, world in enumerate(worlds):
            legal = {(seat, kind.kind, level.key) for kind, level, _ in legal_orders(masked_view(setting, world, seat))}
            assert {option for option, flags in found.items() if flags[number]} == legal


def test_a_game_can_be_seated(setting: Setting) -> None:
    world, report = play_game(setting, 5, dict.fromkeys(SEATS, "hold"))
    assert world.clock[1] > 0
    assert not report.chosen


@pytest.mark.slow
def test_scores_are_spread_over_games(setting: Setting) -> None:
    report = rehearse(setting, range(20), 7)
    for code in SEATS:
        spread = report.spread(code)
        assert spread.low <= spread.mean <= spread.high <= 100
    assert any(report.spread(code).deviation > 0 for code in SEATS)
    assert sum(report.ahead.values()) >= 20


@pytest.mark.slow
@pytest.mark.parametrize(("chance", "told"), [(0.001, ["inject poll"]), (0, [])])
def test_an_inject_for_the_white_cells_hand_is_not_missed(setting: Setting, chance: float, told: list[str]) -> None:
    poll, *others = setting.spec.injects
    seldom = compile_setting(replace(setting.spec, injects=(replace(poll, chance=chance), *others)))
    found = findings(seldom, rehearse(seldom, range(20), 7))
    assert [finding.subject for finding in found if finding.subject == "inject poll"] == told


def test_a_crash_is_reported_with_its_seed_and_does_not_stop_the_rest(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(setting: Setting, worlds: object, sheets: object, seeds: list[int], *others: object) -> object:
        if 7 << 20 | 1 in seeds:
            raise ArithmeticError("poison")
        return whole(setting, worlds, sheets, seeds, *others)

    whole: Any = history.play_stretches
    monkeypatch.setattr(history, "play_stretches", crash)
    report = rehearse(setting, range(3), 7)
    (trouble,) = report.troubles_of(CRASH)
    assert (report.games, sum(report.endings.values())) == (3, 2)
    assert str(trouble) == "crash, once: ArithmeticError: poison First in the game with seed 7340033."


def test_the_ledger_of_every_game_is_added_up(setting: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(t: Any, at: Any, now: Any, then: Any, key: Key, ledger: list[Any]) -> None:
        play(t, at, now, then, key, ledger)
        if key == key_of(7 << 20 | 1):
            ledger.pop()

    assert rehearse(setting, range(5), 7).checked == 5
    quick = rehearse(setting, range(5), 7, with_ledger=False)
    assert (quick.games, quick.checked) == (5, 0)
    assert replace(quick, checked=5) == rehearse(setting, range(5), 7)
    monkeypatch.setattr(ledger_checks, "play", forgetful)
    (trouble,) = rehearse(setting, range(3), 7).troubles_of(LEDGER)
    assert "the entries for turn miss its change by 1" in trouble.text
    assert (trouble.seed, trouble.turn) == (7 << 20 | 1, 1)


@pytest.mark.slow
def test_entries_in_words_that_do_not_add_up_are_reported(setting: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(setting: Setting, *turn: Any) -> object:
        played = adjudicate(setting, *turn)
        return replace(played, entries=played.entries[1:])

    monkeypatch.setattr(ledger_checks, "adjudicate", forgetful)
    assert "misses its change by" in texts(rehearse(setting, range(ledger_checks.TOLD), 7), LEDGER)


def test_a_game_that_comes_out_otherwise_with_its_ledger_is_reported(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other(t: Any, at: Any, now: Any, then: Any, key: Key, ledger: list[Any]) -> None:
        play(t, at, now, then, (key[0], ~key[1]), ledger)

    monkeypatch.setattr(ledger_checks, "play", other)
    assert "without the ledger than with it" in texts(rehearse(setting, range(9), 7), LEDGER)


def test_a_seat_without_a_legal_order_is_a_dead_end() -> None:
    without_dun = tuple(
        replace(order, seats=tuple(seat for seat in order.seats if seat != "DUN") or ("AVA",))
        for order in spec().orders
    )
    assert "DUN has no legal order" in texts(rehearse(altered(spec(), orders=without_dun), range(2), 7), DEAD_END)


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
    report = rehearse(altered(spec(), incidents=(replace(islet, stages=stuck),)), range(1), 7)
    assert "islet has no possible move in stage near" in texts(report, DEAD_END)


def test_an_order_offered_and_then_refused_is_a_dead_end(setting: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        history, "choose", lambda policy, view, seed: Decision((Order("hail", "notice", "CYL"),) * 8, "")
    )
    assert "an order offered to AVA was refused: hail." in texts(
        play_game(setting, 7, {"AVA": "quick-planner"})[1], DEAD_END
    )


@pytest.mark.slow
def test_a_text_that_the_world_contradicts_is_a_fault_with_its_turn_its_seat_and_how_often() -> None:
    kept, broken = (AssertionSpec(key, "AVA", 2, ("mark answered = 0",), when) for key, when in TEXTS)
    setting = altered(spec(), assertions=(kept, broken))
    first, second = (rehearse(setting, numbers, 7) for numbers in (range(12), range(12, 30)))
    whole = first + second
    (trouble,) = whole.contradicted
    assert trouble.text == "AVA reads broken where what it asserts is not so."
    assert trouble.turn == 2
    assert 0 < trouble.times == whole.shown["AVA", "broken"] - whole.shown["AVA", "kept"]
    assert whole == rehearse(setting, range(30), 7)
    (fault,) = (finding for finding in findings(setting, whole) if finding.subject == str(trouble))
    assert fault.is_fault
    assert str(fault).endswith(
        ", turn 2. Show the text only where what it asserts is so, or write it so that it is true in every world."
    )


@pytest.mark.slow
def test_an_ending_out_of_reach_is_a_fault() -> None:
    never = EndingSpec("never", "Never", ("tension CYL CYL >= 99",))
    setting = altered(spec(), endings=(never, *spec().endings))
    report = rehearse(setting, range(20), 7)
    assert "never" in unreached_endings(setting, report)
    faults = [finding for finding in findings(setting, report) if finding.is_fault]
    assert "ending never: no game of 20 reached it." in str(faults[0])


@pytest.mark.slow
def test_an_order_that_is_always_chosen_is_found() -> None:
    leaning = (LeaningSpec("AVA", "hail", 1, level="guard"),)
    setting = altered(spec(), leanings=leaning)
    report = rehearse(setting, range(40), 7)
    said = [str(finding) for finding in findings(setting, report)]
    assert any(text.startswith("order AVA hail guard: chosen almost whenever") for text in said)


def test_an_order_that_nobody_can_pay_is_found() -> None:
    hail = spec().orders[0]
    dear = replace(hail, levels=(hail.levels[0], replace(hail.levels[1], cost=20)))
    setting = altered(spec(), orders=(dear, *spec().orders[1:]))
    said = [str(finding) for finding in findings(setting, rehearse(setting, range(5), 7))]
    assert any(text.startswith("order AVA hail notice: it could never be given") for text in said)


def answered(add: float, cap: float | None = None) -> Setting:
    """Return the scenario with one aim of Ava that moves when a crew answers, which its sentence excludes."""
    others = tuple(aim for aim in spec().objectives if aim.seat != "AVA")
    caps = () if cap is None else (CapSpec(cap, ("mark answered >= 1",), "The crew answered."),)
    moved = (ModifierSpec(add, ("mark answered >= 1",)),)
    aim = ObjectiveSpec("AVA", "silent", "Nobody answers", 100, base=50, modifiers=moved, caps=caps)
    return altered(spec(), objectives=(replace(aim, excludes=() if caps else CONTRADICTED), *others))


def test_an_aim_that_rises_while_its_sentence_is_contradicted_is_listed_with_its_moment() -> None:
    setting = answered(30)
    report = rehearse(setting, range(12), 7)
    assert report.rises
    assert {(rise.seat, rise.aim, rise.event) for rise in report.rises} == {("AVA", "silent", "The crew answered.")}
    assert {(rise.before, rise.after) for rise in report.rises} == {(50, 80)}
    first = report.rises[0]
    _, alone = play_game(setting, first.seed, {})
    assert first in alone.rises
    (found,) = (finding for finding in findings(setting, report) if finding.subject == "aim AVA silent")
    assert found.is_fault
    assert f"First from 50 to 80, in the game with seed {first.seed}, turn {first.turn}." in found.text
    assert found.remedy.startswith("Cap the aim")


@pytest.mark.parametrize("setting_", [answered(-10), answered(30, cap=40)], ids=["it falls", "a cap holds it"])
def test_an_aim_that_does_not_rise_then_is_not_listed(setting_: Setting) -> None:
    assert not rehearse(setting_, range(12), 7).rises


def test_an_aim_that_a_good_player_reaches_before_the_last_turn_is_something_to_look_at() -> None:
    setting = answered(50)
    report = Rehearsal(planned=Counter({"AVA": 20}), reached=Counter({("AVA", "silent"): 3}))
    (found,) = (finding for finding in findings(setting, report) if finding.subject == "aim AVA silent")
    assert (found.text, found.is_fault) == (
        "it stood at 95 or more before the last turn in 3 of 20 games played well.",
        False,
    )
    seldom = replace(report, reached=Counter({("AVA", "silent"): 2}))
    assert not [finding for finding in findings(setting, seldom) if finding.subject == "aim AVA silent"]


@pytest.mark.slow
def test_games_played_well_count_the_aims_of_the_seat_that_plans() -> None:
    report = rehearse_well(answered(50), range(len(SEATS)), 7)
    assert set(report.planned) <= set(SEATS)
    assert set(report.reached) <= {(seat, aim) for seat in SEATS for aim in ("silent", "gone", "home")}
    assert report == rehearse_well(answered(50), range(2), 7) + rehearse_well(answered(50), range(2, len(SEATS)), 7)
