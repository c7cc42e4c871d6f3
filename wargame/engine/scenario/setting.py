"""The compiled scenario, `Setting`.

`compile_setting` checks what an author wrote and translates it to rows for the rules.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from wargame.engine import dials
from wargame.engine.errors import SettingError
from wargame.engine.rules.game import holds
from wargame.engine.scenario.bounds import check_bounds
from wargame.engine.scenario.cell_audiences import Declarations, seen_masks
from wargame.engine.scenario.cells import half_lives, opening_cells
from wargame.engine.scenario.checks import check_judgements, check_whole
from wargame.engine.scenario.conditions import Fact, Reader
from wargame.engine.scenario.contradictions import check_contradictions
from wargame.engine.scenario.delayed import due_turns, places
from wargame.engine.scenario.events import compile_endings, compile_incidents, compile_injects
from wargame.engine.scenario.exclusions import exclusions
from wargame.engine.scenario.lists import check_lists, list_tables
from wargame.engine.scenario.objectives import check_caps_are_seen, compile_objectives
from wargame.engine.scenario.order_facts import with_notes
from wargame.engine.scenario.orders import OrderTables, compile_orders
from wargame.engine.scenario.rows import Rows
from wargame.engine.scenario.scripts import compile_scripts, most_open, reply_rows
from wargame.engine.spec import (
    AgreementSpec,
    Condition,
    EffectSpec,
    IncidentSpec,
    ModifierSpec,
    OrderSpec,
    ScenarioSpec,
    StateSpec,
    TransitionSpec,
)
from wargame.engine.spec.blocs import Bloc, listed
from wargame.engine.spec.names import Names, names_of
from wargame.engine.world.layout import Layout, Sizes, as_cells, as_record, flatten, lay_out, unflatten, with_late_areas
from wargame.engine.world.table_rows import AgreementRow, BlocRow, StateRow
from wargame.engine.world.tables import Tables, as_plain, in_one_row
from wargame.engine.world.world import World


@dataclass(frozen=True, eq=False)
class Setting(Declarations):
    """A scenario that is ready to play.

    `tables` are lists of rows with named columns. `plain` are the same tables, quicker to read in plain Python; `array`
    is one row of cells for the compiled build. `asked` are the facts of a turn that conditions ask for, in the order of
    their cells. `effect_specs`, `modifier_specs` and `transition_specs` hold the author's text for each such row.
    """

    tables: Tables
    at: Layout
    dials: dict[str, float]
    asked: tuple[Fact, ...]
    conditions: dict[Condition, int]
    effect_specs: tuple[EffectSpec, ...]
    modifier_specs: tuple[ModifierSpec, ...]
    transition_specs: tuple[TransitionSpec, ...]

    @cached_property
    def plain(self) -> Tables:
        """The tables in the form that is quickest to read in plain Python."""
        return as_plain(self.tables)

    @cached_property
    def plain_as_told(self) -> Tables:
        """The plain tables without the rule on which players bid, which moves no account."""
        return as_plain(self.tables._replace(dials=self.tables.dials._replace(third_power=0)))

    @cached_property
    def array(self) -> Any:
        """All tables in one int32 array, for the compiled build."""
        return as_cells(in_one_row(self.tables))

    @cached_property
    def record(self) -> Any:
        """The layout as a numpy record, for the compiled build."""
        return as_record(self.at)

    def state(self, code: str) -> StateSpec:
        """Return a state's spec. Raises KeyError if there is none."""
        return self.spec.states[self.names.states[code]]

    @cached_property
    def blocs(self) -> tuple[str, ...]:
        """The possible targets and partners, by number; the last one, which -1 finds, is nobody."""
        return (*self.names.blocs, "")

    def name_in_sentence(self, code: str) -> str:
        """Return a state's name as it is written inside a sentence, "the United States"; those of a bloc as
        `names_in_sentence`.
        """
        return self.names_in_sentence(Bloc(code).states)

    def names_in_sentence(self, codes: Iterable[str]) -> str:
        """Name states one after the other: "Russia, China and Japan"; at least one."""
        return listed([self.state(code).said_as or self.state(code).name for code in codes])

    def order(self, kind: str) -> OrderSpec:
        """Return an order kind's spec. Raises KeyError if there is none."""
        return self.spec.orders[self.names.kinds[kind]]

    def level_index(self, kind: str, level: str) -> int:
        """Return the position of a level within its kind. Raises KeyError if there is none."""
        return self.names.levels[self.names.kinds[kind]][level]

    def incident(self, key: str) -> IncidentSpec:
        """Return an incident's spec. Raises KeyError if there is none."""
        return self.spec.incidents[self.names.incidents[key]]

    def agreement(self, key: str) -> AgreementSpec:
        """Return an agreement's spec. Raises KeyError if there is none."""
        return self.spec.agreements[self.names.agreements[key]]

    def facts(self, world: World) -> list[int]:
        """Return the row of a world, which may be masked, on which conditions are judged; nothing is ordered in it."""
        return flatten(world) + self.nothing_ordered

    def rows(self, cells: Any) -> Any:
        """Return such a row for each world, given as its cells (worlds, cells)."""
        return np.concatenate([cells, np.tile(self.nothing_ordered, (len(cells), 1))], axis=1)

    @cached_property
    def nothing_ordered(self) -> list[int]:
        """The facts of a turn in which nothing has been ordered, as they follow the cells of a world in a row."""
        return [-1] * (self.at.filed - self.at.sheet) + [0] * (self.at.size - self.at.filed)

    def holds(self, condition: Condition, facts: Sequence[int]) -> bool:
        """Return whether a condition of the scenario holds on a row from `facts`."""
        return bool(holds(self.plain, facts, self.conditions[condition]))

    def world(self, row: Any) -> World:
        """Return the world that the first cells of a row hold."""
        return unflatten(row, self.sizes)

    def cell(self, subject: str) -> int:
        """Return the index of a cell by its name in the clause grammar, e.g. "tension KOR RUS". Raises SettingError."""
        return self.unit_and_cell(subject)[0]

    def unit_and_cell(self, subject: str) -> tuple[int, int]:
        """Return index and unit (1000 for points, 1 for counts) of a cell, by its name in the clause grammar."""
        return Reader(self.names, self.at).variable(subject, "cell")


def _names_of_whole(spec: ScenarioSpec) -> Names:
    """Return the names of a scenario that is whole, within its bounds and with lists that fit. Raises SettingError."""
    check_whole(spec)
    check_bounds(spec)
    names = names_of(spec)
    check_lists(spec, names)
    return names


def compile_setting(spec: ScenarioSpec) -> Setting:
    """Check a scenario and compile it. Raises SettingError, which names the place, the fault and the remedy."""
    names = _names_of_whole(spec)
    sizes = sizes_of(spec, names)
    at = lay_out(sizes)
    seats = tuple(state.code for state in spec.states if state.seat)
    declared = Declarations(spec, tuple(names.states), seats, names, sizes)
    rows = Rows(names, at)
    check_contradictions(spec, names)
    orders = compile_orders(spec, rows)
    incidents = compile_incidents(spec, rows)
    values = dials.DEFAULTS | dials.dial_values(spec.dials)
    judged = judged_tables(spec, rows)
    check_judgements(spec, rows)
    rows.refuse_faults()
    scripts = compile_scripts(spec, rows, orders)
    asked, seen = tuple(rows.reader.asked), seen_masks(declared)
    check_caps_are_seen(declared, rows, seen)
    tables = Tables(
        clauses=rows.clauses_seen(seen),
        conditions=rows.conditions,
        modifiers=rows.modifiers,
        effects=rows.effects,
        **order_tables(orders, asked, at, names),
        incidents=incidents.incidents,
        stages=incidents.stages,
        transitions=incidents.transitions,
        **judged,
        agreements=agreement_rows(spec, names),
        **list_tables(spec, names),
        states=state_rows(spec),
        cells=opening_cells(spec, names, at, sizes),
        **dial_tables(spec, values),
        **vars(scripts),
        replies=reply_rows(),
        seen=seen,
    )
    return Setting(
        **vars(declared),
        tables=tables,
        at=with_late_areas(at, len(asked), most_open(scripts)),
        dials=values,
        asked=asked,
        conditions=rows.known,
        effect_specs=tuple(rows.effect_specs),
        modifier_specs=tuple(rows.modifier_specs),
        transition_specs=tuple(incidents.transition_specs),
    )


def with_dials(setting: Setting, chosen: Mapping[str, float]) -> Setting:
    """Compile the scenario again with some dials set otherwise than its author did; worlds of one fit the other.

    Raises SettingError for an unknown dial and for a value out of its range.
    """
    spec = setting.spec
    return compile_setting(replace(spec, dials=tuple({**dict(spec.dials), **chosen}.items())))


def order_tables(orders: OrderTables, asked: Sequence[Fact], at: Layout, names: Names) -> dict[str, Any]:
    """Return the tables of orders, with the notes of each level, and of the things that orders may name."""
    levels, notes = with_notes(orders, asked, at)
    return {"orders": orders.orders, "needs": orders.needs, "levels": levels, "notes": notes, "later": orders.later} | {
        "clashes": orders.clashes,
        "blocs": bloc_rows(names),
    }


def judged_tables(spec: ScenarioSpec, rows: Rows) -> dict[str, Any]:
    """Return the tables of injects, endings and objectives: what is judged at the end of a turn or of a game."""
    judged = {"injects": compile_injects(spec, rows), "endings": compile_endings(spec, rows)}
    objectives, caps = compile_objectives(spec, rows)
    return {**judged, "objectives": objectives, "caps": caps}


def dial_tables(spec: ScenarioSpec, values: dict[str, float]) -> dict[str, Any]:
    """Return the tables of dials and delays, which depend on the length of each turn."""
    return {
        "due": due_turns(spec),
        "rates": [dials.rates(values, turn.minutes) for turn in spec.turns],
        "fading": dials.fading(values, [turn.minutes for turn in spec.turns], half_lives(spec)),
        "dials": dials.weights(values),
        "habituation": dials.habituation(values),
        "perception": dials.perception(values),
        "logistic": dials.logistic(),
    }


def sizes_of(spec: ScenarioSpec, names: Names) -> Sizes:
    """Count everything that has cells in the layout."""
    return Sizes(
        states=len(spec.states),
        classes=len(names.classes),
        agreements=len(spec.agreements),
        marks=len(spec.marks),
        incidents=len(spec.incidents),
        injects=len(spec.injects),
        truths=len(spec.truths),
        endings=len(spec.endings),
        objectives=len(spec.objectives),
        turns=len(spec.turns),
        leanings=max(Counter(leaning.seat for leaning in spec.leanings).values(), default=0),
        later=sum(bool(level.later) for order in spec.orders for level in order.levels),
        places=places(spec),
        lists=len(spec.lists),
        flows=len(spec.flows),
        blocs=len(names.blocs),
    )


def agreement_rows(spec: ScenarioSpec, names: Names) -> list[AgreementRow]:
    """Return the row of each agreement."""
    return [
        AgreementRow(
            parties=sum(1 << names.states[code] for code in pact.parties),
            defence=int(pact.defence),
            consultation=int(pact.consultation),
            excludes=excluded,
            spare=spare_of(spec, index),
        )
        for index, (pact, excluded) in enumerate(zip(spec.agreements, exclusions(spec), strict=True))
    ]


def spare_of(spec: ScenarioSpec, index: int) -> int:
    """Return the number of parties of an agreement that are seats and need not agree to it.

    Raises SettingError where it needs the consent of one alone, or of more than can give it.
    """
    pact = spec.agreements[index]
    played = len({state.code for state in spec.states if state.seat} & set(pact.parties))
    if pact.consent == 0:
        return 0
    if not 2 <= pact.consent <= played:
        message = f"{pact.consent} cannot be how many agree: {played} of its parties are seats."
        most = f" to {played}" if played > 2 else ""
        remedy = f"Write 2{most}, or leave it out: then all agree." if played >= 2 else "Leave it out."
        raise SettingError(f"agreements[{index}].consent", message, remedy)
    return played - pact.consent


def bloc_rows(names: Names) -> list[BlocRow]:
    """Return the row of nobody, then that of each bloc."""
    members = [[names.states[code] for code in Bloc(bloc).states] for bloc in ("", *names.blocs)]
    return [BlocRow(states=sum(1 << one for one in each), more=max(len(each) - 1, 0)) for each in members]


def state_rows(spec: ScenarioSpec) -> list[StateRow]:
    """Return the row of each state: what the rules read of it and no cell of the world holds."""
    return [
        StateRow(allowance=state.points, openness=round(state.openness * 1024 / 100), is_seat=int(state.seat))
        for state in spec.states
    ]
