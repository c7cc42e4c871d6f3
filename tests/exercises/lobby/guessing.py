"""Guessing codes: what tests of the door share."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from wargame import database_clock
from wargame.exercises.codes import new_code
from wargame.exercises.models import Exercise

SCHOOL, HOME = "192.0.2.7", "198.51.100.1"
FEW, FLOOD = 12, 30


def ask(code: str, browser: Client | None = None, address: str = SCHOOL) -> int:
    """Request the form of a code and return the status."""
    return (browser or Client()).get(reverse("join", args=[code]), REMOTE_ADDR=address).status_code


def guess(times: int, browser: Client | None = None, address: str = SCHOOL) -> list[int]:
    """Try wrong codes, each in a new browser if none is given, and return the statuses."""
    codes = {new_code() for _ in range(times + 5)} - set(Exercise.objects.values_list("code", flat=True))
    return [ask(code, browser, address) for code in sorted(codes)[:times]]


def join(code: str, name: str, address: str = SCHOOL) -> int:
    """Join in a new browser and return the status: 302 on success."""
    return Client().post(reverse("join", args=[code]), {"name": name}, REMOTE_ADDR=address).status_code


def page_of(answer: HttpResponse) -> list[str]:
    """Return the lines of a page, without those that repeat the code or differ in every answer."""
    return [line for line in answer.content.decode().splitlines() if not re.search("csrf|nonce|value=|next=", line)]


@contextmanager
def later(seconds: float) -> Iterator[None]:
    """Move the clock of the pages ahead, and the database's with it."""
    moment = timezone.now() + timedelta(seconds=seconds)
    with patch.object(timezone, "now", return_value=moment), patch.object(database_clock, "host_ahead", timedelta):
        yield
