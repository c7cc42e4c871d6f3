"""The rows of a compiled scenario's tables, one class for each table; its fields are the columns, in order.

A rule reads a column by its name, `tables.orders[kind].first_turn`, in plain Python and compiled. The compiled build
takes names and order from these classes, so a new column needs nothing but a new field. Ranges are half open: from
`*_from` up to, but without, `*_to`.
"""

from typing import NamedTuple


class ClauseRow(NamedTuple):
    """A comparison that holds when low <= cell <= high.

    Clauses up to one with `last`, and that one, are alternatives. `seen` is what `Tables.seen` has of the cell, 0 for a
    fact of the turn, which no seat knows while it decides.
    """

    cell: int
    low: int
    high: int
    last: int
    seen: int


class ConditionRow(NamedTuple):
    """A condition is a range of clauses; condition 0 is empty and always holds."""

    clause_from: int
    clause_to: int


class ModifierRow(NamedTuple):
    """An amount that is added to a chance, a weight or a score while its condition holds.

    `truth` is the hidden truth for which the condition asks, -1 for none.
    """

    add: int
    when: int
    truth: int


class EffectRow(NamedTuple):
    """The cells that an effect changes: `base` alone (`who` is NOBODY), base + i * stride, or base + i * stride + j.

    The amount is drawn up to `spread` above or below, by the die of its `serial`. `truth` is the hidden truth for which
    the condition asks, or into which the effect lets a state look, `right` in 65536; -1 for none. `twin` is the effect
    with the same words that comes in the opposite case, -1 for none.
    """

    base: int
    stride: int
    who: int
    towards: int
    amount: int
    habituates: int
    when: int
    spread: int
    serial: int
    truth: int
    twin: int
    right: int


class OrderRow(NamedTuple):
    """An order kind. `claimed_by` and `seats` are bit masks of states, `place` of places; `each_target` and
    `each_partner` are what each state beyond the first costs. `truths` are the hidden truths on which its chance
    depends, `known_to` the states that notice it though it is private (bit masks).
    """

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
    each_target: int
    each_partner: int
    truths: int
    known_to: int


class LevelRow(NamedTuple):
    """A level of an order kind. `later_row` is -1 without later effects; the columns `commits` to `suspends` are tags
    (0 or 1). `need` is a condition of this level alone; `on_list` is -1 where it sets no rate on a list, and `rate` is
    -1 where it only withdraws what was announced. `is_force` (0 or 1): a pledge of no force rules it out.
    """

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
    need: int
    on_list: int
    rate: int
    after: int
    kind: int
    hostility: int
    is_force: int
    clash_from: int
    clash_to: int
    ordered_from: int
    ordered_to: int
    worked_from: int
    worked_to: int


class BlocRow(NamedTuple):
    """The states that a target or a partner names: a bit mask of `states`, and how many beyond one."""

    states: int
    more: int


class ClashRow(NamedTuple):
    """A level that contradicts another one: at the same target, or `anywhere`."""

    level: int
    anywhere: int


class LaterRow(NamedTuple):
    """The later effects of a level. `due_from` is the index in `due` at which the due turns of its delay begin."""

    kind: int
    level: int
    effect_from: int
    effect_to: int
    due_from: int


class NoteRow(NamedTuple):
    """The cell to set, for conditions, when an order of a level is given or works: for which seat and target, to what
    value.
    """

    seat: int
    target: int
    cell: int
    value: int


class IncidentRow(NamedTuple):
    """An incident: its actor and target, the states that claim its place (a bit mask), and the index of its first
    stage.
    """

    actor: int
    target: int
    claimants: int
    stage_from: int
    site: int


class StageRow(NamedTuple):
    """A stage of an incident and the transitions that lead on from it.

    `truths` are the hidden truths on which their weights depend (a bit mask).
    """

    hostility: int
    transition_from: int
    transition_to: int
    truths: int


class TransitionRow(NamedTuple):
    """A transition: the stage that it leads to, counted from the incident's first, and its weight.

    `mid_action` is the act that it is, 0 where the rise of hostility says it; `provokes` adds to resolve (in
    milli-points).
    """

    to_stage: int
    weight: int
    first_turn: int
    last_turn: int
    accident: int
    mid_action: int
    provokes: int
    modifier_from: int
    modifier_to: int
    effect_from: int
    effect_to: int


class InjectRow(NamedTuple):
    """An inject: its condition and turns, its chance in 1/65536, and its effects."""

    when: int
    first_turn: int
    last_turn: int
    chance: int
    effect_from: int
    effect_to: int


class EndingRow(NamedTuple):
    """An ending: its condition, and whether it is judged every turn (1) or only after the last (0)."""

    when: int
    immediate: int


class ObjectiveRow(NamedTuple):
    """An objective of a seat; `cell` is -1 where its score depends on no variable."""

    seat: int
    weight: int
    base: int
    cell: int
    low: int
    high: int
    modifier_from: int
    modifier_to: int
    cap_from: int
    cap_to: int


class CapRow(NamedTuple):
    """The most that an objective is worth, in milli-points, while a condition holds."""

    most: int
    when: int


class AgreementRow(NamedTuple):
    """An agreement: its parties and excluded places as bit masks, and whether it obliges to defence and consultation (0
    or 1). `spare` is how many of its played parties need not agree.
    """

    parties: int
    defence: int
    consultation: int
    excludes: int
    spare: int


class FlowRow(NamedTuple):
    """The goods that one state buys of another, in hundredths of US$ bn a year, and the third states that they matter
    to."""

    owner: int
    against: int
    imports: int
    third_from: int
    third_to: int


class ThirdRow(NamedTuple):
    """The trade that a third state wins by a duty on a flow, less the trade that it loses, in 1/1024 of the duty."""

    state: int
    net: int


class ListRow(NamedTuple):
    """A list of goods: its flow, and its amount in hundredths of US$ bn a year."""

    flow: int
    amount: int


class StateRow(NamedTuple):
    """A state: its order points a turn, its openness in 1/1024, and whether it is a seat."""

    allowance: int
    openness: int
    is_seat: int


class CellRow(NamedTuple):
    """The range of a cell of the world, and its opening value."""

    lowest: int
    highest: int
    opening: int
