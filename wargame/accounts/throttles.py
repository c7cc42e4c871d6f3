"""Limits calls of the API, as a throttle of Django REST framework."""

import time
from typing import Any

from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from wargame.accounts import limits, rates


class TooManyCalls(APIException):
    """The answer of the API to a call that a limit refuses; `wait` becomes `Retry-After`."""

    status_code = status.HTTP_429_TOO_MANY_REQUESTS
    default_code = "throttled"

    def __init__(self, refusal: limits.TooManyAttempts) -> None:
        super().__init__(str(refusal))
        self.wait = refusal.seconds


class CallThrottle(BaseThrottle):
    """Refuses callers who call too often, and says when to try again."""

    def allow_request(self, request: Request, view: Any) -> bool:
        """Return True, or raise TooManyCalls."""
        seconds = rates.wait(rates.CALL, limits.visitor_of(request), now=time.time())
        if seconds:
            raise TooManyCalls(limits.TooManyAttempts(rates.CALL, seconds))
        return True
