"""What a seat is told of every order, chosen or offered, in one batch: odds, and what it does for the seat's aims.

It takes longer than a page may wait, so a page is shown first and asks for this afterwards.
"""

import hashlib
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.cache import cache

from wargame.engine.values import AimsRange, Odds
from wargame.exercises import forecasts
from wargame.exercises.situation.selectors.seat_view import SeatView

KEEP_SECONDS = 24 * 60 * 60

Row = Mapping[str, str]
Rows = Sequence[Row]


@dataclass(frozen=True)
class Told:
    """One order: its odds, None where no chance is drawn, and by how many points it moves the total of the aims."""

    odds: Odds | None
    aims: AimsRange

    @property
    def is_felt(self) -> bool:
        """Whether any of its figures is written as something else than 0."""
        return any(round(points) for points in (self.aims.mean, self.aims.low, self.aims.high))


@dataclass(frozen=True)
class ToldSheet:
    """A sheet: where the aims are expected with it and without any order, its orders by slot, and offers by key."""

    whole: AimsRange
    without: AimsRange
    chosen: tuple[Told, ...]
    offered: Mapping[str, Told]
    futures: int


def key_of(row: Row) -> str:
    """How pages name an order that is not on the sheet: "warn-flares-RUS"."""
    return "-".join(filter(None, (row["kind"], row["level"], row["target"], row["partner"])))


def told_of(at: SeatView, rows: Rows, offered: Iterable[Row]) -> ToldSheet:
    """What the seat is told beside this sheet; kept with it, so the same sheet in the same turn is told the same."""
    kept = kept_told_of(at, rows)
    if kept is None:
        kept = _told(at, rows, {key_of(row): row for row in offered})
        cache.set(_key(at, rows), kept, KEEP_SECONDS)
    return kept


def kept_told_of(at: SeatView, rows: Rows) -> ToldSheet | None:
    """What has been told beside this sheet before; a page must not wait for it."""
    kept: ToldSheet | None = cache.get(_key(at, rows))
    return kept


def seed_of(at: SeatView) -> int:
    """Dice of what is told alone: from what the player can see, never from the seed of the exercise."""
    return zlib.crc32(f"{at.seat.exercise.code} {at.turn.number}".encode())


def fingerprint(rows: Rows) -> str:
    """A hash of the orders of a sheet, which stands for all its revisions that say the same."""
    orders = repr([(row["kind"], row["level"], row["target"], row["partner"]) for row in rows])
    return hashlib.sha256(orders.encode()).hexdigest()[:24]


def _told(at: SeatView, rows: Rows, offered: Mapping[str, Row]) -> ToldSheet:
    told = forecasts.tell(at.view, rows, offered.values(), seed_of(at))
    return ToldSheet(
        whole=told.whole,
        without=told.without,
        chosen=tuple(Told(each.odds, each.aims) for each in told.chosen),
        offered={key: Told(each.odds, each.aims) for key, each in zip(offered, told.offered, strict=True)},
        futures=told.futures,
    )


def _key(at: SeatView, rows: Rows) -> str:
    return f"told:{at.turn.pk}:{at.mine}:{fingerprint(rows)}"
