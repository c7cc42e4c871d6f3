"""Telling browsers which regions of an exercise changed, once the change is committed."""

from functools import partial

from django.db import transaction

from wargame import live

TURN_CLOSED = ("roster", "orders", "clock")
TURN_OPENED = ("board", "orders", "clock", "inbox", "ledger", "roster")


def publish(*, exercise_id: int, regions: tuple[str, ...]) -> None:
    """Queues a notice for each region; it carries a name, never content, and may be lost without harm."""
    for region in regions:
        transaction.on_commit(partial(live.publish, f"exercise:{exercise_id}", region), robust=True)
