"""Dials of an exercise: all that is worked out for it is worked out with them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connection

from scenarios.models import ScenarioVersion
from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from wargame import engine
from wargame.accounts.models import User
from wargame.analysis.services import playing
from wargame.engine.values import DIALS
from wargame.exercises import bridge, exercise_dials, perspectives, record_runs
from wargame.exercises.control.services import lifecycle, phases
from wargame.exercises.lobby.services import classes, playing_on, solo
from wargame.exercises.models import Exercise, OrderSheet, Seat, Turn
from wargame.exercises.turns.services import branches, openings, replays

pytestmark = pytest.mark.django_db

NO_IMPULSE = {"impulse": 0.0}


@pytest.fixture
def dialled(version: ScenarioVersion, bo: User, now: datetime) -> Player:
    """Bo, alone in an exercise in which no act raises tension by itself."""
    exercise = solo.start_solo(version=version, role="KOR", user=bo, now=now, dials=NO_IMPULSE)
    return Player(Seat.objects.select_related("exercise").get(exercise=exercise, role="KOR"))


Used = list[tuple[str, float]]


@pytest.fixture
def used(monkeypatch: pytest.MonkeyPatch) -> Used:
    """Return the values of the dial with which turns are adjudicated and policies decide."""
    seen: Used = []
    adjudicate, choose = engine.adjudicate, engine.choose

    def adjudicating(setting: engine.Setting, *rest: Any, **named: Any) -> engine.Adjudication:
        seen.append(("adjudicate", setting.dials["impulse"]))
        return adjudicate(setting, *rest, **named)

    def choosing(policy: str, view: engine.Perspective, seed: int) -> engine.Decision:
        seen.append(("choose", view.setting.dials["impulse"]))
        return choose(policy, view, seed)

    monkeypatch.setattr(engine, "adjudicate", adjudicating)
    monkeypatch.setattr(engine, "choose", choosing)
    return seen


def test_an_exercise_without_dials_has_the_setting_of_its_version(player: Player) -> None:
    exercise = player.seat.exercise
    assert exercise.dials == {}
    assert bridge.setting_of(exercise) is bridge.setting_of_version(exercise.scenario_version)
    assert exercise_dials.changed_dials(exercise) == ()


def test_settings_are_kept_by_version_and_dials(player: Player, dialled: Player) -> None:
    setting = bridge.setting_of(dialled.seat.exercise)
    assert setting.dials["impulse"] == 0
    assert bridge.setting_of(Exercise.objects.get(pk=dialled.seat.exercise_id)) is setting
    assert bridge.setting_for(dialled.turn) is setting
    assert bridge.setting_of(player.seat.exercise).dials["impulse"] == 1


@pytest.mark.slow
def test_turns_are_played_decided_and_replayed_with_them(used: Used, dialled: Player) -> None:
    dialled.play_turn([])
    assert not any(turn.differences for turn in replays.replay(exercise=dialled.seat.exercise))
    assert set(used) == {("adjudicate", 0), ("choose", 0)}


def test_without_any_they_are_as_the_scenario_has_them(used: Used, player: Player) -> None:
    player.play_turn([])
    assert set(used) == {("adjudicate", 1), ("choose", 1)}


@pytest.mark.slow
def test_a_what_if_keeps_them(used: Used, dialled: Player, bo: User, now: datetime) -> None:
    branches.fork(turn=dialled.play_turn([]), by=bo, now=now)
    dialled.play_turn([])
    assert set(used) == {("adjudicate", 0), ("choose", 0)}


def test_previews_and_what_policies_see_are_of_them(dialled: Player) -> None:
    view = perspectives.view_of(dialled.turn, dialled.seat)
    assert view.setting is bridge.setting_of(dialled.seat.exercise)


@pytest.mark.slow
def test_ensembles_and_runs_of_the_record_are_of_them(player: Player, dialled: Player) -> None:
    both = []
    for one in (dialled, player):
        turn, policies = one.turn, dict.fromkeys(bridge.setting_of(one.seat.exercise).seats, "hawk")
        both.append(playing.play(turn, policies, range(1, 9), keeps_orders=False))
        runs = record_runs.record_runs(one.seat.exercise)
        assert all(view.setting is bridge.setting_of(one.seat.exercise) for run in runs for view in run)
    assert both[0] != both[1]


def test_a_class_and_its_groups_keep_them(
    version: ScenarioVersion, ada: User, make_class: Callable[..., Class], now: datetime
) -> None:
    assert make_class(dials=NO_IMPULSE).exercise.dials == NO_IMPULSE
    rules = classes.Rules(dials=NO_IMPULSE)
    made = classes.create_groups(version=version, rules=rules, count=2, by=ada, now=now)
    assert [one.dials for one in made] == [NO_IMPULSE, NO_IMPULSE]


def test_they_change_in_the_lobby_and_not_after_the_start(make_class: Callable[..., Class]) -> None:
    group = make_class()
    rules = classes.Rules(dials={"impulse": 1.5, "tension_decay": 0.5})
    classes.change(exercise=group.exercise, rules=rules, by=group.ada, now=group.now)
    group.exercise.refresh_from_db()
    # What the scenario sets the same way is not stored: its own default may be better known one day.
    assert group.exercise.dials == {"impulse": 1.5}
    assert [one.difference for one in exercise_dials.changed_dials(group.exercise)] == ["Impulse 1.5 instead of 1"]
    group.start()
    with pytest.raises(ValueError, match="started"):
        classes.change(exercise=group.exercise, rules=classes.Rules(), by=group.ada, now=group.now)


def test_dials_that_change_while_policies_decide_count_from_the_first_turn_on(make_class: Callable[..., Class]) -> None:
    group = make_class()
    seats = list(group.exercise.seats.all())
    world = openings.world_for(exercise=group.exercise)
    guess = openings.prepare(exercise=group.exercise, world=world, seats=seats)
    assert openings.confirmed(guess=guess, exercise=group.exercise, seats=seats) is guess
    group.exercise.dials = NO_IMPULSE
    again = openings.confirmed(guess=guess, exercise=group.exercise, seats=seats)
    assert again.dials == NO_IMPULSE
    assert again.decisions == openings.prepare(exercise=group.exercise, world=world, seats=seats).decisions


@pytest.mark.slow
def test_who_plays_a_class_on_alone_plays_with_its_dials(make_class: Callable[..., Class]) -> None:
    group = make_class(dials=NO_IMPULSE)
    bo = group.join("Bo", "KOR")
    group.start()
    phases.close(turn=group.turn, by=group.ada, now=group.now)
    group.resolve()
    played = group.turn
    group.open_next()
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=group.now)
    line = Turn.objects.with_exercise().get(pk=played.pk).branch
    own = playing_on.play_on(line=line, turn=played, role="KOR", by=bo.user, now=group.now)
    assert own.dials == NO_IMPULSE


@pytest.mark.slow
@pytest.mark.parametrize("is_played_to_its_end", [True, False])
def test_policies_decide_before_anything_of_a_game_played_on_alone_is_stored(
    make_class: Callable[..., Class], monkeypatch: pytest.MonkeyPatch, is_played_to_its_end: bool
) -> None:
    group = make_class()
    bo = group.join("Bo", "KOR")
    group.start()
    phases.close(turn=group.turn, by=group.ada, now=group.now)
    group.resolve()
    played = group.turn
    group.open_next()
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=group.now)
    line = Turn.objects.with_exercise().get(pk=played.pk).branch
    if is_played_to_its_end:
        line.ending, line.final_world = "calm", played.world
        line.save()
    decide, depths = openings.decide, []

    def noted(**given: object) -> object:
        depths.append(len(connection.savepoint_ids))
        return decide(**given)

    monkeypatch.setattr(openings, "decide", noted)
    before = len(connection.savepoint_ids)
    own = playing_on.play_on(line=line, turn=played, role="KOR", by=bo.user, now=group.now)
    assert depths == [before], "once, outside the transaction"
    sheets = OrderSheet.objects.filter(turn__branch=own.current_branch_id).exclude(policy="")
    assert {sheet.seat.policy for sheet in sheets} == {sheet.policy for sheet in sheets} != set()
    assert own.seats.get(policy="").role == "KOR"


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ({"impulse": 7.0}, "Impulse: Choose from 0.5 to 1.5, or 0 to switch it off, not 7."),
        ({"impulse": float("nan")}, "Impulse: Choose from 0.5 to 1.5, or 0 to switch it off, not nan."),
        ({"no_such": 1.0}, "There is no dial 'no_such'."),
    ],
)
def test_bad_values_are_refused_with_their_bounds(
    version: ScenarioVersion, bo: User, ada: User, now: datetime, chosen: dict[str, float], told: str
) -> None:
    with pytest.raises(exercise_dials.BadDials) as alone:
        solo.start_solo(version=version, role="KOR", user=bo, now=now, dials=chosen)
    with pytest.raises(classes.BadRules) as led:
        classes.create(version=version, rules=classes.Rules(dials=chosen), by=ada, now=now)
    assert (str(alone.value), led.value.problems) == (told, (told,))
    assert not Exercise.objects.exists()


@pytest.mark.slow
def test_every_value_that_the_table_allows_makes_a_setting(version: ScenarioVersion, bo: User) -> None:
    for values in ("low", "high"):
        chosen = {dial.key: float(getattr(dial, values)) for dial in DIALS}
        differing = exercise_dials.differing(version, chosen)
        exercise = Exercise(scenario_version=version, dials=differing)
        assert bridge.setting_of(exercise).dials == chosen
