"""`manage.py tournament PACK`: seats each policy in turn on every seat of a scenario and prints how it fares."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from wargame.analysis.management import command_arguments
from wargame.analysis.management.progress import ProgressLine, ended_early, until_interrupted
from wargame.analysis.management.tables import table
from wargame.analysis.services import tournaments


class Command(BaseCommand):
    """Prints mean points per policy with standard errors, best first; every policy plays the same games."""

    help = (
        "Seats each policy on every seat in turn against the scenario's own policies, under the same dice, and prints "
        "its mean score with its standard error."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        command_arguments.add_scenario(parser)
        parser.add_argument("--seeds", type=int, default=200, help="games for each policy (default 200)")
        parser.add_argument("--policies", nargs="+", metavar="POLICY", help="these policies only (default: all)")
        command_arguments.add_seed(parser)
        parser.add_argument("--json", action="store_true", help="print the whole result as JSON")

    def handle(self, *, pack: str, folder: Path, seeds: int, seed: int, **options: Any) -> None:
        command_arguments.require_games("--seeds", seeds)
        command_arguments.require_seed(seed)
        policies = tuple(dict.fromkeys(options["policies"] or tournaments.POLICIES))
        command_arguments.require_known("policy", policies, tournaments.POLICIES)
        _, spec = command_arguments.scenario_of(pack, folder)
        played, progress = tournaments.nothing_played(policies), ProgressLine(self.stderr, seeds, "seeds")
        with until_interrupted():
            for game in tournaments.games(spec, policies, range(seed, seed + seeds)):
                played += game
                progress.tell(len(played.seeds))
        found = tournaments.document(spec, played, seed) | {"interrupted": len(played.seeds) < seeds}
        whole = json.dumps(found, indent=1, ensure_ascii=False) if options["json"] else "\n".join(lines(found))
        self.stdout.write(whole)
        if found["interrupted"]:
            ended_early(len(played.seeds), seeds, "seeds")


def lines(found: dict[str, Any]) -> Iterator[str]:
    """Yield the result as text."""
    yield f"{found['scenario']}: each policy in {found['seeds']} games, seeds from {found['seed']}"
    seats = list(found["against"])
    headings = ("policy", "mean", "error", "behind", "error", *seats)
    yield from table("Points of 100", headings, [cells(standing, seats) for standing in found["policies"]])
    yield "\nAgainst, on the other seats: " + ", ".join(f"{code} {own}" for code, own in found["against"].items())
    yield "Behind: points less than the first, in the same games; errors are standard errors, by seat."


def cells(standing: dict[str, Any], seats: Sequence[str]) -> list[str]:
    figures = [standing[key] for key in ("mean", "error", "behind", "behind_error")]
    means = [standing["by_seat"].get(seat) for seat in seats]
    return [standing["policy"], *("-" if figure is None else f"{figure:.2f}" for figure in (*figures, *means))]
