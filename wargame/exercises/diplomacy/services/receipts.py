"""Receipts: when people were first shown what others wrote to them."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from wargame.exercises import notices
from wargame.exercises.models import Exercise, Message, Participant, Receipt
from wargame.web.outages import skip_in_outage
from wargame.web.seats import WHITE_CELL


def note(*, person: Participant, role: str, shown: Collection[int], now: datetime) -> None:
    """Record that messages (their keys) were shown to the person, who reads for `role`; the first time counts.

    Kept in every exercise. Where it shows receipts, the pages of the seats that wrote look again.
    """
    if not shown:
        return
    known = set(Receipt.objects.filter(person=person, message__in=shown).values_list("message", flat=True))
    if not (fresh := set(shown) - known):
        return
    with skip_in_outage("what somebody was shown"), transaction.atomic():
        receipts = [Receipt(message_id=key, person=person, role=role, at=now) for key in sorted(fresh)]
        # Two tabs of one person may be shown the same at once.
        Receipt.objects.bulk_create(receipts, ignore_conflicts=True)
        if person.exercise.shows_receipts:
            _tell(person, fresh)


def _tell(person: Participant, fresh: Collection[int]) -> None:
    """Tells the seats that wrote, and the white cell where it reads what was seen, and nobody else."""
    seen = Message.objects.filter(pk__in=fresh).values_list("sender", "recipients")
    seats = person.exercise.seats.filter(role__in={sender for sender, _ in seen})
    notices.publish_to_people(seats=seats, regions=notices.MESSAGE_SENT)
    reads_all = person.exercise.messages == Exercise.Messages.MONITORED
    if reads_all or any(WHITE_CELL in (sender, *recipients) for sender, recipients in seen):
        notices.publish_to_room(exercise_id=person.exercise_id, regions=notices.MESSAGE_SENT)
