"""Decides who may take a whole exercise along as an archive, which holds everything that anybody may know of it."""

from django.http import Http404

from wargame.exercises.access.dice import is_opened
from wargame.exercises.access.seats import MISSING, Visitor, participant_for
from wargame.exercises.models import Exercise, Message, Participant, Proposal
from wargame.web.seats import WHITE_CELL


def archivist_for(user: Visitor, code: str) -> Participant:
    """Return the user as somebody who may take the exercise along. Raises Http404 for everybody else."""
    person = participant_for(user, code)
    if not may_archive(person):
        raise Http404(MISSING)
    return person


def may_archive(person: Participant) -> bool:
    """Return whether the person may have everything of the exercise: its white cell, or the player of a solo game."""
    is_alone = person.exercise.mode == Exercise.Mode.SOLO and person.seat_id is not None
    return person.is_white_cell or is_alone


def archive_refusal(exercise: Exercise) -> str:
    """Return why no page gives the archive of the exercise now; "" where one does."""
    if not is_opened(exercise):
        return "The archive holds the secret of the dice: you can have it once the exercise is over."
    is_private = exercise.mode == Exercise.Mode.CLASS and exercise.messages == Exercise.Messages.OPEN
    if is_private and _has_private_words(exercise):
        return (
            "The archive holds letters or proposals that this exercise promised to show to nobody else. "
            "The operator of Parley can write it with export_exercise."
        )
    return ""


def _has_private_words(exercise: Exercise) -> bool:
    """Return whether people of seats wrote to each other, whatever part they have now, or made proposals."""
    letters = Message.objects.filter(turn__branch__exercise=exercise, is_statement=False).exclude(author=None)
    between_seats = letters.exclude(sender=WHITE_CELL).exclude(recipients=[WHITE_CELL])
    proposals = Proposal.objects.filter(turn__branch__exercise=exercise).exclude(author=None)
    return between_seats.exists() or proposals.exists()
