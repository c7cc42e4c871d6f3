"""Lines and turns of an exercise, and when they may be read in full truth."""

from django.http import Http404
from structlog.contextvars import bind_contextvars

from wargame.exercises.access import rows
from wargame.exercises.access.dice import has_first_line_ended, is_opened
from wargame.exercises.access.read_once import read_once
from wargame.exercises.models import Branch, Exercise, Seat, Turn

NO_TURN = "This exercise has no such turn yet."
NO_BRANCH = "This exercise has no such branch."


def branch_for(seat: Seat, number: int | None = None) -> Branch:
    """Return a branch of the seat's exercise by number, the current one without a number. Raises Http404."""
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
    """Return the current branch of an exercise. Raises Http404 before the exercise has begun."""
    if exercise.current_branch is None:
        raise Http404(NO_BRANCH)
    return exercise.current_branch


def turn_for(seat: Seat, number: int, branch: Branch | None = None) -> Turn:
    """Return a turn by number in the line of a branch (by default the current one), and add it to the request's log.

    Turns inherited from the parent branch count. Raises Http404.
    """
    turn = turn_in(branch or branch_for(seat), number)
    bind_contextvars(turn=turn.pk)
    return turn


def state_of_turn_for(seat: Seat, number: int, branch: Branch) -> Turn:
    """Return the same as `turn_for`, for pages whose parts about what was played in the turn may be made already:
    `read_content` reads its large columns, or Django reads one when a part needs it.
    """
    if branch.parent_turn_id is not None:
        return turn_for(seat, number, branch)
    turn = _with_line(rows.turn_of(branch, number, rows.LARGE), branch)
    bind_contextvars(turn=turn.pk)
    return turn


def read_content(turn: Turn) -> None:
    """Read the large columns of a turn of `state_of_turn_for`. Raises Http404 where it was played anew meanwhile."""
    found = next(iter(rows.where(Turn, id=turn.pk)), None)
    if found is None or found.digest != turn.digest:
        raise Http404(NO_TURN)
    for name in rows.LARGE:
        setattr(turn, name, getattr(found, name))


def turn_in(line: Branch, number: int) -> Turn:
    """Return a turn by number in a line, inherited turns included, without adding it to the request's log."""
    if line.parent_turn_id is None:
        return _with_line(rows.turn_of(line, number), line)
    return _with_line(Turn.objects.in_line(line).filter(number=number).first(), line)


def turns_before(line: Branch, turn: Turn) -> list[Turn]:
    """Return the turns before one in a line, inherited turns included, in order: with their worlds, without results."""
    earlier = Turn.objects.with_exercise().in_line(line).filter(number__lt=turn.number)
    return list(earlier.defer(*rows.LARGE - {"world"}))


def outcomes_before(line: Branch, turn: Turn) -> list[Turn]:
    """Return the turns before one in a line, inherited turns included, in order: with their outcomes alone."""
    if turn.number == 1:
        return []
    earlier = Turn.objects.in_line(line).filter(number__lt=turn.number)
    return list(earlier.defer(*rows.LARGE - {"outcomes"}))


def statuses_after(line: Branch, turn: Turn) -> tuple[str, ...]:
    """Return the statuses of the turns that follow a turn in a line, in order."""
    reached = latest_turn_or_none(line.exercise) if line.pk == line.exercise.current_branch_id else None
    if reached is not None and reached.number == turn.number:
        return ()
    following = Turn.objects.in_line(line).filter(number__gt=turn.number)
    return tuple(following.values_list("status", flat=True))


def latest_turn_for(seat: Seat, branch: Branch | None = None) -> Turn:
    """Return the last turn of a branch: the one being played, or the one that ended it. Raises Http404."""
    line = branch or branch_for(seat)
    found = rows.turn_of(line) if line.parent_turn_id is None else Turn.objects.in_line(line).last()
    turn = _with_line(found, line)
    bind_contextvars(turn=turn.pk)
    return turn


def _with_line(turn: Turn | None, line: Branch) -> Turn:
    """Return a turn with its branch and exercise loaded; they are the line's unless the turn was inherited."""
    if turn is None:
        raise Http404(NO_TURN)
    if turn.branch_id != line.pk:
        return Turn.objects.with_exercise().get(pk=turn.pk)
    turn.branch = line
    return turn


def latest_turn(exercise: Exercise) -> Turn:
    """Return the last turn of an exercise's current branch. Raises Http404 before the exercise has begun."""
    turn = Turn.objects.filter(branch=exercise.current_branch_id or 0).with_exercise().last()
    if turn is None:
        raise Http404(NO_TURN)
    return turn


def latest_turn_or_none(exercise: Exercise) -> Turn | None:
    """Return the same turn as `latest_turn` without its large columns; None before the exercise has begun."""
    branch_id = exercise.current_branch_id or 0
    turn = read_once(("latest turn", branch_id), lambda: rows.state_of_last_turn(branch_id))
    if turn is not None and exercise.current_branch is not None:
        turn.branch = exercise.current_branch
        turn.branch.exercise = exercise
    return turn


def was_ended_early(exercise: Exercise) -> bool:
    """Return whether a white cell ended an exercise before the game reached an ending."""
    line = exercise.current_branch
    is_over = exercise.is_led and exercise.status == Exercise.Status.ENDED
    return is_over and line is not None and not line.is_finished


def is_over(exercise: Exercise, line: Branch) -> bool:
    """Return whether nobody plays a line of an exercise any more: it has an ending, or its exercise has ended."""
    return line.is_finished or exercise.status == Exercise.Status.ENDED


def may_know_all(seat: Seat, branch: Branch) -> bool:
    """Return whether the reader of a seat may read a line in full truth: once it has ended.

    An exercise with a white cell ends for good. Lines of a solo exercise share what was drawn at the start, so the
    first line must have ended as well: otherwise a what-if that is played quickly to its end would reveal the truth to
    it. A what-if that is begun later closes nothing: its player has read all of this, and could go back to read it.
    """
    if seat.exercise.is_led:
        return is_opened(seat.exercise)
    return branch.is_finished and (branch.number == 1 or has_first_line_ended(seat.exercise))
