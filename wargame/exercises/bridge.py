"""The one file that speaks rows and engine values: what is stored on one side, what the rules take on the other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from scenarios import opening
from scenarios.models import ScenarioVersion
from wargame import engine
from wargame.exercises import worlds
from wargame.exercises.models import LedgerEntry, OrderSheet, Seat, Turn

Barred = engine.Barred
Briefing = opening.Briefing
Content = opening.Content
Draw = engine.Draw
EffectSpec = engine.EffectSpec
Entry = engine.LedgerEntry
ExpectedEffect = engine.ExpectedEffect
ObjectiveSpec = engine.ObjectiveSpec
Odds = engine.Odds
Offer = engine.Offer
OrderOption = engine.OrderOption
OrderSpec = engine.OrderSpec
Outcome = engine.Outcome
OutcomeOption = engine.OutcomeOption
Perspective = engine.Perspective
Preview = engine.Preview
Problem = engine.Problem
Interventions = engine.Interventions
Reason = engine.Reason
Ruled = engine.Ruled
Ruling = engine.Ruling
Shift = engine.Shift
ScenarioSpec = engine.ScenarioSpec
Score = engine.ObjectiveScore
Setting = engine.Setting
SettingError = engine.SettingError
TurnSpec = engine.TurnSpec
World = engine.World
Row = dict[str, Any]
briefing = opening.briefing
draw_behind = engine.draw_behind
offers = engine.offers
options = engine.options
outlet_for = opening.outlet_for

RECORD_RUNS = 20
"""How often the orders of the record are played out for the line beside the charts."""

_OUTCOMES = TypeAdapter(tuple[engine.Outcome, ...])
_ENTRY_FIELDS = tuple(name for name in engine.LedgerEntry._fields if name not in {"turn", "audience"})

COUNTS = engine.COUNTS
"""Variables in whole numbers; everything else is in thousandths of a point."""


@dataclass(frozen=True)
class Amounts:
    """A change in points, or in counts."""

    before: float
    delta: float
    after: float


@lru_cache(maxsize=16)
def _opened(version_id: int, content_hash: str) -> tuple[engine.Setting, opening.Content]:
    content = ScenarioVersion.objects.values_list("content", flat=True).get(pk=version_id)
    return opening.setting_of(content), opening.content_of(content)


def warm(*, block: bool = False) -> str:
    """Makes the compiled rules ready, in the background unless `block`; says in words how rollouts run by now."""
    engine.warm(block)
    return engine.build_status()


def setting_of(version: ScenarioVersion) -> engine.Setting:
    """The compiled scenario, kept between calls; the version's content is read from the database once."""
    return _opened(version.pk, version.content_hash)[0]


def content_of(version: ScenarioVersion) -> opening.Content:
    """The scenario's texts and map, kept between calls."""
    return _opened(version.pk, version.content_hash)[1]


def setting_for(turn: Turn) -> engine.Setting:
    """The setting of the exercise that the turn belongs to."""
    return setting_of(_version(turn))


def content_for(turn: Turn) -> opening.Content:
    """The texts and map of the exercise that the turn belongs to."""
    return content_of(_version(turn))


def world_of(turn: Turn) -> engine.World:
    """The world at the opening of the turn; stored snapshots of older schemas are upgraded."""
    return worlds.decoded(setting_for(turn), turn.world)


def next_world_of(turn: Turn) -> engine.World | None:
    """The world that a turn of a class has led to, until the next turn opens on it."""
    return None if turn.next_world is None else worlds.decoded(setting_for(turn), turn.next_world)


def view_of(turn: Turn, seat: Seat) -> engine.Perspective:
    """What the seat may know at the opening of the turn."""
    return worlds.seen_by(setting_for(turn), turn.world, seat.role)


def truth_of(turn: Turn) -> engine.Perspective:
    """Everything at the opening of the turn: for the white cell and for finished solo exercises."""
    return worlds.in_truth(setting_for(turn), turn.world)


def common_view_of(turn: Turn) -> engine.Perspective:
    """What everybody knows at the opening of the turn."""
    return worlds.in_common(setting_for(turn), turn.world)


def final_view_of(turn: Turn, seat: Seat, *, may_know_all: bool) -> engine.Perspective | None:
    """The world that the last turn of a line has led to: its end, or what a class looks at before it goes on.

    None while the turn has no results that the seat may know of.
    """
    stored = turn.next_world if turn.is_closed else None
    stored = turn.branch.final_world if stored is None else stored
    if stored is None:
        return None
    setting = setting_for(turn)
    return worlds.in_truth(setting, stored) if may_know_all else worlds.seen_by(setting, stored, seat.role)


def points(view: engine.Perspective, variable: str, who: str, towards: str = "") -> float | None:
    """A figure of a state, or of a pair of states, in points; None where the view does not hold it."""
    place = view.setting.codes.index
    cell = (place(who), place(towards)) if towards else (place(who),)
    return shown_amount(variable, int(getattr(view.world, variable)[cell]))


def stage(view: engine.Perspective, incident: str) -> str:
    """The key of the stage that an incident is in; "" where the view does not hold it."""
    index = view.setting.names.incidents[incident]
    number = int(view.world.incident[index, 0])
    return "" if number == engine.UNKNOWN else view.setting.spec.incidents[index].stages[number].key


def record_runs(version: ScenarioVersion) -> tuple[tuple[engine.Perspective, ...], ...]:
    """The record's orders played out from different dice; each run holds the worlds before turn 1 and after each turn.

    Empty where the scenario has no record. The dice are those of no exercise.
    """
    return _record_runs(version.pk, version.content_hash)


@lru_cache(maxsize=16)
def _record_runs(version_id: int, content_hash: str) -> tuple[tuple[engine.Perspective, ...], ...]:
    setting = _opened(version_id, content_hash)[0]
    if not setting.spec.record:
        return ()
    return tuple(_record_run(setting, seed) for seed in range(RECORD_RUNS))


def _record_run(setting: engine.Setting, seed: int) -> tuple[engine.Perspective, ...]:
    world = engine.opening_world(setting, seed)
    worlds = [world]
    for _ in setting.spec.turns:
        if not int(world.clock[1]):
            views = {code: engine.perspective(setting, world, code) for code in setting.seats}
            sheets = {code: engine.choose("historical", view, seed).sheet for code, view in views.items()}
            world = engine.advance(setting, world, sheets, seed)
        worlds.append(world)
    return tuple(engine.full_truth(setting, one) for one in worlds)


def standbys(setting: engine.Setting) -> dict[str, str]:
    """The policy that sits on each seat of a new exercise while no person does, by role."""
    return {state.code: engine.affordable(state.policy) for state in setting.spec.states if state.seat}


def cost(view: engine.Perspective, rows: Iterable[Mapping[str, str]]) -> int:
    """What a sheet costs in order points."""
    return engine.cost(view, sheet_of(rows))


def preview(view: engine.Perspective, rows: Iterable[Mapping[str, str]], slot: int, seed: int) -> engine.Preview:
    """What the order in the slot (from 0) may do, from what the seat knows."""
    return engine.preview(view, sheet_of(rows), slot, seed)


def outlook(
    view: engine.Perspective, rows: Iterable[Mapping[str, str]], seed: int
) -> tuple[engine.ExpectedEffect, ...]:
    """How far figures may move in the turn with the whole sheet, from what the seat knows."""
    return engine.outlook(view, sheet_of(rows), seed)


def scores(view: engine.Perspective) -> tuple[engine.ObjectiveScore, ...]:
    """How far the seat of the view has come with its objectives; in full truth, how far every seat has."""
    return engine.scores(view.setting, view.world, view.seat)


def order_of(row: Mapping[str, str]) -> engine.Order:
    """One order from its stored or posted form; whether it is legal, the engine says later."""
    return engine.Order(
        kind=row["kind"], level=row.get("level", ""), target=row.get("target", ""), partner=row.get("partner", "")
    )


def sheet_of(rows: Iterable[Mapping[str, str]]) -> engine.Sheet:
    """A seat's orders in order of paying."""
    return tuple(order_of(row) for row in rows)


def order_row(outcome: engine.Outcome) -> Row:
    """The order that an outcome tells of, as a sheet would hold it."""
    names = ("kind", "level", "target", "partner")
    return {name: getattr(outcome, name) for name in names}


def order_rows(sheet: engine.Sheet) -> list[Row]:
    """A sheet as it is stored."""
    return [
        {"kind": order.kind, "level": order.level, "target": order.target, "partner": order.partner} for order in sheet
    ]


def check_condition(version: ScenarioVersion, clauses: Iterable[str]) -> None:
    """Refuses, with `SettingError`, what is no condition of the scenario."""
    engine.check_condition(setting_of(version), tuple(clauses))


def judge(turns: Sequence[Turn], clauses: Iterable[str], world: engine.World) -> bool:
    """Whether a condition holds at the end of the last of these turns (1, 2, ...), on the world that it led to."""
    played = [outcomes_of(turn) for turn in turns]
    return engine.judge(setting_for(turns[-1]), tuple(clauses), world, played)


def sheets_of(turn: Turn) -> dict[str, engine.Sheet]:
    """The orders of every seat by role; a draft counts, a seat without a sheet holds its position."""
    seats = turn.branch.exercise.seats.order_by("role").values_list("role", flat=True)
    sheets: dict[str, engine.Sheet] = dict.fromkeys(seats, ())
    for sheet in OrderSheet.objects.filter(turn=turn).select_related("seat"):
        sheets[sheet.seat.role] = sheet_of(sheet.orders)
    return sheets


def interventions_of(turn: Turn) -> engine.Interventions:
    """What people put into the turn beside the seats' orders."""
    return engine.interventions_of(turn.interventions)


def snapshot(world: engine.World) -> Row:
    """The columns of a turn that opens on this world."""
    return {
        "world": engine.encode(world),
        "engine_version": engine.ENGINE_VERSION,
        "schema_version": engine.SCHEMA_VERSION,
    }


def ledger_rows(turn: Turn, entries: Iterable[engine.LedgerEntry]) -> list[LedgerEntry]:
    """The engine's ledger of the turn as rows to be inserted."""
    return [
        LedgerEntry(
            turn=turn,
            audience=list(entry.audience),
            **{name: getattr(entry, name) for name in _ENTRY_FIELDS},
        )
        for entry in entries
    ]


def entries_of(turn: Turn) -> tuple[engine.LedgerEntry, ...]:
    """The stored ledger of the turn as engine values."""
    return tuple(
        engine.LedgerEntry(
            turn=turn.number,
            audience=tuple(row.audience),
            **{name: getattr(row, name) for name in _ENTRY_FIELDS},
        )
        for row in LedgerEntry.objects.filter(turn=turn)
    )


def known_entries(turn: Turn, seat: Seat, *, may_know_all: bool) -> tuple[engine.LedgerEntry, ...]:
    """The ledger of the turn as far as the seat may know it; nothing while only the white cell has results."""
    if not turn.is_closed:
        return ()
    entries = entries_of(turn)
    return entries if may_know_all else engine.known_entries(entries, seat.role)


def entry_rows(entries: Iterable[engine.LedgerEntry]) -> list[Row]:
    """Ledger entries for readers: amounts in points where the engine counts in thousandths."""
    return [entry._asdict() | asdict(shown_amounts(entry)) for entry in entries]


def shown_amounts(entry: engine.LedgerEntry) -> Amounts:
    """The amounts of an entry as people read them."""
    return Amounts(*(shown_amount(entry.variable, amount) or 0 for amount in (entry.before, entry.delta, entry.after)))


def shown_amount(variable: str, amount: int) -> float | None:
    """A stored amount in points, or as it is where the variable is a count; None where it is masked."""
    if amount == engine.UNKNOWN:
        return None
    return amount if variable in COUNTS else amount / 1000


def outcome_rows(outcomes: Iterable[engine.Outcome]) -> list[Row]:
    """Outcomes as they are stored."""
    return [asdict(outcome) for outcome in outcomes]


def outcomes_of(turn: Turn) -> tuple[engine.Outcome, ...]:
    """The stored outcomes of the turn as engine values."""
    return _OUTCOMES.validate_python(turn.outcomes)


def known_outcomes(turn: Turn, seat: Seat | None, *, may_know_all: bool) -> tuple[engine.Outcome, ...]:
    """The outcomes of the turn as far as the seat (None: everybody) may know them; none while they are in review."""
    if not turn.is_closed:
        return ()
    outcomes = outcomes_of(turn)
    if may_know_all:
        return engine.told_outcomes(outcomes)
    if seat is None:
        return engine.common_outcomes(setting_for(turn), outcomes)
    return engine.known_outcomes(outcomes, seat.role)


def under_way(view: engine.Perspective) -> tuple[str, ...]:
    """What the seat of the view knows to be under way, in sentences without a full stop."""
    return tuple(engine.under_way(view.setting, item) for item in view.under_way)


def options_of(turn: Turn, seat: Seat) -> tuple[engine.OrderOption, ...]:
    """The orders that the seat is offered in the turn."""
    return engine.options(view_of(turn, seat))


def _version(turn: Turn) -> ScenarioVersion:
    return turn.branch.exercise.scenario_version
