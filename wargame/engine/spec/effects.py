"""Conditions, effects and modifiers, from which orders, transitions and injects are composed."""

from dataclasses import dataclass

Condition = tuple[str, ...]


@dataclass(frozen=True)
class EffectSpec:
    """One change that is added to a variable.

    `who` and `towards` are selectors; `name` is an agreement, mark or hidden truth. The amount is drawn each time, up
    to `spread` above or below. An effect on a belief may have, instead of an amount, how often it is `right` of 100
    times (50..100): then `who` looks into the hidden truth, and believes what follows from what it sees.
    """

    variable: str
    amount: float = 0
    who: str = ""
    towards: str = ""
    name: str = ""
    habituates: bool = False
    when: Condition = ()
    because: str = ""
    spread: float = 0
    right: float = 0


@dataclass(frozen=True)
class ModifierSpec:
    """An amount added to a chance, a weight or a score while its condition holds; `because` is shown as a reason.

    `reveals` names a hidden truth that the reason would betray: the reason is shown only once that truth is revealed.
    """

    add: float
    when: Condition
    because: str = ""
    reveals: str = ""
