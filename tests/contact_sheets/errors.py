"""URLs of error pages for the camera: each view fails in its own way."""

from collections.abc import Callable
from errno import ENOSPC
from typing import NoReturn

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.csrf import csrf_failure

from scenarios.opening import OutdatedContent
from wargame.accounts.limits import SIGN_IN, TooManyAttempts
from wargame.urls import *  # noqa: F403 - with the pages that answer faults
from wargame.urls import urlpatterns as of_the_house

FAULTS: dict[int, Exception] = {
    400: BadRequest(),
    403: PermissionDenied(),
    410: OutdatedContent(),
    429: TooManyAttempts(SIGN_IN, 540),
    500: RuntimeError("for a photograph"),
    503: OSError(ENOSPC, "No space left on device"),
}


def _failing(fault: Exception) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> NoReturn:
        raise fault

    return view


urlpatterns = [
    *of_the_house,
    *(path(f"errors/{status}/", _failing(fault)) for status, fault in FAULTS.items()),
    path("errors/csrf/", csrf_failure),
]
