"""Forms that a person of the scene sends to every address that takes one; each is answered, then rolled back.

One form has a value for each field that some page posts, so that a new address gets one too. What an address needs
otherwise stands in `OTHERWISE`.
"""

import re
import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import transaction
from django.test import Client
from django.utils import timezone

from tests.exercises import every_answer
from tests.secrecy.scene import THIRD, Scene, rows
from wargame.exercises.models import OrderSheet, Participant

Form = Mapping[str, Any]
Way = Callable[[Client, str, Form], Any]
FORM: Form = {
    "act": "rule", "action": "pause", "cast": "ai", "about": "order:JPN:0", "agreement": "gsomia", "ask": "plans",
    "days": "30", "dial": "impulse", "games": "1", "in_100": "40", "key": "pull", "kind": "record", "letter": "A",
    "line": "1", "manner": "ask", "name": "Zoe", "notes": "Notes.", "page": "", "objective": "", "on": "1",
    "policy": "hawk", "question": "order:JPN:1", "reason": "So it is.", "result": "refused", "role": "JPN",
    "say": "yes", "sight": "common", "slot": "1", "text": "Words.", "title": "A title", "to": "JPN", "turn": "3",
    "terms": "Terms.", "typed": "", "was": "",
}  # fmt: skip
OTHERWISE: Mapping[str, tuple[Form, ...]] = {
    "talk": (
        *({"manner": "ask", "ask": each, "to": "USA"} for each in ("plans", "restraint")),
        {"manner": "assure", "assure": "no_force", "to": "RUS"},
        {"manner": "warn", "warn": "answered", "to": "RUS"},
        {"manner": "propose", "propose": "notice_moscow"},
        {"manner": "ask", "ask": ""},
    ),
    "messages": ({}, {"to": "WC"}, {"text": ""}),
    "press": ({}, {"text": ""}),
    "answer_proposal": ({}, {"say": "no"}),
    "answer_debrief": ({"question": "1"},),
    "steer_debrief": ({"act": "show", "question": "1"},),
    "answer_wall": ({"number": "1"},),
    "steer_wall": ({"act": "ask"}, {"act": "show", "number": "1"}),
    "write_question": ({"options": "Yes\nNo", "answer": "Neither."},),
    "take_over": ({"to": "ai"},),
    "add_order": ({}, {"kind": "observe"}, {"revision": "0"}),
    "submit": ({}, {"revision": "0"}),
    "control": ({}, {"action": "close"}),
}
"""Other fields of the form, once for each time that a test asks an address."""
JSON: Form = {"to": ["JPN"], "in_100": 40, "outlet": "", "lapses_after": None}
"""Fields that differ between the API and pages."""
PAST = re.compile("/(t|turns)/[12]/")
"""Stands in addresses of turns that take nothing any more."""
STARTED = timezone.now()
UNWRITABLE: set[tuple[str, str]] = set()
"""Names of the URLs with the ways in which they take nothing, whoever asks, as far as this process has asked."""


def answers(
    client: Client, form: Form, addresses: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, every_answer.Answer]]:
    """Yield what a browser is answered that sends the form to the addresses, given with their names."""
    for name, address in addresses:
        if "?" in address or PAST.search(address):
            continue
        for number, otherwise in enumerate(OTHERWISE.get(name, ({},))):
            for kind, send in WAYS["api" if name.startswith("api-") else "page"].items():
                # Without script a refusal is a whole page, which is read elsewhere: so that is asked once.
                if (name, kind) in UNWRITABLE or (kind == "form" and number):
                    continue
                cookies = client.cookies.copy()
                answer = _sent(send, client, address, {**form, **otherwise})
                client.cookies = cookies  # what it did is undone, so whoever signed out is signed in
                if answer[0] == 405:
                    UNWRITABLE.add((name, kind))
                else:
                    yield f"{kind} {number} {address}", answer


def form_of(scene: Scene, person: Participant) -> dict[str, Any]:
    """Return the form with what depends on the person: the revision of their sheet, and the exercise's code."""
    sheet = OrderSheet.objects.filter(turn=scene.turns[-1], seat=person.seat).first()
    given = rows(THIRD[person.name]) if person.name in THIRD else []
    waiting = scene.exercise.participants.get(name="Wes").pk
    return {
        **FORM,
        "revision": str(sheet.revision if sheet else 0),
        "typed": scene.exercise.code,
        "person": str(waiting),
        "orders": given,
    }


def _sent(send: Way, client: Client, address: str, form: Form) -> every_answer.Answer:
    """Return the answer to a form, with what the next page will show above it, and undo what the form did."""
    with transaction.atomic():
        response = send(client, address, form)
        flashed = [str(each) for each in get_messages(response.wsgi_request)]
        transaction.set_rollback(True)
    status, text, heads = every_answer.comparable(response)
    return status, "\n".join([text, *flashed]), heads


def _json(form: Form) -> Form:
    return {**form, **JSON, "revision": int(form["revision"])}


def _fields(form: Form) -> Form:
    return {name: value for name, value in form.items() if name != "orders"}


WAYS: Mapping[str, Mapping[str, Way]] = {
    "page": {
        "form": lambda client, address, form: client.post(address, _fields(form)),
        "htmx": lambda client, address, form: client.post(address, _fields(form), headers=every_answer.HTMX),
    },
    "api": {
        "post": lambda client, address, form: client.post(address, _json(form), content_type="application/json"),
        "put": lambda client, address, form: client.put(address, _json(form), content_type="application/json"),
    },
}
"""The ways in which something is sent, to pages and to the API."""


@contextmanager
def same_keys_and_times() -> Iterator[None]:
    """Draw random keys alike in both worlds, and let the clock of requests stand still."""
    with pytest.MonkeyPatch.context() as patch:
        # By length: what is drawn for the marks of parts of pages depends on what the process has rendered before.
        drawn: dict[int, Iterator[int]] = defaultdict(lambda: count(16**6))
        patch.setattr(secrets, "token_hex", lambda size=32: f"{next(drawn[size]):0{2 * size}x}")
        letters = count()
        patch.setattr(secrets, "choice", lambda among: among[next(letters) % len(among)])
        patch.setattr(timezone, "now", lambda: STARTED)
        yield
