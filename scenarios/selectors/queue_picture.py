"""The small picture of a scenario whose board is a queue: what the plant built for whom in each turn of the record."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache

from scenarios.models import ScenarioVersion
from scenarios.selectors.library import ScenarioCard

A_DAY = 24 * 60 * 60
NONE = "none"
"""Stands in the cache for a scenario without a queue."""


@dataclass(frozen=True, slots=True)
class PicturedBuyer:
    """A buyer with the pieces that came to it; `code` and `shape` are "" where the buyer has no seat."""

    name: str
    code: str
    shape: str
    pieces: int

    @property
    def slots(self) -> range:
        """One item a piece, to draw."""
        return range(self.pieces)


@dataclass(frozen=True, slots=True)
class PicturedTurn:
    """A turn of the calendar: who took how many slots, and the slots that nobody took."""

    number: int
    taken: tuple[PicturedBuyer, ...]
    free: range


@dataclass(frozen=True, slots=True)
class QueuePicture:
    """The calendar of the first product by the end of the record, its buyers, and the same in a sentence."""

    product: str
    turns: tuple[PicturedTurn, ...]
    buyers: tuple[PicturedBuyer, ...]
    sentence: str


def queue_picture_of(card: ScenarioCard) -> QueuePicture | None:
    """Return the calendar of a scenario with a queue, None for another; content is read once a day at most."""
    found = cache.get_or_set(f"queue-picture-{card.content_hash}", lambda: _draw_queue(card) or NONE, A_DAY)
    return found if isinstance(found, QueuePicture) else None


def _draw_queue(card: ScenarioCard) -> QueuePicture | None:
    version = ScenarioVersion.objects.only("content").get(scenario__slug=card.slug, number=card.version)
    pack: Mapping[str, Any] = version.content["pack"]
    queue = pack.get("board", {}).get("queue")
    if not queue:
        return None
    product, rules = queue["rows"][0], pack["rules"]
    turns = tuple(_turn(product, rules, turn["number"], card.shapes) for turn in rules["turns"])
    totals = (
        sum(taken.pieces for turn in turns for taken in turn.taken if taken.name == one["name"])
        for one in product["buyers"]
    )
    buyers = [_buyer(one, pieces, card.shapes) for one, pieces in zip(product["buyers"], totals, strict=True) if pieces]
    words = ", ".join(f"{one.pieces} for {one.name}" for one in buyers) or "nothing"
    sentence = f"By the end of the record the plant has built {product['name']}: {words}."
    return QueuePicture(product["name"], turns, tuple(buyers), sentence)


def _turn(product: Mapping[str, Any], rules: Mapping[str, Any], number: int, shapes: Mapping[str, str]) -> PicturedTurn:
    came = ((one, _pieces(one, rules, number)) for one in product["buyers"])
    taken = tuple(_buyer(one, pieces, shapes) for one, pieces in came if pieces)
    return PicturedTurn(number, taken, range(max(0, product["slots"] - sum(one.pieces for one in taken))))


def _buyer(buyer: Mapping[str, Any], pieces: int, shapes: Mapping[str, str]) -> PicturedBuyer:
    code = buyer["state"] or ""
    return PicturedBuyer(buyer["name"], code, shapes.get(code, ""), pieces)


def _pieces(buyer: Mapping[str, Any], rules: Mapping[str, Any], number: int) -> int:
    """Return the pieces that the record's orders of a turn brought a buyer, whatever else happened in the turn."""
    return int(sum(_amounts(buyer["mark"], rules, number))) * buyer["each"] if buyer["mark"] else 0


def _amounts(mark: str, rules: Mapping[str, Any], number: int) -> Iterator[float]:
    given = {(row["kind"], row["level"]) for row in rules["record"] if row["turn"] == number}
    for order in rules["orders"]:
        for level in order["levels"]:
            if (order["kind"], level["key"]) in given:
                yield from (
                    effect["amount"]
                    for effect in level["effects"]
                    if (effect["variable"], effect["name"]) == ("mark", mark) and not effect["when"]
                )
