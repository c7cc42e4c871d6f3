"""Tells each seat every change of a figure that it sees, by its own account."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from wargame.engine.rules.game import Game
from wargame.engine.scenario.setting import Setting
from wargame.engine.turn.accounts import Games
from wargame.engine.turn.ledger import LedgerEntry, written
from wargame.engine.turn.outcomes import Outcome

Written = Sequence[tuple[int, LedgerEntry]]


class TurnLedger(NamedTuple):
    """The ledger of a turn: `entries` that happened, and `ledger` with those of accounts among them, numbered anew."""

    entries: tuple[LedgerEntry, ...]
    ledger: tuple[LedgerEntry, ...]


class Position(NamedTuple):
    """Where an entry stands: by the number of the one that happened, and after that in the order of its account."""

    number: int
    after: int


def tell(setting: Setting, g: Game, outcomes: tuple[Outcome, ...], games: Games) -> TurnLedger:
    """Give the entries of a turn with their audiences.

    A seat without an account of its own reads all changes of cells which it may know. Any other reads the entries of
    its account: those that happened too, and some that are its account's alone.
    """
    happened = list(written(setting, g, outcomes))
    told = [setting.tables.seen[cell] & mask_of(setting, set(setting.seats) - set(games)) for cell, _ in happened]
    own: list[tuple[Position, LedgerEntry]] = []
    for game in {id(game): game for game in games.values()}.values():
        seats = [seat for seat, played in games.items() if seat and played is game]
        own += add_account(setting, list(written(setting, game, outcomes)), mask_of(setting, seats), happened, told)
    audiences = {mask: seats_in(setting, mask) for mask in set(told)}
    true = tuple(entry._replace(audience=audiences[mask]) for (_, entry), mask in zip(happened, told, strict=True))
    if not own:
        return TurnLedger(true, true)
    placed = sorted([*((Position(entry.sequence, 0), entry) for entry in true), *own], key=lambda each: each[0])
    return TurnLedger(true, tuple(entry._replace(sequence=number) for number, (_, entry) in enumerate(placed, start=1)))


def add_account(
    setting: Setting, account: Written, seats: int, happened: Written, told: list[int]
) -> list[tuple[Position, LedgerEntry]]:
    """Add seats (a bit mask) to the entries of their account that happened; return the others, with their places.

    Both lists have the order of the rules, so an account meets the entries that happened in their order.
    """
    places: dict[LedgerEntry, list[int]] = {}
    for index, (_, entry) in enumerate(happened):
        places.setdefault(entry._replace(sequence=0), []).append(index)
    own: list[tuple[Position, LedgerEntry]] = []
    last = -1
    for number, (cell, entry) in enumerate(account):
        audience = setting.tables.seen[cell] & seats
        if not audience:
            continue
        same = places.get(entry._replace(sequence=0), [])
        at = bisect_right(same, last)
        if at < len(same):
            last = same[at]
            told[last] |= audience
        else:
            alone = entry._replace(audience=seats_in(setting, audience), as_told=True)
            own.append((Position(last + 1, 1 + number), alone))
    return own


def mask_of(setting: Setting, seats: Iterable[str]) -> int:
    """Give the bit mask of states that are seats."""
    return sum(1 << setting.names.states[seat] for seat in seats)


def seats_in(setting: Setting, mask: int) -> tuple[str, ...]:
    """Give the seats in a bit mask of states."""
    return tuple(seat for seat in setting.seats if mask >> setting.names.states[seat] & 1)
