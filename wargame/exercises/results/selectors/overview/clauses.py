"""Reads the clauses of the scenario's conditions that events can answer; `scenario/conditions.py` has the whole
grammar.

Clauses with "not" and clauses on the clock or on a hidden truth name no event, so they are left out.
"""

import operator
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from wargame.engine.values import LedgerEntry, Outcome, Perspective, Setting
from wargame.exercises import bridge, perspectives

_COMPARISON = re.compile(r"^(.*?)\s*(>=|<=|!=|>|<|=)\s*(.+)$")
_COMPARE = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
    "!=": operator.ne,
}
_PAIRS = ("tension", "relation")
_STATES = ("approval", "economy", "readiness", "standing", "resolve", "stake")
_LISTS = ("rate", "announced")
_FLOWS = ("hit", "duty", "untouched")
_OF_TURN = ("ordered", "worked", "tagged")
_OF_EVENT = ("stage", "fired")
_VARIABLES = {"in": "in_force", "untouched": "hit"}
"""The variables that verbs ask for, where they have another name."""


@dataclass(frozen=True)
class Clause:
    """One comparison: its verb, the words after it, and how a figure is compared with an amount."""

    verb: str
    words: tuple[str, ...]
    sign: str = ">="
    value: str = "1"

    @property
    def is_of_turn(self) -> bool:
        """Whether it asks for what was ordered in this turn."""
        return self.verb in _OF_TURN

    @property
    def is_of_event(self) -> bool:
        """Whether it asks for a stage that an incident reached, or for an inject."""
        return self.verb in _OF_EVENT

    @property
    def direction(self) -> int:
        """Which way the figure must move for it to hold: up (1) or down (-1)."""
        way = -1 if self.sign.startswith("<") else 1
        return -way if self.verb == "untouched" else way

    def any_stage(self) -> "Clause":
        """Return the same clause for any stage of the incident."""
        return replace(self, sign="any")

    def names(self, setting: Setting, outcome: Outcome) -> bool:
        """Return whether the outcome is what the clause asks for."""
        if self.verb == "fired":
            return outcome.subject == "inject" and outcome.name == self.words[0]
        if self.verb == "stage":
            is_it = outcome.subject == "incident" and outcome.name == self.words[0]
            return is_it and (self.sign == "any" or (self.sign == "=" and outcome.result == self.value))
        return outcome.subject == "order" and outcome.result != "refused" and self._is_order(setting, outcome)

    def _is_order(self, setting: Setting, outcome: Outcome) -> bool:
        who, what, *rest = self.words
        if who not in ("any", outcome.actor):
            return False
        spec = setting.order(outcome.kind)
        levels = [level.key for level in spec.levels]
        if self.verb == "tagged":
            level = spec.levels[levels.index(outcome.level)]
            return what in (*spec.tags, *level.tags)
        if what != outcome.kind or (self.verb == "worked" and outcome.result not in ("worked", "done")):
            return False
        at = rest[rest.index("at") + 1] if "at" in rest else ""
        least = rest[0] if rest and rest[0] in levels else levels[0]
        return at in ("", *outcome.targets) and levels.index(outcome.level) >= levels.index(least)

    def is_about(self, entry: LedgerEntry) -> bool:
        """Return whether a ledger entry changed the figure or mark that the clause asks for."""
        if entry.variable != _VARIABLES.get(self.verb, self.verb):
            return False
        if self.verb in (*_PAIRS, *_FLOWS):
            return (entry.who, entry.towards) == self.words[:2]
        return self.words[-1] == (entry.who if self.verb in _STATES else entry.name)

    def holds(self, view: Perspective) -> bool:
        """Return whether it held at the end of a turn, as far as the reader knows."""
        amount = self._amount(view)
        return amount is not None and bool(_COMPARE[self.sign](amount, float(self.value)))

    def _amount(self, view: Perspective) -> float | None:
        if self.verb in _PAIRS:
            return perspectives.points(view, self.verb, *self.words[:2])
        if self.verb in _STATES:
            return perspectives.points(view, self.verb, self.words[0])
        if self.verb in (*_LISTS, *_FLOWS):
            return self._of_trade(view)
        names, key = view.setting.names, self.words[-1]
        if self.verb == "mark":
            return bridge.shown_amount("mark", int(view.world.mark[names.marks[key]]))
        variable = "strength" if self.verb == "strength" else "in_force"
        return bridge.shown_amount(variable, int(getattr(view.world, variable)[names.agreements[key]]))

    def _of_trade(self, view: Perspective) -> float | None:
        variable, names = _VARIABLES.get(self.verb, self.verb), view.setting.names
        index = names.lists[self.words[0]] if self.verb in _LISTS else names.flows[" ".join(self.words)]
        amount = bridge.shown_amount(variable, int(getattr(view.world, variable)[index]))
        if self.verb != "untouched" or amount is None:
            return amount
        return view.setting.spec.flows[index].imports - amount


def clauses_in(condition: Iterable[str]) -> tuple[Clause, ...]:
    """Return the alternatives of a condition that an event can answer."""
    found = (_clause(text.strip()) for clause in condition for text in clause.split(" or "))
    return tuple(clause for clause in found if clause is not None)


def _clause(text: str) -> Clause | None:
    compared = _COMPARISON.match(text)
    subject, sign, value = compared.groups() if compared else (text, ">=", "1")
    verb, *words = subject.split()
    if not words or verb not in (*_OF_TURN, *_OF_EVENT, *_PAIRS, *_STATES, *_LISTS, *_FLOWS, "mark", "strength", "in"):
        return None
    return Clause(verb, tuple(words), sign, value)
