"""The ledger: every change of a turn as an entry with its cause, in words, for those who may know it."""

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from wargame.engine.dials import DIALS
from wargame.engine.rules import game
from wargame.engine.rules.game import BY_ACCORD, BY_CALL, BY_INJECT, BY_MOVE, BY_ORDER, BY_PAST, Cause, Game
from wargame.engine.rules.support_calls import call_number
from wargame.engine.scenario.cell_audiences import subjects
from wargame.engine.scenario.setting import Setting
from wargame.engine.turn.descriptions import done, figures, happened, rose_or_fell
from wargame.engine.turn.interventions import NOTICE, ORDER
from wargame.engine.turn.outcome_keys import OutcomeKey
from wargame.engine.turn.outcomes import Outcome
from wargame.engine.turn.pending import read
from wargame.engine.world.layout import SLOTS

RULE_NAMES = {
    game.ORDER_COST: "order cost",
    game.DIRECT: "direct effect",
    game.IMPULSE_RULE: "impulse",
    game.BYSTANDERS: "bystanders",
    game.ALLIANCE: "alliances",
    game.INCIDENT_RULE: "incident",
    game.INCIDENT_EFFECT: "incident effect",
    game.DOMESTIC: "domestic",
    game.ECONOMY: "economy",
    game.DRIFT: "drift",
    game.CLAMP: "clamp",
    game.INJECT_RULE: "inject",
    game.ENDING_RULE: "ending",
    game.CLOCK: "clock",
    game.CALL_KEPT: "support call",
    game.CALL_BROKEN: "support call",
    game.AGREEMENT_RULE: "agreements",
    game.UNDER_WAY: "under way",
    game.FALL_DUE: "fall due",
    game.ACCORD_RULE: "accord",
    game.SHIFT_RULE: "shift",
    game.REST: "rest",
    game.TARIFF: "tariffs",
    game.TARIFF_DUE: "tariffs",
    game.THIRD_POWER: "third power",
    game.EVIDENCE: "evidence",
}
UNTOLD = frozenset((game.THIRD_POWER,))
"""Rules of which the ledger tells no seat, because players bid on them: docs/decisions/0056-a-bid-hides-its-dial.md"""
UNTOLD_DIALS = frozenset(
    dial.key
    for dial in DIALS
    if {touched.partition(":")[0] for touched in dial.touches} <= {RULE_NAMES[rule] for rule in UNTOLD}
)
"""Dials of whose work the ledger tells no seat."""
RULED = "ruling"
"""The rule of an entry that is there because the white cell decided, not the dice."""
BECAUSE = {
    game.ALLIANCE: "how an ally met an act of force the turn before",
    game.DRIFT: "with time it moves back to its usual level",
    game.AGREEMENT_RULE: "what its parties did with it",
    game.CLAMP: "the figure cannot leave its scale",
    game.CLOCK: "the turn ended",
    game.ENDING_RULE: "the exercise ended",
    game.REST: "it does not fall below where it opened",
    game.TARIFF_DUE: "it was announced in an earlier turn",
    game.THIRD_POWER: "a duty that was announced in an earlier turn",
    game.SHIFT_RULE: "the white cell decided so",
}

PASSED = {
    "relation": "with time gains and losses fade, tension wears relations down, and friends of friends come closer",
    "readiness": "with time it moves back to its usual level, or follows that of states it has reason to fear",
}
"""The reason for what time does to a figure that more moves than the way back to its usual level."""


class LedgerEntry(NamedTuple):
    """One atomic change; a variable's entries add up exactly to its change. Amounts in milli-points or counts.

    `cause` names the order, move, inject or support call behind it, whose outcome has the odds. `as_told` marks an
    entry of the account of its audience alone: these seats saw it, and it is not what happened.
    """

    sequence: int
    turn: int
    rule: str
    variable: str
    who: str
    towards: str
    name: str
    before: int
    delta: int
    after: int
    cause: str
    actor: str
    kind: str
    level: str
    text: str
    audience: tuple[str, ...]
    as_told: bool = False


class Origin(NamedTuple):
    """Where an entry came from, as the outcome of an order, a support call, a move or an inject tells it.

    `turn` is that of an order of an earlier turn, 0 for anything of this one; `ruled` the subject that the white cell
    decided, "" where the dice did.
    """

    cause: str
    because: str
    actor: str = ""
    kind: str = ""
    level: str = ""
    turn: int = 0
    ruled: str = ""


Origins = dict[tuple[int, int, int], Origin]
LedgerRow = tuple[int, int, Cause, int]
"""A change as the rules write it: cell, delta, cause, effect (-1 none)."""


class Provenance(NamedTuple):
    """The columns that all entries of one cause and one effect have in common.

    `source` are their columns from `cause` to `level`.
    """

    rule: str
    source: tuple[str, str, str, str]
    because: str


class AnswersByKey(dict[Any, Any]):
    """The results of a function by key, computed once each."""

    def __init__(self, ask: Callable[[Any], Any]) -> None:
        super().__init__()
        self.ask = ask

    def __missing__(self, key: Any) -> Any:
        """Compute and keep the result."""
        self[key] = found = self.ask(key)
        return found


def origins(setting: Setting, outcomes: tuple[Outcome, ...]) -> Origins:
    """Index outcomes by how ledger rows refer to them."""
    found: Origins = {}
    states = setting.names.states
    for outcome in outcomes:
        if outcome.subject == "order":
            key = (BY_ORDER, states[outcome.actor], outcome.slot)
        elif outcome.subject == "call":
            pact, victim = setting.names.agreements[outcome.name], states[outcome.target]
            call = call_number(setting.at, states[outcome.actor], pact, victim)
            key = (BY_CALL, states[outcome.partner] * SLOTS + outcome.slot, call)
        elif outcome.subject == "incident":
            key = (BY_MOVE, setting.names.incidents[outcome.name], 0)
        elif outcome.subject == "inject":
            key = (BY_INJECT, setting.names.injects[outcome.name], 0)
        elif outcome.subject == "accord":
            key = (BY_ACCORD, setting.names.agreements[outcome.name], 0)
        else:
            continue
        ruled = "".join(each.subject for each in outcome.rulings if each.subject != NOTICE)
        who = outcome.actor, outcome.kind, outcome.level
        found[key] = Origin(OutcomeKey.of(outcome).cause, outcome.text, *who, ruled=ruled)
    return found


def written(setting: Setting, g: Game, outcomes: tuple[Outcome, ...]) -> Iterator[tuple[int, LedgerEntry]]:
    """Turn the rows that the rules wrote into entries, each with its cell, and without an audience."""
    known, about, told = origins(setting, outcomes), subjects(setting), figures(setting)
    provenances = AnswersByKey(lambda of: provenance_of(setting, known, *of))
    running, turn, last, of = list(g.now), g.turn, None, -1
    for sequence, (cell, delta, cause, effect) in enumerate(g.ledger, 1):
        if cause is not last or effect != of:
            last, of = cause, effect
            rule, source, because = provenances[cause, effect]
        before, subject, figure = running[cell], about[cell], told[cell]
        variable, who, towards, name = subject
        running[cell] = after = before + delta
        if figure:
            says = PASSED.get(variable, because) if cause.rule == game.DRIFT else because
            text = rose_or_fell(figure, before, delta, says)
        else:
            text = happened(setting, subject, before, delta, because)
        columns = sequence, turn, rule, variable, who, towards, name, before, delta, after, *source, text, (), False
        yield cell, tuple.__new__(LedgerEntry, columns)


def provenance_of(setting: Setting, known: Origins, cause: Cause, effect: int) -> Provenance:
    """Say where changes of this cause come from, and why they came."""
    rule, source, first, second = cause
    if source == BY_PAST:
        origin = of_the_past(setting, setting.codes[first], second)
    else:
        origin = known.get((source, first, second if source in (BY_ORDER, BY_CALL) else 0)) or by_itself(rule)
    named, because, actor, kind, level, turn, ruled = origin
    if effect >= 0:
        because = reason(setting, effect, because, turn)
    called = RULED if ruled and is_by_ruling(setting, origin, effect) else RULE_NAMES[rule]
    return Provenance(called, (named, actor, kind, level), because.rstrip("."))


def is_by_ruling(setting: Setting, origin: Origin, effect: int) -> bool:
    """Say whether a change of something ruled hangs on that: of an order only what its success or failure does."""
    if origin.ruled != ORDER:
        return True
    row = setting.tables.orders[setting.names.kinds[origin.kind]]
    return effect in range(row.success_from, row.success_to) or effect in range(row.failure_from, row.failure_to)


def reason(setting: Setting, effect: int, because: str, turn: int) -> str:
    """Say why, by the author's words where there are some; for what comes later, of which turn the order was."""
    because = setting.effect_specs[effect].because or because
    return f"{because.rstrip('.')} (falls due from the order of turn {turn})" if turn else because


@lru_cache(maxsize=4096)
def of_the_past(setting: Setting, seat: str, number: int) -> Origin:
    """Give the origin of a change that an order of an earlier turn made, by the number that the world kept it as."""
    item = read(setting, seat, number)
    cause = OutcomeKey("order", seat, item.slot + 1, turn=item.turn).cause
    because = done(setting, seat, item.order)
    return Origin(cause, because, seat, item.order.kind, item.order.level, turn=item.turn)


@cache
def by_itself(rule: int) -> Origin:
    """Give the origin of a change that no order, move or inject made."""
    return Origin(RULE_NAMES[rule], BECAUSE.get(rule, "the rules of the turn"))
