"""Translates incidents, injects and endings to rows."""

from dataclasses import dataclass, field

from wargame.engine.errors import SettingError
from wargame.engine.scenario.conditions import IN_TURN
from wargame.engine.scenario.exclusions import sites
from wargame.engine.scenario.orders import check_deed
from wargame.engine.scenario.rows import Rows, milli
from wargame.engine.spec import IncidentSpec, InjectSpec, ScenarioSpec, StageSpec, TransitionSpec
from wargame.engine.world.dice import SIDES
from wargame.engine.world.table_rows import EndingRow, IncidentRow, InjectRow, StageRow, TransitionRow

HEAVIEST = 1000.0
"""Most that a transition's weight, or a modifier of it, may be."""
MOST_PROVOKED = 50.0
"""Points of resolve from the middle of the scale to its end: more would change nothing."""
LAST_MID_ACTION = 22
TIMELESS = frozenset({"all"})


@dataclass
class IncidentTables:
    """Rows of `incidents`, `stages` and `transitions`, and the spec behind each transition."""

    incidents: list[IncidentRow] = field(default_factory=list)
    stages: list[StageRow] = field(default_factory=list)
    transitions: list[TransitionRow] = field(default_factory=list)
    transition_specs: list[TransitionSpec] = field(default_factory=list)


def compile_incidents(spec: ScenarioSpec, rows: Rows) -> IncidentTables:
    """Return the rows of all incidents."""
    done = IncidentTables()
    for index, incident in enumerate(spec.incidents):
        path = f"incidents[{index}]"
        row = IncidentRow(
            claimants=sum(1 << rows.names.find("states", code, f"{path}.claimants") for code in incident.claimants),
            actor=rows.names.state(incident.actor, f"{path}.actor"),
            target=rows.names.state(incident.target, f"{path}.target"),
            stage_from=len(done.stages),
            site=sites(spec)[index],
        )
        done.incidents.append(row)
        for number, stage in enumerate(incident.stages):
            add_stage(incident, stage, f"{path}.stages[{number}]", rows, done)
    return done


def add_stage(incident: IncidentSpec, stage: StageSpec, path: str, rows: Rows, done: IncidentTables) -> None:
    """Add the rows of a stage and its transitions. Raises SettingError."""
    if not 0 <= stage.hostility <= 5:
        raise SettingError(f"{path}.hostility", f"{stage.hostility} is no MID level.", "Write 0 to 5.")
    check_deed(stage.deed, f"{path}.deed")
    first = len(done.transitions)
    for number, transition in enumerate(stage.transitions):
        done.transitions.append(transition_row(incident, transition, f"{path}.transitions[{number}]", rows))
        done.transition_specs.append(transition)
    if stage.transitions and not any(way.weight > 0 or way.modifiers for way in stage.transitions):
        raise SettingError(f"{path}.transitions", "All weights are 0.", "Give one of them a weight.")
    ways = done.transitions[first:]
    truths = rows.truths_of(at for way in ways for at in range(way.modifier_from, way.modifier_to))
    row = StageRow(hostility=stage.hostility, transition_from=first, transition_to=len(done.transitions), truths=truths)
    done.stages.append(row)


def transition_row(incident: IncidentSpec, way: TransitionSpec, path: str, rows: Rows) -> TransitionRow:
    """Return the row of one transition."""
    stages = rows.names.stages[rows.names.incidents[incident.key]]
    first_turn, last_turn = way.turns
    to_stage, weight = stages[way.to], milli(way.weight, f"{path}.weight", 0, HEAVIEST)
    provokes = milli(way.provokes, f"{path}.provokes", 0, MOST_PROVOKED)
    if not 0 <= way.mid_action <= LAST_MID_ACTION:
        raise SettingError(
            f"{path}.mid_action", f"{way.mid_action} is no MID action.", f"Write 0 to {LAST_MID_ACTION}."
        )
    modifier_from, modifier_to = rows.add_modifiers(way.modifiers, f"{path}.modifiers", IN_TURN, HEAVIEST)
    effect_from, effect_to = rows.add_effects(way.effects, f"{path}.effects", parts_of(incident), IN_TURN)
    return TransitionRow(
        to_stage=to_stage,
        weight=weight,
        first_turn=first_turn,
        last_turn=last_turn,
        accident=int(way.accident),
        mid_action=way.mid_action,
        provokes=provokes,
        modifier_from=modifier_from,
        modifier_to=modifier_to,
        effect_from=effect_from,
        effect_to=effect_to,
    )


def parts_of(incident: IncidentSpec) -> frozenset[str]:
    """Return the selectors that mean somebody in this incident."""
    parts = {"others", "all"}
    parts |= {"actor", "allies of actor"} if incident.actor else set()
    parts |= {"target", "allies of target"} if incident.target else set()
    parts |= {"claimants", "co-claimants"} if incident.claimants else set()
    return frozenset(parts)


def inject_row(inject: InjectSpec, path: str, rows: Rows) -> InjectRow:
    """Return the row of one inject."""
    when = rows.condition(inject.when, f"{path}.when", IN_TURN)
    first_turn, last_turn = inject.turns
    chance = milli(inject.chance, f"{path}.chance", 0, 100) * SIDES // 100000
    effect_from, effect_to = rows.add_effects(inject.effects, f"{path}.effects", TIMELESS, IN_TURN)
    return InjectRow(
        when=when,
        first_turn=first_turn,
        last_turn=last_turn,
        chance=chance,
        effect_from=effect_from,
        effect_to=effect_to,
    )


def compile_injects(spec: ScenarioSpec, rows: Rows) -> list[InjectRow]:
    """Return the rows of all injects."""
    return [inject_row(inject, f"injects[{index}]", rows) for index, inject in enumerate(spec.injects)]


def compile_endings(spec: ScenarioSpec, rows: Rows) -> list[EndingRow]:
    """Return the rows of all endings. Raises SettingError unless the last, and only the last, has no condition."""
    if not spec.endings or spec.endings[-1].when or spec.endings[-1].immediate:
        path = f"endings[{max(len(spec.endings) - 1, 0)}]"
        raise SettingError(path, "No ending is left when none applies.", "Put one without a condition last.")
    for index, ending in enumerate(spec.endings[:-1]):
        if not ending.when:
            raise SettingError(f"endings[{index}].when", "It hides all endings after it.", "Give it a condition.")
    return [
        EndingRow(when=rows.condition(ending.when, f"endings[{index}].when", IN_TURN), immediate=int(ending.immediate))
        for index, ending in enumerate(spec.endings)
    ]
