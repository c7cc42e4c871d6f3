"""The ledger: every change of a turn as an entry with its cause, in words, for those who may know it."""

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from wargame.engine.dials import DIALS
from wargame.engine.rules import game
from wargame.engine.rules.game import BY_ACCORD, BY_CALL, BY_INJECT, BY_MOVE, BY_ORDER, BY_PAST, Cause, Game
from wargame.engine.rules.support_calls import call_number
from wargame.engine.scenario.cell_audiences import OWN, subjects
from wargame.engine.scenario.setting import Setting
from wargame.engine.turn.audiences import may_know, noticed_by
from wargame.engine.turn.descriptions import done, figures, happened, rose_or_fell
from wargame.engine.turn.interventions import NOTICE, ORDER
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
"""What the rule of an entry is called that is there because the white cell decided, not the dice."""
BECAUSE = {
    game.ALLIANCE: "how an ally met an act of force the turn before",
    game.DRIFT: "time passed",
    game.AGREEMENT_RULE: "what its parties did with it",
    game.CLAMP: "the end of the scale",
    game.CLOCK: "the turn ended",
    game.ENDING_RULE: "the exercise ended",
    game.REST: "it rests at the value with which it opened",
    game.TARIFF_DUE: "it was announced in an earlier turn",
    game.THIRD_POWER: "a duty that was announced in an earlier turn",
    game.SHIFT_RULE: "the white cell decided so",
}


class LedgerEntry(NamedTuple):
    """One atomic change; a variable's entries add up exactly to its change. Amounts in milli-points or counts.

    `cause` names the order, move, inject or support call behind it, whose outcome has the odds.
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
    audience: tuple[str, ...] | None = None
    turn: int = 0
    ruled: str = ""


Origins = dict[tuple[int, int, int], Origin]
LedgerRow = tuple[int, int, Cause, int]
"""A change as the rules write it: cell, delta, cause, effect (-1 none)."""


class Provenance(NamedTuple):
    """What all entries of one cause and one effect have in common.

    `source` are their columns from `cause` to `level`; of the two bit masks of states, `noticed` may know of the cause,
    `informed` also of what the effect depended on.
    """

    rule: str
    source: tuple[str, str, str, str]
    because: str
    noticed: int
    informed: int


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
            cause = f"order:{outcome.actor}:{outcome.slot + 1}"
        elif outcome.subject == "call":
            pact, victim = setting.names.agreements[outcome.name], states[outcome.target]
            call = call_number(setting.at, states[outcome.actor], pact, victim)
            key = (BY_CALL, states[outcome.partner] * SLOTS + outcome.slot, call)
            cause = f"call:{outcome.actor}:{outcome.name}"
        elif outcome.subject == "incident":
            key, cause = (BY_MOVE, setting.names.incidents[outcome.name], 0), f"transition:{outcome.name}"
        elif outcome.subject == "inject":
            key, cause = (BY_INJECT, setting.names.injects[outcome.name], 0), f"inject:{outcome.name}"
        elif outcome.subject == "accord":
            key, cause = (BY_ACCORD, setting.names.agreements[outcome.name], 0), f"accord:{outcome.name}"
        else:
            continue
        ruled = "".join(each.subject for each in outcome.rulings if each.subject != NOTICE)
        who = outcome.actor, outcome.kind, outcome.level
        found[key] = Origin(cause, outcome.text, *who, audience=outcome.audience, ruled=ruled)
    return found


def entries(setting: Setting, g: Game, outcomes: tuple[Outcome, ...]) -> Iterator[LedgerEntry]:
    """Turn the rows that the rules wrote into entries."""
    known, about, told, seen = origins(setting, outcomes), subjects(setting), figures(setting), setting.tables.seen
    provenances = AnswersByKey(lambda of: provenance_of(setting, known, *of))
    audiences = AnswersByKey(lambda mask: seats_in(setting, mask))
    running, turn, last, of = list(g.now), g.turn, None, -1
    for sequence, (cell, delta, cause, effect) in enumerate(g.ledger, 1):
        if cause is not last or effect != of:
            last, of = cause, effect
            rule, source, because, noticed, informed = provenances[cause, effect]
        before, subject, figure = running[cell], about[cell], told[cell]
        variable, who, towards, name = subject
        running[cell] = after = before + delta
        if figure:
            text = rose_or_fell(figure, before, delta, because)
        else:
            text = happened(setting, subject, before, delta, because)
        # What only its own state knows is there to be learned from, whatever the effect depended on.
        audience = audiences[seen[cell] & (noticed if variable in OWN else informed)]
        columns = sequence, turn, rule, variable, who, towards, name, before, delta, after, *source, text, audience
        yield tuple.__new__(LedgerEntry, columns)


def provenance_of(setting: Setting, known: Origins, cause: Cause, effect: int) -> Provenance:
    """Say where changes of this cause come from, why they came, and who may know it."""
    rule, source, first, second = cause
    if source == BY_PAST:
        origin = of_the_past(setting, setting.codes[first], second)
    else:
        origin = known.get((source, first, second if source in (BY_ORDER, BY_CALL) else 0)) or by_itself(rule)
    named, because, actor, kind, level, audience, turn, ruled = origin
    noticed = informed = 0 if rule in UNTOLD else mask_of(setting, setting.seats if audience is None else audience)
    if effect >= 0:
        informed &= informed_of(setting, effect)
        because = reason(setting, effect, because, turn)
    called = RULED if ruled and is_by_ruling(setting, origin, effect) else RULE_NAMES[rule]
    return Provenance(called, (named, actor, kind, level), because.rstrip("."), noticed, informed)


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
    cause = f"order:{seat}:{item.slot + 1}:turn {item.turn}"
    audience = noticed_by(setting, seat, number)
    because = done(setting, seat, item.order)
    return Origin(cause, because, seat, item.order.kind, item.order.level, audience=audience, turn=item.turn)


@cache
def by_itself(rule: int) -> Origin:
    """Give the origin of a change that no order, move or inject made."""
    return Origin(RULE_NAMES[rule], BECAUSE.get(rule, "the rules of the turn"))


@lru_cache(maxsize=16384)
def informed_of(setting: Setting, effect: int) -> int:
    """Give the bit mask of the seats that may know what an authored effect depends on."""
    return mask_of(setting, may_know(setting, setting.tables.effects[effect].when))


@lru_cache(maxsize=4096)
def mask_of(setting: Setting, seats: tuple[str, ...] | frozenset[str]) -> int:
    """Give the bit mask of states that are seats."""
    return sum(1 << setting.names.states[seat] for seat in seats)


@lru_cache(maxsize=4096)
def seats_in(setting: Setting, mask: int) -> tuple[str, ...]:
    """Give the seats in a bit mask of states."""
    return tuple(seat for seat in setting.seats if mask >> setting.names.states[seat] & 1)
