"""Conditions, effects and modifiers, from which orders, transitions and injects are composed."""

from dataclasses import dataclass

Condition = tuple[str, ...]


@dataclass(frozen=True)
class EffectSpec:
    """One change that is added to a variable.

    `who` and `towards` are selectors; `name` is an agreement, mark or hidden truth.
    """

    variable: str
    amount: float
    who: str = ""
    towards: str = ""
    name: str = ""
    habituates: bool = False
    when: Condition = ()
    because: str = ""


@dataclass(frozen=True)
class ModifierSpec:
    """An amount added to a chance, a weight or a score while its condition holds; `because` is shown as a reason.

    `reveals` names a hidden truth that the reason would betray: the reason is shown only once that truth is revealed.
    """

    add: float
    when: Condition
    because: str = ""
    reveals: str = ""
