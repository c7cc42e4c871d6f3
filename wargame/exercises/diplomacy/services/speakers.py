"""Letters of a policy's seat: it picks lines of its book that fit the reader and are new to the reader.

No reader reads a line twice. The seat that writes knows the facts on which a line depends, and every reader may know
them.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from string import Formatter

from scenarios import voices
from scenarios.schema.pack_voices import Occasion, ReplyLine, VoiceEntry
from wargame import engine
from wargame.engine.values import Perspective
from wargame.exercises import bridge, perspectives
from wargame.exercises.models import Message, Proposal, Turn
from wargame.web.seats import WHITE_CELL

FRIEND, PARTNER = 30, 0
"""The least relations with another state, -100..100, to write to it as to a friend, or as to a partner."""
TENSE = 45
"""A tension, 0..100, from which a seat writes in a tense mood."""


@dataclass(frozen=True)
class Speaker:
    """A seat that a policy plays, in a turn of a line, with its book and what it noticed of the turn before."""

    role: str
    turn: Turn
    view: Perspective
    book: VoiceEntry
    noticed: tuple[engine.Outcome, ...]

    def in_public(self) -> "Speaker":
        """Return the seat as it speaks to all: how it stands with others is then what everybody knows of that."""
        return replace(self, view=perspectives.common_view_of(self.turn))

    def name(self, role: str) -> str:
        """Return a seat's name inside a sentence."""
        return self.view.setting.name_in_sentence(role)

    def relation(self, other: str) -> str:
        """Return whether another is a friend, a partner or a rival to the seat."""
        standing = perspectives.points(self.view, "relation", self.role, other) or 0
        return "friend" if standing >= FRIEND else "partner" if standing >= PARTNER else "rival"

    def mood(self, other: str) -> str:
        """Return whether the seat is calm or tense towards another."""
        return "tense" if (perspectives.points(self.view, "tension", self.role, other) or 0) >= TENSE else "calm"

    def line(self, occasion: Occasion, *readers: str, public: bool = False, **slots: str) -> str:
        """Return a line for the occasion that fits the first reader and that no reader has read; "" for none.

        One that names what it is about comes first, then one for just this reader or this situation. A line whose slot
        stays empty is not taken.
        """
        fitting = [
            line
            for line in self.book.lines(occasion, public=public)
            if line.fits(readers[0], self.relation(readers[0]), self.mood(readers[0]))
            and _is_filled(line, slots)
            and self._holds(line, readers)
        ]
        fresh = [line for line in fitting if not self._has_said(line, readers)]
        best = max(
            fresh, key=lambda line: (_slots(line) != set(), _closeness(line, self.view.setting.seats)), default=None
        )
        return _as_letter(best.text.format(**slots)) if best else ""

    def deed(self, outcomes: Collection[engine.Outcome]) -> str:
        """Return the words of the seat for the first of these deeds that its book knows; "" for none."""
        return next((self.book.deeds[one.kind] for one in outcomes if one.kind in self.book.deeds), "")

    def _holds(self, line: ReplyLine, readers: Collection[str]) -> bool:
        """Return whether the line's condition holds, as far as its first reader knows what the others may know too."""
        if not line.when:
            return True
        if self.view.seat == WHITE_CELL:
            return self.view.holds(line.when)
        first, *others = readers
        return perspectives.shared_view_of(self.turn, first, (self.role, *others)).holds(line.when)

    def _has_said(self, line: ReplyLine, readers: Collection[str]) -> bool:
        pieces = [text for text, _, _, _ in Formatter().parse(line.text)]
        longest = max(pieces, key=len).strip(" ,.:;?").lower()
        return any(longest in text.lower() and not set(readers).isdisjoint(to) for text, to in self._own_texts)

    @cached_property
    def _own_texts(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """The texts that the seat has written in the line, each with its readers."""
        sent = Message.objects.in_line(self.turn.branch).filter(sender=self.role).values_list("text", "recipients")
        made = Proposal.objects.in_line(self.turn.branch).filter(proposer=self.role)
        offered = made.prefetch_related(None).values_list("terms", "parties")
        return tuple((text, frozenset(to)) for text, to in (*sent, *offered))


def speaker(turn: Turn, role: str) -> Speaker:
    """Return the seat as it speaks in a turn."""
    exercise = turn.branch.exercise
    view = perspectives.view_of(turn, exercise.seats.get(role=role))
    book = voices.book_of(bridge.content_of(exercise.scenario_version), role)
    return Speaker(role, turn, view, book, noticed_by(role, turn, 1))


def noticed_by(role: str, turn: Turn, back: int) -> tuple[engine.Outcome, ...]:
    """Return the outcomes that a seat noticed in the turn that lies so many turns before; nothing before the first."""
    before = Turn.objects.in_line(turn.branch).filter(number=turn.number - back).first()
    return tuple(engine.known_outcomes(bridge.outcomes_of(before), role)) if before else ()


def everybody_but(role: str, turn: Turn) -> list[str]:
    """Return the readers of what a seat says in public."""
    return [*(code for code in bridge.setting_for(turn).seats if code != role), WHITE_CELL]


def _slots(line: ReplyLine) -> set[str]:
    return {slot for _, slot, _, _ in Formatter().parse(line.text) if slot is not None}


def _is_filled(line: ReplyLine, slots: dict[str, str]) -> bool:
    return all(slots.get(slot) for slot in _slots(line))


def _closeness(line: ReplyLine, seats: Collection[str]) -> int:
    return 2 * (line.to in seats) + (line.to is not None) + (line.mood is not None) + bool(line.when)


def _as_letter(text: str) -> str:
    """Begin each sentence with a capital."""
    head, *rest = text.split(". ")
    return ". ".join(part[:1].upper() + part[1:] for part in (head, *rest))
