"""The sheets of others in imagined situations: one call of the rules decides them as live turns do."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.playthroughs.goldens import sheets_of, stored
from tests.scenarios.pack_games import SLUGS, setting_of
from wargame.engine import (
    Perspective,
    Pledge,
    Setting,
    Sheet,
    bound_by,
    choose,
    compile_setting,
    opening_world,
    perspective,
    replay,
    restrained,
    warm,
)
from wargame.engine.perspective.filter import masked_view
from wargame.engine.playouts import numba_build
from wargame.engine.policies import imagined
from wargame.engine.policies.talk import is_force
from wargame.engine.previews.guesses import Guess, guesses
from wargame.engine.rules.policies.kinds import NAMES
from wargame.engine.turn.interventions import NONE
from wargame.engine.world.dice import derived_seed

RECORDED = 2
"""Recorded games of each pack."""
COUNT = 2
PLAIN, COMPILED = range(2)
"""Each build guesses by a seed of its own: guesses are kept, whichever build made them."""


def recorded_views(slug: str) -> Iterator[Perspective]:
    """Yield what one seat after the other knew in the turns of a pack's recorded games."""
    setting = setting_of(slug)
    for golden in [*stored(slug).values()][:RECORDED]:
        world, seed = opening_world(setting, golden["seed"]), golden["seed"]
        recorded = [sheets_of(turn["sheets"]) for turn in golden["turns"]]
        for number, played in enumerate(replay(setting, world, ((sheets, seed, NONE) for sheets in recorded))):
            yield perspective(setting, world, setting.seats[number % len(setting.seats)])
            world = played.world


def with_all_policies(setting: Setting) -> Setting:
    """Return the scenario with another policy for each state."""
    states = [replace(state, policy=NAMES[-1 - n % len(NAMES)]) for n, state in enumerate(setting.spec.states)]
    return compile_setting(replace(setting.spec, states=tuple(states)))


def decided_live(view: Perspective, guess: Guess, seed: int) -> dict[str, Sheet]:
    """Let each other seat decide on its own view of an imagined world, one after the other, as a live turn does."""
    sheets: dict[str, Sheet] = {}
    for seat in view.setting.seats:
        if seat != view.seat:
            policy, seen = imagined(view.setting.state(seat).policy), masked_view(view.setting, guess.world, seat)
            bound = bound_by(guess.pledges, policy, seen, seed)
            sheets[seat] = restrained(view.setting, choose(policy, seen, seed).sheet, bound)
    return sheets


def pledges_in(view: Perspective) -> tuple[Pledge, ...]:
    """Return pledges of all to each other, of which every second was given before this turn."""
    pairs = [(by, to) for by in view.setting.seats for to in view.setting.seats if by != to]
    return tuple(Pledge(by, to, view.turn - number % 2, view.turn + 1) for number, (by, to) in enumerate(pairs))


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
def test_both_builds_decide_guessed_sheets_as_live_turns_do(slug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    warm(block=True)
    setting = setting_of(slug)
    mixed, unbound, bound = with_all_policies(setting), 0, 0
    for number, recorded in enumerate(recorded_views(slug)):
        view = replace(recorded, setting=mixed) if number % 2 else recorded
        # The compiled rules go first: the usual games, from which both guess, take them no time.
        for build in (COMPILED, PLAIN):
            pledges = pledges_in(view) if (number + build) % 2 else ()
            with monkeypatch.context() as before:
                if build == PLAIN:
                    before.setattr(numba_build, "BUILD", numba_build.Build())
                found = guesses(view, build, COUNT, pledges)
            live = [decided_live(view, guess, derived_seed(build, n)) for n, guess in enumerate(found)]
            assert [guess.others for guess in found] == live
            forceful = sum(is_force(setting, each) for sheets in live for sheet in sheets.values() for each in sheet)
            unbound, bound = (unbound, bound + forceful) if pledges else (unbound + forceful, bound)
    assert bound < unbound or not any(level.is_force for level in setting.tables.levels)
