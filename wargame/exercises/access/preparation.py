"""Decides who reads the things that a white cell has prepared for its exercise."""

from collections.abc import Iterable

from django.db.models import QuerySet

from wargame.exercises.access.seats import may_read_briefing
from wargame.exercises.models import Handout, OwnWords, Participant, Seat


def own_words_of(person: Participant) -> QuerySet[OwnWords]:
    """Return the white cell's own words for briefings that a person may read, with their seats.

    The white cell reads those for all seats. The people of a seat read those for their own, from the time at which
    they may read its whole briefing.
    """
    words = OwnWords.objects.select_related("seat").filter(seat__exercise_id=person.exercise_id).order_by("seat__role")
    if person.is_white_cell:
        return words
    return words.filter(seat=person.seat_id) if may_read_briefing(person) else words.none()


def own_words_for(seat: Seat) -> str:
    """Return the white cell's own words for the people of a seat, while a turn is read as that seat; "" if none."""
    if not seat.exercise.is_led:
        return ""
    return OwnWords.objects.filter(seat=seat.pk).values_list("text", flat=True).first() or ""


def handouts_of(person: Participant) -> tuple[Handout, ...]:
    """Return the handouts that a person may read.

    The white cell reads all. Everybody else reads those for everybody, and the people of a seat those for their seat,
    from the time at which they may read its whole briefing.
    """
    given = Handout.objects.filter(exercise=person.exercise_id)
    if person.is_white_cell:
        return tuple(given)
    return _for_role(given, person.seat.role if person.seat and may_read_briefing(person) else "")


def handouts_for(seat: Seat) -> tuple[Handout, ...]:
    """Return the handouts that the people of a seat read while they play."""
    if not seat.exercise.is_led:
        return ()
    return _for_role(Handout.objects.filter(exercise=seat.exercise_id), seat.role)


def _for_role(given: Iterable[Handout], role: str) -> tuple[Handout, ...]:
    return tuple(handout for handout in given if not handout.roles or role in handout.roles)
