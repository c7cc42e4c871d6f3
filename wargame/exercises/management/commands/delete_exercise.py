"""`manage.py delete_exercise CODE`: deletes an exercise with everything in it, for an operator."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wargame.exercises.management.command_arguments import exercise_of
from wargame.exercises.rights.selectors import keeping_of
from wargame.exercises.rights.services import deleting


class Command(BaseCommand):
    """Deletes an exercise, also one that is being played. Without `--yes` it only says what goes."""

    help = "Deletes an exercise with its lines, orders, messages, statistics and control log."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="the exercise's code, with or without its dash")
        parser.add_argument("--yes", action="store_true", help="delete; without it nothing is changed")

    def handle(self, *, code: str, yes: bool, **options: Any) -> None:
        exercise = exercise_of(code)
        holds = ", ".join(f"{number} {kind}" for kind, number in keeping_of(exercise).holds)
        self.stdout.write(f"{exercise}: {holds or 'nothing'}")
        if not yes:
            self.stdout.write("Nothing has been changed. Write --yes to delete it for good.")
            return
        try:
            deleting.delete(exercise=exercise, who="an operator", may_be_played=True)
        except deleting.Interrupted as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{exercise} is deleted. Backups still hold it: delete them.")
