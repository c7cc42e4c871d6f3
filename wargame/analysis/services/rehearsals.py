"""Rehearsals: playing a scenario again and again before people do, straight from its files; nothing is stored."""

from collections.abc import Iterator
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from scenarios.schema.pack import Pack
from wargame import engine

Report = engine.Rehearsal

PORTION = 10
"""Games played between two looks at the progress."""

SEARCHED = 2000
"""Games in which an ending is looked for before it counts as out of reach."""


def nothing_played() -> Report:
    return engine.Rehearsal()


def portions(pack: Pack, first: int, last: int, seed: int) -> Iterator[Report]:
    """Plays the games of these numbers; equal seed and numbers, equal games. Portions add up in any order."""
    setting = _setting(pack)
    for start in range(first, last, PORTION):
        yield engine.rehearse(setting, range(start, min(start + PORTION, last)), seed)


def unreached(pack: Pack, report: Report) -> tuple[str, ...]:
    """The endings that no game reached."""
    return engine.unreached_endings(_setting(pack), report)


def findings(pack: Pack, report: Report) -> tuple[engine.Finding, ...]:
    """What the author should look at, faults first."""
    return engine.findings(_setting(pack), report)


def document(pack: Pack, report: Report, seed: int) -> dict[str, Any]:
    """The whole report as plain values. Shares are of the games that came to an ending."""
    spec, played = pack.rules, sum(report.endings.values())
    return {
        "scenario": pack.meta.slug,
        "seed": seed,
        "games": report.games,
        "turns": report.turns,
        "catastrophes": {"games": report.catastrophes, "share": report.catastrophes / played if played else 0.0},
        "endings": {ending.key: report.endings[ending.key] for ending in spec.endings},
        "stages": {
            incident.key: {stage.key: report.stages[incident.key, stage.key] for stage in incident.stages}
            for incident in spec.incidents
        },
        "injects": {inject.key: report.injects[inject.key] for inject in spec.injects},
        "hostility": {str(level): report.peaks[level] for level in range(6)},
        "seats": {state.code: _seat(pack, report, state.code) for state in spec.states if state.seat},
        "troubles": [asdict(trouble) for trouble in report.troubles],
        "findings": [asdict(finding) for finding in findings(pack, report)],
    }


def _seat(pack: Pack, report: Report, code: str) -> dict[str, Any]:
    """How one seat fared, and what it could order and did."""
    aims = [objective.key for objective in pack.rules.objectives if objective.seat == code]
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
def _compiled(pack_json: str) -> engine.Setting:
    return engine.compile_setting(Pack.model_validate_json(pack_json).rules)


def _setting(pack: Pack) -> engine.Setting:
    """The compiled rules of the pack, kept between calls."""
    return _compiled(pack.model_dump_json())
