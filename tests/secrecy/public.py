"""Every answer at the addresses that name no exercise: what happens in one changes nothing there for anybody.

The addresses come from the table of routes, so a new one is asked too. Those of the admin have no exercise's rows
(`test_answers.py`).
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.exercises import every_answer
from tests.secrecy import posting
from tests.secrecy.answers import assert_same
from tests.secrecy.hiding import Reader, hide
from tests.secrecy.scene import Scene
from wargame.accounts.models import User
from wargame.exercises.models import Exercise, Participant, Series

FILLS = {
    "slug:slug": "nine-past-nine",
    "slug:kind": "record",
    "int:number": "1",
    "str:token": "none",
    "slug:key": "none",
    "path:name": "scenario.yaml",
    "slug:part": "orders",
    "slug:question": "about",
    "uidb64": "none",
    "token": "none",
}
OF_A_STATE = "/briefing/<str:code>/"
STRANGER, GUEST = "stranger", "guest"
"""Somebody without a session, and somebody with one who is in no exercise."""
FAR_AWAY = "203.0.113.7"
"""Requests come from another machine: to this one Parley says how its parts are."""
EVERYWHERE, CONDUCT = (STRANGER, "Bo"), "wargame"
"""They ask everywhere; others not in the room of design, which knows of no exercise (import-linter)."""
SERIES = "ABCDEF"
NEW_EACH_TIME = frozenset(("second_factor",))
"""Names of addresses whose every answer has a new key in it, whoever asks."""


def routes(
    patterns: Sequence[URLPattern | URLResolver] | None = None, before: str = "/", homes: str = ""
) -> Iterator[tuple[str, str]]:
    """Return name and route of every address that is not about one exercise and not the admin's; or those alone whose
    view is below `homes`.
    """
    about_one = {route for _, route in every_answer.routes()}
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from () if pattern.namespace == "admin" else routes(pattern.url_patterns, route, homes)
        elif route not in about_one and pattern.name not in NEW_EACH_TIME and _home_of(pattern).startswith(homes):
            yield pattern.name or "", route


def _home_of(pattern: URLPattern) -> str:
    """Return the module of a view."""
    view: Any = pattern.callback
    return str(getattr(view, "cls", view).__module__)


def addresses(code: str, names: Collection[str], homes: str) -> Iterator[tuple[str, str]]:
    """Return name and address of all of them, or of those of these names, as `routes` gives them."""
    for name, route in routes(homes=homes):
        if not names or name in names:
            filled = route.replace(OF_A_STATE, "/briefing/KOR/").replace("/groups/<str:code>", f"/groups/{SERIES}")
            for part, value in {**FILLS, "str:code": code}.items():
                filled = filled.replace(f"<{part}>", value)
            yield name, filled


def check_public(scene: Scene, name: str, names: Collection[str] = ()) -> None:
    """Check that changing what somebody may not know of an exercise changes no byte at any address that names none.

    At those with its code, by which people join, an outsider may know what everybody in it does.
    """
    with transaction.atomic():
        series = Series.objects.create(title="A series", code=SERIES, created_at=scene.group.now)
        Exercise.objects.filter(pk=scene.exercise.pk).update(series=series)
        for reader, with_code in _readers(scene, name):
            before = answers_to(scene, name, names, with_code=with_code)
            with transaction.atomic():
                assert hide(scene.exercise, reader) > 10
                after = answers_to(scene, name, names, with_code=with_code)
                transaction.set_rollback(True)
            assert_same(before, after, f"{name} reads something else")
        transaction.set_rollback(True)


def _readers(scene: Scene, name: str) -> Iterator[tuple[Reader, bool | None]]:
    """Yield the readers, and whether at the addresses with the code; None for all."""
    if name in (STRANGER, GUEST):
        outsider = Participant(name=name, part="", exercise=scene.exercise)
        yield Reader(outsider, is_inside=False), False
        yield Reader(outsider), True
    else:
        yield scene.reader(name), None


def answers_to(
    scene: Scene, name: str, names: Collection[str] = (), *, with_code: bool | None = None
) -> dict[str, every_answer.Answer]:
    """Return somebody's answers at every one of these addresses, with empty caches."""
    cache.clear()
    code = scene.exercise.code
    homes = "" if name in EVERYWHERE else CONDUCT
    asked = [one for one in addresses(code, names, homes) if with_code is None or with_code == (code in one[1])]
    with transaction.atomic(), posting.same_keys_and_times():
        client, form = _browser(scene, name), dict(posting.FORM, revision="0", typed=code)
        answered = (*every_answer.ask_each(client, asked), *posting.answers(client, form, asked))
        transaction.set_rollback(True)
    return dict(answered)


def _browser(scene: Scene, name: str) -> Client:
    client = Client(REMOTE_ADDR=FAR_AWAY)
    if name == GUEST:
        client.force_login(User.objects.create_user("guest"))
    elif name != STRANGER:
        client.force_login(scene.user(name))
    return client
