"""The catalogue of orders: what fits the situation, then three groups, searched by words, and what cannot be given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from scenarios.schema.pack_texts import SuggestionText
from wargame.engine.values import Bloc, OrderOption
from wargame.exercises import forecasts, perspectives
from wargame.exercises.forecasts import Forecast
from wargame.exercises.orders.selectors.page_forecasts import PageForecasts, Row, key_of
from wargame.exercises.situation.selectors.seat_view import SeatView

GROUPS = (
    ("military", "Military"),
    ("diplomatic", "Diplomatic"),
    ("economic", "Trade and economy"),
    ("information", "Information"),
)
GROUP_OF = {
    "military": "military",
    "economy": "economic",
    "information": "information",
    "intelligence": "information",
}
"""Other domains (diplomacy, law) are things said between governments: diplomatic."""


MOST_SUGGESTED = 3
IDLE = "It changes nothing in this scenario; to hold your position, submit without orders."


@dataclass(frozen=True)
class CatalogueEntry:
    """One kind of order that can be given; `price` is "0-2 pt", `key` names the order that choosing it adds."""

    kind: str
    name: str
    icon: str
    help: str
    price: str
    target: str
    key: str
    told: Forecast | None


@dataclass(frozen=True)
class LockedEntry:
    """One kind that cannot be given now, or would change nothing, and why."""

    name: str
    icon: str
    why_not: str


@dataclass(frozen=True)
class CatalogueGroup:
    """The kinds of one domain."""

    key: str
    name: str
    entries: tuple[CatalogueEntry, ...]


@dataclass(frozen=True)
class Catalogue:
    """The orders that the seat can give, in groups, and those that it cannot, as far as the query finds them.

    An order whose first turn is still to come stands in neither: its name would say what happens until then. `count`
    is of the others.
    """

    groups: tuple[CatalogueGroup, ...]
    locked: tuple[LockedEntry, ...]
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
    key: str
    told: Forecast | None


@dataclass(frozen=True)
class Choices:
    """The kinds that the seat has, each with the order that choosing it adds beside the sheet that stands.

    `reasons` are the scenario's, by order; `given` are the kinds on the sheet.
    """

    options: Mapping[str, OrderOption]
    suggested: tuple[Row, ...]
    reasons: Mapping[str, str]
    filled: Mapping[str, Row]
    idle: frozenset[str]
    given: frozenset[str] = frozenset()

    def rows(self) -> tuple[Row, ...]:
        """Every order that a click would add, each once."""
        each = {key_of(row): row for row in (*self.suggested, *self.filled.values())}
        return tuple(each.values())


NO_CHOICES = Choices({}, (), {}, {}, frozenset())


def choices_of(at: SeatView, given: Sequence[Row]) -> Choices:
    """Return the choices that the seat has beside the orders it has given."""
    options = {option.kind: option for option in perspectives.options(at.view)}
    idle = forecasts.idle_kinds(at.view)
    texts = [text for text in at.briefing.suggestions if _fits(text, options.get(text.kind))]
    had = {row["kind"] for row in given}
    fresh = {text.kind: text for text in reversed(texts) if text.kind not in had}
    suggested = [_row(text) for text in texts if fresh.get(text.kind) is text]
    named = {text.kind: _row(text) for text in reversed(texts)}
    filled = {
        kind: filled_in(option, given, named.get(kind), blank(kind))
        for kind, option in options.items()
        if option.is_available and kind not in idle
    }
    return Choices(
        options, tuple(suggested), {key_of(_row(text)): text.reason for text in texts}, filled, idle, frozenset(had)
    )


def blank(kind: str) -> Row:
    """Return an order of which everything but its kind is left open."""
    return {"kind": kind, "level": "", "target": "", "partner": ""}


def filled_in(option: OrderOption, given: Sequence[Row], named: Row | None, row: Row) -> Row:
    """Return an order with the parts that its author left open: as the scenario names it now, or the first that is
    free."""
    aimed = {code for other in given if other["kind"] == row["kind"] for code in Bloc(other["target"]).states}
    free = [bloc for bloc in option.targets if not aimed & {*Bloc(bloc).states}] or list(option.targets)
    fits = named if named and (not option.targets or named["target"] in free) else None
    first = fits or {
        "level": option.levels[0].key,
        "target": free[0] if free else "",
        "partner": option.partners[0] if option.partners else "",
    }
    return {**row, **{name: first[name] for name in ("level", "target", "partner") if not row[name]}}


def catalogue_of(choices: Choices, query: str, told: PageForecasts | None) -> Catalogue:
    """Return the kinds whose name, help or group holds every word of the query; names that do come first."""
    words = query.casefold().split()
    known = [option for option in choices.options.values() if not option.is_early]
    found = [option for option in known if all(word in _haystack(option) for word in words)]
    found.sort(key=lambda option: not all(word in option.name.casefold() for word in words))
    given = [option for option in found if option.kind in choices.filled]
    groups = (
        CatalogueGroup(key, name, tuple(_entry(x, choices.filled[x.kind], told) for x in given if group_of(x) == key))
        for key, name in GROUPS
    )
    locked = (option for option in found if option.kind not in choices.filled)
    return Catalogue(
        tuple(group for group in groups if group.entries),
        tuple(LockedEntry(x.name, x.icon or "circle", x.why_not or IDLE) for x in locked),
        query,
        len(known),
    )


def suggestions_of(choices: Choices, points_left: int, told: PageForecasts | None) -> tuple[Suggestion, ...]:
    """Return up to three orders that fit the situation and the points left, each another trade-off if possible.

    The scenario's own suggestions come first, then what can be ordered besides. None of them stands on the sheet, is
    hopeless, or is shown to do harm. The last one rather cannot be paid beside the others, so that one has to choose.
    """
    rows = (*choices.suggested, *(row for row in choices.filled.values() if key_of(row) not in choices.reasons))
    each = (_suggestion(row, choices, told) for row in rows if row["kind"] not in choices.given)
    open_ = [one for one in each if one.cost <= points_left and not _is_bad(one.told)]
    picked: list[Suggestion] = []
    while open_ and len(picked) < MOST_SUGGESTED:
        picked.append(_next_trade(open_, picked, choices, points_left))
        open_ = [one for one in open_ if one.kind != picked[-1].kind]
    return tuple(picked)


def _next_trade(
    open_: Sequence[Suggestion], picked: Sequence[Suggestion], choices: Choices, points_left: int
) -> Suggestion:
    trades, spent = {_trade(one, choices) for one in picked}, sum(one.cost for one in picked)
    is_last = len(picked) == MOST_SUGGESTED - 1

    def fits_worse(one: Suggestion) -> tuple[bool, bool, bool]:
        is_affordable = spent + one.cost <= points_left
        return one.key not in choices.reasons, _trade(one, choices) in trades, is_last and is_affordable

    # False comes before True, and among equals the scenario's own order stays.
    return min(open_, key=fits_worse)


def _is_bad(told: Forecast | None) -> bool:
    """Return whether an order cannot work, or does harm in this turn and up to the end, as far as it shows."""
    if told is None:
        return False
    ranges = (told.aims.turn, told.aims.end or told.aims.turn) if told.aims else ()
    return told.is_hopeless or (bool(ranges) and all(round(each.mean) < 0 for each in ranges))


def _trade(one: Suggestion, choices: Choices) -> tuple[object, ...]:
    """Return the trade that an order makes: means of which domain, and whom the order angers or pleases."""
    return group_of(choices.options[one.kind]), one.told.marks if one.told else ()


def group_of(option: OrderOption) -> str:
    """Return the group that an order stands in."""
    return GROUP_OF.get(option.domain, "diplomatic")


def price(option: OrderOption) -> str:
    """Return the price of the order, from its cheapest to its dearest level."""
    ends = ((blocs[0], blocs[-1]) if blocs else ("",) for blocs in (option.targets, option.partners))
    named = list(product(*ends))
    costs = sorted({option.price(level, *each) for level in option.levels for each in named})
    return f"{costs[0]} pt" if len(costs) == 1 else f"{costs[0]}\N{EN DASH}{costs[-1]} pt"


def _haystack(option: OrderOption) -> str:
    levels = " ".join(level.name for level in option.levels)
    return f"{option.name} {option.help} {option.domain} {group_of(option)} {levels}".casefold()


def _entry(option: OrderOption, row: Row, told: PageForecasts | None) -> CatalogueEntry:
    key = key_of(row)
    return CatalogueEntry(
        kind=option.kind,
        name=option.name,
        icon=option.icon or "circle",
        help=option.help,
        price=price(option),
        target=row["target"],
        key=key,
        told=told.offered.get(key) if told else None,
    )


def _fits(text: SuggestionText, option: OrderOption | None) -> bool:
    """Return whether the suggested order can be given now, as far as the seat knows."""
    if option is None or not option.is_available:
        return False
    if text.level and text.level not in {level.key for level in option.levels}:
        return False
    return (text.target or "") in (option.targets or ("",)) and (text.partner or "") in (option.partners or ("",))


def _row(text: SuggestionText) -> Row:
    return {"kind": text.kind, "level": text.level or "", "target": text.target or "", "partner": text.partner or ""}


def _suggestion(row: Row, choices: Choices, told: PageForecasts | None) -> Suggestion:
    option, key = choices.options[row["kind"]], key_of(row)
    level = next((level for level in option.levels if level.key == row["level"]), option.levels[0])
    return Suggestion(
        kind=option.kind,
        level=level.key,
        target=row["target"],
        partner=row["partner"],
        name=option.name if len(option.levels) == 1 else f"{option.name}: {level.name}",
        icon=option.icon or "circle",
        cost=option.price(level, row["target"], row["partner"]),
        why=choices.reasons.get(key, option.help),
        key=key,
        told=told.offered.get(key) if told else None,
    )
