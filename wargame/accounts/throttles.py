"""How many calls of the API are answered: Django REST framework asks here before each."""

import time
from typing import Any

from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from wargame.accounts import limits, rates


class TooManyCalls(APIException):
    """A refusal of a limit as an answer of the API; `wait` becomes `Retry-After`."""

    status_code = status.HTTP_429_TOO_MANY_REQUESTS
    default_code = "throttled"

    def __init__(self, refusal: limits.TooManyAttempts) -> None:
        super().__init__(str(refusal))
        self.wait = refusal.seconds


class CallThrottle(BaseThrottle):
    """Refuses whoever calls too often, with when to try again."""

    def allow_request(self, request: Request, view: Any) -> bool:
        """True, or raises `TooManyCalls`."""
        seconds = rates.wait(rates.CALL, limits.visitor_of(request), now=time.time())
        if seconds:
            raise TooManyCalls(limits.TooManyAttempts(rates.CALL, seconds))
        return True
