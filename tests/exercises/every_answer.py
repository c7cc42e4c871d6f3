"""Every answer that an exercise can give to a reader, from the URLs that exist."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from wargame.accounts.models import User
from wargame.exercises.models import Exercise

HTMX = {"HX-Request": "true"}
QUERIES = {
    "play": ("", "o=1", "o=1&q=warn"),
    "orders": ("", "o=1"),
    "inbox": ("", "from=USA"),
    "told": ("", "revision=1"),
    "what_if": ("", "turn=1", "turn=1&seat=CHN"),
    "try_again": ("", "turn=1", "turn=1&seat=CHN"),
    "map_table": ("", "turn=1", "turn=1&b=1"),
    "log": ("", "as=truth&kind=changes", "b=1&seat=RUS&kind=orders&figure=tension-RUS-KOR", "with=2"),
    "replay": ("", "view=both&at=1.2&show=orders", "b=1&at=2.0&seat=RUS"),
    "film": ("", "b=1&at=1.1&screen=1", "eyes=RUS"),
    "overview": ("", "as=truth&at=1.order.RUS.1", "b=1&at=1.transition.patrol", "at=1.change.tension-RUS-KOR"),
    "report": ("", "as=seat"),
    "api-report": ("", "as=seat", "version=0&seat=RUS"),
    "words_and_deeds": ("", "as=truth", "kind=promise&pair=RUS-KOR"),
    "log_json": ("", "b=1&as=truth", "eyes=RUS"),
    "log_csv": ("", "b=1&as=truth", "eyes=RUS"),
    "log_lines": ("", "b=1&as=truth", "eyes=RUS"),
}
"""Queries of the URLs that take some. Queries that show more, less or something else go together."""
PARTS = {
    *("lobby", "people", "room", "review", "room_rationales", "injects", "inject", "new_inject"),
    *("questions", "what_if", "view_as", "observe", "watch", "press", "proposals", "map_table", "results", "projector"),
    "debrief",
    "wall",
    "room_wall",
    *("ensembles", "ensemble", "decisions", "turning_points", "comparisons", "dial_trial"),
    *("try_again", "second_try", "class_try"),
}
"""Names of the URLs that answer htmx otherwise than a browser. `tests/secrecy/test_answers.py` finds missing ones."""
UNREADABLE: set[str] = set()
"""Names of the URLs that take no GET, whoever asks, as far as this process has asked."""
Answer = tuple[int, str, Mapping[str, str]]

# New in every answer, whoever asks: tokens against forgery, nonces, the time and what is left of it, when a turn was
# closed, addresses of streams. Those addresses count exercises, so the length grows from the 9th to the 10th; the text
# is compared.
_NEW = {"Expires", "Content-Length"}
FRESH = re.compile(
    r'csrfmiddlewaretoken" value="\w+"|name="tap" value="[^"]*"|nonce(-|=")[\w+/=-]+|/live/[\w=:.-]+|X-CSRFToken[^}]+'
    r'|(?<="closed_at":")[^"]+|(?<="closed_at": ")[^"]+'
    r'|data-now="[^"]*"[^>]*>[^<]*|(?<=[ >])\d\d:\d\d \N{EN DASH} |\bat \d\d:\d\d\b'
)


def routes(patterns: Sequence[URLPattern | URLResolver] | None = None, before: str = "/") -> Iterator[tuple[str, str]]:
    """Return name and route of every URL about one exercise."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        elif "/x/<str:code>" in route or "/exercises/<str:code>" in route:
            yield pattern.name or "", route


def addresses(exercise: Exercise, turns: Sequence[int], named: Callable[[str], bool] = bool) -> Iterator[str]:
    """Return every URL about the exercise with those turns and all useful queries, or those with these names."""
    for _, address in named_addresses(exercise, turns, named):
        yield address


def named_addresses(
    exercise: Exercise, turns: Sequence[int], named: Callable[[str], bool] = bool
) -> Iterator[tuple[str, str]]:
    """Return the same with the names."""
    for name, route in routes():
        if not named(name):
            continue
        of_exercise = re.sub("<slug:[a-z]+>", "no-such", route.replace("<str:code>", exercise.code))
        filled = re.sub("<int:(slot|person)>", "1", of_exercise)
        numbers = turns if "<int:number>" in filled else turns[:1]
        for number in numbers:
            for query in QUERIES.get(name, ("",)):
                yield name, filled.replace("<int:number>", str(number)) + (f"?{query}" if query else "")


def answers(user: User, exercise: Exercise, turns: Sequence[int]) -> dict[str, Answer]:
    """Return the answers to a user at every URL, without what differs every time.

    Where htmx gets another answer than a browser, there are both.
    """
    client = Client()
    client.force_login(user)
    # Forecasts of all orders and the cabinet are worked out when a page asks for them, and stand in it from then on.
    play = client.get(f"/x/{exercise.code}/play/").content.decode()
    for asked in re.findall(r'hx-get="(/x/[^"]+/(?:told|cabinet)/[^"]*)"', play):
        client.get(asked.replace("&amp;", "&"))
    return dict(ask_each(client, named_addresses(exercise, turns)))


def ask_each(client: Client, named: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Answer]]:
    """Yield the answers at URLs that are given with their names, where there is something to read.

    A page that is not there is not asked for with queries or as a part: the same view looks for the page first.
    """
    missing: set[str] = set()
    for name, address in named:
        page = address.partition("?")[0]
        for kind, headers in kinds_of(name):
            if name in UNREADABLE or page in missing:
                break
            answer = ask(client, address, headers)
            if answer[0] == 405:
                UNREADABLE.add(name)
                continue
            yield f"{kind} {address}", answer
            if answer[0] == 404 and (kind, address) == ("page", page):
                missing.add(page)


def kinds_of(name: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Return the ways in which to ask for a URL of this name, with their headers."""
    yield "page", {}
    if name in PARTS:
        yield "part", HTMX


def ask(client: Client, address: str, headers: Mapping[str, str] | None = None) -> Answer:
    """Return status, text and headers of an answer, without what differs every time."""
    return comparable(client.get(address, headers=headers))


def comparable(response: Any) -> Answer:
    """Return status, text and headers of a response, without what differs every time."""
    heads = {name: FRESH.sub("", value) for name, value in response.headers.items() if name not in _NEW}
    return response.status_code, FRESH.sub("", _text(response.content)), heads


def _text(content: bytes) -> str:
    """Return the text of an answer; of an archive, the text of its members."""
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())
