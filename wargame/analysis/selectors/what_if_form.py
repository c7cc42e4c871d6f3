"""The orders of a past turn with one of them changed: the form of a what-if."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wargame.analysis.domain import NOTHING_CHANGED, Change, OrderRow, orders_of
from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.changes import words_of_change
from wargame.engine.values import Bloc, LevelOption, OrderOption, Problem, Setting
from wargame.exercises import bridge, forecasts, perspectives
from wargame.exercises.models import Seat, Turn
from wargame.exercises.orders.selectors.orders import OrderLine, line_of
from wargame.exercises.orders.services import orders as sheets


@dataclass(frozen=True)
class Choice:
    """One value that an order could have had; `why_not` says why the rules would have refused it."""

    value: str
    label: str
    cost: int
    is_chosen: bool
    was_played: bool
    why_not: str = ""


@dataclass(frozen=True)
class WhatIfOrder:
    """An order of the seat, as it was given and as it is changed.

    `change` is "", "changed", "without" or "added". The choices are empty if the order cannot be changed now.
    """

    line: OrderLine
    given: OrderLine | None
    change: str
    is_open: bool
    row: OrderRow
    levels: tuple[Choice, ...] = ()
    targets: tuple[Choice, ...] = ()
    partners: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class OfferedOrder:
    """An order that could have been given as well; `value` is "kind/level"."""

    value: str
    label: str


@dataclass(frozen=True)
class OtherSheet:
    """The orders of another seat, which do not change."""

    seat: str
    orders: tuple[str, ...]


@dataclass(frozen=True)
class WhatIf:
    """The form of the what-if page. `why_not` says why the what-if cannot be played, "" if it can.

    `is_playable`: the turn has results, so it can be played on by hand.
    """

    turn: int
    seat: str
    seats: tuple[str, ...]
    orders: tuple[WhatIfOrder, ...]
    offered: tuple[OfferedOrder, ...]
    others: tuple[OtherSheet, ...]
    cost: int
    points: int
    change: Change | None
    title: str
    why_not: str
    is_playable: bool

    @property
    def locked(self) -> str:
        """The orders that cannot be changed now, in words: "order 2 or 3"."""
        numbers = [str(one.line.slot) for one in self.orders if not one.change]
        return f"order {' or '.join(numbers)}" if numbers else "another order"


def what_if_of(turn: Turn, seat: Seat, change: Change | None, slot: int | None) -> WhatIf:
    """Return the orders of the seat in the turn. The changed order is open, else the one in `slot` (from 0)."""
    given, setting = orders_of(turn, seat.role), bridge.setting_for(turn)
    change = change if change and change.seat == seat.role and change.fits(given) else None
    rows = change.applied(given) if change else given
    problems = sheets.problems_of(seat=seat, turn=turn, orders=rows) if change else ()
    view = perspectives.view_of(turn, seat)
    opened = change.slot if change else slot if slot is not None else 0
    return WhatIf(
        turn=turn.number,
        seat=seat.role,
        seats=setting.seats,
        orders=_orders(turn, seat, given, change, opened),
        offered=() if change else _offered(turn, seat, given),
        others=tuple(_other(turn, code) for code in setting.seats if code != seat.role),
        cost=forecasts.cost(view, rows),
        points=view.points,
        change=change,
        title=words_of_change(setting, given, change).title if change else "",
        why_not=_why_not(turn, change, problems),
        is_playable=turn.is_closed,
    )


def _why_not(turn: Turn, change: Change | None, problems: Sequence[Problem]) -> str:
    if not turn.is_closed:
        return f"Turn {turn.number} was stopped before its orders counted; choose an earlier one."
    return " ".join(problem.message for problem in problems) if change else NOTHING_CHANGED


def stored_what_if_of(ensemble: Ensemble, turn: Turn) -> WhatIf:
    """Return the question of a stored what-if."""
    change = Change.of(ensemble.change)
    seat = turn.branch.exercise.seats.get(role=change.seat)
    return what_if_of(turn, seat, change, None)


def with_one_more(turn: Turn, seat: Seat, value: str) -> Change | None:
    """Return the change that adds an offered order, at the first target at which it is legal; None if there is none."""
    kind, _, level = value.partition("/")
    given = orders_of(turn, seat.role)
    option = next((option for option in perspectives.options_of(turn, seat) if option.kind == kind), None)
    if option is None or level not in {one.key for one in option.levels}:
        return None
    return _first_legal(turn, seat, given, option, level)


def _first_legal(turn: Turn, seat: Seat, given: Sequence[OrderRow], option: OrderOption, level: str) -> Change | None:
    for target in option.targets or ("",):
        for partner in option.partners or ("",):
            row = {"kind": option.kind, "level": level, "target": target, "partner": partner}
            if not sheets.problems_of(seat=seat, turn=turn, orders=[*given, row]):
                return Change(seat.role, len(given), row)
    return None


def _orders(
    turn: Turn, seat: Seat, given: Sequence[OrderRow], change: Change | None, opened: int
) -> tuple[WhatIfOrder, ...]:
    setting = bridge.setting_for(turn)
    found = []
    for place in range(max(len(given), change.slot + 1 if change else 0)):
        before = given[place] if place < len(given) else None
        is_changed = change is not None and change.slot == place
        now = change.order if change and is_changed else before
        row = now or before or {}
        is_open = place == opened
        touched = _choices(turn, seat, given, place, row) if is_open and now else {}
        found.append(
            WhatIfOrder(
                line=line_of(setting, row, place + 1, is_open=is_open),
                given=line_of(setting, before, place + 1, is_open=False) if before else None,
                change=_kind_of_change(before, now) if is_changed else "",
                is_open=is_open,
                row=row,
                **touched,
            )
        )
    return tuple(found)


def _kind_of_change(before: OrderRow | None, now: OrderRow | None) -> str:
    if now is None:
        return "without"
    return "changed" if before else "added"


def _choices(
    turn: Turn, seat: Seat, given: Sequence[OrderRow], place: int, row: OrderRow
) -> dict[str, tuple[Choice, ...]]:
    """Return the other values that each part of the order could have had."""
    option = next(one for one in perspectives.options_of(turn, seat) if one.kind == row["kind"])
    played = given[place] if place < len(given) else None

    def choice(column: str, value: str, label: str = "", cost: int = 0) -> Choice:
        changed = [*given[:place], row | {column: value}, *given[place + 1 :]]
        problems = sheets.problems_of(seat=seat, turn=turn, orders=changed)
        was_played = played is not None and played[column] == value
        why_not = "" if was_played else " ".join(problem.message for problem in problems)
        return Choice(value, label or Bloc(value).listed, cost, row[column] == value, was_played, why_not)

    costs = {level: option.price(level, row["target"], row["partner"]) for level in option.levels}
    return {
        "levels": tuple(choice("level", level.key, level.name, cost) for level, cost in costs.items()),
        "targets": tuple(choice("target", bloc) for bloc in _with_own(option.targets, row["target"])),
        "partners": tuple(choice("partner", bloc) for bloc in _with_own(option.partners, row["partner"])),
    }


def _with_own(codes: Sequence[str], own: str) -> tuple[str, ...]:
    return tuple(codes) if not own or own in codes else (own, *codes)


def _offered(turn: Turn, seat: Seat, given: Sequence[OrderRow]) -> tuple[OfferedOrder, ...]:
    """Return every kind and level that the seat did not order and could have."""
    ordered = {row["kind"] for row in given}
    options = [one for one in perspectives.options_of(turn, seat) if one.is_available and one.kind not in ordered]
    return tuple(
        OfferedOrder(f"{option.kind}/{level.key}", _label(option, level, change.order))
        for option in options
        for level in option.levels
        if (change := _first_legal(turn, seat, given, option, level.key)) and change.order
    )


def _label(option: OrderOption, level: LevelOption, row: OrderRow) -> str:
    name = option.name if len(option.levels) == 1 else f"{option.name}: {level.name}"
    return f"{name} ({option.price(level, row['target'], row['partner'])} pt)"


def _other(turn: Turn, code: str) -> OtherSheet:
    return OtherSheet(code, orders_in_words(bridge.setting_for(turn), orders_of(turn, code)))


def orders_in_words(setting: Setting, rows: Sequence[OrderRow]) -> tuple[str, ...]:
    """Return each order in one clause."""
    return tuple(_say(line_of(setting, row, 1, is_open=False)) for row in rows)


def _say(line: OrderLine) -> str:
    return f"{line.name}, {line.summary}" if line.summary else line.name


def change_from(turn: Turn, seat: Seat, slot: int | None, asked: Mapping[str, str]) -> Change | None:
    """Return the change that a query or form names: `without`, one `more`, or other parts of the order in `slot`."""
    if asked.get("more"):
        return with_one_more(turn, seat, asked["more"])
    given = orders_of(turn, seat.role)
    if slot is None or not 0 <= slot <= len(given):
        return None
    if asked.get("without"):
        return Change(seat.role, slot, None)
    before = given[slot] if slot < len(given) else dict.fromkeys(("kind", "level", "target", "partner"), "")
    order = {name: asked.get(name) or before[name] for name in before}
    kinds = {option.kind for option in perspectives.options_of(turn, seat)}
    return Change(seat.role, slot, order) if order["kind"] in kinds else None
