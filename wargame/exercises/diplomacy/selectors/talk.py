"""The line with which a seat says something to another: to whom, with which intention, in which words."""

from dataclasses import dataclass, replace

from wargame.exercises.diplomacy.domain import Intent, Sentence, agreements_are_made_in, sentences_of
from wargame.exercises.diplomacy.selectors.inbox import Receiver, receivers_of
from wargame.exercises.diplomacy.selectors.proposals import ProposalChoice, Proposals, proposals_of
from wargame.exercises.situation.selectors.seat_view import SeatView

PROPOSE = "propose"
_NAMES = {Intent.ASK: "Ask", Intent.ASSURE: "Assure", Intent.WARN: "Warn"}


@dataclass(frozen=True)
class Manner:
    """An intention with the sentences that serve it."""

    key: str
    name: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class TalkLine:
    """The seats that a seat may speak to, the sentences, and the agreements it may propose, with a pledge on all sides.

    `to`, `manner` and `fault` are what was entered.
    """

    code: str
    receivers: tuple[Receiver, ...]
    manners: tuple[Manner, ...]
    choices: tuple[ProposalChoice, ...]
    pledge: str
    to: str = ""
    manner: str = Intent.ASK.value
    chosen: str = ""
    fault: str = ""

    def filled(self, *, to: str, manner: str, chosen: str = "", fault: str = "") -> "TalkLine":
        """Return the line as it was entered, and why it was refused."""
        return replace(self, to=to, manner=manner or self.manner, chosen=chosen, fault=fault)


def talk_line_of(at: SeatView, table: Proposals | None = None) -> TalkLine | None:
    """Return the line of the seat in the turn; None where nothing is said now. `table` is what is proposed, if it was
    read."""
    exercise = at.seat.exercise
    if not agreements_are_made_in(exercise, at.turn) or at.seat.policy:
        return None
    table, sentences = table or proposals_of(at), sentences_of(exercise)
    return TalkLine(
        code=exercise.code,
        receivers=tuple(each for each in receivers_of(exercise) if each.code != at.seat.role),
        manners=tuple(
            Manner(intent.value, name, tuple(each for each in sentences if each.intent == intent))
            for intent, name in _NAMES.items()
        ),
        choices=tuple(sorted(table.choices, key=lambda choice: choice.ends)),
        pledge=table.pledge,
    )
