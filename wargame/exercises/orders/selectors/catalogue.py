"""The catalogue of orders: three groups, searched by words, and what a newcomer is offered first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scenarios.schema.pack_texts import SuggestionText
from wargame.exercises import bridge
from wargame.exercises.situation.selectors.seat_view import SeatView

GROUPS = (("military", "Military"), ("diplomatic", "Diplomatic"), ("information", "Information"))
GROUP_OF = {"military": "military", "information": "information", "intelligence": "information"}
"""Other domains (diplomacy, law, economy) are things said between governments: diplomatic."""


@dataclass(frozen=True)
class CatalogueEntry:
    """One kind of order; `price` is "0-2 pt"; `why_not` says why it cannot be given now."""

    kind: str
    name: str
    icon: str
    help: str
    price: str
    is_available: bool
    why_not: str


@dataclass(frozen=True)
class CatalogueGroup:
    """The kinds of one domain."""

    key: str
    name: str
    entries: tuple[CatalogueEntry, ...]


@dataclass(frozen=True)
class Catalogue:
    """What can be ordered; `count` is of all kinds, found by the query or not."""

    groups: tuple[CatalogueGroup, ...]
    query: str
    count: int


@dataclass(frozen=True)
class Suggestion:
    """A whole order that one click adds, and why one might."""

    kind: str
    level: str
    target: str
    partner: str
    name: str
    icon: str
    cost: int
    why: str


def catalogue_of(options: Sequence[bridge.OrderOption], query: str) -> Catalogue:
    """The options whose name, help or group holds every word of the query; names that do come first."""
    words = query.casefold().split()
    found = [option for option in options if all(word in _haystack(option) for word in words)]
    found.sort(key=lambda option: not all(word in option.name.casefold() for word in words))
    groups = (
        CatalogueGroup(key, name, _entries(option for option in found if group_of(option) == key))
        for key, name in GROUPS
    )
    return Catalogue(tuple(group for group in groups if group.entries), query, len(options))


def suggestions_of(
    at: SeatView, orders: Sequence[Mapping[str, str]], options: Mapping[str, bridge.OrderOption]
) -> tuple[Suggestion, ...]:
    """What the scenario suggests to the seat in this turn, without the kinds it has already ordered."""
    given = {row["kind"] for row in orders}
    return tuple(
        _suggestion(text, options[text.kind])
        for text in at.briefing.suggestions
        if text.kind in options and options[text.kind].is_available and text.kind not in given
    )


def group_of(option: bridge.OrderOption) -> str:
    """The group that an order stands in."""
    return GROUP_OF.get(option.domain, "diplomatic")


def price(option: bridge.OrderOption) -> str:
    """What the order costs, from its cheapest to its dearest level."""
    costs = sorted({level.cost for level in option.levels})
    return f"{costs[0]} pt" if len(costs) == 1 else f"{costs[0]}\N{EN DASH}{costs[-1]} pt"


def _haystack(option: bridge.OrderOption) -> str:
    levels = " ".join(level.name for level in option.levels)
    return f"{option.name} {option.help} {option.domain} {group_of(option)} {levels}".casefold()


def _entries(options: Iterable[bridge.OrderOption]) -> tuple[CatalogueEntry, ...]:
    entries = [
        CatalogueEntry(x.kind, x.name, x.icon or "circle", x.help, price(x), x.is_available, x.why_not) for x in options
    ]
    return tuple(sorted(entries, key=lambda entry: not entry.is_available))


def _suggestion(text: SuggestionText, option: bridge.OrderOption) -> Suggestion:
    level = next((level for level in option.levels if level.key == text.level), option.levels[0])
    return Suggestion(
        kind=text.kind,
        level=level.key,
        target=text.target or "",
        partner=text.partner or "",
        name=option.name if len(option.levels) == 1 else f"{option.name}: {level.name}",
        icon=option.icon or "circle",
        cost=level.cost,
        why=text.reason,
    )
