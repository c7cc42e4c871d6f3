"""`manage.py play_random PACK`: plays a scenario at random and prints how the games ended."""

from argparse import ArgumentParser
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wargame.exercises.management.arguments import version_of
from wargame.exercises.services import rehearsals


class Command(BaseCommand):
    """Prints tables of endings, incident stages and injects; exit status 1 on a crash or a dead end."""

    help = "Plays random legal orders through a scenario and prints what was reached (exit 1 on a crash or dead end)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("pack", help="the scenario's slug, as in nine-past-nine")
        parser.add_argument("--games", type=int, default=50, help="how many games to play (default 50)")
        parser.add_argument("--seed", type=int, default=7, help="equal seeds play equal games (default 7)")

    def handle(self, *, pack: str, games: int, seed: int, **options: Any) -> None:
        if not 1 <= games <= 100_000:
            raise CommandError("--games must be from 1 to 100000.", returncode=2)
        if not 0 <= seed < 2**31:
            raise CommandError("--seed must be from 0 to 2147483647.", returncode=2)
        version = version_of(pack)
        report = rehearsals.rehearse(version=version, games=games, seed=seed)
        spec = rehearsals.spec_of(version)
        self.stdout.write(f"{version}: {report.games} games, {report.turns} turns, seed {seed}")
        self._table("Endings", [ending.key for ending in spec.endings], report.endings, report.games)
        stages = [(incident.key, stage.key) for incident in spec.incidents for stage in incident.stages]
        self._table("Stages reached", stages, report.stages, report.games)
        self._table("Injects", [inject.key for inject in spec.injects], report.injects, report.games)
        faults = [*report.crashes, *report.dead_ends]
        if faults:
            raise CommandError("\n".join([f"{len(faults)} games went wrong:", *faults]))

    def _table(self, title: str, keys: Iterable[Any], counts: Mapping[Any, int], games: int) -> None:
        """One line for each key, reached or not: what no game reaches may be out of reach."""
        self.stdout.write(f"\n{title}")
        for key in keys:
            name = key if isinstance(key, str) else ": ".join(key)
            share = 100 * counts.get(key, 0) / max(games, 1)
            self.stdout.write(f"  {name:<48} {counts.get(key, 0):>6} {share:>6.1f} %")
