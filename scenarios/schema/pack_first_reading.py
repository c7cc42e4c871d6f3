"""Counts what each seat reads before its first order, for plans that leave enough time."""

from collections.abc import Iterable
from dataclasses import dataclass

from scenarios.reading_times import count_words, minutes_for
from scenarios.schema.pack import Pack, SeatEntry
from scenarios.schema.pack_texts import WorldText

OFFERED = 4
"""So many suggested orders stand on the first page."""
TEXTS = ("headline", "title", "text")


@dataclass(frozen=True, slots=True)
class FirstReading:
    """The words that a seat reads before its first order: its briefing, the news of turn 1, help and offered orders."""

    seat: str
    briefing: int
    news: int
    orders: int

    @property
    def words(self) -> int:
        return self.briefing + self.news + self.orders

    @property
    def minutes(self) -> int:
        return minutes_for(self.words)


def first_readings(pack: Pack) -> tuple[FirstReading, ...]:
    """Return the first reading of each seat, in the order of the seats."""
    return tuple(
        FirstReading(seat.code, _briefing(pack, seat), _news(pack, seat.code), _orders(pack, seat.code))
        for seat in pack.seats
    )


def _briefing(pack: Pack, seat: SeatEntry) -> int:
    terms = (text for term in seat.terms for text in (term.term, term.meaning))
    aims = (objective.text for objective in pack.objectives if objective.seat == seat.code)
    return count_words((seat.task, seat.brief, seat.aims, seat.dilemma, *terms, *aims))


def _news(pack: Pack, code: str) -> int:
    """Count the news and the help of turn 1. Of texts with a condition half are shown: a hint has two readings."""
    texts = pack.texts
    shown: Iterable[WorldText] = (*texts.situations, *texts.at_stake, *texts.reports, *texts.messages)
    first = [text for text in shown if text.turn == 1 and code in text.seats]
    certain, possible = (sum(_words_of(text) for text in first if bool(text.when) is has) for has in (False, True))
    return certain + possible // 2 + count_words(text.text for text in texts.coach if text.turn == 1)


def _words_of(text: WorldText) -> int:
    return count_words(getattr(text, name, "") for name in TEXTS)


def _orders(pack: Pack, code: str) -> int:
    kinds = {order.kind: order for order in pack.rules.orders}
    offered = [each for each in pack.texts.suggestions if each.turn == 1 and code in each.seats][:OFFERED]
    return count_words(text for each in offered for text in (kinds[each.kind].name, kinds[each.kind].help, each.reason))
