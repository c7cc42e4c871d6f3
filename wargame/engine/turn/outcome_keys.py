"""The key of an outcome: how the ledger, the review and addresses of pages name one outcome of a turn."""

from dataclasses import dataclass
from typing import Self

from wargame.engine.turn.outcomes import Outcome

_OF_ORDERS = ("order", "notice")
_MOVES = {"incident": "transition"}
"""The ledger calls the move of an incident a transition."""
_PAST = "turn "


@dataclass(frozen=True)
class OutcomeKey:
    """The key of one outcome; written "order:KOR:1", "call:KOR:pact", "incident:islet", "inject:storm".

    `slot` is the number of an order on its sheet, from 1; 0 for none. The subject "notice" is whether others notice
    the order. `turn` is 0 but for an order of an earlier turn, "order:KOR:1:turn 2". The rules that cause a change by
    themselves have a subject alone, "clock".
    """

    subject: str
    actor: str = ""
    slot: int = 0
    name: str = ""
    turn: int = 0

    @classmethod
    def of(cls, outcome: Outcome) -> Self:
        """Return the key of an outcome."""
        if outcome.subject == "order":
            return cls("order", outcome.actor, outcome.slot + 1)
        if outcome.subject == "call":
            return cls("call", outcome.actor, name=outcome.name)
        return cls(outcome.subject, name=outcome.name)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a key as `str` writes it, or as the ledger does."""
        subject, *rest = text.split(":")
        turn = int(rest.pop().removeprefix(_PAST)) if rest and rest[-1].startswith(_PAST) else 0
        subject = next((one for one, move in _MOVES.items() if move == subject), subject)
        if subject in _OF_ORDERS and len(rest) == 2:
            return cls(subject, rest[0], int(rest[1]), turn=turn)
        if subject == "call" and len(rest) == 2:
            return cls(subject, rest[0], name=rest[1])
        return cls(subject, name=":".join(rest), turn=turn)

    def __str__(self) -> str:
        """Write it."""
        past = f"{_PAST}{self.turn}" if self.turn else ""
        return ":".join(filter(None, (self.subject, self.actor, self.name, str(self.slot or ""), past)))

    @property
    def cause(self) -> str:
        """The key as ledger entries write what caused them: "order:KOR:1", "transition:islet"."""
        subject, *rest = str(self).split(":")
        return ":".join([_MOVES.get(subject, subject), *rest])

    @property
    def about(self) -> str:
        """The key as verdicts, arguments and questions store what they are about: with slots from 0, "order:KOR:0".

        The chain of records seals it, so it cannot be written anew.
        """
        first = [self.subject, self.actor, self.name]
        return ":".join(filter(None, [*first, str(self.slot - 1) if self.slot else ""]))

    @classmethod
    def parse_about(cls, text: str) -> Self:
        """Read a key as `about` writes it. Raises ValueError for a slot that is no number."""
        subject, *rest = text.split(":")
        if subject in _OF_ORDERS and len(rest) == 2:
            return cls(subject, rest[0], int(rest[1]) + 1)
        return cls.parse(text)
