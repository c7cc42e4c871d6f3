"""Helpers for injects: Ada writes and sends them, seats read them."""

from datetime import timedelta
from typing import Any

from tests.exercises.class_with_people import Class
from wargame.exercises import access
from wargame.exercises.injects.services import injects
from wargame.exercises.injects.services.drafts import InjectDraft
from wargame.exercises.models import ControlEntry, Inject, Turn
from wargame.exercises.situation.selectors.seat_view import seat_view_of

LATER = timedelta(minutes=1)


def words(title: str = "A cable leaks", **other: str) -> dict[str, str]:
    return {
        "kind": "news",
        "source": "Wire",
        "time": "09:10",
        "grade": "C3",
        "title": title,
        "text": "It says so.",
    } | other


def draft(*roles: str, **about: Any) -> InjectDraft:
    return InjectDraft("A cable leaks", {role: words(f"A cable leaks to {role}") for role in roles}, **about)


def write(group: Class, *roles: str, **about: Any) -> Inject:
    return injects.write(exercise=group.exercise, draft=draft(*roles, **about), by=group.ada, now=group.now)


def act(group: Class, name: str, ref: object, **about: Any) -> Inject:
    done: Inject = getattr(injects, name)(
        exercise=group.exercise, ref=str(ref), by=group.ada, now=group.now + LATER, **about
    )
    return done


def next_turn(group: Class, **sheets: list[dict[str, str]]) -> Turn:
    """Submit for everybody, resolve the turn, and open the next one."""
    for person in group.exercise.participants.filter(seat__isnull=False).select_related("seat"):
        group.submit(person, sheets.get(str(person.seat and person.seat.role), []))
    group.resolve()
    return group.open_next()


def read(group: Class, role: str, turn: Turn | None = None) -> list[str]:
    """Return the headlines of the injects that a seat reads in a turn."""
    seat = group.seat(role)
    at = seat_view_of(seat, access.branch_for(seat), turn or group.turn)
    return [each.title for each in at.injects]


def acts(group: Class) -> list[str]:
    found = ControlEntry.objects.filter(exercise=group.exercise, act="inject")
    return [entry.detail for entry in found.order_by("pk")]


def kept(group: Class) -> list[tuple[object, ...]]:
    return list(Inject.objects.filter(exercise=group.exercise).values_list("key", "title", "texts", "turn", "status"))
