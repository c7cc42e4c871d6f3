"""Rehearsals of packs for tests: many games, of which the ledgers of a few are checked."""

from wargame.engine import Rehearsal, Setting, rehearse, warm

AT_ONCE = 100
CHECKED = 100
"""Games whose ledger is checked as well, which takes four times as long as to play them."""


def rehearsed(setting: Setting, games: int) -> Rehearsal:
    """Rehearse a scenario; the same games each time."""
    warm(block=True)
    firsts = range(0, games, AT_ONCE)
    return sum(
        (rehearse(setting, range(at, min(at + AT_ONCE, games)), 7, with_ledger=at < CHECKED) for at in firsts),
        Rehearsal(),
    )
