"""Numbers of others' orders, without gaps: a gap would tell a seat of an order that it did not notice."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby

from wargame.engine.turn.ledger import LedgerEntry
from wargame.engine.turn.outcome_keys import OutcomeKey
from wargame.engine.turn.outcomes import Outcome

Places = Mapping[tuple[int, str, int], int]
"""The number, from 0, by turn, author and slot."""


def places_of(outcomes: Iterable[Outcome], seat: str) -> Places:
    """Count the orders that a seat noticed, one after the other for each other author; its own keep their slots."""
    noticed = {
        (one.turn, author_of(one), one.slot)
        for one in outcomes
        if one.slot >= 0 and seat in one.audience and author_of(one) != seat
    }
    by_sheet = groupby(sorted(noticed), key=lambda slot: slot[:2])
    return {slot: place for _, slots in by_sheet for place, slot in enumerate(slots)}


def author_of(outcome: Outcome) -> str:
    """Return the state that handed in the order of an outcome; a call of an ally comes from the order of its
    partner."""
    return outcome.partner if outcome.subject == "call" else outcome.actor


def placed_outcome(outcome: Outcome, places: Places) -> Outcome:
    """Give an outcome with the number of its order."""
    place = places.get((outcome.turn, author_of(outcome), outcome.slot), outcome.slot)
    return outcome if place == outcome.slot else replace(outcome, slot=place)


def placed_entry(entry: LedgerEntry, places: Places) -> LedgerEntry:
    """Give an entry that names its order by number: `order:JPN:2`, or `order:JPN:2:turn 1` of an earlier turn."""
    key = OutcomeKey.parse(entry.cause)
    if key.subject != "order":
        return entry
    place = places.get((key.turn or entry.turn, key.actor, key.slot - 1), key.slot - 1)
    return entry._replace(cause=replace(key, slot=place + 1).cause)
