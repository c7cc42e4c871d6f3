"""Rehearsals: plays a scenario many times before people do, directly from its files. Nothing is stored."""

from collections.abc import Iterator
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from wargame import engine

Report = engine.Rehearsal
Scenario = engine.ScenarioSpec

PORTION = 100
"""Games between two reports of progress: enough to be fast, few enough to stop soon at Ctrl-C."""

GAMES_FOR_ONE_WELL = 10
"""For so many games one more is played well, by a planner on one seat."""

WELL_PORTION = 10
"""Games played well between two reports of progress: each takes as long as hundreds of others."""

SEARCHED = 2000
"""In how many games an ending is searched before it counts as unreachable."""


def nothing_played() -> Report:
    return engine.Rehearsal()


def make_ready() -> None:
    """Compile the rules, or load what an earlier process compiled, so that thousands of games take seconds."""
    engine.warm(block=True)


def portions(spec: Scenario, first: int, last: int, seed: int, *, with_ledger: bool = True) -> Iterator[Report]:
    """Play the games of these numbers; equal seed and numbers give equal games. Portions can be added in any order.

    `engine.rehearse` tells what `with_ledger` costs. Raises SettingError for a scenario that cannot be played.
    """
    setting = _setting(spec)
    for start in range(first, last, PORTION):
        yield engine.rehearse(setting, range(start, min(start + PORTION, last)), seed, with_ledger=with_ledger)


def portions_well(spec: Scenario, games: int, seed: int) -> Iterator[Report]:
    """Play the games beside so many others in which a planner has one seat."""
    setting, last = _setting(spec), well_played(games)
    for start in range(0, last, WELL_PORTION):
        yield engine.rehearse_well(setting, range(start, min(start + WELL_PORTION, last)), seed)


def well_played(games: int) -> int:
    """Return the number of games that are played well beside so many others."""
    return games // GAMES_FOR_ONE_WELL


def unreached(spec: Scenario, report: Report) -> tuple[str, ...]:
    """Return the endings that no game reached."""
    return engine.unreached_endings(_setting(spec), report)


def findings(spec: Scenario, report: Report) -> tuple[engine.Finding, ...]:
    """Return the findings that the author should check, faults first."""
    return engine.findings(_setting(spec), report)


def usage(spec: Scenario, report: Report) -> dict[str, list[str]]:
    """Return orders that are never or always given, as "seat kind level", by what is wrong with them."""
    found = engine.usage(_setting(spec), report)
    return {
        "never possible": [" ".join(option) for option in found.never_offered],
        "never chosen": [" ".join(option) for option in found.never_chosen],
        "chosen almost whenever they could be": [" ".join(option) for option in found.always_chosen],
    }


def texts(spec: Scenario, report: Report) -> dict[str, int]:
    """Return the number of texts that assert something, of those that were shown, and of those that the world
    contradicted then."""
    return {
        "asserting": len(spec.assertions),
        "shown": len(report.shown),
        "contradicted": len(report.contradicted),
    }


def aims(spec: Scenario, report: Report) -> dict[str, Any]:
    """Return each turn in which an aim rose though its sentence excludes what happened, and each aim that was as good
    as reached before the last turn of games played well, with how many they were.
    """
    reached = [
        {"seat": aim.seat, "aim": aim.key, "games": report.planned[aim.seat], "reached": times}
        for aim in spec.objectives
        if (times := report.reached[aim.seat, aim.key])
    ]
    return {"rises": [asdict(rise) for rise in report.rises], "reached_early": reached}


def document(spec: Scenario, report: Report, seed: int) -> dict[str, Any]:
    """Return the whole report as plain values. Shares are of the games that reached an ending."""
    played = sum(report.endings.values())
    return {
        "scenario": spec.slug,
        "seed": seed,
        "games": report.games,
        "turns": report.turns,
        "checked_with_ledger": report.checked,
        "policies": dict(sorted(report.seated.items())),
        "catastrophes": {"games": report.catastrophes, "share": report.catastrophes / played if played else 0.0},
        "endings": {ending.key: report.endings[ending.key] for ending in spec.endings},
        "stages": {
            incident.key: {stage.key: report.stages[incident.key, stage.key] for stage in incident.stages}
            for incident in spec.incidents
        },
        "injects": {inject.key: report.injects[inject.key] for inject in spec.injects},
        "hostility": {str(level): report.peaks[level] for level in range(6)},
        "seats": {state.code: _seat(spec, report, state.code) for state in spec.states if state.seat},
        "orders": usage(spec, report),
        "texts": texts(spec, report),
        "aims": aims(spec, report),
        "troubles": [asdict(trouble) for trouble in report.troubles],
        "findings": [asdict(finding) for finding in findings(spec, report)],
    }


def _seat(spec: Scenario, report: Report, code: str) -> dict[str, Any]:
    """Return a seat's scores, and the orders that it could give and gave."""
    aims = [objective.key for objective in spec.objectives if objective.seat == code]
    return {
        "total": asdict(report.spread(code)),
        "ahead": report.ahead[code],
        "objectives": {key: asdict(report.spread(code, key)) for key in aims},
        "orders": [
            {"kind": kind, "level": level, "offered": offered, "chosen": report.chosen[code, kind, level]}
            for (seat, kind, level), offered in sorted(report.offered.items())
            if seat == code
        ],
    }


@lru_cache(maxsize=2)
def _setting(spec: Scenario) -> engine.Setting:
    """Return the compiled scenario, from a cache."""
    return engine.compile_setting(spec)
