"""The order panel of a seat: the sheet, the order being edited, the catalogue, what the rules object to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from wargame.engine.values import Barred, OrderOption, Setting
from wargame.exercises import forecasts, perspectives
from wargame.exercises.models import Exercise, OrderSheet, Seat, Turn
from wargame.exercises.orders.selectors.catalogue import (
    Catalogue,
    Suggestion,
    catalogue_of,
    choices_of,
    filled_in,
    suggestions_of,
)
from wargame.exercises.orders.selectors.told import Told, ToldSheet, told_of
from wargame.exercises.situation.selectors.seat_view import SeatView

Rows = Sequence[Mapping[str, str]]
RESTING_ICON = "circle"


@dataclass(frozen=True)
class OrderDraft:
    """A sheet as it is stored; revision 0 and no orders when there is none yet."""

    revision: int
    orders: Rows
    is_ready: bool


@dataclass(frozen=True)
class OrderLine:
    """One order of the sheet; `slot` counts from 1, `told` is None until it has been worked out."""

    slot: int
    kind: str
    name: str
    icon: str
    summary: str
    target: str
    cost: int
    is_open: bool
    told: Told | None = None


@dataclass(frozen=True)
class OrderChoice:
    """One value of a level, a target or a partner."""

    value: str
    label: str
    is_chosen: bool
    cost: int = 0
    help: str = ""


@dataclass(frozen=True)
class OrderComposer:
    """The order being edited; a list of choices is empty where nothing can be chosen.

    `barred` are states that cannot be targets now, with the reason.
    """

    slot: int
    name: str
    notice: str
    help: str
    levels: tuple[OrderChoice, ...]
    targets: tuple[OrderChoice, ...]
    partners: tuple[OrderChoice, ...]
    barred: tuple[Barred, ...] = ()

    @property
    def has_choices(self) -> bool:
        """Whether anything can be set; then the first choice takes the focus."""
        return len(self.levels) > 1

    @property
    def level_help(self) -> str:
        """What the chosen level means, "" where the kind says it all."""
        return next((level.help for level in self.levels if level.is_chosen), "")


@dataclass(frozen=True)
class Panel:
    """Everything in the order region; `under_way` says what earlier orders, of anybody, are still to take effect.

    `is_policy`: a policy has the seat, people can give it no orders. `can_reopen`: submitted orders can be taken back.
    `missed` is what a seat does for which nobody has written anything by the close, "hold" or "policy".
    """

    revision: int
    points: int
    cost: int
    lines: tuple[OrderLine, ...]
    composer: OrderComposer | None
    catalogue: Catalogue
    suggestions: tuple[Suggestion, ...]
    told: ToldSheet | None
    is_open: bool
    is_ready: bool
    is_briefing: bool = False
    is_policy: bool = False
    can_reopen: bool = True
    missed: str = Exercise.Missed.HOLD
    under_way: tuple[str, ...] = ()

    @property
    def left(self) -> int:
        """Points not spent; negative when the sheet costs too much."""
        return self.points - self.cost

    @property
    def over(self) -> int:
        return -self.left


def draft_of(seat: Seat, turn: Turn) -> OrderDraft:
    """The sheet of the seat in the turn."""
    return draft_from(OrderSheet.objects.filter(seat=seat, turn=turn).first() or OrderSheet(revision=0))


def draft_from(sheet: OrderSheet) -> OrderDraft:
    """The sheet as it was read or written."""
    return OrderDraft(sheet.revision, sheet.orders, sheet.is_ready)


def panel_of(
    at: SeatView, draft: OrderDraft, *, slot: int = 0, query: str = "", told: ToldSheet | None = None
) -> Panel:
    """The panel with the order `slot` (from 1) open; without one the last order is.

    `told` is what is told of these orders and of those on offer, None where it is still to be worked out.
    """
    choices = choices_of(at, draft.orders)
    options = choices.options
    cost = forecasts.cost(at.view, draft.orders)
    opened = slot if 1 <= slot <= len(draft.orders) else len(draft.orders)
    lines = tuple(
        replace(
            line_of(at.view.setting, row, number, is_open=number == opened),
            told=told.chosen[number - 1] if told else None,
        )
        for number, row in enumerate(draft.orders, 1)
    )
    return Panel(
        revision=draft.revision,
        points=at.view.points,
        cost=cost,
        lines=lines,
        composer=_composer(options[draft.orders[opened - 1]["kind"]], draft.orders[opened - 1], opened)
        if opened
        else None,
        catalogue=catalogue_of(choices, query, told),
        suggestions=suggestions_of(choices, at.view.points - cost, told),
        told=told,
        is_open=at.turn.is_open and not draft.is_ready and not at.seat.policy,
        is_briefing=at.turn.status == Turn.Status.BRIEFING,
        is_ready=draft.is_ready and at.turn.is_open,
        is_policy=bool(at.seat.policy) and at.turn.is_under_way,
        can_reopen=at.seat.exercise.allows_reopen,
        missed=at.seat.exercise.missed,
        under_way=perspectives.under_way(at.view),
    )


def told_beside(at: SeatView, draft: OrderDraft) -> ToldSheet:
    """What is told of the orders of a sheet, and of all that can be added to it."""
    return told_of(at, draft.orders, choices_of(at, draft.orders).rows())


def filled(at: SeatView, given: Rows, row: dict[str, str]) -> dict[str, str]:
    """A new order with what its author left open, as it was offered.

    An order that the seat is not offered stays as it is: the engine says what is wrong with it.
    """
    choices = choices_of(at, given)
    option = choices.options.get(row["kind"])
    if option is None:
        return row
    return dict(filled_in(option, given, choices.filled.get(row["kind"]), row))


def line_of(setting: Setting, row: Mapping[str, str], slot: int, *, is_open: bool) -> OrderLine:
    """An order in words, as lists show it."""
    spec = setting.order(row["kind"])
    level = next((level for level in spec.levels if level.key == row["level"]), spec.levels[0])
    parts = (
        level.name if len(spec.levels) > 1 else "",
        f"towards {row['target']}" if row["target"] else "",
        f"with {row['partner']}" if row["partner"] else "",
    )
    return OrderLine(
        slot=slot,
        kind=spec.kind,
        name=spec.name,
        icon=spec.icon or RESTING_ICON,
        summary=" · ".join(filter(None, parts)),
        target=row["target"],
        cost=level.cost,
        is_open=is_open,
    )


def _composer(option: OrderOption, row: Mapping[str, str], slot: int) -> OrderComposer:
    level = row["level"] or option.levels[0].key
    return OrderComposer(
        slot=slot,
        name=option.name,
        notice=option.notice,
        help=option.help,
        levels=tuple(OrderChoice(x.key, x.name, x.key == level, x.cost, x.help) for x in option.levels),
        targets=_codes(option.targets, row["target"]),
        partners=_codes(option.partners, row["partner"]),
        barred=option.barred,
    )


def _codes(codes: Sequence[str], chosen: str) -> tuple[OrderChoice, ...]:
    return tuple(OrderChoice(code, code, code == chosen) for code in codes)
