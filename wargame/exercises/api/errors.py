"""Domain refusals as HTTP answers: each with a status, a code and the sentence that names the remedy."""

from collections.abc import Iterator
from contextlib import contextmanager

from rest_framework import status
from rest_framework.exceptions import APIException, ErrorDetail, ValidationError

from wargame.exercises.services import exercises, orders


class Conflict(APIException):
    """The request was right when it was made, but the exercise has moved on."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "conflict"


@contextmanager
def answered() -> Iterator[None]:
    """Turns the refusals of services into answers."""
    try:
        yield
    except orders.IllegalOrders as error:
        faults = [ErrorDetail(problem.message, code=problem.code) for problem in error.problems]
        raise ValidationError({"orders": faults}) from error
    except orders.OutdatedSheet as error:
        raise Conflict(str(error), code="outdated_sheet") from error
    except orders.AlreadySubmitted as error:
        raise Conflict(str(error), code="already_submitted") from error
    except orders.TurnClosed as error:
        raise Conflict(str(error), code="turn_closed") from error
    except exercises.UnknownRole as error:
        raise ValidationError({"seat": [ErrorDetail(str(error), code="unknown_seat")]}) from error
