"""Tournaments: which policy serves its seat best in a scenario. Nothing is stored."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from wargame import engine

Games = engine.Tournament
POLICIES = tuple(engine.POLICIES)


def nothing_played(policies: Sequence[str]) -> Games:
    return engine.Tournament(tuple(policies))


def games(spec: engine.ScenarioSpec, policies: Sequence[str], seeds: Sequence[int]) -> Iterator[Games]:
    """Play the games of one seed after the other, with all policies for each seed, so that a stopped run is still
    comparable.

    Equal arguments give equal games.
    """
    engine.warm(block=True)
    setting = engine.compile_setting(spec)
    for seed in seeds:
        yield engine.tournament(setting, policies, [seed])


def standings(spec: engine.ScenarioSpec, played: Games) -> tuple[engine.Standing, ...]:
    """Return every policy's standing, best first; empty before the first game."""
    return engine.standings(engine.compile_setting(spec), played) if played.seeds else ()


def document(spec: engine.ScenarioSpec, played: Games, seed: int) -> dict[str, Any]:
    """Return the whole result as plain values, in points of 100."""
    return {
        "scenario": spec.slug,
        "seed": seed,
        "seeds": len(played.seeds),
        "against": {state.code: state.policy for state in spec.states if state.seat},
        "policies": [asdict(standing) for standing in standings(spec, played)],
    }
