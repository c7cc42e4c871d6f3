"""The acts of people in a turn beside orders: rulings and shifts of the white cell, injects by hand, and accords."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

ORDER, NOTICE, INCIDENT, CALL = "order", "notice", "incident", "call"
"""The subjects of a ruling: whether an order works, whether a covert one is noticed, how an incident moves, whether an
ally comes in.
"""

FIRE, SKIP, JUDGE = "fire", "skip", "judge"
"""The acts on an inject by hand: let it happen in this turn, whatever its condition; keep it from it; or let the rules
judge its condition and roll its chance in a turn for which the scenario has not planned it.
"""


class InterventionError(ValueError):
    """An intervention names what does not exist in the turn; the message says what, and what could be named."""


@dataclass(frozen=True)
class Ruling:
    """The outcome that the white cell decides instead of the dice, which roll all the same and stay on record.

    `role` and `slot` (from 0) name an order; its `result` is "worked" or "failed" where it has a chance, or "refused",
    with the subject "notice" "noticed" or "unnoticed". `name` is an incident, whose result is the key of one of its
    options. `role` and `name` are the ally and the pact of a support call, which is "kept" or "broken".
    Seats may read the reason if it is public, and that there was a ruling in any case. `words` say what happened where
    the rules have no words for it: whoever notices the outcome reads them instead of the rules' own. With them an order
    without a chance may stay "done".
    """

    subject: str
    result: str
    role: str = ""
    slot: int = -1
    name: str = ""
    reason: str = ""
    is_public: bool = True
    words: str = ""

    @property
    def about(self) -> tuple[str, str, int, str]:
        """The subject that it decides; two rulings about the same cannot stand."""
        return self.subject, self.role, self.slot, self.name


@dataclass(frozen=True)
class Accord:
    """An agreement that seats have made beside their orders: the pact comes into force this turn, or `ends`."""

    agreement: str
    parties: tuple[str, ...]
    ends: bool = False


@dataclass(frozen=True)
class Shift:
    """A figure of a state, or of one state towards another, that moves by `amount` points at the end of the turn.

    A reader who may know the figure learns that the white cell moved it. `source` names what it is part of, for who
    wrote it.
    """

    variable: str
    who: str
    amount: float
    towards: str = ""
    source: str = ""


@dataclass(frozen=True)
class Interventions:
    """All of a turn; `injects` says "fire", "skip" or "judge" by its key. Without any, the turn is as ordered."""

    outcomes: tuple[Ruling, ...] = ()
    injects: Mapping[str, str] = field(default_factory=dict)
    accords: tuple[Accord, ...] = ()
    shifts: tuple[Shift, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.outcomes or self.injects or self.accords or self.shifts)

    def as_json(self) -> dict[str, Any]:
        """Give plain JSON values, {} where there is nothing."""
        whole = {
            "outcomes": [asdict(ruling) for ruling in self.outcomes],
            "injects": dict(self.injects),
            "accords": [asdict(accord) | {"parties": list(accord.parties)} for accord in self.accords],
            "shifts": [asdict(shift) for shift in self.shifts],
        }
        return {name: value for name, value in whole.items() if value}


NONE = Interventions()


def interventions_of(data: Mapping[str, Any]) -> Interventions:
    """Read stored JSON back. Raises InterventionError."""
    try:
        return Interventions(
            tuple(Ruling(**ruling) for ruling in data.get("outcomes", ())),
            dict(data.get("injects", {})),
            tuple(Accord(**accord | {"parties": tuple(accord["parties"])}) for accord in data.get("accords", ())),
            tuple(Shift(**shift) for shift in data.get("shifts", ())),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InterventionError(f"These are no stored interventions: {error}.") from error
