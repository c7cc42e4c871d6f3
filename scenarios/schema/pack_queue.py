"""Schema of a queue: the board on which buyers wait for the slots of a plant, with a law as a line between two turns.

Marks count what a buyer has received; the board shows how much of it came in each turn. Everything on it is for all
seats, so the loader refuses a mark or an incident that only some of them know.
"""

from typing import Annotated, TypeAlias

from pydantic import Field

from scenarios.schema.base import Entry
from scenarios.schema.scalars import Code, Key, Line, Slug, Title, Whole

Slots: TypeAlias = Annotated[Whole, Field(ge=1, le=40)]
Pieces: TypeAlias = Annotated[Whole, Field(ge=1, le=1000)]
Price: TypeAlias = Annotated[Whole, Field(ge=1, le=100_000)]


class ContractText(Entry):
    """The number of pieces that a buyer has ordered while an incident is in a stage."""

    incident: Key
    stage: Key
    pieces: Pieces


class BuyerText(Entry):
    """One who takes slots of a plant: `mark` counts what came, `each` pieces for every point of the mark.

    A buyer without a mark receives nothing before the game ends, and stands here with its contract.
    `orders` are the kinds of order that would fill a slot; a seat sees its own ones in the column of the turn.
    """

    name: Title
    state: Code | None = None
    mark: Key | None = None
    each: Slots = 1
    contracts: Annotated[tuple[ContractText, ...], Field(max_length=8)] = ()
    orders: Annotated[tuple[Key, ...], Field(max_length=8)] = ()


class ProductText(Entry):
    """A product of a plant: its slots in a turn, the unit in which they are counted, and its buyers."""

    key: Slug
    name: Title
    unit: Title
    slots: Slots
    buyers: Annotated[tuple[BuyerText, ...], Field(min_length=1, max_length=6)]


class LimitText(Entry):
    """A line through the calendar: it stands before the first turn that opens in one of these stages of an incident."""

    incident: Key
    stages: Annotated[tuple[Key, ...], Field(min_length=1, max_length=9)]
    text: Line


class PriceText(Entry):
    """A price that was paid or named elsewhere, for comparison."""

    text: Line
    amount: Price


class PricesText(Entry):
    """Prices on one scale, in `unit`."""

    title: Title
    unit: Title
    dots: Annotated[tuple[PriceText, ...], Field(min_length=2, max_length=8)]


class QueueText(Entry):
    """A queue: what is built for whom in which turn, the line through its calendar, and prices to compare."""

    title: Title
    rows: Annotated[tuple[ProductText, ...], Field(min_length=1, max_length=4)]
    limit: LimitText | None = None
    prices: PricesText | None = None
