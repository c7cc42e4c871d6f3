"""What the conditions of a scenario may ask: each form of a clause, with the names that it can use there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wargame.engine.values import LevelSpec, OrderSpec, ScenarioSpec

OF_A_PAIR = {
    "tension": "tension of A towards B, in points",
    "relation": "how A stands towards B, in points",
    "exposure": "how far A's economy depends on trade with B, in points",
    "stimulus": "the MID number of A's most hostile noticed act at B last turn",
}
OF_A_STATE = {
    "approval": "support at home, in points",
    "economy": "the economy, in points",
    "readiness": "readiness of the forces, in points",
    "standing": "standing abroad, in points",
    "resolve": "resolve, in points",
    "stake": "what A has staked in public, in points",
    "points": "order points that A has left",
}


@dataclass(frozen=True)
class Word:
    """Something that a clause can name, and its meaning."""

    text: str
    means: str


@dataclass(frozen=True)
class Form:
    """A form of clauses: how it is written, what it asks, and the names that it can use in this scenario.

    `example` is a clause that is valid in the scenario; "" if there is nothing to name.
    """

    verb: str
    written: str
    asks: str
    example: str
    words: tuple[Word, ...]


def forms_of(spec: ScenarioSpec) -> tuple[Form, ...]:
    """Return all forms, in the order of the grammar in `wargame/engine/scenario/conditions.py`."""
    return (
        *_figures(spec),
        *_keyed(spec),
        *_incidents(spec),
        *_trade(spec),
        *_orders(spec),
        *_deadlines(spec),
    )


def _figures(spec: ScenarioSpec) -> Iterator[Form]:
    states = tuple(Word(state.code, state.name) for state in spec.states)
    one, other = states[0].text, states[-1].text
    turns = tuple(Word(str(turn.number), turn.title) for turn in spec.turns)
    yield Form("turn", "turn OP n", "the number of the turn", f"turn >= {len(turns)}", turns)
    for verb, asks in OF_A_PAIR.items():
        yield Form(verb, f"{verb} A B OP n", asks, f"{verb} {one} {other} >= 1", states)
    for verb, asks in OF_A_STATE.items():
        yield Form(verb, f"{verb} A OP n", asks, f"{verb} {one} >= 1", states)
    truths = tuple(Word(truth.key, truth.true_name) for truth in spec.truths)
    asks = "what A takes to be the chance of a hidden truth, in 100"
    yield _form("belief", f"belief {one} {{}} >= 50", "belief A truth OP n", asks, truths)


def _keyed(spec: ScenarioSpec) -> Iterator[Form]:
    marks = tuple(Word(mark.key, mark.meaning) for mark in spec.marks)
    pacts = tuple(Word(pact.key, pact.name) for pact in spec.agreements)
    injects = tuple(Word(inject.key, inject.title) for inject in spec.injects)
    truths = tuple(Word(truth.key, truth.true_name) for truth in spec.truths)
    endings = tuple(Word(ending.key, ending.name) for ending in spec.endings)
    yield _form("mark", "mark {}", "mark key [OP n]", "a counter; without OP: at least 1", marks)
    yield _form("strength", "strength {} >= 50", "strength key OP n", "how strong an agreement is", pacts)
    yield _form("in force", "in force {}", "in force key", "an agreement is in force", pacts)
    yield _form("fired", "fired {}", "fired key", "an inject has come", injects)
    yield _form("truth", "truth {}", "truth key", "a hidden truth holds", truths)
    yield _form("ending", "ending {}", "ending key", "the game ends so; in objectives and texts only", endings)


def _incidents(spec: ScenarioSpec) -> Iterator[Form]:
    incidents = tuple(Word(incident.key, incident.name) for incident in spec.incidents)
    stages = tuple(
        Word(f"{incident.key} = {stage.key}", f"{incident.name}: {stage.name}")
        for incident in spec.incidents
        for stage in incident.stages
    )
    written = "stage incident = key, stage incident != key"
    yield _form("stage", "stage {}", written, "where an incident stands", stages)
    yield _form("hostility", "hostility {} >= 1", "hostility incident OP n", "its MID level, 0 to 5", incidents)
    asks = "turns that it has spent in its stage already"
    yield _form("turns in stage", "turns in stage {} >= 1", "turns in stage incident OP n", asks, incidents)


def _trade(spec: ScenarioSpec) -> Iterator[Form]:
    lists = tuple(Word(one.key, f"{one.title}: US$ {one.amount:g} bn of {one.owner}") for one in spec.lists)
    flows = tuple(
        Word(f"{flow.owner} {flow.against}", f"{flow.owner} buys US$ {flow.imports:g} bn of {flow.against}")
        for flow in spec.flows
    )
    yield _form("rate", "rate {} > 0", "rate list OP n", "the duty on a list, in per cent", lists)
    asks = "the duty announced for a list, in per cent; -1 for none"
    yield _form("announced", "announced {} >= 0", "announced list OP n", asks, lists)
    yield _form("hit", "hit {} > 0", "hit A B OP n", "what A taxes of what it buys of B, in US$ bn", flows)
    asks = "what A does not tax of what it buys of B, in US$ bn"
    yield _form("untouched", "untouched {} > 0", "untouched A B OP n", asks, flows)
    asks = "the average duty on all that A buys of B, in per cent"
    yield _form("duty", "duty {} >= 1", "duty A B OP n", asks, flows)


def _orders(spec: ScenarioSpec) -> Iterator[Form]:
    kinds = tuple(Word(f"{kind.kind} {level.key}", f"{kind.name}: {level.name}") for kind, level in _levels(spec))
    worked = tuple(Word(order.kind, order.name) for order in spec.orders)
    tags = dict.fromkeys(tag for _, level in _levels(spec) for tag in level.tags)
    asks = "ordered this turn, at that level or a higher one; at B: at least there"
    yield _form("ordered", "ordered any {}", "ordered A|any kind [level] [at B]", asks, kinds)
    yield _form("worked", "worked any {}", "worked A|any kind", "ordered this turn, and its roll succeeded", worked)
    tagged = tuple(Word(tag, "a tag of levels of orders") for tag in tags)
    yield _form("tagged", "tagged any {}", "tagged A|any tag", "ordered this turn at a level with that tag", tagged)


def _levels(spec: ScenarioSpec) -> Iterator[tuple[OrderSpec, LevelSpec]]:
    return ((order, level) for order in spec.orders for level in order.levels)


def _deadlines(spec: ScenarioSpec) -> Iterator[Form]:
    marks = tuple(Word(mark.key, mark.meaning) for mark in spec.marks)
    asks = "from the end of turn n on, as long as CLAUSE does not hold"
    yield _form("not", f"not mark {{}} by turn {len(spec.turns)}", "not CLAUSE by turn n", asks, marks)


def _form(verb: str, clause: str, written: str, asks: str, words: Iterable[Word]) -> Form:
    known = tuple(words)
    return Form(verb, written, asks, clause.format(known[0].text) if known else "", known)
