"""The order panel of a seat: the sheet, the order being edited, the catalogue, what the rules object to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from wargame.engine.values import Barred, Bloc, OrderOption, Setting, SeveralSpec
from wargame.exercises import access, forecasts, perspectives
from wargame.exercises.access import rows
from wargame.exercises.models import Exercise, OrderSheet, Seat, Turn
from wargame.exercises.orders.selectors import page_forecasts
from wargame.exercises.orders.selectors.catalogue import (
    GROUPS,
    NO_CHOICES,
    Catalogue,
    Choices,
    Suggestion,
    catalogue_of,
    choices_of,
    filled_in,
    group_of,
    suggestions_of,
)
from wargame.exercises.orders.selectors.page_forecasts import PageForecasts, key_of
from wargame.exercises.orders.selectors.staff import StaffBox, questions_in, staff_box_of
from wargame.exercises.situation.selectors.seat_view import SeatView

Rows = Sequence[Mapping[str, str]]
RESTING_ICON = "circle"


@dataclass(frozen=True)
class OrderDraft:
    """A sheet as it is stored; revision 0 and no orders when there is none yet.

    `is_told` says that the forecast of these orders is kept with them.
    """

    revision: int
    orders: Rows
    is_ready: bool
    is_told: bool = False


@dataclass(frozen=True)
class OrderLine:
    """One order of the sheet; `slot` counts from 1, `told` is None until it has been worked out.

    `label` is its name where there is little room.
    """

    slot: int
    kind: str
    name: str
    label: str
    icon: str
    summary: str
    target: str
    cost: int
    is_open: bool
    told: forecasts.Forecast | None = None


@dataclass(frozen=True)
class OrderChoice:
    """One value of a level, a target or a partner; `told` is the forecast of the order with it."""

    value: str
    label: str
    is_chosen: bool
    told: forecasts.Forecast | None
    cost: int = 0
    help: str = ""


@dataclass(frozen=True)
class OrderComposer:
    """The order being edited; a list of choices is empty where nothing can be chosen.

    `kinds` are those that may take its place, in the groups of the catalogue, with its own. `several_targets` and
    `several_partners` say how many states it may name together, None where one: of these several may be chosen.
    `is_told` says whether its choices have forecasts; `barred` are states that cannot be targets now, and why.
    """

    slot: int
    name: str
    notice: str
    help: str
    kinds: tuple[tuple[str, tuple[OrderChoice, ...]], ...]
    levels: tuple[OrderChoice, ...]
    targets: tuple[OrderChoice, ...]
    partners: tuple[OrderChoice, ...]
    is_told: bool
    barred: tuple[Barred, ...] = ()
    several_targets: SeveralSpec | None = None
    several_partners: SeveralSpec | None = None

    @property
    def level_help(self) -> str:
        """The meaning of the chosen level, "" where the kind says it all."""
        return next((level.help for level in self.levels if level.is_chosen), "")


@dataclass(frozen=True)
class Panel:
    """Everything in the order region; `under_way` says what earlier orders, of anybody, are still to take effect.

    `is_policy`: a policy has the seat, people can give it no orders. `can_reopen`: submitted orders can be taken back.
    `has_figures`: each order says what it does for the aims. `missed` is what a seat does for which nobody has written
    anything by the close, "hold" or "policy".
    """

    revision: int
    points: int
    cost: int
    lines: tuple[OrderLine, ...]
    composer: OrderComposer | None
    catalogue: Catalogue
    suggestions: tuple[Suggestion, ...]
    told: PageForecasts | None
    is_open: bool
    is_ready: bool
    is_briefing: bool = False
    is_policy: bool = False
    can_reopen: bool = True
    has_figures: bool = False
    staff: StaffBox | None = None
    missed: str = Exercise.Missed.HOLD
    under_way: tuple[str, ...] = ()

    @property
    def left(self) -> int:
        """Points not spent; negative when the sheet costs too much."""
        return self.points - self.cost

    @property
    def over(self) -> int:
        return -self.left

    @property
    def version(self) -> str:
        """A word that changes when the region of the panel does, within a state of the turn."""
        return _version(self.revision, len(self.staff.answers) if self.staff else 0)

    @property
    def awaits_forecasts(self) -> bool:
        """Tell if a page of these orders asks, once it is shown, for their forecasts."""
        return not self.told or (self.composer is not None and not self.composer.is_told)

    @property
    def added(self) -> str:
        """The words that are read aloud of the last order once it was added."""
        if not self.lines:
            return ""
        points = f"{self.left} of {self.points} points left" if self.left >= 0 else f"{self.over} points too many"
        return f"{self.lines[-1].name} is order {self.lines[-1].slot}, {points}."


def draft_of(seat: Seat, turn: Turn) -> OrderDraft:
    """Return the sheet of the seat in the turn."""
    sheets = rows.where(OrderSheet, turn_id=turn.pk, seat_id=seat.pk)
    return draft_from(sheets[0] if sheets else OrderSheet(revision=0))


def draft_from(sheet: OrderSheet) -> OrderDraft:
    """Return the sheet as it was read or written."""
    return OrderDraft(sheet.revision, sheet.orders, sheet.is_ready, sheet.told is not None)


def panel_of(
    at: SeatView, draft: OrderDraft, *, slot: int = 0, query: str = "", told: PageForecasts | None = None
) -> Panel:
    """Return the panel with the order `slot` (from 1) open; without one the last order is.

    `told` is the forecast of these orders and of those on offer, None where it is still to be worked out.
    """
    is_open = at.turn.is_open and not draft.is_ready and not at.seat.policy
    cost, opened = forecasts.cost(at.view, draft.orders), _opened(draft, slot)
    lines = tuple(
        replace(
            line_of(at.view.setting, row, number, is_open=number == opened),
            told=told.chosen[number - 1] if told else None,
        )
        for number, row in enumerate(draft.orders, 1)
    )
    # A seat that can give no orders gets no offers.
    choices = choices_of(at, draft.orders) if is_open else NO_CHOICES
    return Panel(
        revision=draft.revision,
        points=at.view.points,
        cost=cost,
        lines=lines,
        composer=_composer(at, choices, draft.orders, opened) if is_open and opened else None,
        catalogue=catalogue_of(choices, query, told),
        suggestions=suggestions_of(choices, at.view.points - cost, told),
        told=told,
        is_open=is_open,
        is_briefing=at.turn.status == Turn.Status.BRIEFING,
        is_ready=draft.is_ready and at.turn.is_open,
        is_policy=bool(at.seat.policy) and at.turn.is_under_way,
        can_reopen=at.seat.exercise.allows_reopen,
        has_figures=access.shows_figures(at.seat.exercise),
        staff=staff_box_of(at, draft.orders, has_sheet=draft.revision > 0),
        missed=at.seat.exercise.missed,
        under_way=perspectives.under_way(at.view),
    )


def region_version_of(seat: Seat, turn: Turn, draft: OrderDraft) -> str:
    """Return a word that changes when the order region of a seat does: its sheet, or its questions to the staff."""
    return _version(draft.revision, questions_in(seat, turn) if draft.revision else 0)


def _version(revision: int, asked: int) -> str:
    return f"{revision}.{asked}" if asked else f"{revision}"


def lines_of(setting: Setting, rows: Rows) -> tuple[OrderLine, ...]:
    """Return the orders of a sheet in words, for people who give none: they have no forecasts."""
    return tuple(line_of(setting, row, number, is_open=False) for number, row in enumerate(rows, 1))


def forecasts_beside(at: SeatView, draft: OrderDraft, slot: int = 0) -> PageForecasts:
    """Return the forecasts of the orders of a sheet, and of all that can be added to it.

    The ways to give the order in `slot` (from 1; the last one without) get theirs too, and are cached for its composer.
    """
    choices = choices_of(at, draft.orders)
    opened = _opened(draft, slot)
    if opened:
        row = draft.orders[opened - 1]
        if ways := _ways(choices.options[row["kind"]], row):
            page_forecasts.ways_of(at, draft.orders, opened, ways)
    return page_forecasts.page_forecasts_of(at, draft.orders, choices.rows())


def offered_beside(at: SeatView, given: Rows) -> Rows:
    """Return every order that can be added to a sheet, each as a click would add it."""
    return choices_of(at, given).rows()


def _opened(draft: OrderDraft, slot: int) -> int:
    """Return the slot (from 1) of the open order: the one that the page wants, else the last; 0 without orders."""
    return slot if 1 <= slot <= len(draft.orders) else len(draft.orders)


def filled(at: SeatView, given: Rows, row: dict[str, str]) -> dict[str, str]:
    """Return a new order with the parts that its author left open, as it was offered.

    An order that the seat is not offered stays as it is: the engine says what is wrong with it.
    """
    choices = choices_of(at, given)
    option = choices.options.get(row["kind"])
    if option is None:
        return row
    return dict(filled_in(option, given, choices.filled.get(row["kind"]), row))


def line_of(setting: Setting, row: Mapping[str, str], slot: int, *, is_open: bool) -> OrderLine:
    """Return an order in words, as lists show it."""
    spec = setting.order(row["kind"])
    level = next((level for level in spec.levels if level.key == row["level"]), spec.levels[0])
    parts = (
        level.name if len(spec.levels) > 1 or spec.on_list else "",
        f"towards {Bloc(row['target']).listed}" if row["target"] else "",
        f"with {Bloc(row['partner']).listed}" if row["partner"] else "",
    )
    return OrderLine(
        slot=slot,
        kind=spec.kind,
        name=spec.name,
        label=spec.label,
        icon=spec.icon or RESTING_ICON,
        summary=" · ".join(filter(None, parts)),
        target=row["target"],
        cost=spec.price(level, row["target"], row["partner"]),
        is_open=is_open,
    )


def _composer(at: SeatView, choices: Choices, rows: Rows, slot: int) -> OrderComposer:
    option = choices.options[rows[slot - 1]["kind"]]
    row = {**rows[slot - 1], "level": rows[slot - 1]["level"] or option.levels[0].key}
    told = page_forecasts.cached_ways_of(at, rows, slot)

    def choice(field: str, value: str, label: str, cost: int = 0, said: str = "") -> OrderChoice:
        way = told.get(key_of({**row, field: value})) if told else None
        return OrderChoice(value, label, value == row[field], way, cost, said)

    def named(field: str, blocs: Sequence[str], several: SeveralSpec | None) -> tuple[OrderChoice, ...]:
        if several is None:
            return tuple(choice(field, code, code) for code in blocs)
        chosen = Bloc(row[field]).states
        each = ((code, choice(field, with_one_more(row[field], code), code)) for code in states_in(blocs))
        return tuple(replace(one, value=code, is_chosen=code in chosen) for code, one in each)

    return OrderComposer(
        slot=slot,
        name=option.name,
        notice=option.notice,
        help=option.help,
        kinds=_kinds(choices, option),
        levels=tuple(
            choice("level", level.key, level.name, option.price(level, row["target"], row["partner"]), level.help)
            for level in option.levels
        ),
        targets=named("target", option.targets, option.several_targets),
        partners=named("partner", option.partners, option.several_partners),
        is_told=told is not None or not _ways(option, row),
        barred=option.barred,
        several_targets=option.several_targets,
        several_partners=option.several_partners,
    )


def states_in(blocs: Sequence[str]) -> tuple[str, ...]:
    """Return the codes of all states that stand in these blocs, each once."""
    return tuple(dict.fromkeys(code for bloc in blocs for code in Bloc(bloc).states))


def with_one_more(bloc: str, code: str) -> str:
    """Return a bloc with one more state, the same where it names that already."""
    return Bloc.of((*Bloc(bloc).states, code))


def _kinds(choices: Choices, own: OrderOption) -> tuple[tuple[str, tuple[OrderChoice, ...]], ...]:
    """Return the kinds that may stand in the place of an order, its own among them, in the groups of the catalogue."""
    found = [option for option in choices.options.values() if option.kind in choices.filled or option is own]
    groups = (
        (name, tuple(OrderChoice(x.kind, x.name, x is own, None) for x in found if group_of(x) == key))
        for key, name in GROUPS
    )
    return tuple((name, group) for name, group in groups if group)


def _ways(option: OrderOption, row: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the ways to give an order that one choice away leads to, and the order itself; none without a choice."""
    row = {**row, "level": row["level"] or option.levels[0].key}
    values = {
        "level": [level.key for level in option.levels],
        "target": _open_to(row["target"], option.targets, option.several_targets),
        "partner": _open_to(row["partner"], option.partners, option.several_partners),
    }
    return [{**row, field: value} for field, open_ in values.items() if len(open_) > 1 for value in open_]


def _open_to(bloc: str, blocs: Sequence[str], several: SeveralSpec | None) -> list[str]:
    """Return the blocs that one choice leads to: each of them, or where several may be chosen those with one more."""
    if several is None:
        return list(blocs)
    return [more for code in states_in(blocs) if (more := with_one_more(bloc, code)) in blocs]
