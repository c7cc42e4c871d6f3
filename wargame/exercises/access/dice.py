"""When the secret behind an exercise's dice may be read."""

from typing import TypedDict

from wargame.exercises.models import Exercise


class Dice(TypedDict):
    """The commitment to an exercise's dice, the same for all readers at any time, and the secret once it is opened."""

    commitment: str
    secret: str | None


def dice_of(exercise: Exercise) -> Dice:
    """What everybody who takes part may read of an exercise's dice; the secret in hexadecimal digits."""
    secret = bytes(exercise.secret).hex() if is_opened(exercise) else None
    return Dice(commitment=exercise.commitment, secret=secret)


def is_opened(exercise: Exercise) -> bool:
    """Whether the secret is open: once nobody plays in the exercise any more.

    An exercise with a white cell ends for good. All lines of a solo exercise share the secret: the first line and the
    one at hand must have ended, so that a what-if rushed to its end does not tell the dice of a line still played.
    """
    if exercise.status != Exercise.Status.ENDED:
        return False
    at_hand = exercise.current_branch
    if exercise.is_led or (at_hand is not None and at_hand.number == 1):
        return True
    return exercise.branches.filter(number=1).exclude(ending="").exists()
