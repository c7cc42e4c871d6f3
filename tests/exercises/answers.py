"""Requests every URL as a person and makes the answers comparable between two exercises or moments."""

import difflib
import re
from collections.abc import Iterator

from django.core.cache import cache
from django.test import Client

from wargame.accounts.models import User
from wargame.exercises.models import Exercise
from wargame.exercises.play.views import REGIONS

Answer = tuple[int, str, dict[str, str]]
# Nonces, tokens against forgery, the time and signed addresses of the live stream differ from answer to answer.
TIMED = {"Set-Cookie", "Expires"}
ALWAYS_NEW = re.compile(
    r"nonce[-=][\"']?[\w+/=-]+|name=.csrfmiddlewaretoken. value=.\w+|X-CSRFToken[^}]+"
    r"|data-now=\"[^\"]*\"[^>]*>[^<]*|(?<=[ >])\d\d:\d\d \N{EN DASH} |/live/[^\"'\s]+"
)


def addresses(exercise: Exercise, numbers: tuple[int, ...]) -> Iterator[str]:
    """Return every URL, of the API and of pages, that shows something of an exercise."""
    base = f"/api/v1/exercises/{exercise.code}/"
    yield from (base, f"{base}turns/")
    for number in numbers:
        yield from (f"{base}turns/{number}/{part}/" for part in ("board", "injects", "ledger", "options", "orders"))
    base = f"/x/{exercise.code}/"
    yield from (
        f"{base}play/",
        f"{base}log/",
        f"{base}replay/",
        f"{base}log.json",
        f"{base}log.csv",
        f"{base}map/table/",
        f"{base}messages/",
    )
    yield from (f"{base}play/{region}/" for region in REGIONS)
    for number in numbers:
        yield from (f"{base}t/{number}/", f"{base}t/{number}/results/")
    yield f"{base}t/{numbers[-1]}/orders/1/preview/"


def answers(user: User, exercise: Exercise, numbers: tuple[int, ...]) -> dict[str, Answer]:
    client = Client()
    client.force_login(user)
    # Compute odds anew from the rows as they are now, then ask for the page that shows them.
    cache.clear()
    client.get(f"/x/{exercise.code}/t/{numbers[-1]}/orders/1/preview/")
    found = {}
    for address in addresses(exercise, numbers):
        response = client.get(address)
        headers = {
            name: ALWAYS_NEW.sub("", value).replace(exercise.code, "CODE")
            for name, value in response.headers.items()
            if name not in TIMED
        }
        text = ALWAYS_NEW.sub("", response.content.decode()).replace(exercise.code, "CODE")
        found[address.replace(exercise.code, "CODE")] = (response.status_code, text, headers)
    return found


def different(first: dict[str, Answer], second: dict[str, Answer]) -> dict[str, list[str]]:
    """Return the URLs with different answers, and the lines that differ."""
    assert first.keys() == second.keys()
    return {
        address: [*difflib.unified_diff(first[address][1].splitlines(), second[address][1].splitlines(), n=0)]
        for address in first
        if first[address] != second[address]
    }
