"""Games know the pledges that were given before they began, and keep or break them as live turns do."""

from collections.abc import Iterator

import pytest

from tests.engine.games import cells
from tests.engine.invented import SEATS
from wargame.engine import (
    Adjudication,
    Order,
    Pledge,
    Setting,
    Sheet,
    Situation,
    World,
    adjudicate,
    bound_by,
    breaches_of,
    choose,
    keeps,
    known_outcomes,
    opening_world,
    perspective,
    restrained,
    warm,
)
from wargame.engine.playouts import numba_build
from wargame.engine.playouts.playouts import play
from wargame.engine.study.situation import games_from
from wargame.engine.turn.sheet import read_sheet

POLICIES = {"AVA": "random", "BOR": "hawk", "CYL": "mirror", "DUN": "empirical"}
PLEDGES = (
    Pledge("AVA", "CYL", 1, 4),
    Pledge("AVA", "BOR", 0, 6),
    Pledge("BOR", "AVA", 0, 5),
    Pledge("BOR", "CYL", 0, 3),
    Pledge("CYL", "AVA", 0, 5),
    Pledge("CYL", "AVA", 1, 2),
    Pledge("CYL", "BOR", 1, 6),
)
SHOTS: Sheet = (Order("warn", "shots", "CYL"),)
SEEDS = range(8)


def live(setting: Setting, seed: int, sheets: dict[str, Sheet], happened: set[str]) -> Iterator[tuple[World, dict]]:
    """Play a game turn by turn as an exercise does, and note what became of its pledges."""
    world, standing, result = opening_world(setting, seed), list(PLEDGES), None
    while not world.clock[1]:
        views = {seat: perspective(setting, world, seat) for seat in SEATS}
        standing = [
            one for one in standing if result is None or not is_over(setting, one, views, result, seed, happened)
        ]
        decided = {seat: choose(POLICIES[seat], views[seat], seed).sheet for seat in SEATS}
        given = {
            seat: restrained(setting, sheet, bound_by(standing, POLICIES[seat], views[seat], seed))
            for seat, sheet in decided.items()
        }
        happened |= {"left out"} if given != decided else set()
        given |= sheets if result is None else {}
        result = adjudicate(setting, world, given, seed)
        world = result.world
        yield world, given


def is_over(setting: Setting, pledge: Pledge, views: dict, result: Adjudication, seed: int, happened: set[str]) -> bool:
    """Return whether a pledge was broken, has run out or is taken back as a turn opens."""
    stance = keeps(POLICIES[pledge.by], views[pledge.by], pledge.to, seed)
    noticed = known_outcomes(result.outcomes, pledge.to)
    became = (
        "broken"
        if breaches_of(setting, noticed, pledge.by, pledge.to)
        else "kept"
        if pledge.until < views[pledge.by].turn
        else stance.why
    )
    happened.add(became)
    return became in ("broken", "kept", "turned")


@pytest.mark.slow
def test_games_keep_and_break_pledges_as_live_turns_do_in_both_builds(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    warm(block=True)
    happened: set[str] = set()
    for seed in SEEDS:
        sheets = {"AVA": SHOTS} if seed % 2 else {}
        turn = Situation(opening_world(setting, seed), sheets, pledges=PLEDGES)
        compiled = games_from(setting, turn, [seed], POLICIES)
        with monkeypatch.context() as before:
            before.setattr(numba_build, "BUILD", numba_build.Build())
            plain = games_from(setting, turn, [seed], POLICIES)
        for world, given in live(setting, seed, sheets, happened):
            if len(world.untold):
                break  # What a seat did not notice moves its live account alone: imagined games have none.
            for games in (plain, compiled):
                play(setting, games, 1)
                assert {s: read_sheet(setting, games.rows[0], setting.names.states[s]) for s in SEATS} == given
                assert list(games.rows[0])[: setting.at.sheet] == cells(world)
    assert happened == {"left out", "broken", "kept", "turned", "silent", "close"}
