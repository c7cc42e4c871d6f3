"""`manage.py words PACK`: lists what the conditions of a scenario may ask for."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from scenarios.selectors.condition_words import ListedForm, forms_of
from wargame.analysis.management import command_arguments
from wargame.engine.values import CLAUSE_FORMS


class Command(BaseCommand):
    help = "Lists the forms of clauses that conditions of a scenario may have, and the keys that may stand in them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        command_arguments.add_scenario(parser)
        parser.add_argument("--about", default="", help="only this form, as in stage, ordered or mark")
        parser.add_argument("--json", action="store_true", help="print the list as JSON")

    def handle(self, *, pack: str, folder: Path, about: str, **options: Any) -> None:
        _, spec = command_arguments.scenario_of(pack, folder)
        forms = forms_of(spec)
        if about:
            command_arguments.require_known("form", [about], [form.verb for form in forms])
            forms = tuple(form for form in forms if form.verb == about)
        if options["json"]:
            self.stdout.write(json.dumps([asdict(form) for form in forms], indent=1, ensure_ascii=False))
        else:
            self.stdout.write("\n\n".join(map(_describe, forms)))


def _describe(form: ListedForm) -> str:
    """Return a form as text: how to write it and what it asks, an example, then all names that it takes."""
    example = f"  for example: {form.example}" if form.example else "  nothing of this scenario can be named here"
    if form.verb in CLAUSE_FORMS and CLAUSE_FORMS[form.verb].of in ("pairs", "states"):
        return "\n".join(
            [f"{form.written}: {form.asks}", example, "    " + ", ".join(word.text for word in form.words)]
        )
    width = max((len(word.text) for word in form.words), default=0)
    words = (f"    {word.text.ljust(width)}  {word.means}" for word in form.words)
    return "\n".join([f"{form.written}: {form.asks}", example, *words])
