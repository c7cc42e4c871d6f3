"""Numbers of orders and ledger entries as a seat reads them: a gap would betray a secret."""

from collections import defaultdict
from collections.abc import Mapping

from tests.secrecy.pairs import everything
from wargame.engine import Outcome, Setting, Sheet, World, adjudicate, known_entries, known_outcomes, places_of

SEEDS = range(3)


def check_numbers(setting: Setting, world: World, sheets: Mapping[str, Sheet]) -> None:
    """Check that each seat reads numbers without gaps, and none of an order that it did not notice."""
    for seed in SEEDS:
        result = adjudicate(setting, world, sheets, seed, everything(setting))
        for seat in setting.seats:
            told = known_outcomes(result.outcomes, seat)
            slots = defaultdict(set)
            for one in told:
                if one.slot >= 0 and _author(one) != seat:
                    slots[_author(one)].add(one.slot)
            for author, numbers in slots.items():
                assert numbers == set(range(len(numbers))), f"{seat} reads of gaps in the orders of {author}"
            entries = known_entries(result.ledger, seat, places_of(result.outcomes, seat))
            numbered = [entry.sequence for entry in entries]
            assert numbered == list(range(1, len(entries) + 1)), f"{seat} reads of gaps in the ledger"
            for entry in entries:
                kind, *rest = entry.cause.split(":")
                if kind == "order" and rest[0] != seat and len(rest) == 2:
                    assert int(rest[1]) - 1 in slots[rest[0]], f"{seat} reads the number of an order: {entry.cause}"


def _author(outcome: Outcome) -> str:
    """Return the seat whose sheet has the order: for a call, the seat that called."""
    return outcome.partner if outcome.subject == "call" else outcome.actor
