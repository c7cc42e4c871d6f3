"""Turns refusals of services into HTTP answers, each with a status, a code and a sentence that names the remedy."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from drf_standardized_errors.handler import ExceptionHandler
from rest_framework import status
from rest_framework.exceptions import APIException, ErrorDetail, ParseError, ValidationError

from scenarios.opening import OutdatedContent
from wargame.accounts.limits import TooManyAttempts
from wargame.accounts.throttles import TooManyCalls
from wargame.exercises.exercise_dials import BadDials
from wargame.exercises.lobby.services import solo
from wargame.exercises.orders.services import orders, repeated_requests
from wargame.web import unavailable
from wargame.web.api import TOO_MUCH
from wargame.web.outages import outage_of


class Unprocessable(ValidationError):
    """The request has the described form, but names something that does not exist or breaks a rule."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY


class Conflict(APIException):
    """The request came too late: the exercise has changed since."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "conflict"


CONFLICTS: dict[type[orders.OrdersRefused], str] = {
    orders.OutdatedSheet: "outdated_sheet",
    orders.AlreadySubmitted: "already_submitted",
    orders.SeatHandedOver: "seat_handed_over",
    orders.NotInSeat: "not_in_seat",
    orders.TurnClosed: "turn_closed",
    orders.ReopenRefused: "orders_stand",
}


class IdempotencyKeyReused(APIException):
    """The idempotency key was used before, for another request."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    default_code = "idempotency_key_reused"


class NamedTwice(APIException):
    """An order names its target or partner in two ways that differ. A serializer makes 400 of a ValidationError."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    default_code = "invalid"


class Gone(APIException):
    """The exercise belongs to an earlier edition of Parley, and only that edition can open it."""

    status_code = status.HTTP_410_GONE
    default_code = "outdated_exercise"


class Unavailable(APIException):
    """The database or the disk does not work. Nothing was changed."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_code = "unavailable"

    def __init__(self, detail: str, wait: int) -> None:
        super().__init__(detail)
        self.wait = wait


class TooLarge(APIException):
    """The request is larger than the server reads."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "too_large"


class Handler(ExceptionHandler):
    """Converts the exceptions that any URL of an exercise may raise."""

    def convert_known_exceptions(self, exc: Exception) -> Exception:
        request = self.context["request"]
        if request and (outage := outage_of(exc)):
            number = unavailable.note(request, outage, exc)
            return Unavailable(unavailable.sentence(number), unavailable.RETRY_SECONDS[outage])
        if isinstance(exc, OutdatedContent):
            return Gone(str(exc))
        if isinstance(exc, TooManyAttempts):
            return TooManyCalls(exc)
        if isinstance(exc, RequestDataTooBig):
            return TooLarge(TOO_MUCH)
        if isinstance(exc, SuspiciousOperation):
            return ParseError("Parley cannot read this request.")
        return super().convert_known_exceptions(exc)


@contextmanager
def answered() -> Iterator[None]:
    """Turn the refusals of services into HTTP answers."""
    try:
        yield
    except orders.IllegalOrders as error:
        faults = [ErrorDetail(problem.message, code=problem.code) for problem in error.problems]
        raise Unprocessable({"orders": faults}) from error
    except tuple(CONFLICTS) as error:
        raise Conflict(str(error), code=CONFLICTS[type(error)]) from error
    except repeated_requests.KeyReused as error:
        raise IdempotencyKeyReused(str(error)) from error
    except BadDials as error:
        faults = [ErrorDetail(problem, code="bad_dial") for problem in error.problems.values()]
        raise Unprocessable({"dials": faults}) from error
    except solo.UnknownRole as error:
        raise Unprocessable({"seat": [ErrorDetail(str(error), code="unknown_seat")]}) from error
