"""Who may touch what: fetches a row and authorises in one call; what is not theirs does not exist (404)."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404

from wargame.exercises.codes import normal_code
from wargame.exercises.models import Branch, Exercise, Participant, Seat, Turn

MISSING = "There is no such exercise, or it is not yours."
NO_TURN = "This exercise has no such turn yet."
NO_BRANCH = "This exercise has no such branch."

Visitor = AbstractBaseUser | AnonymousUser


def seat_for(user: Visitor, code: str) -> Seat:
    """The seat that the user holds in the exercise, with exercise, version and current branch at hand."""
    seat = seats_of(user).filter(exercise__code=normal_code(code) or "-").first()
    if seat is None:
        raise Http404(MISSING)
    return seat


def seats_of(user: Visitor) -> QuerySet[Seat]:
    """Every seat the user sits in, newest exercise first."""
    related = ("exercise__scenario_version__scenario", "exercise__current_branch")
    seats = Seat.objects.select_related(*related).order_by("-exercise__created_at", "-exercise__pk")
    seats = seats.defer("exercise__scenario_version__content", "exercise__current_branch__final_world")
    return seats.filter(people__user_id=user.pk) if user.is_authenticated else seats.none()


def participant_for(user: Visitor, code: str) -> Participant:
    """Who the user is in the exercise, whatever their part; who has left or was removed is a stranger."""
    person = participations_of(user).filter(exercise__code=normal_code(code) or "-").first()
    if person is None:
        raise Http404(MISSING)
    return person


def require_white_cell(user: Visitor, code: str) -> Participant:
    """The user as a member of the exercise's white cell, with the exercise at hand."""
    person = participant_for(user, code)
    if not person.is_white_cell:
        raise Http404(MISSING)
    return person


def participations_of(user: Visitor) -> QuerySet[Participant]:
    """Every exercise that the user takes part in, newest first."""
    related = ("seat", "exercise__scenario_version__scenario", "exercise__current_branch")
    people = Participant.objects.select_related(*related).order_by("-exercise__created_at", "-exercise__pk")
    people = people.defer("exercise__scenario_version__content", "exercise__current_branch__final_world")
    return people.filter(user_id=user.pk, left_at=None) if user.is_authenticated else people.none()


def branch_for(seat: Seat, number: int | None = None) -> Branch:
    """A branch of the seat's exercise by number; the current one without a number."""
    branches = Branch.objects.select_related("exercise", "parent_turn__branch").filter(exercise_id=seat.exercise_id)
    wanted = (
        branches.filter(pk=seat.exercise.current_branch_id or 0) if number is None else branches.filter(number=number)
    )
    branch = wanted.first()
    if branch is None:
        raise Http404(NO_BRANCH)
    return branch


def turn_for(seat: Seat, number: int, branch: Branch | None = None) -> Turn:
    """A turn by number in the line of a branch (the current one), inherited turns included."""
    line = Turn.objects.in_line(branch or branch_for(seat))
    turn = line.with_exercise().filter(number=number).first()
    if turn is None:
        raise Http404(NO_TURN)
    return turn


def latest_turn_for(seat: Seat, branch: Branch | None = None) -> Turn:
    """The last turn of a branch: the one being played, or the one that ended it."""
    turn = Turn.objects.in_line(branch or branch_for(seat)).with_exercise().last()
    if turn is None:
        raise Http404(NO_TURN)
    return turn


def may_know_all(seat: Seat, branch: Branch) -> bool:
    """Whether who sits there may read a line in full truth: alone, nothing being played, it and the first one ended.

    All lines share what was drawn at the start: a what-if rushed to its end must not tell it to a line still played.
    """
    exercise = seat.exercise
    if exercise.mode != Exercise.Mode.SOLO or exercise.status != Exercise.Status.ENDED or not branch.is_finished:
        return False
    return branch.number == 1 or exercise.branches.filter(number=1).exclude(ending="").exists()
