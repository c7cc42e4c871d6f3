"""Which ensembles a reader of an exercise may ask for and read: fetches a row and authorises in one call.

An ensemble is played from the true world with everybody's orders, so it tells what no seat knew: how resolved the
others were, what was drawn at the start. It is there for those who may know everything, and for nobody else.
"""

from django.http import Http404

from wargame.accounts.models import User
from wargame.analysis.models import Ensemble
from wargame.exercises import access
from wargame.exercises.access import Reader
from wargame.exercises.models import Branch, Seat

NO_ENSEMBLE = "This exercise has no such ensemble."


class StillPlayed(PermissionError):
    """The true world cannot be played onward, because somebody still plays in it."""

    def __init__(self) -> None:
        super().__init__(
            "How else it could have gone is told once this line and the first one have ended and no line is being "
            "played: games from the true world would give away what is hidden from your seat."
        )


def open_line_for(reader: Reader, number: int | None = None) -> Branch:
    """A line that the reader may know everything about; 404, or `StillPlayed`."""
    line = access.branch_for(reader.seat, number)
    require_open(reader.seat, line)
    return line


def require_open(seat: Seat, *lines: Branch) -> None:
    """Refuses lines that the reader of the seat may not see in full truth (`StillPlayed`)."""
    if not all(access.may_know_all(seat, line) for line in lines):
        raise StillPlayed


def compared(line: Branch) -> tuple[Branch, ...]:
    """The lines whose orders a comparison of this line shows: its own, and its original if it has one."""
    return (line, line.parent_turn.branch) if line.parent_turn else (line,)


def ensemble_for(reader: Reader, number: int) -> Ensemble:
    """An ensemble of the reader's exercise by number; 404, or `StillPlayed`."""
    ensembles = Ensemble.objects.select_related("exercise__scenario_version", "branch__parent_turn__branch", "turn")
    ensembles = ensembles.defer("exercise__scenario_version__content", "turn__world", "turn__outcomes")
    ensemble = ensembles.filter(exercise_id=reader.seat.exercise_id, number=number).first()
    # While a line is played, whether there are ensembles is nobody's business either.
    require_open(reader.seat, *(_lines(ensemble) if ensemble else [access.branch_for(reader.seat)]))
    if ensemble is None:
        raise Http404(NO_ENSEMBLE)
    return ensemble


def person(user: access.Visitor) -> User:
    """The reader as a stored user: whoever takes part is signed in."""
    if not isinstance(user, User):
        raise Http404(access.MISSING)
    return user


def ensembles_of(seat: Seat) -> list[Ensemble]:
    """Every ensemble of the exercise that the reader of the seat may read, newest first, without its counts."""
    lines = seat.exercise.branches.defer("final_world")
    known = {line.pk for line in lines if access.may_know_all(seat, line)}
    found = Ensemble.objects.filter(exercise_id=seat.exercise_id).order_by("-number")
    related = found.select_related("branch__parent_turn__branch", "turn")
    listed = related.defer("aggregate", "branch__final_world", "turn__world", "turn__outcomes")
    return [ensemble for ensemble in listed if known.issuperset(line.pk for line in _lines(ensemble))]


def _lines(ensemble: Ensemble) -> tuple[Branch, ...]:
    """The lines that an ensemble tells about."""
    is_comparison = ensemble.kind == Ensemble.Kind.COMPARISON
    return compared(ensemble.branch) if is_comparison else (ensemble.branch,)
