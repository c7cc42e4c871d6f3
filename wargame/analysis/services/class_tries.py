"""Opens a turn for a whole class to try again, takes one sheet of each person, and reveals what they lead to."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from wargame.accounts.models import User
from wargame.analysis.domain import OrderRow, SecondTry
from wargame.analysis.models import ClassTry, Ensemble
from wargame.analysis.services import collecting, second_tries
from wargame.exercises import notices
from wargame.exercises.control_log.services.control import NotWhiteCell
from wargame.exercises.models import Branch, Exercise, Participant, Turn


class NotTaken(ValueError):
    """The sheet is not taken: the person has given one, or the answers are revealed."""


def begin(*, branch: Branch, turn: Turn, role: str, by: Participant, now: datetime) -> ClassTry:
    """Open a turn of one seat for the class to try again, or return the one that is open.

    Raises NotWhiteCell, and `ensembles.IllegalTerms` for a turn without results or an unknown seat.
    """
    _require_leader(by, branch.exercise_id)
    second_tries.refuse_sheet(turn, SecondTry(role, ()))
    with transaction.atomic():
        exercise = Exercise.objects.select_for_update(no_key=True).get(pk=branch.exercise_id)
        if running := exercise.class_tries.filter(revealed_at=None).first():
            return running
        number = exercise.class_tries.count() + 1
        asked = {"number": number, "branch": branch, "turn": turn, "role": role}
        opened = ClassTry.objects.create(exercise=exercise, **asked, opened_by=by.user, opened_at=now)
        _tell(opened)
    return opened


def give(*, class_try: ClassTry, orders: Sequence[OrderRow], by: User, now: datetime) -> Ensemble:
    """Take the sheet of one person. Raises NotTaken and `ensembles.IllegalTerms`."""
    again = SecondTry(class_try.role, tuple(orders))
    with transaction.atomic():
        # The lock puts a sheet before or after the reveal, and two sheets of one person one after the other.
        locked = ClassTry.objects.select_for_update(no_key=True).get(pk=class_try.pk)
        if locked.is_revealed:
            raise NotTaken("The answers are revealed already. Try the turn again alone.")
        if locked.exercise.participants.filter(user=by, part=Participant.Part.WHITE_CELL, left_at=None).exists():
            # With a sheet of its own it could fill up the few answers that pages keep closed.
            raise NotTaken("The white cell leads the class and gives no sheet. Try the turn again alone.")
        if locked.sheets.filter(asked_by=by).exists():
            raise NotTaken("You have given your sheet. Wait until your facilitator reveals the answers.")
        line, turn = class_try.branch, class_try.turn
        found, _ = second_tries.request(branch=line, turn=turn, again=again, by=by, now=now, class_try=class_try)
        _tell(class_try)
    return found


def reveal(*, class_try: ClassTry, by: Participant, now: datetime) -> bool:
    """Show the answers to the class. Returns False if they were shown before. Raises NotWhiteCell."""
    _require_leader(by, class_try.exercise_id)
    with transaction.atomic():
        is_mine = ClassTry.objects.filter(pk=class_try.pk, revealed_at=None).update(revealed_at=now)
        _tell(class_try)
    return bool(is_mine)


def _require_leader(by: Participant, exercise_id: int) -> None:
    if by.exercise_id != exercise_id or not by.is_white_cell:
        raise NotWhiteCell


def _tell(class_try: ClassTry) -> None:
    notices.publish(exercise_id=class_try.exercise_id, regions=collecting.REGIONS)
