"""Signs of life: when somebody was last seen, and that people of their exercise come from this address."""

from datetime import datetime

from django.http import HttpRequest

from wargame.accounts import known_addresses
from wargame.exercises.models import Exercise, Participant
from wargame.exercises.services import participants


def note(request: HttpRequest, *people: Participant, now: datetime) -> None:
    """Whoever asks for a page is there, as each of these people."""
    if participants.see_all(people=people, now=now):
        welcome(request, *(person.exercise for person in people), now=now)


def welcome(request: HttpRequest, *exercises: Exercise, now: datetime) -> None:
    """From where somebody of an exercise comes others may join it by its code, whoever guesses codes beside them."""
    owners = [known_addresses.of_exercise(each.pk) for each in exercises if each.mode != Exercise.Mode.SOLO]
    if owners:
        known_addresses.remember(request, owners, lasting=known_addresses.FOR_AN_EXERCISE, now=now)


def is_welcome(request: HttpRequest, *exercises: Exercise, now: datetime) -> bool:
    """Whether somebody of one of the exercises was seen lately where the request comes from."""
    return known_addresses.is_known(request, [known_addresses.of_exercise(each.pk) for each in exercises], now=now)
