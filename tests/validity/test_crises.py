"""Whether crises come out as crises have: the day of the record (V1), and wars and answers in many games (V5)."""

from collections import Counter, defaultdict

import pytest

from tests.playthroughs.goldens import PACKS, setting_of
from tests.scenarios.nine_past_nine import play, setting
from wargame.engine import Rehearsal, choose, gauge, opening_world, perspective, play_game
from wargame.engine.kernel.minds.kinds import BORDER_VIOLATION
from wargame.engine.mie import BY_ACTION

SLUGS = sorted(path.parent.name for path in PACKS.glob("*/scenario.yaml"))
GAMES = 200
"""Scripted games of each pack; `rehearse PACK --games 10000` plays the full number by the same code."""

WAR_IN_100 = 2
"""The most that is allowed. In the record (MIE 1.0, Gibler and Miller, 1946-2014) a reply at hostility level 5 followed
0.3 in 100 of 6028 acts at level 3 and 0.5 in 100 of 6108 at level 4; a crisis of some such acts stays under this."""

LOSSES_IN_100 = 6
"""The most games that may be broken off at once, by the design of the packs."""

FADED = 1 / 3
"""Daily GDELT events between Russia and South Korea, 2019: from a mean of 22 (deviation 33) to -1592 on 23 July and
-447 on the 24th, a fall of 469 against 1614 the day before: 29 in 100 are left."""


def test_the_record_peaks_on_the_day_and_fades_by_the_next() -> None:
    """V1: ROK-Russia peaks on the day; Japan-ROK is worse afterwards, Russia-China is not."""
    subjects = ("tension KOR RUS", "tension JPN KOR", "relation JPN KOR", "relation RUS CHN", "tension RUS CHN")
    means: defaultdict[str, list[float]] = defaultdict(lambda: [0.0] * 7)
    games = [worlds for worlds in (list(play(seed, policy="historical")) for seed in range(16)) if len(worlds) == 7]
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


@pytest.mark.parametrize("slug", SLUGS)
def test_scripted_crises_stay_below_war(slug: str) -> None:
    """V5, first half: war (MID level 5) in under 2 of 100 games; losses, which are no war, stay as rare as designed.

    Nothing in Nine Past Nine reaches level 5, so that war is out of the question there; its worst is a lost aircraft.
    """
    crisis, report = setting_of(slug), Rehearsal()
    for seed in range(GAMES):
        report += play_game(crisis, seed, dict.fromkeys(crisis.seats, "empirical"))[1]
    assert not report.troubles
    assert report.peaks[5] < WAR_IN_100 * GAMES / 100
    assert report.catastrophes <= LOSSES_IN_100 * GAMES / 100


def test_a_border_violation_is_answered_about_half_the_time() -> None:
    """V5, second half. Of 1351 border violations 1946-2014 52.1 % drew no militarised answer within 30 days (MIE 1.0,
    Gibler and Miller): 47.9 % did. Here an aircraft is inside the airspace that Seoul claims."""
    recorded = BY_ACTION[BORDER_VIOLATION]
    answered_in_100 = 100 * (1 - recorded.none)
    assert recorded.seen == 1351
    crisis = setting()
    world = opening_world(crisis, 1)
    a50 = crisis.names.incidents["a50"]
    stage = crisis.names.stages[a50]["inside"]
    world.incident[a50] = (stage, crisis.spec.incidents[a50].stages[stage].hostility, 0)
    world.clock[0] = 3
    world.mark[crisis.names.marks["kor_up"]] = 1
    view = perspective(crisis, world, "KOR")
    hostility = {
        (order.kind, level.key): (level.codes or order.codes).mid_hostility
        for order in crisis.spec.orders
        for level in order.levels
    }
    answers = Counter(
        any(hostility[order.kind, order.level] >= 2 for order in choose("empirical", view, seed).sheet)
        for seed in range(600)
    )
    assert abs(100 * answers[True] / answers.total() - answered_in_100) < 15
