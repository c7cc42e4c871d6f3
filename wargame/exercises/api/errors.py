"""Domain refusals as HTTP answers: each with a status, a code and the sentence that names the remedy."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from drf_standardized_errors.handler import ExceptionHandler
from rest_framework import status
from rest_framework.exceptions import APIException, ErrorDetail, ParseError, ValidationError

from scenarios.opening import OutdatedContent
from wargame.accounts.limits import TooManyAttempts
from wargame.accounts.throttles import TooManyCalls
from wargame.exercises.lobby.services import solo
from wargame.exercises.orders.services import orders, repeated_requests
from wargame.web import unavailable
from wargame.web.api import TOO_MUCH
from wargame.web.outages import outage_of


class Unprocessable(ValidationError):
    """The request is what the API describes, but names what is not there, or asks for what the rules forbid."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY


class Conflict(APIException):
    """The request was right when it was made, but the exercise has moved on."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "conflict"


CONFLICTS: dict[type[orders.OrdersRefused], str] = {
    orders.OutdatedSheet: "outdated_sheet",
    orders.AlreadySubmitted: "already_submitted",
    orders.SeatHandedOver: "seat_handed_over",
    orders.NotInSeat: "not_in_seat",
    orders.TurnClosed: "turn_closed",
}


class IdempotencyKeyReused(APIException):
    """The idempotency key belongs to another request."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    default_code = "idempotency_key_reused"


class Gone(APIException):
    """The exercise belongs to an earlier edition, which alone can open it."""

    status_code = status.HTTP_410_GONE
    default_code = "outdated_exercise"


class Unavailable(APIException):
    """The database or the disk is out of order; nothing was changed."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_code = "unavailable"

    def __init__(self, detail: str, wait: int) -> None:
        super().__init__(detail)
        self.wait = wait


class TooLarge(APIException):
    """More was sent than is read."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "too_large"


class Handler(ExceptionHandler):
    """Answers what every address of an exercise may raise."""

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
            return ParseError("What was sent cannot be read.")
        return super().convert_known_exceptions(exc)


@contextmanager
def answered() -> Iterator[None]:
    """Turns the refusals of services into answers."""
    try:
        yield
    except orders.IllegalOrders as error:
        faults = [ErrorDetail(problem.message, code=problem.code) for problem in error.problems]
        raise Unprocessable({"orders": faults}) from error
    except tuple(CONFLICTS) as error:
        raise Conflict(str(error), code=CONFLICTS[type(error)]) from error
    except repeated_requests.KeyReused as error:
        raise IdempotencyKeyReused(str(error)) from error
    except solo.UnknownRole as error:
        raise Unprocessable({"seat": [ErrorDetail(str(error), code="unknown_seat")]}) from error
