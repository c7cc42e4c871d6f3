"""`manage.py rehearse PACK`: plays a scenario thousands of times and tells its author what to look at."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wargame.analysis.management import command_arguments, rehearsing
from wargame.analysis.management.progress import ended_early
from wargame.analysis.management.tables import share, table
from wargame.analysis.services import rehearsals

POINTS = ("mean", "deviation", "lowest", "highest")


class Command(BaseCommand):
    """Prints what is reached, what is done, how seats fare; exit status 1 on a crash, a dead end, a lost ending."""

    help = (
        "Plays a scenario with scripted and random seats and prints what is reached, never or always ordered, and how "
        "seats fare (exit 1 on a crash, a dead end, or an ending out of reach)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        command_arguments.add_scenario(parser)
        parser.add_argument("--games", type=int, default=2000, help="how many games to play (default 2000)")
        command_arguments.add_seed(parser)
        parser.add_argument("--json", action="store_true", help="print the whole report as JSON")

    def handle(self, *, pack: str, folder: Path, games: int, seed: int, **options: Any) -> None:
        command_arguments.require_games("--games", games)
        command_arguments.require_seed(seed)
        title, spec = command_arguments.scenario_of(pack, folder)
        report = rehearsing.played(spec, games, seed, self.stderr)
        is_whole = report.games >= games
        if is_whole:
            report = rehearsing.looked_further(spec, report, seed, self.stderr)
        if options["json"]:
            whole = rehearsals.document(spec, report, seed) | {"interrupted": not is_whole}
            self.stdout.write(json.dumps(whole, indent=1, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(lines(title, spec, report, seed)))
        self._judge(spec, report, games, is_whole)

    def _judge(self, spec: rehearsals.Scenario, report: rehearsals.Report, games: int, is_whole: bool) -> None:
        """Fail for crashes and dead ends, and for a missing ending if all games were played."""
        faults = [finding for finding in rehearsals.findings(spec, report) if finding.is_fault]
        if report.troubles or (faults and is_whole):
            raise CommandError("\n".join(["This scenario must not be played like this:", *map(str, faults)]))
        if not is_whole:
            ended_early(report.games, games, "games")


def lines(title: str, spec: rehearsals.Scenario, report: rehearsals.Report, seed: int) -> Iterator[str]:
    """Yield the report as text: what was reached, seats, then everything to look at."""
    played = sum(report.endings.values())
    yield f"{title}: {report.games} games, {report.turns} turns, seed {seed}"
    yield f"Ledger added up, cell by cell: {report.checked} of {report.games} games"
    seated = ", ".join(f"{times} {policy}" for policy, times in report.seated.most_common())
    yield f"Seats: {seated or 'none'}"
    yield f"Catastrophes (games broken off by an immediate ending): {share(report.catastrophes, played)}"
    for heading, rows in rehearsing.reach(spec, report):
        yield from table(heading, (heading.split()[0].lower(), "games", "share"), rows)
    hostility = [[str(level), str(report.peaks[level]), share(report.peaks[level], played)] for level in range(6)]
    yield from table("Highest hostility (MID level)", ("level", "games", "share"), hostility)
    yield from table("Seats, points of 100", ("seat", *POINTS, "ahead"), list(seat_rows(spec, report, played)))
    yield from table("Objectives, points of 100", ("objective", *POINTS), list(objective_rows(spec, report)))
    yield from usage_lines(spec, report)
    found = rehearsals.findings(spec, report)
    yield f"\nTo look at: {len(found) or 'nothing'}"
    yield from (f"  {'FAULT ' if finding.is_fault else ''}{finding}" for finding in found)


def usage_lines(spec: rehearsals.Scenario, report: rehearsals.Report) -> Iterator[str]:
    """Yield dead ends, which are faults, and orders that are never or always given, which may be."""
    stuck = sum(trouble.times for trouble in report.troubles_of("dead end"))
    yield f"\nDead ends: {stuck or 'none'}"
    for usage, options in rehearsals.usage(spec, report).items():
        yield f"Orders {usage}: {', '.join(options) or 'none'}"


def seat_rows(spec: rehearsals.Scenario, report: rehearsals.Report, played: int) -> Iterator[list[str]]:
    """Return each seat's total, and in how many games no seat had more."""
    for state in spec.states:
        if state.seat:
            yield [state.code, *figures(report, state.code, ""), share(report.ahead[state.code], played)]


def objective_rows(spec: rehearsals.Scenario, report: rehearsals.Report) -> Iterator[list[str]]:
    for objective in spec.objectives:
        name = f"{objective.seat} {objective.key}"
        yield [name, *figures(report, objective.seat, objective.key)]


def figures(report: rehearsals.Report, seat: str, objective: str) -> list[str]:
    spread = report.spread(seat, objective)
    return [f"{points:.1f}" for points in (spread.mean, spread.deviation, spread.low, spread.high)]
