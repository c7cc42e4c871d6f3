"""The audience of each part of a world and of a turn's results: a table by hand, independent of the filter.

A variable that has no row here fails `test_table.py`. Tests of secrecy ask this table which cells, rows and entries a
seat may not know, so a cell that the filter shows too widely is one that they change.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from wargame.engine import ScenarioSpec, Setting, World

Seats = frozenset[str]


class Who(StrEnum):
    """The audience of a variable while an exercise is played. The white cell knows all of them."""

    ALL = "everybody in the exercise"
    OWNER = "the seat of the state that it belongs to"
    SIDES = "the two seats of the pair where it counts private acts, else everybody"
    MOVES = "the seats that know all incidents by which the first of the pair may touch the second"
    GRUDGE = "the owner, if it knows all incidents by which the other may touch it"
    DECLARED = "the seats that the pack names (known_to)"
    NOTICED = "the seat that gave the order, and those that noticed it"
    NOBODY = "no seat"


VARIABLES = {
    "turn": Who.ALL,
    "ending": Who.ALL,
    "relation": Who.ALL,
    "tension": Who.ALL,
    "exposure": Who.ALL,
    "familiarity": Who.SIDES,
    "approval": Who.ALL,
    "economy": Who.ALL,
    "readiness": Who.OWNER,
    "standing": Who.ALL,
    "resolve": Who.OWNER,
    "stake": Who.ALL,
    "points": Who.OWNER,
    "belief": Who.OWNER,
    "strength": Who.DECLARED,
    "in_force": Who.DECLARED,
    "mark": Who.DECLARED,
    "stage": Who.DECLARED,
    "hostility": Who.DECLARED,
    "turns in stage": Who.DECLARED,
    "stimulus": Who.SIDES,
    "provocation": Who.MOVES,
    "provoked": Who.MOVES,
    "grudge": Who.GRUDGE,
    "kept": Who.OWNER,
    "fired": Who.DECLARED,
    "pending": Who.NOTICED,
    "rate": Who.ALL,
    "rate_turn": Who.ALL,
    "announced": Who.ALL,
    "announced_turn": Who.ALL,
    "hit": Who.ALL,
    "duty": Who.ALL,
    "truth": Who.NOBODY,
}

OUTCOMES = {
    "order": Who.NOTICED,
    "later": Who.NOTICED,
    "incident": Who.DECLARED,
    "call": Who.DECLARED,
    "inject": Who.DECLARED,
    "accord": Who.DECLARED,
    "ending": Who.ALL,
}
"""Audiences of outcomes by subject; a call has the pact's `known_to` and all who noticed the force behind it."""


def seats_of(spec: ScenarioSpec) -> Seats:
    """Return the states that people or policies play."""
    return frozenset(state.code for state in spec.states if state.seat)


def declared(spec: ScenarioSpec, known_to: Iterable[str]) -> Seats:
    """Return the seats that a `known_to` of the pack names."""
    return seats_of(spec) if "all" in known_to else seats_of(spec) & set(known_to)


def knows_variable(spec: ScenarioSpec, variable: str, who: str = "", towards: str = "", name: str = "") -> Seats:
    """Return the seats that may know one figure. For orders under way, `noticers` decides order by order."""
    match VARIABLES[variable]:
        case Who.ALL:
            return seats_of(spec)
        case Who.OWNER | Who.NOTICED:
            return seats_of(spec) & {who}
        case Who.SIDES:
            counted = _counts_private_acts(spec, variable, name)
            return seats_of(spec) & {who, towards} if counted else seats_of(spec)
        case Who.MOVES | Who.GRUDGE:
            remembers = VARIABLES[variable] is Who.GRUDGE
            return _knowing_moves(spec, towards, who) & {who} if remembers else _knowing_moves(spec, who, towards)
        case Who.DECLARED:
            return declared(spec, _named(spec, name).known_to)
    return frozenset()


def _knowing_moves(spec: ScenarioSpec, actor: str, touched: str) -> Seats:
    known = seats_of(spec)
    for incident in spec.incidents:
        if incident.actor == actor and (incident.target == touched or touched in incident.claimants):
            known &= declared(spec, incident.known_to)
    return known


def _counts_private_acts(spec: ScenarioSpec, variable: str, name: str) -> bool:
    private = [order for order in spec.orders if order.visibility == "private"]
    if variable == "familiarity":
        return name in {order.order_class for order in private}
    return any((level.codes or order.codes).mid_action for order in private for level in order.levels)


def _named(spec: ScenarioSpec, key: str) -> Any:
    """Return the mark, agreement, inject or incident of that key."""
    things = (*spec.marks, *spec.agreements, *spec.injects, *spec.incidents)
    return next(thing for thing in things if thing.key == key)


def noticers(spec: ScenarioSpec, seat: str, order: Any, *, detected: bool) -> Seats:
    """Return the seats that notice an order: all for public and contested, its parties for private, its author in any
    case.
    """
    kind = next(one for one in spec.orders if one.kind == order.kind)
    visibility = kind.visibility
    if visibility in ("public", "contested") or (visibility == "covert" and detected):
        return seats_of(spec)
    named = {*order.target.split("+"), *order.partner.split("+")}
    parties = {seat, *kind.known_to} | named if visibility == "private" else {seat}
    return seats_of(spec) & parties


def knows_outcome(spec: ScenarioSpec, outcome: Any) -> Seats:
    """Return the seats that may notice an outcome. Only its author knows a refused order, which was not given."""
    match OUTCOMES[outcome.subject]:
        case Who.ALL:
            return seats_of(spec)
        case Who.NOTICED:
            if outcome.result == "refused":
                return seats_of(spec) & {outcome.actor}
            return noticers(spec, outcome.actor, outcome, detected=outcome.detected)
    known = declared(spec, _named(spec, outcome.name).known_to)
    if outcome.subject == "call":
        known &= noticers(spec, outcome.partner, _Force(outcome), detected=True)
    return known


class _Force:
    """The order of force behind a support call: its kind, and its target."""

    def __init__(self, call: Any) -> None:
        self.kind, self.target, self.partner = call.kind, call.target, ""


def knows_entry(spec: ScenarioSpec, entry: Any, outcomes: Sequence[Any]) -> Seats:
    """Return the seats that may know a ledger entry at most: its figure, and one outcome that may have caused it."""
    known = knows_variable(spec, entry.variable, entry.who, entry.towards, entry.name)
    causes = [knows_outcome(spec, outcome) for outcome in outcomes if has_caused(outcome, entry)]
    return known & frozenset().union(*causes) if causes else known


def has_caused(outcome: Any, entry: Any) -> bool:
    """Return whether an entry names an outcome as its cause. For orders of an earlier turn, it names their author."""
    match outcome.subject:
        case "order":
            return bool(entry.cause == f"order:{outcome.actor}:{outcome.slot + 1}")
        case "later":
            return ":turn " in entry.cause and (entry.actor, entry.kind) == (outcome.actor, outcome.kind)
        case "call":
            return bool(entry.cause == f"call:{outcome.actor}:{outcome.name}")
        case "incident":
            return bool(entry.cause == f"transition:{outcome.name}")
    return bool(entry.cause == f"{outcome.subject}:{outcome.name}")


def figures_of(setting: Setting) -> list[tuple[str, str, str, str]]:
    """Return variable, who, towards and name of every cell of a world, in the order of `World`'s fields."""
    spec, codes = setting.spec, [state.code for state in setting.spec.states]
    pairs = [(who, towards) for who in codes for towards in codes]
    classes = sorted({order.order_class for order in spec.orders})
    pacts, truths = [pact.key for pact in spec.agreements], [truth.key for truth in spec.truths]
    by_pair = {
        name: [(name, who, towards, "") for who, towards in pairs]
        for name in ("relation", "tension", "exposure", "stimulus", "provocation", "provoked", "grudge")
    }
    by_state = {
        name: [(name, who, "", "") for who in codes]
        for name in ("approval", "economy", "readiness", "standing", "resolve", "stake", "points")
    }
    by_key = {
        name: [(name, "", "", key) for key in keys]
        for name, keys in {
            "strength": pacts,
            "in_force": pacts,
            "mark": [mark.key for mark in spec.marks],
            "fired": [inject.key for inject in spec.injects],
            "truth": truths,
            **{name: [one.key for one in spec.lists] for name in ("rate", "rate_turn", "announced", "announced_turn")},
        }.items()
    }
    fields = {
        "clock": [("turn", "", "", ""), ("ending", "", "", "")],
        "familiarity": [("familiarity", who, to, name) for who in codes for name in classes for to in codes],
        "belief": [("belief", who, "", truth) for who in codes for truth in truths],
        "incident": [
            (part, "", "", incident.key)
            for incident in spec.incidents
            for part in ("stage", "hostility", "turns in stage")
        ],
        "pending": [("pending", who, "", str(1 + place)) for who in codes for place in range(setting.at.places)],
        "kept": [("kept", who, "", str(1 + place)) for who in codes for place in range(3)],
    }
    for name in ("hit", "duty"):
        fields[name] = [(name, flow.owner, flow.against, "") for flow in spec.flows]
    known = by_pair | by_state | by_key | fields
    return [figure for field in World._fields if field != "untold" for figure in known[field]]
