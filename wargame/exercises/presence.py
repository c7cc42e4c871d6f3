"""Who is there: signs of life, people as pages name them, and addresses that people of an exercise come from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.http import HttpRequest

from wargame.accounts import known_addresses
from wargame.exercises.models import Exercise, Participant
from wargame.web.outages import skip_in_outage
from wargame.web.sight import AWAY_AFTER, SEEN_EVERY, was_seen


def see_all(*, people: Iterable[Participant], now: datetime) -> int:
    """Note a sign of life of these people, at most every `SEEN_EVERY`; return the number of people who got one."""
    waiting = [person.pk for person in people if not was_seen(person.seen_at, SEEN_EVERY, now)]
    if not waiting:
        return 0
    stale = Q(seen_at=None) | Q(seen_at__lte=now - SEEN_EVERY) | Q(seen_at__gte=now + SEEN_EVERY)
    kept = []
    with skip_in_outage("when somebody was last seen"):
        kept.append(Participant.objects.filter(stale, pk__in=waiting).update(seen_at=now))
    return sum(kept)


@dataclass(frozen=True)
class Person:
    """Somebody in the lobby; `is_here` when their browser was heard of a moment ago."""

    pk: int
    name: str
    is_here: bool
    is_briefed: bool


def person_of(person: Participant, now: datetime) -> Person:
    """Return a person with whether they are here."""
    is_here = was_seen(person.seen_at, AWAY_AFTER, now)
    is_briefed = person.seat_id is not None and person.briefed_seat_id == person.seat_id
    return Person(person.pk, person.name, is_here, is_briefed)


def note(request: HttpRequest, *people: Participant, now: datetime) -> None:
    """Note by a request that these people, all of one user, are there."""
    if see_all(people=people, now=now):
        welcome(request, *(person.exercise for person in people), now=now)


def welcome(request: HttpRequest, *exercises: Exercise, now: datetime) -> None:
    """Keep the address of a person of an exercise: from there others may join while codes are guessed."""
    owners = [known_addresses.of_exercise(each.pk) for each in exercises if each.mode != Exercise.Mode.SOLO]
    if owners:
        known_addresses.remember(request, owners, lasting=known_addresses.FOR_AN_EXERCISE, now=now)


def classes_at(request: HttpRequest, *, now: datetime) -> list[Exercise]:
    """Return the classes under way of which somebody was seen lately where the request comes from."""
    classes = Exercise.objects.exclude(mode=Exercise.Mode.SOLO).exclude(status=Exercise.Status.ENDED).only("pk", "code")
    owners = {known_addresses.of_exercise(each.pk): each for each in classes}
    return [owners[owner] for owner in known_addresses.known(request, owners, now=now)]


def is_welcome(request: HttpRequest, *exercises: Exercise, now: datetime) -> bool:
    """Return whether somebody of one of the exercises was seen lately where the request comes from."""
    return known_addresses.is_known(request, [known_addresses.of_exercise(each.pk) for each in exercises], now=now)
