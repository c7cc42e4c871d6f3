"""`manage.py appraise [PACKS]`: measures whether scenarios are games, and where they fall short of it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from wargame.analysis.management import appraising, command_arguments
from wargame.analysis.management.progress import ended_early
from wargame.analysis.management.summaries import Found, require_sound, say, sum_up
from wargame.analysis.services import appraisals

HEADINGS = ("figures within thresholds",)
SEEDS = 800
"""The default number of seeds: Nine Past Nine takes five to ten minutes on two cores."""

MOST_SEED = 100_000


class Command(BaseCommand):
    """Prints every figure with its standard error; exit status 1 with the reasons where a threshold is missed."""

    help = (
        "Measures whether scenarios are games: whether decisions matter, early ones too, and none decides by itself; "
        "of several with a summary (exit 1 with figure and threshold where one falls short). Takes minutes, on all "
        "cores."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        command_arguments.add_packs(parser)
        parser.add_argument("--seeds", type=int, default=SEEDS, help=f"how much to play (default {SEEDS})")
        parser.add_argument("--seed", type=int, default=0, help="equal seeds play equal games (default 0)")
        parser.add_argument("--only", nargs="+", metavar="NAME", help="these measures or figures only (default: all)")
        parser.add_argument("--workers", type=int, default=0, help="processes (default: one for each core)")
        parser.add_argument("--json", action="store_true", help="print everything as JSON; of several, by slug")

    def handle(self, *, packs: list[str], folder: Path, seeds: int, **options: Any) -> None:
        command_arguments.require_within("--seeds", seeds, appraisals.FEWEST, 100_000, "For a first look take 400.")
        command_arguments.require_within("--workers", options["workers"], 0, 256, "Leave it out for all cores.")
        command_arguments.require_within("--seed", options["seed"], 0, MOST_SEED, "Any number within will do.")
        named = options["only"] or appraisals.NAMES
        command_arguments.require_known("measure", named, appraisals.NAMES)
        only = appraisals.measures_for(named)
        read = [
            (slug, *command_arguments.appraised_of(slug, folder))
            for slug in command_arguments.named_packs(packs, folder)
        ]
        all_found = []
        for slug, title, spec, ended in read:
            asked = tuple(part for part in appraisals.parts(spec, seeds, options["seed"]) if part.measure in only)
            results = appraising.measured(spec, asked, options["workers"], self.stderr)
            asked_for = {"seeds": seeds, "seed": options["seed"], "interrupted": len(results) < len(asked)}
            all_found.append(found_of(slug, title, appraisals.document(spec, results, ended) | asked_for))
            if not options["json"]:
                say(all_found, self.stdout)
            if len(results) < len(asked):
                break
        sum_up(all_found, HEADINGS, self.stdout, as_json=options["json"])
        if len(results) < len(asked):
            ended_early(len(results), len(asked), "parts")
        require_sound(all_found, "This scenario falls short of a game:")


def found_of(slug: str, title: str, whole: dict[str, Any]) -> Found:
    """Return the appraisal; figures that miss their thresholds are wrong."""
    judged = appraisals.judged(whole)
    missed = tuple(str(one) for one in judged if not one.is_met)
    return Found(
        slug=slug,
        lines=appraising.lines(title, whole, judged),
        document=whole | {"falls_short": list(missed)},
        cells=(f"{len(judged) - len(missed)} of {len(judged)}",),
        wrong=missed,
    )
