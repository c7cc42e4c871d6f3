"""`manage.py replay_exercise CODE`: recomputes an exercise from its orders and the secret of its dice."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from scenarios.opening import OutdatedContent
from wargame.exercises.management.arguments import exercise_of
from wargame.exercises.services import replays


class Command(BaseCommand):
    """Prints a line for each turn of each branch; exit status 1 when one comes out differently or the dice changed."""

    help = "Recomputes every turn of every branch and compares it with what is stored (exit 1 on a difference)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="the exercise's code, with or without its dash")

    def handle(self, *, code: str, **options: Any) -> None:
        exercise = exercise_of(code)
        try:
            replays.require_commitment(exercise=exercise)
            replayed = replays.replay(exercise=exercise)
        except OutdatedContent as error:
            raise CommandError(str(error), returncode=2) from error
        except replays.BrokenCommitment as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"dice: the secret fits its commitment {exercise.commitment}")
        for turn in replayed:
            verdict = "equal" if not turn.differences else "DIFFERENT: " + "; ".join(turn.differences)
            self.stdout.write(f"branch {turn.branch} turn {turn.number}: {verdict}")
        different = sum(bool(turn.differences) for turn in replayed)
        if different:
            raise CommandError(f"{different} of {len(replayed)} turns of {exercise} came out differently.")
        self.stdout.write(f"All {len(replayed)} turns of {exercise} came out as stored.")
