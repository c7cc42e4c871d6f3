"""The rows of a compiled scenario's tables, one class each: its fields are the table's columns, in order.

A rule reads a column by its name, `tables.orders[kind].first_turn`, plain and compiled: the compiled build takes names
and order from these classes, so a new field is all that a new column needs. Ranges are half open: `*_from` to `*_to`.
"""

from typing import NamedTuple


class ClauseRow(NamedTuple):
    """A clause holds when low <= cell <= high; clauses up to one with `last` are alternatives."""

    cell: int
    low: int
    high: int
    last: int


class ConditionRow(NamedTuple):
    """A condition is a range of clauses; condition 0 is empty and always holds."""

    clause_from: int
    clause_to: int


class ModifierRow(NamedTuple):
    """What is added to a chance, a weight or a score while a condition holds."""

    add: int
    when: int


class EffectRow(NamedTuple):
    """The cells of an effect: `base` alone (`who` is NOBODY), base + i * stride, or base + i * stride + j."""

    base: int
    stride: int
    who: int
    towards: int
    amount: int
    habituates: int
    when: int


class OrderRow(NamedTuple):
    """An order kind; `claimed_by` and `seats` are bit masks of states, `place` one of places."""

    order_class: int
    visibility: int
    detection_chance: int
    claimed_by: int
    seats: int
    first_turn: int
    last_turn: int
    need_at: int
    need_by_actor: int
    need_by_target: int
    need_by_partner: int
    level_from: int
    base_chance: int
    modifier_from: int
    modifier_to: int
    effect_from: int
    effect_to: int
    success_from: int
    success_to: int
    failure_from: int
    failure_to: int
    place: int


class LevelRow(NamedTuple):
    """A level of an order kind; `later_row` is -1 without later effects, `commits` to `suspends` are tags."""

    cost: int
    severity: int
    effect_from: int
    effect_to: int
    mid_action: int
    commits: int
    backs_down: int
    stands_firm: int
    supports: int
    coerces: int
    matches: int
    eases: int
    sends_arms: int
    sends_technology: int
    proposes: int
    tends: int
    suspends: int
    covers: int
    agreement: int
    later_row: int
    ordered_from: int
    ordered_to: int
    worked_from: int
    worked_to: int


class LaterRow(NamedTuple):
    """The later effects of a level, and where its turns begin in `due`."""

    kind: int
    level: int
    effect_from: int
    effect_to: int
    due_from: int


class NoteRow(NamedTuple):
    """What to note for conditions when an order of a level is given, or works: by whom and at whom."""

    seat: int
    target: int
    cell: int
    value: int


class IncidentRow(NamedTuple):
    """An incident: between whom, who claims its place (a bit mask), and where its stages begin."""

    actor: int
    target: int
    claimants: int
    stage_from: int
    site: int


class StageRow(NamedTuple):
    """A stage of an incident and the transitions that lead on from it."""

    hostility: int
    transition_from: int
    transition_to: int


class TransitionRow(NamedTuple):
    """A transition: the stage that it leads to, counted from the incident's first, and its weight."""

    to_stage: int
    weight: int
    first_turn: int
    last_turn: int
    accident: int
    modifier_from: int
    modifier_to: int
    effect_from: int
    effect_to: int


class InjectRow(NamedTuple):
    """An inject: when it may happen, how likely, and what it does."""

    when: int
    first_turn: int
    last_turn: int
    chance: int
    effect_from: int
    effect_to: int


class EndingRow(NamedTuple):
    """An ending: its condition, and whether it is asked every turn."""

    when: int
    immediate: int


class ObjectiveRow(NamedTuple):
    """An objective of a seat; `cell` is -1 where no variable counts."""

    seat: int
    weight: int
    base: int
    cell: int
    low: int
    high: int
    modifier_from: int
    modifier_to: int


class AgreementRow(NamedTuple):
    """An agreement: its parties and the places that it leaves out as bit masks, and what it obliges to."""

    parties: int
    defence: int
    consultation: int
    excludes: int


class StateRow(NamedTuple):
    """A state: its order points a turn, its openness in 1/1024, and whether it is a seat."""

    allowance: int
    openness: int
    is_seat: int


class CellRow(NamedTuple):
    """The range of a cell of the world, and its value at the opening."""

    lowest: int
    highest: int
    opening: int


class StepRow(NamedTuple):
    """A class of orders that are all goodwill, and their mean Goldstein value (milli)."""

    order_class: int
    size: int


class ScriptRow(NamedTuple):
    """A state's script: where its candidates, its leanings and its record stand."""

    candidates_from: int
    candidates_to: int
    leanings_from: int
    leanings_to: int
    records_from: int
    records_to: int


class CandidateRow(NamedTuple):
    """An order as it stands on a sheet, the state it faces, and what a scripted seat weighs it by."""

    kind: int
    level: int
    target: int
    partner: int
    faces: int
    price: int
    force: int
    intensity: int
    hardness: int
    goodwill: int
    pulls_from: int
    pulls_to: int


class AimRow(NamedTuple):
    """The candidates of a seat that face nobody, then each state: row seat * (states + 1) + 1 + faced."""

    candidates_from: int
    candidates_to: int


class LeaningRow(NamedTuple):
    """A leaning of a scripted seat: how much it pulls, when, and to which candidates (a range of `fits`)."""

    pull: int
    first_turn: int
    last_turn: int
    when: int
    fits_from: int
    fits_to: int


class RecordRow(NamedTuple):
    """An order on record: its turn, and the candidates that are that order (a range of `fits`)."""

    turn: int
    fits_from: int
    fits_to: int


class ReplyRow(NamedTuple):
    """How often an act, by its MID action number, was answered: its hostility, then shares in 1/65536."""

    hostility: int
    none: int
    lower: int
    same: int
    higher: int
