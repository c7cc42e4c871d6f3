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

    What a white cell led has ended for good. All lines of who plays alone share the secret: the first one must have
    ended, and the one at hand, lest a what-if rushed to its end tells the dice of a line still played.
    """
    if exercise.status != Exercise.Status.ENDED:
        return False
    at_hand = exercise.current_branch
    if exercise.is_led or (at_hand is not None and at_hand.number == 1):
        return True
    return exercise.branches.filter(number=1).exclude(ending="").exists()
