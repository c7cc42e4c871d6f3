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
from wargame.exercises.models import Branch, Exercise, LedgerEntry, OrderSheet, Turn

Row = dict[str, Any]

_OUTCOMES = TypeAdapter(tuple[engine.Outcome, ...])
_ENTRY_FIELDS = tuple(name for name in engine.LedgerEntry._fields if name not in {"turn", "audience"})


@dataclass(frozen=True)
class Amounts:
    """A change in points, or in counts."""

    before: float
    delta: float
    after: float


@dataclass(frozen=True)
class TurnContext:
    """One turn with its scenario and its latest world, which an act or a page reads once and hands down.

    `world` is the one that the turn led to as soon as it has results, else the one on which it opened.
    """

    turn: Turn
    setting: engine.Setting
    content: opening.Content
    world: engine.World

    @property
    def exercise(self) -> Exercise:
        return self.turn.branch.exercise

    @property
    def last_turn(self) -> int:
        """Return the number of the scenario's last turn."""
        return len(self.setting.spec.turns)


@lru_cache(maxsize=16)
def _opened(version_id: int, content_hash: str) -> tuple[engine.Setting, opening.Content]:
    content = ScenarioVersion.objects.values_list("content", flat=True).get(pk=version_id)
    return opening.setting_of(content), opening.content_of(content)


@lru_cache(maxsize=16)
def _set_to(version_id: int, content_hash: str, dials: tuple[tuple[str, float], ...]) -> engine.Setting:
    return opening.with_dials(_opened(version_id, content_hash)[0], dict(dials))


def setting_of(exercise: Exercise) -> engine.Setting:
    """Return the compiled scenario with the exercise's dials, kept between calls."""
    return set_to(_version_of(exercise), exercise.dials)


def _version_of(exercise: Exercise) -> ScenarioVersion:
    """Return the exercise's version without its content, which is half a megabyte and kept between calls."""
    if not Exercise.scenario_version.is_cached(exercise):
        exercise.scenario_version = ScenarioVersion.objects.defer("content").get(pk=exercise.scenario_version_id)
    return exercise.scenario_version


def public_setting_of(exercise: Exercise) -> engine.Setting:
    """Return the compiled scenario as players reckon with it: what they bid on is set as the scenario has it."""
    secret = bid_dials(_version_of(exercise))
    return set_to(_version_of(exercise), {key: value for key, value in exercise.dials.items() if key not in secret})


def bid_dials(version: ScenarioVersion) -> frozenset[str]:
    """Return the keys of the dials on which players bid."""
    return frozenset(bid.dial for bid in content_of(version).bids)


def set_to(version: ScenarioVersion, dials: Mapping[str, float]) -> engine.Setting:
    """Return the compiled scenario with some dials set otherwise, kept between calls by version and dials."""
    if not dials:
        return setting_of_version(version)
    return _set_to(version.pk, version.content_hash, tuple(sorted(dials.items())))


def setting_of_version(version: ScenarioVersion) -> engine.Setting:
    """Return the compiled scenario as its author wrote it, for questions before there is an exercise."""
    return _opened(version.pk, version.content_hash)[0]


def content_of(version: ScenarioVersion) -> opening.Content:
    """Return the scenario's texts and map, kept between calls."""
    return _opened(version.pk, version.content_hash)[1]


def setting_for(turn: Turn) -> engine.Setting:
    """Return the setting of the exercise that the turn belongs to."""
    return setting_of(turn.branch.exercise)


def public_setting_for(turn: Turn) -> engine.Setting:
    """Return the setting with which players reckon in the exercise that the turn belongs to."""
    return public_setting_of(turn.branch.exercise)


def content_for(turn: Turn) -> opening.Content:
    """Return the texts and map of the exercise that the turn belongs to."""
    return content_of(_version_of(turn.branch.exercise))


def world_of(turn: Turn) -> engine.World:
    """Return the world at the opening of the turn; stored snapshots of older schemas are upgraded."""
    return worlds.decoded(setting_for(turn), turn.world)


def next_world_of(turn: Turn) -> engine.World | None:
    """Return the world that a turn of a class has led to, until the next turn opens on it."""
    return None if turn.next_world is None else worlds.decoded(setting_for(turn), turn.next_world)


def last_world_of(turn: Turn) -> Row | None:
    """Return the stored world that the last turn of a line has led to; None while its results are not public."""
    next_world = turn.next_world if turn.is_closed else None
    return turn.branch.final_world if next_world is None else next_world


def context_of(turn: Turn) -> TurnContext:
    """Read the scenario and the latest world of a turn."""
    world = next_world_of(turn) or world_of(turn)
    return TurnContext(turn, setting_for(turn), content_for(turn), world)


def context_before(exercise: Exercise, world: engine.World) -> TurnContext:
    """Return the context of an exercise in its lobby: a turn 0 that nobody stores, and the world of turn 1."""
    turn = Turn(branch=Branch(exercise=exercise), number=0, status=Turn.Status.CLOSED, **snapshot(world))
    return TurnContext(turn, setting_of(exercise), content_of(_version_of(exercise)), world)


def order_of(row: Mapping[str, str]) -> engine.Order:
    """One order from its stored or posted form; whether it is legal, the engine says later."""
    return engine.Order(
        kind=row["kind"], level=row.get("level", ""), target=row.get("target", ""), partner=row.get("partner", "")
    )


def sheet_of(rows: Iterable[Mapping[str, str]]) -> engine.Sheet:
    """Return a seat's orders in order of paying."""
    return tuple(order_of(row) for row in rows)


def order_row(outcome: engine.Outcome) -> Row:
    """Return the order of an outcome, as a sheet would hold it."""
    names = ("kind", "level", "target", "partner")
    return {name: getattr(outcome, name) for name in names}


def order_rows(sheet: engine.Sheet) -> list[Row]:
    """Return a sheet as it is stored."""
    return [
        {"kind": order.kind, "level": order.level, "target": order.target, "partner": order.partner} for order in sheet
    ]


def sheets_of(turn: Turn) -> dict[str, engine.Sheet]:
    """Return the orders of every seat by role; a draft counts, a seat without a sheet holds its position."""
    return sheets_in([turn])[turn.number]


def sheets_in(turns: Sequence[Turn]) -> dict[int, dict[str, engine.Sheet]]:
    """Return the orders of every seat in turns of one line, by number and role, in two queries."""
    if not turns:
        return {}
    seats = turns[0].branch.exercise.seats.order_by("role").values_list("role", flat=True)
    nothing: dict[str, engine.Sheet] = dict.fromkeys(seats, ())
    found = {turn.pk: dict(nothing) for turn in turns}
    for sheet in OrderSheet.objects.filter(turn__in=found).select_related("seat"):
        found[sheet.turn_id][sheet.seat.role] = sheet_of(sheet.orders)
    return {turn.number: found[turn.pk] for turn in turns}


def interventions_of(turn: Turn) -> engine.Interventions:
    """Return the interventions that people put into the turn beside the seats' orders."""
    return engine.interventions_of(turn.interventions)


def snapshot(world: engine.World) -> Row:
    """Return the columns of a turn that opens on this world."""
    return {
        "world": engine.encode(world),
        "engine_version": engine.ENGINE_VERSION,
        "schema_version": engine.SCHEMA_VERSION,
    }


def ledger_rows(turn: Turn, entries: Iterable[engine.LedgerEntry]) -> list[LedgerEntry]:
    """Return the engine's ledger of the turn as rows to be inserted."""
    return [
        LedgerEntry(
            turn=turn,
            audience=list(entry.audience),
            **{name: getattr(entry, name) for name in _ENTRY_FIELDS},
        )
        for entry in entries
    ]


def entries_of(turn: Turn) -> tuple[engine.LedgerEntry, ...]:
    """Return the stored ledger of the turn as engine values, with the accounts that seats saw among the events."""
    stored = LedgerEntry.objects.filter(turn=turn).values("audience", *_ENTRY_FIELDS)
    own = {"turn": turn.number}
    return tuple(engine.LedgerEntry(**row | own | {"audience": tuple(row["audience"])}) for row in stored)


def entry_rows(entries: Iterable[engine.LedgerEntry], *, is_exact: bool) -> list[Row]:
    """Ledger entries for readers: amounts in points where the engine counts in thousandths."""
    return [
        {name: value for name, value in entry._asdict().items() if name != "as_told"}
        | asdict(display_amounts(entry, is_exact=is_exact))
        for entry in entries
    ]


def display_amounts(entry: engine.LedgerEntry, *, is_exact: bool = True) -> Amounts:
    """Return the amounts of an entry as people read them."""
    shown = [display_amount(entry.variable, amount) for amount in (entry.before, entry.delta, entry.after)]
    return Amounts(*((one if is_exact else in_tenths(entry.variable, one)) or 0 for one in shown))


def display_amount(variable: str, amount: int) -> float | None:
    """Return a stored amount in points, per cent or US$ bn, or as it is where it is a count; None where it is
    masked."""
    if amount == engine.UNKNOWN:
        return None
    figure = engine.FIGURES[variable]
    return amount if figure.is_count else amount / figure.unit


def in_tenths(variable: str, shown: float | None) -> float | None:
    """Return a figure as files tell it to a seat: points in tenths, as pages and sentences write them.

    With thousandths, a reader could subtract the entries of a figure from its movement and find a small secret move,
    such as one by a dial on which players bid.
    """
    return shown if shown is None or not engine.FIGURES[variable].is_in_points else round(shown, 1)


def outcome_rows(outcomes: Iterable[engine.Outcome]) -> list[Row]:
    """Outcomes as they are stored."""
    return [asdict(outcome) for outcome in outcomes]


def outcomes_of(turn: Turn) -> tuple[engine.Outcome, ...]:
    """Return the stored outcomes of the turn as engine values."""
    return _OUTCOMES.validate_python(turn.outcomes)
