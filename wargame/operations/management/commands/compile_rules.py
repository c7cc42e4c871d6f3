"""`manage.py compile_rules`: compiles the rules once, so that no web process has to."""

from typing import Any

from django.core.management.base import BaseCommand

from wargame.exercises.compiled_rules import warm


class Command(BaseCommand):
    """Stores the compiled rules on disk.

    This takes twelve seconds of one core the first time, and a moment afterwards.
    """

    help = "Compiles the rules ahead of time; `play` does so by itself, a deployment does it once a release."
    requires_system_checks = []

    def handle(self, **options: Any) -> None:
        status = warm(block=True)
        if options["verbosity"]:
            self.stdout.write(f"Rollouts run: {status}.")
