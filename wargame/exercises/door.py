"""The long code of an exercise: it lets people in while somebody tries many wrong codes at their address.

It is the code with four more characters, which only Parley can work out. Links and QR codes carry it. Codes of this
length cannot be guessed, so no limit holds them up.
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from wargame.accounts import limits
from wargame.exercises import presence
from wargame.exercises.codes import ALPHABET, LENGTH, dashed_code, normal_code, plain
from wargame.exercises.models import Exercise

_ADDED = 4
_SALT = "wargame.exercises.door"


@dataclass(frozen=True)
class TypedCode:
    """A code as somebody typed it; `code` is "" when it cannot be one, `is_long` with the right four characters."""

    code: str
    is_long: bool
    is_misspelled: bool


def long_code(code: str) -> str:
    """Return the long form of a stored code, as links have it."""
    return f"{code}-{_added_to(code, settings.SECRET_KEY)}"


def dashed_long_code(code: str) -> str:
    """Return the long form of a stored code, as people read it."""
    return f"{dashed_code(code)}-{_added_to(code, settings.SECRET_KEY)}"


def read_code(text: str) -> TypedCode:
    """Return the code that somebody typed, short or long. Whether an exercise has it is not looked up."""
    if code := normal_code(text):
        return TypedCode(code, is_long=False, is_misspelled=False)
    typed = plain(text)
    code, added = normal_code(typed[:LENGTH]), typed[LENGTH:]
    if not code or len(added) != _ADDED or not added.isascii():
        return TypedCode("", is_long=False, is_misspelled=False)
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    is_long = any(constant_time_compare(added, _added_to(code, key)) for key in keys)
    return TypedCode(code, is_long=is_long, is_misspelled=not is_long)


def mark_flood(request: HttpRequest, *, now: datetime) -> list[Exercise]:
    """Note for the classes at the address of this request that the short code is closed there.

    Returns those for which it was not noted yet.
    """
    marked = []
    for exercise in presence.classes_at(request, now=now):
        if not is_flooded(exercise, now=now):
            limits.count(limits.DOOR_CLOSED, _trait(exercise), now=now)
            marked.append(exercise)
    return marked


def is_flooded(*exercises: Exercise, now: datetime) -> bool:
    """Return whether people of one of these exercises were kept out a moment ago, because codes pour in."""
    return limits.is_used_up(limits.DOOR_CLOSED, *map(_trait, exercises), now=now)


def _trait(exercise: Exercise) -> dict[str, str]:
    return {limits.EXERCISE: str(exercise.pk)}


def _added_to(code: str, key: str | bytes) -> str:
    digest = salted_hmac(_SALT, code, secret=key, algorithm="sha256").digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:_ADDED])
