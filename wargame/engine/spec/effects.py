"""Conditions, effects and modifiers: what orders, moves and injects are made of."""

from dataclasses import dataclass

Condition = tuple[str, ...]


@dataclass(frozen=True)
class EffectSpec:
    """One additive change; `who` and `towards` are selectors, `name` an agreement or a mark."""

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
    """Adds to a chance, a weight or a score when its condition holds; `because` is shown as a reason.

    `reveals` names a hidden truth that the reason would betray: it is shown only once that truth is revealed.
    """

    add: float
    when: Condition
    because: str = ""
    reveals: str = ""
