"""Asks for second tries: a turn as it was ordered, and with other orders of one seat, under the same dice."""

from datetime import datetime

from wargame.accounts.models import User
from wargame.analysis import bridge
from wargame.analysis.domain import SecondTry
from wargame.analysis.models import ClassTry, Ensemble
from wargame.analysis.services import ensembles
from wargame.engine.values import ENGINE_VERSION
from wargame.exercises.models import Branch, Turn
from wargame.exercises.orders.services import orders

FIRST_SEED = 1


def request(
    *,
    branch: Branch,
    turn: Turn,
    again: SecondTry,
    by: User,
    now: datetime,
    class_try: ClassTry | None = None,
) -> tuple[Ensemble, bool]:
    """Return the second try of a turn of a finished line, and whether it is new.

    The orders of the other seats stand, and from the next turn on every seat decides by its usual policy. `access`
    decides whether `by` may ask. Raises `ensembles.IllegalTerms` and `ensembles.AlreadyRunning`.
    """
    refuse_sheet(turn, again)
    asked = {
        "kind": Ensemble.Kind.SECOND_TRY,
        "branch": branch,
        "turn": turn,
        "games": ensembles.USUAL_PAIRS,
        "futures": 2,
        "seed": FIRST_SEED,
        "keeps_orders": True,
        "policies": bridge.usual_policies(branch.exercise),
        "change": again.as_row(),
        "class_try": class_try,
        "engine_version": ENGINE_VERSION,
    }
    return ensembles.begin(exercise_id=branch.exercise_id, asked=asked, by=by, now=now)


def refuse_sheet(turn: Turn, again: SecondTry) -> None:
    """Raise `ensembles.IllegalTerms` for a turn without results, and for orders that the seat could not have given."""
    if not turn.is_closed:
        message = f"Turn {turn.number} was stopped before its orders counted; choose an earlier one."
        raise ensembles.IllegalTerms("turn", message)
    seat = turn.branch.exercise.seats.filter(role=again.seat).first()
    if seat is None:
        codes = ", ".join(turn.branch.exercise.seats.order_by("role").values_list("role", flat=True))
        raise ensembles.IllegalTerms("seat", f"There is no seat {again.seat!r}; the seats are: {codes}.")
    if problems := orders.problems_of(seat=seat, turn=turn, orders=again.orders):
        raise ensembles.IllegalTerms("orders", " ".join(problem.message for problem in problems))
