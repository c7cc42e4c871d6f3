"""Requests that arrive twice: an answer that got lost is given again, and nothing is done a second time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from wargame.exercises.digests import digest_of
from wargame.exercises.models import KeptAnswer, Participant, Seat
from wargame.exercises.orders.services.orders import NotInSeat

Answer = dict[str, Any]


class KeyReused(ValueError):
    """The request cannot be taken, because its key came with another one before."""

    def __init__(self) -> None:
        super().__init__("This idempotency key was sent with another request before. Use a new key for a new request.")


@dataclass(frozen=True)
class Key:
    """The idempotency key of a request, and SHA-256 (hex) of what it says. It is the person's alone, for one seat."""

    name: str
    request: str
    seat: Seat
    by: Participant


def key_of(name: str, *said: object, seat: Seat, by: Participant) -> Key | None:
    """Return the key of a request that says this, in JSON values; None where it carries no key."""
    if not name:
        return None
    return Key(name, digest_of(said), seat, by)


def once(key: Key | None, act: Callable[[], Answer], *, now: datetime) -> Answer:
    """Return the answer of the act, kept in its transaction; what it answered before where the request comes again.

    Only what was done is kept: a request that was refused may be sent again. Raises KeyReused, NotInSeat where the
    person sent the key for another seat before, and what `act` raises.
    """
    if key is None:
        return act()
    if kept := _find_answer(key):
        return kept
    try:
        with transaction.atomic():
            answer = act()
            KeptAnswer.objects.create(
                by=key.by, seat=key.seat, key=key.name, request=key.request, answer=answer, at=now
            )
    except Exception:
        # Of two at the same moment the second is refused, because the first has changed what it asks for.
        if kept := _find_answer(key):
            return kept
        raise
    return answer


def is_known(key: Key | None, *, role: str) -> bool:
    """Return whether the person has sent this very request for the seat before; they may sit in another one by now."""
    if key is None:
        return False
    known = KeptAnswer.objects.filter(by=key.by, key=key.name, request=key.request)
    return known.filter(seat__role=role).exists()


def _find_answer(key: Key) -> Answer | None:
    answers = {kept.seat_id: kept for kept in KeptAnswer.objects.filter(by=key.by, key=key.name)}
    kept = answers.get(key.seat.pk)
    if kept is None:
        if answers:
            # A program that sends its request again does not know that its person was moved meanwhile.
            raise NotInSeat("This idempotency key was sent for another seat before. Use a new key for this seat.")
        return None
    if kept.request != key.request:
        raise KeyReused
    return dict(kept.answer)
