"""Decides when the secret behind an exercise's dice may be read."""

from typing import TypedDict

from wargame.exercises.models import Exercise


class DiceCommitment(TypedDict):
    """The commitment to an exercise's dice, which is the same for all readers at all times; the secret once it is
    opened.
    """

    commitment: str
    secret: str | None


def dice_of(exercise: Exercise) -> DiceCommitment:
    """Return the facts about an exercise's dice that everybody who takes part may know; the secret is in hexadecimal
    digits."""
    secret = bytes(exercise.secret).hex() if is_opened(exercise) else None
    return DiceCommitment(commitment=exercise.commitment, secret=secret)


def is_opened(exercise: Exercise) -> bool:
    """Return whether the secret may be read: once nobody plays in the exercise any more.

    An exercise with a white cell ends for good. All lines of a solo exercise share one secret, so both the first line
    and the current one must have ended: otherwise a what-if that is played quickly to its end would reveal the dice of
    a line that is still played.
    """
    if exercise.status != Exercise.Status.ENDED:
        return False
    line = exercise.current_branch
    if exercise.is_led or (line is not None and line.number == 1):
        return True
    return has_first_line_ended(exercise)


def has_first_line_ended(exercise: Exercise) -> bool:
    """Return whether the line that was played first has reached an ending."""
    return exercise.branches.filter(number=1).exclude(ending="").exists()
