"""`manage.py appraise PACK`: measures whether a scenario is a game, and where it falls short of one."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wargame.analysis.management import appraising, command_arguments
from wargame.analysis.management.progress import ended_early
from wargame.analysis.services import appraisals

SEEDS = 2000
"""The default number of seeds: Nine Past Nine takes up to ten minutes on two cores."""

MOST_SEED = 100_000


class Command(BaseCommand):
    """Prints every figure with its standard error; exit status 1 with the reasons where a threshold is missed."""

    help = (
        "Measures whether a scenario is a game: whether decisions matter, early ones too, and none decides by itself "
        "(exit 1 with figure and threshold where it falls short). Takes minutes, on all cores."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        command_arguments.add_scenario(parser)
        parser.add_argument("--seeds", type=int, default=SEEDS, help=f"how much to play (default {SEEDS})")
        parser.add_argument("--seed", type=int, default=0, help="equal seeds play equal games (default 0)")
        parser.add_argument("--only", nargs="+", metavar="MEASURE", help="these measures only (default: all)")
        parser.add_argument("--workers", type=int, default=0, help="processes (default: one for each core)")
        parser.add_argument("--json", action="store_true", help="print the whole appraisal as JSON")

    def handle(self, *, pack: str, folder: Path, seeds: int, **options: Any) -> None:
        command_arguments.require_within("--seeds", seeds, appraisals.FEWEST, 100_000, "For a first look take 400.")
        command_arguments.require_within("--workers", options["workers"], 0, 256, "Leave it out for all cores.")
        command_arguments.require_within("--seed", options["seed"], 0, MOST_SEED, "Any number within will do.")
        only = options["only"] or appraisals.MEASURES
        command_arguments.require_known("measure", only, appraisals.MEASURES)
        title, spec, ended = command_arguments.appraised_of(pack, folder)
        asked = tuple(part for part in appraisals.parts(spec, seeds, options["seed"]) if part.measure in only)
        found = appraising.measured(spec, asked, options["workers"], self.stderr)
        asked_for = {"seeds": seeds, "seed": options["seed"], "interrupted": len(found) < len(asked)}
        whole = appraisals.document(spec, found, ended) | asked_for
        judged = appraisals.judged(whole)
        missed = [str(one) for one in judged if not one.is_met]
        if options["json"]:
            self.stdout.write(json.dumps(whole | {"falls_short": missed}, indent=1, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(appraising.lines(title, whole, judged)))
        if whole["interrupted"]:
            ended_early(len(found), len(asked), "parts")
        if missed:
            raise CommandError("\n".join(["This scenario falls short of a game:", *missed]))
