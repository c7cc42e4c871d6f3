"""Lines and turns of an exercise, and when one may be read in full truth."""

from django.http import Http404
from structlog.contextvars import bind_contextvars

from wargame.exercises.access.dice import is_opened
from wargame.exercises.models import Branch, Exercise, Seat, Turn

NO_TURN = "This exercise has no such turn yet."
NO_BRANCH = "This exercise has no such branch."


def branch_for(seat: Seat, number: int | None = None) -> Branch:
    """A branch of the seat's exercise by number; the current one without a number."""
    if number is None:
        branch = seat.exercise.current_branch
    else:
        branches = Branch.objects.select_related("parent_turn__branch").filter(exercise_id=seat.exercise_id)
        branch = branches.filter(number=number).first()
    if branch is None:
        raise Http404(NO_BRANCH)
    branch.exercise = seat.exercise
    return branch


def line_of(exercise: Exercise) -> Branch:
    """The branch that an exercise is played on; 404 before it has begun."""
    if exercise.current_branch is None:
        raise Http404(NO_BRANCH)
    return exercise.current_branch


def turn_for(seat: Seat, number: int, branch: Branch | None = None) -> Turn:
    """A turn by number in the line of a branch (the current one), inherited turns included; the log names it."""
    turn = turn_in(branch or branch_for(seat), number)
    bind_contextvars(turn=turn.pk)
    return turn


def turn_in(line: Branch, number: int) -> Turn:
    """A turn by number in a line, inherited turns included, that a page reads beside its own."""
    return _at_hand(Turn.objects.in_line(line).filter(number=number).first(), line)


def statuses_after(line: Branch, turn: Turn) -> tuple[str, ...]:
    """How the turns that follow one in a line stand, in their order."""
    following = Turn.objects.in_line(line).filter(number__gt=turn.number)
    return tuple(following.values_list("status", flat=True))


def latest_turn_for(seat: Seat, branch: Branch | None = None) -> Turn:
    """The last turn of a branch: the one being played, or the one that ended it."""
    line = branch or branch_for(seat)
    turn = _at_hand(Turn.objects.in_line(line).last(), line)
    bind_contextvars(turn=turn.pk)
    return turn


def _at_hand(turn: Turn | None, line: Branch) -> Turn:
    """A turn of a line with its branch and exercise at hand, which are the line's unless it was inherited."""
    if turn is None:
        raise Http404(NO_TURN)
    if turn.branch_id != line.pk:
        return Turn.objects.with_exercise().get(pk=turn.pk)
    turn.branch = line
    return turn


def reached(exercise: Exercise) -> Turn:
    """The last turn of the line that an exercise is played on; 404 before it has begun."""
    turn = Turn.objects.filter(branch=exercise.current_branch_id or 0).with_exercise().last()
    if turn is None:
        raise Http404(NO_TURN)
    return turn


def turn_reached(exercise: Exercise) -> Turn | None:
    """As `reached`, without its worlds, for what shows only how it stands; None before the exercise has begun."""
    turns = Turn.objects.filter(branch=exercise.current_branch_id or 0)
    turn = turns.defer("world", "next_world", "outcomes", "notes", "interventions", "error").last()
    if turn is not None and exercise.current_branch is not None:
        turn.branch = exercise.current_branch
        turn.branch.exercise = exercise
    return turn


def was_ended_early(exercise: Exercise) -> bool:
    """Whether a white cell ended an exercise before the crisis came to an ending."""
    line = exercise.current_branch
    is_over = exercise.is_led and exercise.status == Exercise.Status.ENDED
    return is_over and line is not None and not line.is_finished


def may_know_all(seat: Seat, branch: Branch) -> bool:
    """Whether the reader of a seat may read a line in full truth: once nobody plays in the exercise any more.

    An exercise with a white cell ends for good. A solo exercise can go on in another line, and all lines share what was
    drawn at the start: so this line and the first one must have ended. Otherwise a what-if rushed to its end would tell
    the truth to a line still played.
    """
    return is_opened(seat.exercise) and (seat.exercise.is_led or branch.is_finished)
