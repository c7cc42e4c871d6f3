"""Telling browsers which regions of an exercise changed, once the change is committed."""

from wargame import live

TURN_CLOSED = ("roster", "orders", "clock")
TURN_OPENED = ("board", "orders", "clock", "inbox", "ledger", "roster")


def publish(*, exercise_id: int, regions: tuple[str, ...]) -> None:
    """Sends a notice for each region; it carries a name, never content, and may be lost without harm."""
    for region in regions:
        live.publish(f"exercise:{exercise_id}", region)
