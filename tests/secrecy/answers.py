"""Every answer that a person of the scene can get from a URL; none may depend on hidden facts."""

import difflib
import re
from collections.abc import Collection, Iterator
from itertools import combinations
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from tests.engine.games import PLAIN_POLICIES as POLICIES
from tests.exercises import every_answer
from tests.secrecy import briefings, keys, posting
from tests.secrecy.hiding import hide
from tests.secrecy.pairs import alike, far_from
from tests.secrecy.scene import KINDS, SEATS, THIRD, WATCHERS, Scene, rows
from wargame.accounts import rates
from wargame.exercises import bridge
from wargame.exercises.projector import selectors as projector
from wargame.exercises.turns.services import openings

ROLES = ("JPN", "KOR")
TURNS = ("1", "2", "3")
FILLS = {"int:number": TURNS, "slug:role": ROLES, "int:slot": ("1",), "int:person": ("1",), "slug:ref": ("none",)}
NOT_ASKED: every_answer.Answer = (404, "", {})
"""Stands for the answer with a query, or for a part, where the page was not there."""
FILLS |= {"slug:key": ("of-chn", "of-kor"), "str:token": ("none",), "slug:candidate": ("jpn", "kor")}


def addresses(code: str, names: Collection[str]) -> Iterator[tuple[str, str]]:
    """Return name and URL of everything about the exercise, or of those names, with every parameter of the scene."""
    for name, route in every_answer.routes():
        if names and name not in names:
            continue
        filled = [route.replace("<str:code>", code)]
        for part, values in FILLS.items():
            if f"<{part}>" in route:
                filled = [each.replace(f"<{part}>", value) for each in filled for value in values]
        for each in filled:
            for query in every_answer.QUERIES.get(name, ("",)):
                yield name, each + (f"?{query}" if query else "")


def answers_to(
    scene: Scene, name: str, names: Collection[str] = (), *, is_posting: bool = True
) -> dict[str, every_answer.Answer]:
    """Return somebody's answers at every URL, or at those of these names, and to every form, with empty caches."""
    cache.clear()
    # On a quick machine all addresses are asked often enough in a minute for the limit of the API.
    rates.counts.cache_clear()
    return _ask_everything(scene, name, names, is_posting=is_posting)


def _ask_everything(
    scene: Scene, name: str, names: Collection[str], *, is_posting: bool = False
) -> dict[str, every_answer.Answer]:
    client = Client()
    client.force_login(scene.user(name))
    asked = list(addresses(scene.exercise.code, names))
    form = posting.form_of(scene, scene.person(name))
    with transaction.atomic(), posting.same_keys_and_times(), keys.noting_keys():
        answered = [*every_answer.ask_each(client, asked), *posting.answers(client, form, asked if is_posting else ())]
        transaction.set_rollback(True)
    return dict(answered)


def there_otherwise(
    scene: Scene, name: str, names: Collection[str], found: dict[str, every_answer.Answer]
) -> list[str]:
    """Return the URLs at which something is there with a query or as a part, although the page, as found, is not."""
    client = Client()
    client.force_login(scene.user(name))
    missing = {address for address, (status, *_) in found.items() if status == 404}
    return [
        f"{kind} {address}"
        for part, address in addresses(scene.exercise.code, names)
        for kind, headers in every_answer.kinds_of(part)
        if f"page {address.partition('?')[0]}" in missing
        and f"{kind} {address}" not in found
        and client.get(address, headers=headers).status_code != 404
    ]


def answer_htmx_otherwise(scene: Scene, name: str) -> list[str]:
    """Return the names of URLs, without those that are known, at which htmx gets something else than a browser."""
    client = Client()
    client.force_login(scene.user(name))
    first = dict(reversed([*addresses(scene.exercise.code, ())]))
    asked = [(part, address) for part, address in first.items() if part not in every_answer.PARTS]
    return [
        part
        for part, address in asked
        if every_answer.ask(client, address) != every_answer.ask(client, address, every_answer.HTMX)
    ]


def check_answers(scene: Scene, name: str, names: Collection[str] = ()) -> None:
    """Check that no answer holds another seat's briefing, and that changing whatever somebody may not read changes no
    byte of their answers.
    """
    before = answers_to(scene, name, names)
    otherwise = there_otherwise(scene, name, names, before)
    assert not otherwise, f"{name} is answered where there is no page: {otherwise}"
    briefings.check(scene.exercise, scene.reader(name), before)
    with transaction.atomic():
        assert hide(scene.exercise, scene.reader(name)) > 10
        after = answers_to(scene, name, names)
        transaction.set_rollback(True)
    assert_same(before, after, f"{name} reads something else")


def check_wall(scene: Scene, *_: Any) -> None:
    """Check that changing whatever some seat may not know changes no byte of the projector's page.

    While a turn is open the press takes the place of the events, so the page is read without press as well.
    """
    _check_wall(scene)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(projector, "_press", lambda board, pieces: ())
        _check_wall(scene)


def _check_wall(scene: Scene) -> None:
    before = answers_to(scene, "Ada", ("projector",))
    for name in ("Bo", "Cy", "Mo"):
        briefings.check(scene.exercise, scene.reader(name), before)
        with transaction.atomic():
            assert hide(scene.exercise, scene.reader(name)) > 10
            after = answers_to(scene, "Ada", ("projector",))
            transaction.set_rollback(True)
        assert_same(before, after, f"the projector shows what {name} may not know")


def check_in_review(scene: Scene, name: str, names: Collection[str] = ()) -> None:
    """Check the same while results wait for the white cell: nobody else may know them yet."""
    with transaction.atomic():
        for player in ("Bo", "Cy", "Mo"):
            scene.group.submit(scene.person(player), rows(THIRD[player]))
        scene.group.resolve()
        check_answers(scene, name, names)
        transaction.set_rollback(True)


def check_keys(scene: Scene, *_: Any) -> None:
    """Check that what is kept for one reader has keys that no reader uses who may know something else."""
    used = {name: _keys_of(scene, name, keys.KEEPING) for name in KINDS}
    used[keys.WALL] = _keys_of(scene, "Ada", keys.ON_THE_WALL)
    for name, other in combinations(used, 2):
        shared = {key for key in used[name] & used[other] if not keys.may_share(name, other, key)}
        assert not shared, f"{name} and {other} share what is kept as {min(shared)}"
    assert all(used[name] for name in (*SEATS, *WATCHERS, "Ada", keys.WALL))


def _keys_of(scene: Scene, name: str, names: Collection[str]) -> set[str]:
    """Return the cache keys that are read or written while somebody reads."""
    with keys.noting_keys() as asked:
        answers_to(scene, name, names, is_posting=False)
    return asked


def check_policies(scene: Scene, *_: Any) -> None:
    """Check that each policy decides the same, whatever its seat may not know."""
    turn = scene.turns[-1]
    setting, world = bridge.setting_for(turn), bridge.world_of(turn)
    for role in setting.seats:
        other = alike(setting, world, far_from(setting, world), role)
        for policy in POLICIES:
            decided = [
                openings.decide(exercise=scene.exercise, world=one, policies={role: policy}) for one in (world, other)
            ]
            assert decided[0] == decided[1], f"{policy} decides otherwise for {role}"


def check_what_is_kept(scene: Scene, name: str, names: Collection[str] = ()) -> None:
    """Check that requests of others, and what is cached for them, change nothing.

    The others are who leads, another seat, and who watches common knowledge: each gets cached values of its own.
    """
    before = answers_to(scene, name, names, is_posting=False)
    cache.clear()
    for other in ("Ada", "Cy", "Dee"):
        if other != name:
            _ask_everything(scene, other, names)
    after = _ask_everything(scene, name, names)
    assert_same(before, after, f"{name} reads values that were kept for others")


def assert_same(before: dict[str, every_answer.Answer], after: dict[str, every_answer.Answer], what: str) -> None:
    found = differing(before, after)
    assert not found, "\n".join([f"{what}: {', '.join(found)}", *(line for lines in found.values() for line in lines)])


def differing(before: dict[str, every_answer.Answer], after: dict[str, every_answer.Answer]) -> dict[str, list[str]]:
    """Return the URLs with different answers, and the lines that differ."""
    asked = {address: (before.get(address, NOT_ASKED), after.get(address, NOT_ASKED)) for address in before | after}
    return {
        re.sub("/[0-9A-Z]{6}/", "/CODE/", address): [
            *(f"{one[0]} -> {other[0]}" for _ in range(one[0] != other[0])),
            *difflib.unified_diff(one[1].splitlines(), other[1].splitlines(), lineterm="", n=0),
            *(f"{name}: {value}" for name, value in other[2].items() if one[2].get(name) != value),
        ]
        for address, (one, other) in asked.items()
        if one != other
    }
