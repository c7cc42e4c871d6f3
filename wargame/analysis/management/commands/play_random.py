"""`manage.py play_random PACK`: plays a scenario a few times and prints how the games ended."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from scenarios.access import in_library
from scenarios.loader import PACKS
from scenarios.management import database
from wargame.accounts.services import account_named, create_guest
from wargame.analysis.management import command_arguments, rehearsing
from wargame.analysis.management.progress import ended_early
from wargame.analysis.management.tables import table
from wargame.analysis.services import kept_games
from wargame.exercises import access


class Command(BaseCommand):
    """Prints tables of endings, incident stages and injects; exit status 1 on a crash or a dead end."""

    help = "Plays a scenario with scripted and random seats and prints what was reached; `rehearse` says much more."

    def add_arguments(self, parser: ArgumentParser) -> None:
        command_arguments.add_scenario(parser)
        parser.add_argument("--games", type=int, default=50, help="how many games to play (default 50)")
        command_arguments.add_seed(parser)
        parser.add_argument(
            "--keep", action="store_true", help="keep each game as an exercise that is over, and print its code"
        )
        parser.add_argument("--owner", default="", help="with --keep: the e-mail address of the account that gets them")

    def handle(self, *, pack: str, folder: Path, games: int, seed: int, keep: bool, owner: str, **options: Any) -> None:
        command_arguments.require_games("--games", games)
        command_arguments.require_seed(seed)
        _require_whole_choice(folder, keep, owner)
        if keep:
            self._keep(pack, games, seed, owner)
            return
        title, spec = command_arguments.scenario_of(pack, folder)
        report = rehearsing.played(spec, games, seed, self.stderr)
        self.stdout.write(f"{title}: {report.games} games, {report.turns} turns, seed {seed}")
        for heading, rows in rehearsing.reach(spec, report):
            self.stdout.write("\n".join(table(heading, (heading.split()[0].lower(), "games", "share"), rows)))
        if report.troubles:
            raise CommandError("\n".join(map(str, report.troubles)))
        if report.games < games:
            ended_early(report.games, games, "games")

    def _keep(self, pack: str, games: int, seed: int, owner: str) -> None:
        database.prepare()
        scenarios = in_library().exclude(current=None).select_related("current")
        scenario = scenarios.filter(slug=pack).first()
        if scenario is None or scenario.current is None:
            known = ", ".join(scenarios.values_list("slug", flat=True))
            raise CommandError(f"There is no scenario {pack!r}. Remedy: Name one of: {known}.", returncode=2)
        user = account_named(owner) if owner else create_guest()
        if user is None:
            raise CommandError(f"There is no account {owner}. Remedy: Sign up with this address first.", returncode=2)
        for game in range(games):
            now = timezone.now()
            exercise = kept_games.play(version=scenario.current, user=user, seed=seed, game=game, now=now)
            line = access.line_of(exercise)
            self.stdout.write(f"{exercise}  {line.turns.count()} turns, ending: {line.ending}")


def _require_whole_choice(folder: Path, keep: bool, owner: str) -> None:
    """Refuse an option that would have no effect."""
    if keep and folder != PACKS:
        raise CommandError(
            "--keep plays a scenario that is loaded, so it reads no --folder. "
            "Remedy: Load the folder with load_scenarios, then leave --folder out.",
            returncode=2,
        )
    if owner and not keep:
        raise CommandError("--owner has no effect without --keep. Remedy: Add --keep.", returncode=2)
