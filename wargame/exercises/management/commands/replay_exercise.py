"""`manage.py replay_exercise CODE`: recomputes an exercise from its orders and the secret of its dice."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from scenarios.opening import OutdatedContent
from wargame.exercises import record_chain
from wargame.exercises.management.command_arguments import exercise_of
from wargame.exercises.models import Exercise
from wargame.exercises.turns.services import replays

OTHER_RULES = 3


class Command(BaseCommand):
    """Prints a line for each turn of each branch.

    Exit status 0 when all is equal; 1 when a turn comes out differently, when control log,
    verdicts or rationales were changed, or when the secret does not fit its commitment; 2
    when nothing can be replayed (no such code, a scenario that is too old); 3 when the only differences are in what
    other rules opened or played.
    """

    help = (
        "Recomputes every turn of every branch and compares it with what is stored "
        "(exit 1 on a difference, 2 when it cannot be done, 3 when other rules played what differs)."
    )
    # Django's checks would take a third of the start; the tests run them.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="the exercise's code, with or without its dash")

    def handle(self, *, code: str, **options: Any) -> None:
        exercise = exercise_of(code)
        try:
            replays.require_commitment(exercise=exercise)
            replayed = tuple(replays.replay(exercise=exercise))
        except OutdatedContent as error:
            raise CommandError(str(error), returncode=2) from error
        except replays.BrokenCommitment as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"dice: the secret fits its commitment {exercise.commitment}")
        for turn in replayed:
            self.stdout.write(f"branch {turn.branch} turn {turn.number}: {_verdict(turn)}")
        self._report_record(exercise)
        different = sum(bool(turn.differences) for turn in replayed)
        if different:
            raise CommandError(f"{different} of {len(replayed)} turns of {exercise} came out differently.")
        other = sum(bool(turn.other) for turn in replayed)
        if other:
            message = (
                f"{other} of {len(replayed)} turns of {exercise} were played by other rules and prove nothing here."
            )
            raise CommandError(message, returncode=OTHER_RULES)
        self.stdout.write(f"All {len(replayed)} turns of {exercise} came out as stored.")

    def _report_record(self, exercise: Exercise) -> None:
        """Print the state of the chain over control log, verdicts and rationales. Raises CommandError for a fault."""
        faults = list(record_chain.faults_of(exercise))
        number, head = record_chain.head_of(exercise)
        for fault in faults:
            self.stdout.write(f"record: DIFFERENT: {fault}")
        if faults:
            raise CommandError(f"The record of {exercise} was changed without Parley ({len(faults)} places).")
        self.stdout.write(f"record: {number} links, the last is {head or 'none'}")


def _verdict(turn: replays.ReplayedTurn) -> str:
    """Equal, or what differs and by whose rules it was made."""
    words = [f"DIFFERENT: {'; '.join(turn.differences)}"] if turn.differences else []
    if turn.other:
        played = f"played by rules {', '.join(turn.versions)}, these are {replays.ENGINE_VERSION}"
        words.append(f"OTHER RULES: {played}: {'; '.join(turn.other)}")
    return "; ".join(words) or "equal"
