"""The benchmark scenario: eight states from the shared library, every kind of the catalogue, and an ending in war."""

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from scenarios.benchmark_scenario import NUCLEAR, RIVALS, STATES, theatre
from scenarios.loader import PACKS
from tests.scenarios.rehearsed import rehearsed
from wargame.engine import (
    Order,
    Setting,
    Sheet,
    adjudicate,
    compile_setting,
    gauge,
    opening_world,
    options,
    perspective,
    play_game,
)

GAMES = 200
"""So many that a share of 73 % is known to 3.1 points."""


@cache
def setting() -> Setting:
    """Return the compiled scenario: twelve turns of a month."""
    return compile_setting(theatre())


def shared(name: str) -> Any:
    return yaml.safe_load(Path(PACKS / "_shared" / f"{name}.yaml").read_text(encoding="utf-8"))


def after_a_declaration_of_war(tension: int, readiness: int) -> str:
    """Return the ending after India's war on Pakistan at these values (points), or "" if the game goes on."""
    world = opening_world(setting(), 1)
    names = setting().names.states
    world.tension[names["IND"], names["PAK"]] = tension * 1000
    world.readiness[names["IND"]] = readiness * 1000
    world.points[names["IND"]] = 20
    ended = int(adjudicate(setting(), world, {"IND": (Order("war", target="PAK"),)}, 1).world.clock[1])
    return setting().spec.endings[ended - 1].key if ended else ""


def test_it_has_eight_seats_and_as_many_turns_as_asked() -> None:
    spec = theatre(turns=24, days=7)
    assert tuple(state.code for state in spec.states if state.seat) == STATES
    assert [turn.minutes for turn in spec.turns] == [7 * 24 * 60] * 24
    assert (spec.turns[1].starts_at, spec.turns[1].ends_at) == ("day 8", "day 14")


@pytest.mark.slow
def test_every_kind_of_the_catalogue_can_be_ordered() -> None:
    given = {order.kind for order in theatre().orders}
    for entry in shared("catalogue")["kinds"]:
        assert entry["kind"] in given


@pytest.mark.slow
def test_relations_are_the_librarys_both_ways() -> None:
    expected: dict[tuple[str, str], int] = {}
    for entry in shared("relations")["pairs"]:
        one, other = entry["pair"]
        if {one, other} <= set(STATES):
            expected |= {(one, other): entry["r0"], (other, one): entry["r0"]}
    assert {(dyad.who, dyad.towards): dyad.relation for dyad in theatre().dyads} == expected
    assert len(expected) == 56


def test_the_smaller_economy_is_the_more_exposed() -> None:
    exposure = {(dyad.who, dyad.towards): dyad.exposure for dyad in theatre().dyads}
    assert exposure["PAK", "IND"] > 20 > exposure["IND", "PAK"]
    assert (exposure["PRK", "CHN"], exposure["CHN", "PRK"]) == (40, 0), "where no figure is known it counts as none"


def test_rivals_are_strategic_rivals_in_the_library() -> None:
    rivalries = {frozenset(entry["pair"]) for entry in shared("relations")["pairs"] if entry["rivalry"]}
    assert {frozenset(pair) for pair in RIVALS.items()} <= rivalries


def test_pacts_that_lapsed_bind_nobody() -> None:
    defence = {frozenset(pact.parties) for pact in theatre().agreements if pact.defence}
    assert defence == {frozenset(("USA", "JPN")), frozenset(("USA", "KOR")), frozenset(("CHN", "PRK"))}


@pytest.mark.slow
def test_kinds_have_their_needs_and_only_the_armed_have_nuclear_ones() -> None:
    by_kind = {order.kind: order for order in theatre().orders}
    for entry in shared("catalogue")["kinds"]:
        assert len(by_kind[entry["kind"]].needs) == len(entry.get("needs", [])), entry["kind"]
    for kind in NUCLEAR:
        assert set(by_kind[kind].seats) == set(STATES) - {"JPN", "KOR"}


@pytest.mark.slow
def test_a_need_is_judged_for_each_target() -> None:
    """At the opening South Korea may threaten only North Korea with force, and may strike nobody."""
    view = perspective(setting(), opening_world(setting(), 1), "KOR")
    offered = {option.kind: option for option in options(view)}
    assert offered["threat_force"].targets == ("PRK",)
    assert {barred.code for barred in offered["threat_force"].barred} == set(STATES) - {"KOR", "PRK"}
    assert not offered["strike"].is_available


def test_a_war_ends_everything_at_once_but_takes_a_crisis_and_forces() -> None:
    assert after_a_declaration_of_war(tension=95, readiness=80) == "catastrophe"
    assert after_a_declaration_of_war(tension=85, readiness=80) == ""
    assert after_a_declaration_of_war(tension=95, readiness=70) == ""


def test_a_treaty_calms_at_once_and_is_worth_something_two_months_later() -> None:
    world, ends = opening_world(setting(), 1), []
    for number in range(1, 5):
        sheets: dict[str, Sheet] = {"JPN": (Order("sign_agreement", "treaty", "USA"),)} if number == 1 else {}
        played = adjudicate(setting(), world, sheets, 1)
        world = played.world
        ends.append({(one.variable, one.who) for one in played.entries if one.rule == "fall due" and one.delta > 0})
    assert ends == [
        set(),
        set(),
        {("relation", "JPN"), ("relation", "USA"), ("standing", "JPN"), ("standing", "USA")},
        set(),
    ]


@pytest.mark.slow
def test_every_kind_that_takes_time_has_its_delay() -> None:
    delays = {kind["kind"]: int(kind["delay"]) for kind in shared("catalogue")["kinds"] if "delay" in kind}
    assert len(delays) == 12
    assert {order.kind: order.delay for order in theatre().orders if order.delay} == delays
    assert all(any(level.later for level in order.levels) for order in theatre().orders if order.delay)


def test_each_seat_has_aims_at_home_and_abroad() -> None:
    objectives = theatre().objectives
    assert Counter(objective.seat for objective in objectives) == dict.fromkeys(STATES, 3)
    calm = next(objective for objective in objectives if (objective.seat, objective.key) == ("IND", "calm"))
    assert calm.variable == "tension IND PAK"
    assert calm.low > calm.high, "less is better"


@pytest.mark.slow
def test_scripted_seats_play_it_to_an_ending_without_a_catastrophe() -> None:
    world, report = play_game(setting(), 4, dict.fromkeys(setting().seats, "empirical"))
    assert not report.troubles
    assert world.clock[1]
    assert report.catastrophes == 0
    assert gauge(setting(), world, "tension", "IND", "PAK") < 90


@pytest.mark.slow
def test_rehearsed_it_comes_to_each_of_its_endings_and_mostly_to_none_of_note() -> None:
    """Of 1726 militarised disputes 1946-2014, 73 in 100 ended in a stalemate and 1.7 in a war (MID 5.0)."""
    report = rehearsed(setting(), GAMES)
    assert not report.troubles
    shares = {key: 100 * games / report.games for key, games in report.endings.items()}
    assert set(shares) == {ending.key for ending in setting().spec.endings}
    assert 60 <= shares["uneasy"] <= 80, shares
    assert 5 <= shares["thaw"] <= 30, shares
    assert 5 <= shares["brink"] <= 20, shares
    assert shares["catastrophe"] <= 4, shares


def test_rivals_may_slide_into_war_while_one_feels_as_threatened_as_can_be() -> None:
    spec = setting().spec
    (slide,), catastrophe = spec.injects, spec.endings[0]
    assert 0 < slide.chance < 100
    world = opening_world(setting(), 1)
    names = setting().names.states
    for tension in (99_999, 100_000):
        world.tension[names["IND"], names["PAK"]] = tension
        assert setting().holds(slide.when, setting().facts(world)) == (tension == 100_000)
    for turn in (0, 3):
        world.fired[0] = turn
        assert setting().holds(catastrophe.when, setting().facts(world)) == (turn == 3)
