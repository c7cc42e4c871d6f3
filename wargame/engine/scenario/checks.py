"""Checks a scenario as a whole before it is translated. Every fault raises SettingError."""

from wargame.engine.dials import BY_KEY
from wargame.engine.errors import SettingError, unknown
from wargame.engine.rules.policies.kinds import NAMES, PLANNER, QUICK_PLANNER
from wargame.engine.scenario.conditions import BETWEEN_TURNS, Asks
from wargame.engine.scenario.rows import Rows
from wargame.engine.scenario.several import check_several
from wargame.engine.spec import IncidentSpec, ScenarioSpec

POLICIES = (*NAMES, PLANNER, QUICK_PLANNER)
"""The policies that a scenario may name for a seat."""

MOST_STATES = 24
MOST_TURNS = 200
MOST_EVENTS = 200
"""Limits set by the dice key and by the bit masks of states."""


def check_whole(spec: ScenarioSpec) -> None:
    """Check that the parts of a scenario fit together."""
    if not any(state.seat for state in spec.states):
        raise SettingError("states", "No state can be played.", "Mark at least one as a seat.")
    check_counts(spec)
    check_policies(spec)
    for index, turn in enumerate(spec.turns):
        if turn.number != index + 1:
            raise SettingError(f"turns[{index}].number", f"Turn {turn.number} is out of order.", f"Write {index + 1}.")
        if turn.minutes <= 0:
            raise SettingError(f"turns[{index}].minutes", "A turn takes time.", "Write its minutes.")
    for index, order in enumerate(spec.orders):
        check_several(order, f"orders[{index}]")
    for index, incident in enumerate(spec.incidents):
        check_stages(incident, f"incidents[{index}]")
    check_objectives(spec)
    check_dials(spec)
    check_known_to(spec)
    check_hints(spec)
    check_texts(spec)


def check_counts(spec: ScenarioSpec) -> None:
    """Check that there are no more states, turns, incidents and injects than masks and dice keys can tell apart."""
    limits = {"states": MOST_STATES, "turns": MOST_TURNS, "incidents": MOST_EVENTS, "injects": MOST_EVENTS}
    for field, most in limits.items():
        count = len(getattr(spec, field))
        if count > most:
            raise SettingError(field, f"{count} are too many.", f"Keep to {most}.")
    if not spec.turns:
        raise SettingError("turns", "There is no turn.", "Declare at least one.")


def check_hints(spec: ScenarioSpec) -> None:
    """Check that hints are for seats, one for each truth at most, and not worse than none."""
    seats = {state.code for state in spec.states if state.seat}
    for number, truth in enumerate(spec.truths):
        told: set[str] = set()
        for index, hint in enumerate(truth.hints):
            path = f"truths[{number}].hints[{index}]"
            if hint.seat not in seats:
                raise unknown(f"{path}.seat", "seat", hint.seat, seats)
            if hint.seat in told:
                raise SettingError(f"{path}.seat", f"{hint.seat} has two hints.", "Give a seat one hint of each truth.")
            if not 50 <= hint.right <= 100:
                remedy = "Choose how often it is right of 100 games, from 50, which says nothing, to 100."
                raise SettingError(f"{path}.right", f"{hint.right:g} is outside 50..100.", remedy)
            told.add(hint.seat)


def check_policies(spec: ScenarioSpec) -> None:
    """Check that the policy of every state exists."""
    for index, state in enumerate(spec.states):
        if state.policy not in POLICIES:
            raise unknown(f"states[{index}].policy", "policy", state.policy, POLICIES)


def check_stages(incident: IncidentSpec, path: str) -> None:
    """Check that every stage can be reached and leads on to a final stage, unless the incident is `open_ended`."""
    ways = {stage.key: {way.to for way in stage.transitions} for stage in incident.stages}
    if incident.start not in ways:
        raise unknown(f"{path}.start", "stage", incident.start, ways)
    check_ways(incident, path)
    reached = reach(ways, incident.start)
    for index, stage in enumerate(incident.stages):
        if stage.key not in reached:
            remedy = "Let a transition lead there, or drop the stage."
            raise SettingError(f"{path}.stages[{index}]", f'Stage "{stage.key}" cannot be reached.', remedy)
        if ways[stage.key] == {stage.key}:
            remedy = "Add a way out, or drop its transitions to make it final."
            raise SettingError(f"{path}.stages[{index}]", f'Stage "{stage.key}" has no way out.', remedy)
    if not incident.open_ended:
        check_circles(ways, path)


def check_ways(incident: IncidentSpec, path: str) -> None:
    """Check that every transition leads to a known stage.

    This comes first, since such an error also makes stages unreachable.
    """
    known = [stage.key for stage in incident.stages]
    for index, stage in enumerate(incident.stages):
        for number, way in enumerate(stage.transitions):
            if way.to not in known:
                place = f"{path}.stages[{index}].transitions[{number}].to"
                raise unknown(place, f"stage of {incident.key}", way.to, known)


def reach(ways: dict[str, set[str]], start: str) -> set[str]:
    """Return the stages that an incident can come to from `start`, and `start` itself."""
    reached, frontier = {start}, [start]
    while frontier:
        fresh = ways.get(frontier.pop(), set()) - reached
        reached |= fresh
        frontier += sorted(fresh)
    return reached


def check_circles(ways: dict[str, set[str]], path: str) -> None:
    """Refuse stages that lead only to each other, so that the incident could never end."""
    reached = [reach(ways, stage) for stage in ways]
    circles = [stages for stages in reached if all(ways.get(stage) for stage in stages)]
    if circles:
        names = [f'"{stage}"' for stage in ways if stage in min(circles, key=len)]
        message = f"Stages {', '.join(names)} have no way out: they lead to each other only."
        remedy = 'Let a transition lead to a final stage, or write "open_ended: yes" at an incident that may go on.'
        first = next(index for index, stage in enumerate(ways) if f'"{stage}"' == names[0])
        raise SettingError(f"{path}.stages[{first}]", message, remedy)


def check_objectives(spec: ScenarioSpec) -> None:
    """Check that the weights of each seat's objectives add up to 100."""
    for state in spec.states:
        weights = [objective.weight for objective in spec.objectives if objective.seat == state.code]
        if state.seat and sum(weights) != 100:
            message = f"The weights of {state.code} add up to {sum(weights)}."
            raise SettingError("objectives", message, "Make them add up to 100.")


def check_known_to(spec: ScenarioSpec) -> None:
    """Check that every audience names seats that exist."""
    seats = [state.code for state in spec.states if state.seat]
    for field in ("incidents", "injects", "agreements", "marks"):
        for index, part in enumerate(getattr(spec, field)):
            for code in part.known_to:
                if code not in ("all", *seats):
                    raise unknown(f"{field}[{index}].known_to", "seat", code, ["all", *seats])
    shown = [(f"cues[{index}].seat", cue.seat) for index, cue in enumerate(spec.cues)]
    shown += [(f"assertions[{index}].seat", text.seat) for index, text in enumerate(spec.assertions)]
    for path, seat in shown:
        if seat not in seats:
            raise unknown(path, "seat", seat, seats)


def check_texts(spec: ScenarioSpec) -> None:
    """Check that texts use only placeholders that are filled there."""
    order_parts, move_parts = ("actor", "target", "partner", "level"), ("actor", "target")
    for index, order in enumerate(spec.orders):
        check_text(order.says, order_parts, f"orders[{index}].says")
        for number, need in enumerate(order.needs):
            check_text(need.message, order_parts[:3], f"orders[{index}].needs[{number}].message")
        if order.chance:
            check_text(order.chance.success_says, order_parts, f"orders[{index}].chance.success_says")
            check_text(order.chance.failure_says, order_parts, f"orders[{index}].chance.failure_says")
    for index, incident in enumerate(spec.incidents):
        for number, stage in enumerate(incident.stages):
            for place, way in enumerate(stage.transitions):
                path = f"incidents[{index}].stages[{number}].transitions[{place}].says"
                check_text(way.says, move_parts, path)


def check_text(text: str, parts: tuple[str, ...], path: str) -> None:
    """Refuse a text with a placeholder that nothing fills."""
    try:
        text.format(**dict.fromkeys(parts, ""))
    except (LookupError, ValueError, AttributeError):
        remedy = f"Use only {', '.join(f'{{{part}}}' for part in parts)}; double a brace that is meant."
        raise SettingError(path, f'"{text}" has a placeholder that nothing fills.', remedy) from None


def check_dials(spec: ScenarioSpec) -> None:
    """Check that each dial is 0 (off), within its range, or at one of its presets."""
    for index, (key, value) in enumerate(spec.dials):
        if key not in BY_KEY:
            raise unknown(f"dials[{index}]", "dial", key, BY_KEY)
        dial, presets = BY_KEY[key], dict(BY_KEY[key].presets)
        if isinstance(value, str):
            if value not in presets:
                raise unknown(f"dials[{index}]", f"preset of {key}", value, presets)
        elif not dial.allows(value):
            message = f"{key} is {value:g}, outside {dial.low:g}..{dial.high:g}."
            raise SettingError(f"dials[{index}]", message, "Choose a figure in that range, or 0 to switch it off.")


def check_judgements(spec: ScenarioSpec, rows: Rows) -> None:
    """Check the conditions of leanings, cues and assertions, which are judged between turns, and the orders of leanings
    and the record.
    """
    for index, leaning in enumerate(spec.leanings):
        check_reference(leaning.seat, leaning.kind, leaning.level, leaning.target, f"leanings[{index}]", rows)
        rows.condition(leaning.when, f"leanings[{index}].when", Asks.WORLD)
    for index, record in enumerate(spec.record):
        check_reference(record.seat, record.kind, record.level, record.target, f"record[{index}]", rows)
    for index, cue in enumerate(spec.cues):
        rows.condition(cue.when, f"cues[{index}].when", BETWEEN_TURNS)
    for index, text in enumerate(spec.assertions):
        rows.condition(text.asserts, f"assertions[{index}].asserts", BETWEEN_TURNS)
        for condition in (text.when, *text.instead):
            rows.condition(condition, f"assertions[{index}].when", BETWEEN_TURNS)


def check_reference(seat: str, kind: str, level: str, target: str, path: str, rows: Rows) -> None:
    """Check that the order that a leaning or the record names exists, with its level, target and seat."""
    rows.names.find("states", seat, f"{path}.seat")
    index = rows.names.find("kinds", kind, f"{path}.kind")
    if level and level not in rows.names.levels[index]:
        raise unknown(f"{path}.level", f"level of {kind}", level, rows.names.levels[index])
    if target:
        rows.names.find("blocs", target, f"{path}.target")
