"""The reader's knowledge of each played turn of a line: the worlds before and after it, outcomes, and ledger entries.

Everything on the page is computed from these values and from the scenario, so it cannot reveal more than they do.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wargame.engine.values import LedgerEntry, Outcome, OutcomeKey, Perspective
from wargame.exercises import perspectives
from wargame.exercises.models import Branch, Seat, Turn
from wargame.exercises.results.selectors.trends import views_of
from wargame.exercises.situation.selectors.frame import hours

ENDING = "ending"


@dataclass(frozen=True)
class KnownTurn:
    """A turn with results, as the reader may know it; `before` and `after` are its worlds."""

    number: int
    title: str
    label: str
    before: Perspective
    after: Perspective
    outcomes: tuple[Outcome, ...]
    entries: tuple[LedgerEntry, ...]
    notes: tuple[str, ...]


def known_turns(seat: Seat, line: Branch, *, knows_all: bool, reads_ledger: bool = True) -> tuple[KnownTurn, ...]:
    """Return the turns of the line that have results, in order; without entries unless it `reads_ledger`."""
    views = views_of(seat, line, knows_all=knows_all)
    turns = Turn.objects.played_in(line).with_exercise()
    return tuple(
        _known(turn, seat, views[place : place + 2], knows_all=knows_all, reads_ledger=reads_ledger)
        for place, turn in enumerate(turns)
        if place + 1 < len(views)
    )


def key_of(outcome: Outcome) -> str:
    """Return the page's key of an outcome: "3.order.KOR.1"."""
    return ENDING if outcome.subject == ENDING else _page_key(OutcomeKey.of(outcome), outcome.turn)


def cause_of(entry: LedgerEntry) -> str:
    """Return the key of what caused a change. For an order of an earlier turn, it names that turn."""
    key = OutcomeKey.parse(entry.cause)
    return _page_key(replace(key, turn=0), key.turn or entry.turn)


def _page_key(key: OutcomeKey, turn: int) -> str:
    return ".".join([str(turn), *key.cause.split(":")])


def _known(turn: Turn, seat: Seat, views: Sequence[Perspective], *, knows_all: bool, reads_ledger: bool) -> KnownTurn:
    before, after = views
    spec = before.setting.spec.turns[turn.number - 1]
    return KnownTurn(
        number=turn.number,
        title=spec.title,
        label=hours(spec),
        before=before,
        after=after,
        outcomes=perspectives.known_events(turn, seat, may_know_all=knows_all),
        entries=perspectives.known_entries(turn, seat, may_know_all=knows_all) if reads_ledger else (),
        notes=tuple(turn.notes),
    )
