"""`manage.py rehearse [PACKS]`: plays scenarios thousands of times and tells their authors what to look at."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from wargame.analysis.management import command_arguments, rehearsing
from wargame.analysis.management.progress import ended_early
from wargame.analysis.management.summaries import Found, require_sound, say, sum_up
from wargame.analysis.management.tables import share, table
from wargame.analysis.services import rehearsals

HEADINGS = ("games", "endings reached", "to look at")
POINTS = ("mean", "deviation", "lowest", "highest")


class Command(BaseCommand):
    """Prints what is reached, done and read, and how seats fare; exit status 1 on a fault."""

    help = (
        "Plays scenarios with scripted and random seats and prints what is reached, never or always ordered, and how "
        "seats fare; of several with a summary (exit 1 on a crash, a dead end, an ending out of reach, or a text that "
        "contradicts the world)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        command_arguments.add_packs(parser)
        parser.add_argument("--games", type=int, default=2000, help="how many games to play (default 2000)")
        command_arguments.add_seed(parser)
        parser.add_argument("--json", action="store_true", help="print everything as JSON; of several, by slug")

    def handle(self, *, packs: list[str], folder: Path, games: int, seed: int, **options: Any) -> None:
        command_arguments.require_games("--games", games)
        command_arguments.require_seed(seed)
        read = [
            (slug, *command_arguments.scenario_of(slug, folder))
            for slug in command_arguments.named_packs(packs, folder)
        ]
        all_found = []
        for slug, title, spec in read:
            report = rehearsing.played(spec, games, seed, self.stderr)
            is_whole = report.games >= games
            if is_whole:
                report = rehearsing.played_well(spec, report, seed, self.stderr)
                report = rehearsing.looked_further(spec, report, seed, self.stderr)
            all_found.append(found_of(slug, title, spec, report, seed, is_whole=is_whole))
            if not options["json"]:
                say(all_found, self.stdout)
            if not is_whole:
                break
        sum_up(all_found, HEADINGS, self.stdout, as_json=options["json"])
        require_sound(all_found, "This scenario must not be played like this:")
        if not is_whole:
            ended_early(report.games, games, "games")


def found_of(
    slug: str, title: str, spec: rehearsals.Scenario, report: rehearsals.Report, seed: int, *, is_whole: bool
) -> Found:
    """Return the report: its faults are wrong if all games were played, or if one of them is a trouble."""
    found = rehearsals.findings(spec, report)
    faults = [str(one) for one in found if one.is_fault]
    reached = sum(1 for ending in spec.endings if report.endings[ending.key])
    return Found(
        slug=slug,
        lines=lines(title, spec, report, seed),
        document=rehearsals.document(spec, report, seed) | {"interrupted": not is_whole},
        cells=(str(report.games), f"{reached} of {len(spec.endings)}", str(len(found) - len(faults))),
        wrong=tuple(faults) if report.troubles or is_whole else (),
    )


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
    yield from aim_lines(report)
    yield from usage_lines(spec, report)
    found = rehearsals.findings(spec, report)
    yield f"\nTo look at: {len(found) or 'nothing'}"
    yield from (f"  {'FAULT ' if finding.is_fault else ''}{finding}" for finding in found)


def aim_lines(report: rehearsals.Report) -> Iterator[str]:
    """Yield each turn in which an aim rose though its sentence excludes what happened."""
    games = len({rise.seed for rise in report.rises})
    yield f"\nAims that rose though their sentence excludes what happened: {len(report.rises)} times in {games} games"
    for rise in report.rises:
        where = f"seed {rise.seed}, turn {rise.turn}"
        yield f"  {rise.seat} {rise.aim}: {rise.before} to {rise.after} ({where}), while: {rise.event}"


def usage_lines(spec: rehearsals.Scenario, report: rehearsals.Report) -> Iterator[str]:
    """Yield what is a fault (dead ends, texts that contradict the world), then orders that may be one."""
    stuck = sum(trouble.times for trouble in report.troubles_of("dead end"))
    yield f"\nDead ends: {stuck or 'none'}"
    read = rehearsals.texts(spec, report)
    yield f"Texts that contradict the world: {read['contradicted']} of {read['shown']} shown"
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
