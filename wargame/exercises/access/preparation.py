"""Decides who reads the things that a white cell has prepared for its exercise."""

from django.db.models import QuerySet

from wargame.exercises.access.seats import may_read_briefing
from wargame.exercises.models import OwnWords, Participant, Seat


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
