"""Translates what scripted seats decide by: the orders that they may give, their leanings, their record, replies to
force.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import fmean
from typing import NamedTuple

from wargame.engine.errors import SettingError
from wargame.engine.rules.game import need_of
from wargame.engine.scenario.interstate_events import TABLE, Stimulus
from wargame.engine.scenario.orders import OrderTables
from wargame.engine.scenario.rows import Rows
from wargame.engine.spec import CodesSpec, LeaningSpec, OrderSpec, RecordSpec, ScenarioSpec
from wargame.engine.spec.blocs import Bloc
from wargame.engine.spec.names import Names
from wargame.engine.spec.variants import variants
from wargame.engine.world.script_rows import (
    AimRow,
    CandidateRow,
    GoodwillClassRow,
    LeaningRow,
    RecordRow,
    ReplyRow,
    ScriptRow,
)

HEAVIEST = 1000.0
"""The largest weight of a leaning: sums over all orders of a seat, times a roll, then stay within 64 bits."""
PULL_OF_ONE = 1024
PER_ONE = 65536
LAST_MID_ACTION = 22


class WritableOrder(NamedTuple):
    """One order that a seat can give, by its names, and its row, in which the range of pulls is not filled in yet."""

    order: OrderSpec
    level: str
    target: str
    row: CandidateRow


@dataclass
class ScriptTables:
    """The rows of the scripted seats' tables, by the tables' names."""

    scripts: list[ScriptRow] = field(default_factory=list)
    candidates: list[CandidateRow] = field(default_factory=list)
    aims: list[AimRow] = field(default_factory=list)
    leanings: list[LeaningRow] = field(default_factory=list)
    pulls: list[int] = field(default_factory=list)
    fits: list[int] = field(default_factory=list)
    records: list[RecordRow] = field(default_factory=list)
    steps: list[GoodwillClassRow] = field(default_factory=list)


def compile_scripts(spec: ScenarioSpec, rows: Rows, orders: OrderTables) -> ScriptTables:
    """Return the tables of all scripted seats; a state that is no seat has empty ranges."""
    done = ScriptTables(steps=goodwill_classes_of(spec, rows.names))
    for state in spec.states:
        found = candidates_of(spec, rows, orders, state.code) if state.seat else []
        candidates_from, leanings_from, records_from = len(done.candidates), len(done.leanings), len(done.records)
        pulled: list[list[int]] = [[] for _ in found]
        add_leanings(spec, rows, state.code, found, done, pulled)
        add_record(spec, state.code, found, done, candidates_from)
        add_candidates(found, pulled, done)
        add_aims(found, candidates_from, len(spec.states), done)
        row = ScriptRow(
            candidates_from=candidates_from,
            candidates_to=len(done.candidates),
            leanings_from=leanings_from,
            leanings_to=len(done.leanings),
            records_from=records_from,
            records_to=len(done.records),
        )
        done.scripts.append(row)
    return done


def candidates_of(spec: ScenarioSpec, rows: Rows, orders: OrderTables, seat: str) -> list[WritableOrder]:
    """Return every order that a seat can give, grouped by the state that it faces, otherwise in the pack's order."""
    states, blocs = rows.names.states, rows.names.blocs
    actors = {incident.key: incident.actor for incident in spec.incidents}
    found = []
    for kind, order in enumerate(spec.orders):
        if seat not in order.seats:
            continue
        for level, target, partner in variants(order, seat):
            named, of_kind = (blocs.get(target, -1), blocs.get(partner, -1)), orders.orders[kind]
            level_row = of_kind.level_from + level
            faced = Bloc(target or actors.get(order.incident, "")).states
            row = candidate_row(order, level)._replace(
                kind=kind,
                target=named[0],
                partner=named[1],
                level_row=level_row,
                order_class=of_kind.order_class,
                faces=min((states[code] for code in faced), default=-1),
                price=order.price(order.levels[level], target, partner),
                need=rows.both(need_of(orders.needs, of_kind, states[seat], *named), orders.levels[level_row].need),
            )
            found.append(WritableOrder(order, order.levels[level].key, target, row))
    return sorted(found, key=lambda candidate: candidate.row.faces)


def candidate_row(order: OrderSpec, number: int) -> CandidateRow:
    """Return the row of a level without seat and target; its hardness is its severity less its Goldstein value."""
    level = order.levels[number]
    codes = level.codes or order.codes
    severity = round(level.severity * 1000)
    return CandidateRow(
        kind=-1,
        level=number,
        target=-1,
        partner=-1,
        level_row=-1,
        order_class=-1,
        faces=-1,
        price=-1,
        force=codes.mid_hostility,
        hardness=severity - round(codes.goldstein * 1000),
        first_turn=order.turns[0],
        last_turn=order.turns[1],
        need=0,
        intensity=severity,
        goodwill=int(is_goodwill(codes)),
        pulls_from=0,
        pulls_to=0,
    )


def is_goodwill(codes: CodesSpec) -> bool:
    """Return whether an act has a positive Goldstein value and is not militarised."""
    return codes.goldstein > 0 and codes.mid_hostility < 2


def goodwill_classes_of(spec: ScenarioSpec, names: Names) -> list[GoodwillClassRow]:
    """Return the classes whose orders are all goodwill, each with their mean Goldstein value in thousandths."""
    steps = []
    for number, order_class in enumerate(names.classes):
        orders = [order for order in spec.orders if order.order_class == order_class]
        codes = [level.codes or order.codes for order in orders for level in order.levels]
        if all(is_goodwill(code) for code in codes):
            size = round(1000 * fmean(code.goldstein for code in codes))
            steps.append(GoodwillClassRow(order_class=number, size=size))
    return steps


def add_candidates(found: Iterable[WritableOrder], pulled: Iterable[list[int]], done: ScriptTables) -> None:
    """Store candidates, each with the leanings that favour it."""
    for candidate, leanings in zip(found, pulled, strict=True):
        first = len(done.pulls)
        done.pulls += leanings
        done.candidates.append(candidate.row._replace(pulls_from=first, pulls_to=len(done.pulls)))


def add_aims(found: list[WritableOrder], begin: int, states: int, done: ScriptTables) -> None:
    """Store the range of the candidates that face nobody, then the range for each state."""
    for faced in range(-1, states):
        at = [begin + index for index, candidate in enumerate(found) if candidate.row.faces == faced]
        first, end = (at[0], at[-1] + 1) if at else (begin, begin)
        done.aims.append(AimRow(candidates_from=first, candidates_to=end))


def add_leanings(
    spec: ScenarioSpec, rows: Rows, seat: str, found: list[WritableOrder], done: ScriptTables, pulled: list[list[int]]
) -> None:
    """Store a seat's leanings.

    Each divides its weight among the candidates that it fits, and is added to `pulled` of each.
    """
    begin, own = len(done.candidates), 0
    for index, leaning in enumerate(spec.leanings):
        if leaning.seat != seat:
            continue
        path = f"leanings[{index}]"
        if not 0 < leaning.weight <= HEAVIEST:
            message = f"{leaning.weight:g} is outside 0..{HEAVIEST:g}."
            raise SettingError(f"{path}.weight", message, "Choose a weight above 0 within these bounds.")
        fitting = [number for number, candidate in enumerate(found) if fits(leaning, candidate)]
        if not fitting:
            raise SettingError(path, f"{seat} cannot give such an order.", "Name a kind, level and target it has.")
        pull = max(1, round(leaning.weight * PULL_OF_ONE / len(fitting)))
        first = len(done.fits)
        done.fits += [begin + number for number in fitting]
        first_turn, last_turn = leaning.turns
        row = LeaningRow(
            pull=pull,
            first_turn=first_turn,
            last_turn=last_turn,
            when=rows.known[leaning.when],
            fits_from=first,
            fits_to=len(done.fits),
        )
        done.leanings.append(row)
        for number in fitting:
            pulled[number].append(own)
        own += 1


def most_open(done: ScriptTables) -> int:
    """Count the candidates that leanings favour, for the seat that has most, and those that face one state.

    One favoured twice counts twice.
    """
    counted = [
        sum(leaning.fits_to - leaning.fits_from for leaning in done.leanings[script.leanings_from : script.leanings_to])
        for script in done.scripts
    ]
    return max(counted, default=0) + max(aim.candidates_to - aim.candidates_from for aim in done.aims)


def add_record(spec: ScenarioSpec, seat: str, found: list[WritableOrder], done: ScriptTables, begin: int) -> None:
    """Store what a state did historically, each act with the candidates that are the same act."""
    for record in spec.record:
        if record.seat == seat:
            first = len(done.fits)
            done.fits += [begin + number for number, candidate in enumerate(found) if fits(record, candidate)]
            done.records.append(RecordRow(turn=record.turn, fits_from=first, fits_to=len(done.fits)))


def fits(wanted: LeaningSpec | RecordSpec, candidate: WritableOrder) -> bool:
    """Return whether a candidate is the order that a leaning or the record names."""
    return (
        wanted.kind == candidate.order.kind
        and wanted.level in {"", candidate.level}
        and wanted.target in {"", candidate.target}
    )


def reply_rows() -> list[ReplyRow]:
    """Return the reply table by MID action number; an action without counts is never answered."""
    by_action = {row.action: reply_row(row) for row in TABLE}
    unanswered = ReplyRow(hostility=0, none=PER_ONE, lower=0, same=0, higher=0)
    return [by_action.get(action, unanswered) for action in range(LAST_MID_ACTION + 1)]


def reply_row(act: Stimulus) -> ReplyRow:
    """Return the counts of one act as a row: its hostility, and the share of each reply in 1/65536."""
    return ReplyRow(
        hostility=act.hostility,
        none=round(act.none * PER_ONE),
        lower=round(act.lower * PER_ONE),
        same=round(act.same * PER_ONE),
        higher=round(act.higher * PER_ONE),
    )
