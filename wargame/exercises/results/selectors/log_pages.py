"""The turn log page by page: a page has as many turns as fit, so that a long game stays light."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from wargame.exercises.models import Branch, Seat, Turn
from wargame.exercises.results.selectors.log import Filter, LogTurn, turns_of_log
from wargame.exercises.results.selectors.talk import Talk

MOST = 450
"""Weight of a page, in rows of the ledger (some 300 bytes); a page has one turn at least."""
OF_A_CARD = 5
"""Weight of an order, an outcome, a report or a word beside that of a row."""


class NoSuchTurn(LookupError):
    """The line has no such turn with results."""


@dataclass(frozen=True)
class LogPage:
    """Some turns of a log in order, and where its other pages begin; `before` and `after` are 0 at the ends.

    `numbers` are all turns that have results.
    """

    turns: tuple[LogTurn, ...]
    numbers: tuple[int, ...]
    before: int = 0
    after: int = 0

    @property
    def last(self) -> int:
        """The number of the last turn on the page, 0 without any."""
        return self.turns[-1].number if self.turns else 0

    @property
    def is_part(self) -> bool:
        """Tell if the log has turns that this page does not show."""
        return len(self.turns) < len(self.numbers)


def log_page_of(seat: Seat, line: Branch, wanted: Filter, first: int | None, said: Mapping[int, Talk]) -> LogPage:
    """Return the page that begins with turn `first`, by default with the first one. Raises NoSuchTurn."""
    numbers = tuple(Turn.objects.played_in(line).values_list("number", flat=True))
    if first and first not in numbers:
        raise NoSuchTurn
    since = first or 1
    shown = _that_fit(turns_of_log(seat, line, wanted, since=since, said=said))
    outside = {number for number in numbers if not since <= number < since + len(shown)}
    before, after = since - 1, since + len(shown)
    return LogPage(shown, numbers, before if before in outside else 0, after if after in outside else 0)


def _that_fit(turns: Iterable[LogTurn]) -> tuple[LogTurn, ...]:
    """Return the first turns as far as they fit; the first one leaves its ledger to another page if it must."""
    shown: list[LogTurn] = []
    left = MOST
    for turn in turns:
        left -= _weight(turn)
        if left < 0 and shown:
            break
        shown.append(_without_rows(turn) if left < 0 else turn)
    return tuple(shown)


def _without_rows(turn: LogTurn) -> LogTurn:
    """Return a turn without its ledger if it has more than that, because the ledger has a page of its own."""
    rows = len(turn.rows) + len(turn.minor)
    return replace(turn, rows=(), minor=(), left_out=rows) if _weight(turn) > rows else turn


def _weight(turn: LogTurn) -> int:
    orders = sum(1 + len(sheet.lines) for sheet in turn.sheets)
    cards = len(turn.injects) + orders + len(turn.outcomes) + turn.talk.count
    return len(turn.rows) + len(turn.minor) + OF_A_CARD * cards
