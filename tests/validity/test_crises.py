"""Crises compared with history: the day of the record (V1), and wars in many games (V5)."""

from collections import defaultdict

import numpy as np
import pytest

from scenarios.benchmark_scenario import theatre
from tests.scenarios.nine_past_nine import played, setting
from tests.scenarios.pack_games import PACKS, setting_of
from wargame.engine import Setting, compile_setting, gauge, opening_worlds, playouts, warm

SLUGS = sorted(path.parent.name for path in PACKS.glob("*/scenario.yaml"))
GAMES, AT_ONCE = 10_000, 1_000

USE_OF_FORCE, WAR = 4, 5
"""MID hostility from which force is used and not only shown, and that of war."""

WAR_IN_100, RECENT_WAR_IN_100 = 2, 0.7
"""The most that is allowed, and the least where war can be ordered.

Of 1726 militarised disputes 1946-2014 1.7 % became wars, of the 700 since 1991 0.7 % (MID 5.0, Palmer, McManus,
D'Orazio, Kenwick, Karstens, Bloch, Dietrich, Kahn, Ritter and Soules).
"""

FADED = 1 / 3
"""Daily GDELT events between Russia and South Korea, 2019: from a mean of 22 (deviation 33) to -1592 on 23 July and
-447 on the 24th, a fall of 469 against 1614 the day before: 29 in 100 are left."""


def test_the_record_peaks_on_the_day_and_fades_by_the_next() -> None:
    """V1: ROK-Russia peaks on the day; Japan-ROK is worse afterwards, Russia-China is not."""
    subjects = ("tension KOR RUS", "tension JPN KOR", "relation JPN KOR", "relation RUS CHN", "tension RUS CHN")
    means: defaultdict[str, list[float]] = defaultdict(lambda: [0.0] * 7)
    games = [worlds for worlds in played(range(16), policy="historical") if len(worlds) == 7]
    assert len(games) >= 12
    for worlds in games:
        for subject in subjects:
            for turn, world in enumerate(worlds):
                means[subject][turn] += gauge(setting(), world, *subject.split()) / len(games)
    tension = means["tension KOR RUS"]
    peak = max(tension)
    assert setting().spec.turns[tension.index(peak) - 1].starts_at.startswith("23 July")
    assert tension.index(peak) in (3, 4)
    assert tension[6] - tension[0] < (peak - tension[0]) * FADED
    assert means["tension JPN KOR"][6] > means["tension JPN KOR"][0] + 3
    assert means["relation JPN KOR"][6] < means["relation JPN KOR"][0]
    assert means["relation RUS CHN"][6] >= means["relation RUS CHN"][0]
    assert means["tension RUS CHN"][6] <= means["tension RUS CHN"][0]


def policies(crisis: Setting, policy: str) -> dict[str, str]:
    """Give every seat this policy, or the one that the pack gives it."""
    return {code: policy or crisis.state(code).policy for code in crisis.seats}


def ends_in_force(crisis: Setting, policy: str) -> int:
    """Count the games that were broken off at once or ended while force was used."""
    found, at, endings = 0, crisis.at, crisis.spec.endings
    immediate = [number for number, ending in enumerate(endings, 1) if ending.immediate]
    for first in range(0, GAMES, AT_ONCE):
        seeds = range(first, first + AT_ONCE)
        worlds = opening_worlds(crisis, seeds)
        rows = playouts(crisis, worlds, [{}] * AT_ONCE, seeds, policies(crisis, policy)).rows
        hostility = rows[:, at.incident + 1 : at.incident + 3 * at.incidents : 3].max(axis=1, initial=0)
        found += int((np.isin(rows[:, at.clock + 1], immediate) | (hostility >= USE_OF_FORCE)).sum())
    return found


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("policy", ["", "historical"], ids=["own policies", "record"])
def test_scripted_crises_stay_below_war(slug: str, policy: str) -> None:
    """V5, in 10,000 games: the most serious ending of a pack stays below 2 in 100 games, and comes where it can.

    In Nine Past Nine no order uses force (MID level 4 or 5). The worst event is a damaged aircraft, which ends the
    exercise at once; the test counts it as war. It therefore measures the chances that the pack's authors gave to
    accidents, and how often scripted seats risk them. The theatre, in the next test, has orders of war.
    """
    warm(block=True)
    crisis = setting_of(slug)
    orders = [level.codes or order.codes for order in crisis.spec.orders for level in order.levels]
    assert max(codes.mid_hostility for codes in orders) < USE_OF_FORCE, "orders of force would have to be counted too"
    stages = (stage for incident in crisis.spec.incidents for stage in incident.stages)
    can_come = any(ending.immediate for ending in crisis.spec.endings) or any(
        stage.hostility >= USE_OF_FORCE for stage in stages
    )
    assert int(can_come) <= ends_in_force(crisis, policy) < WAR_IN_100 * GAMES / 100


@pytest.mark.slow
def test_who_can_order_war_seldom_comes_to_it() -> None:
    """V5, where states can order war: 10,000 years of the theatre, whose states have every kind of order.

    The theatre's first ending is war, declared or reached by escalation at high tension. The chance of escalation is
    set from the same record, so the share is no forecast: the test shows that the rules keep war as rare as it was.
    """
    warm(block=True)
    crisis = compile_setting(theatre())
    orders = [level.codes or order.codes for order in crisis.spec.orders for level in order.levels]
    assert max(codes.mid_hostility for codes in orders) == WAR
    assert crisis.spec.endings[0].key == "catastrophe"
    wars_in_100 = 100 * games_that_end_in(crisis, 1, "") / GAMES
    assert RECENT_WAR_IN_100 <= wars_in_100 < WAR_IN_100


def games_that_end_in(crisis: Setting, ending: int, policy: str) -> int:
    """Count the games that reach the ending with this number."""
    found = 0
    for first in range(0, GAMES, AT_ONCE):
        seeds = range(first, first + AT_ONCE)
        worlds = opening_worlds(crisis, seeds)
        rows = playouts(crisis, worlds, [{}] * AT_ONCE, seeds, policies(crisis, policy)).rows
        found += int((rows[:, crisis.at.clock + 1] == ending).sum())
    return found
