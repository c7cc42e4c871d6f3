"""`manage.py play_random PACK`: plays a scenario a few times and prints how the games ended."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wargame.analysis.management import command_arguments, rehearsing
from wargame.analysis.management.progress import ended_early
from wargame.analysis.management.tables import table


class Command(BaseCommand):
    """Prints tables of endings, incident stages and injects; exit status 1 on a crash or a dead end."""

    help = "Plays a scenario with scripted and random seats and prints what was reached; `rehearse` says much more."

    def add_arguments(self, parser: ArgumentParser) -> None:
        command_arguments.add_scenario(parser)
        parser.add_argument("--games", type=int, default=50, help="how many games to play (default 50)")
        command_arguments.add_seed(parser)

    def handle(self, *, pack: str, folder: Path, games: int, seed: int, **options: Any) -> None:
        command_arguments.require_games("--games", games)
        command_arguments.require_seed(seed)
        title, spec = command_arguments.scenario_of(pack, folder)
        report = rehearsing.played(spec, games, seed, self.stderr)
        self.stdout.write(f"{title}: {report.games} games, {report.turns} turns, seed {seed}")
        for heading, rows in rehearsing.reach(spec, report):
            self.stdout.write("\n".join(table(heading, (heading.split()[0].lower(), "games", "share"), rows)))
        if report.troubles:
            raise CommandError("\n".join(map(str, report.troubles)))
        if report.games < games:
            ended_early(report.games, games, "games")
