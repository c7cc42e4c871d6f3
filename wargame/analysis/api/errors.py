"""Turns refusals of services into HTTP answers, each with a status, a code and a sentence that names the remedy."""

from collections.abc import Iterator
from contextlib import contextmanager

from rest_framework.exceptions import ErrorDetail, PermissionDenied

from wargame.analysis import access
from wargame.analysis.services import class_tries, ensembles
from wargame.exercises.api.errors import Conflict, Unprocessable


@contextmanager
def answered() -> Iterator[None]:
    """Turn the refusals of access and services into HTTP answers."""
    try:
        yield
    except access.LineStillPlayed as error:
        raise Conflict(str(error), code="still_played") from error
    except ensembles.AlreadyRunning as error:
        raise Conflict(str(error), code="already_running") from error
    except class_tries.NotTaken as error:
        raise Conflict(str(error), code="not_taken") from error
    except ensembles.IllegalTerms as error:
        raise Unprocessable({error.field: [ErrorDetail(str(error), code="out_of_bounds")]}) from error
    except ensembles.NotOwner as error:
        raise PermissionDenied(str(error)) from error
