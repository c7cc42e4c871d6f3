"""Who may ask for ensembles and read them: fetches a row and authorises in one call.

An ensemble is played from the true world with everybody's orders, so it tells what no seat knew: how resolved the
others were, what was drawn at the start. It is there for those who may know everything, and for nobody else.
"""

from django.http import Http404

from wargame.accounts.models import User
from wargame.analysis.models import Ensemble
from wargame.exercises import access
from wargame.exercises.models import Branch, Seat

NO_ENSEMBLE = "This exercise has no such ensemble."


class StillPlayed(PermissionError):
    """The true world cannot be played onward, because somebody still plays in it."""

    def __init__(self) -> None:
        super().__init__(
            "How else it could have gone is told once this line and the first one have ended and no line is being "
            "played: games from the true world would give away what is hidden from your seat."
        )


def open_line_for(user: access.Visitor, code: str, number: int | None = None) -> tuple[Seat, Branch]:
    """The reader's seat and a line that the reader may know everything about; 404, or `StillPlayed`."""
    seat = access.seat_for(user, code)
    line = access.branch_for(seat, number)
    require_open(seat, line)
    return seat, line


def require_open(seat: Seat, line: Branch) -> None:
    """Refuses a line that who sits there may not know everything about (`StillPlayed`)."""
    if not access.may_know_all(seat, line):
        raise StillPlayed


def ensemble_for(user: access.Visitor, code: str, number: int) -> tuple[Seat, Ensemble]:
    """The reader's seat and an ensemble of the exercise by number; 404, or `StillPlayed`."""
    seat = access.seat_for(user, code)
    ensembles = Ensemble.objects.select_related("exercise__scenario_version", "branch", "turn__branch")
    ensembles = ensembles.defer("exercise__scenario_version__content", "turn__world", "turn__outcomes")
    ensemble = ensembles.filter(exercise_id=seat.exercise_id, number=number).first()
    # While a line is played, whether there are ensembles is nobody's business either.
    require_open(seat, ensemble.branch if ensemble else access.branch_for(seat))
    if ensemble is None:
        raise Http404(NO_ENSEMBLE)
    return seat, ensemble


def person(user: access.Visitor) -> User:
    """The reader as a stored user: whoever sits in a seat is signed in."""
    if not isinstance(user, User):
        raise Http404(access.MISSING)
    return user


def ensembles_of(seat: Seat) -> list[Ensemble]:
    """Every ensemble of the exercise that who sits there may read, newest first, without its counts."""
    found = Ensemble.objects.filter(exercise_id=seat.exercise_id).select_related("branch", "turn").order_by("-number")
    listed = found.defer("aggregate", "branch__final_world", "turn__world", "turn__outcomes")
    return [ensemble for ensemble in listed if access.may_know_all(seat, ensemble.branch)]
