"""Who may touch what: fetches a row and authorises in one call; what is not theirs does not exist (404)."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404

from wargame.exercises.codes import normal_code
from wargame.exercises.models import Branch, Exercise, Seat, Turn

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
    """Every seat the user holds, newest exercise first."""
    related = ("exercise__scenario_version__scenario", "exercise__current_branch")
    seats = Seat.objects.select_related(*related).order_by("-exercise__created_at", "-exercise__pk")
    seats = seats.defer("exercise__scenario_version__content", "exercise__current_branch__final_world")
    return seats.filter(holder_id=user.pk) if user.is_authenticated else seats.none()


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
    """Whether the holder may read a line in full truth: alone, nothing being played, the line and the first one ended.

    All lines share what was drawn at the start: a what-if rushed to its end must not tell it to a line still played.
    """
    exercise = seat.exercise
    if exercise.mode != Exercise.Mode.SOLO or exercise.status != Exercise.Status.ENDED or not branch.is_finished:
        return False
    return branch.number == 1 or exercise.branches.filter(number=1).exclude(ending="").exists()
