"""Injects that the white cell wrote and sent, as readers of a played turn know them: its news, and what they moved.

The rules know only that figures were moved by hand. Readers who may know everything read which inject did it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wargame.engine.values import LedgerEntry, Outcome, OutcomeKey, Shift
from wargame.exercises import bridge
from wargame.exercises.access import rows
from wargame.exercises.models import Inject, Seat, Turn

_SHIFT, _BY_HAND = "shift", "the white cell decided so"
"""The rule of an entry that was moved by hand, and the reason that the engine gives there."""


@dataclass(frozen=True)
class SentInject:
    """One inject as its reader knows it.

    `name` counts the reader's injects of the turn, so that it says nothing of those that others read; `source` is as in
    the turn's shifts. `receivers` are all seats that read it for a reader who may know everything, else the reader.
    """

    name: str
    source: str
    title: str
    text: str
    receivers: tuple[str, ...]


def source_of(inject: Inject) -> str:
    """Return the name of an inject among the sources of a turn's shifts."""
    return source_named(inject.pk)


def source_named(key: int) -> str:
    """Return the source of an inject with this key."""
    return f"inject:{key}"


def sent_in(turn: Turn, seat: Seat | None) -> tuple[SentInject, ...]:
    """Return the injects that the white cell wrote and sent in a turn, in order; as the seat reads it, or all of it
    (None)."""
    exercise = turn.branch.exercise
    if not exercise.is_led:
        return ()
    found = rows.where(Inject, exercise_id=exercise.pk, sent_in_id=turn.pk)
    sent = sorted((one for one in found if one.sent_at and not one.key), key=lambda one: (one.sent_at, one.pk))
    read = [one for one in sent if seat is None or seat.role in one.texts]
    return tuple(_as_read(one, number, seat) for number, one in enumerate(read, 1))


def outcomes_of(turn: Turn, sent: Iterable[SentInject]) -> tuple[Outcome, ...]:
    """Return these injects as outcomes of their turn: the news that it brought."""
    return tuple(
        Outcome(turn.number, "inject", "sent", one.title, one.text, name=one.name, audience=one.receivers)
        for one in sent
    )


def with_causes(entries: Sequence[LedgerEntry], turn: Turn, seat: Seat | None) -> tuple[LedgerEntry, ...]:
    """Return the entries of a turn; those that an inject alone made name it for readers who may know everything.

    A seat reads that the white cell moved the figure: whether one inject alone did it depends on injects that the seat
    did not read.
    """
    if seat is not None or not turn.interventions.get("shifts"):
        return tuple(entries)
    known = {one.source: one for one in sent_in(turn, seat)}
    shifts = bridge.interventions_of(turn).shifts
    return tuple(_named(entry, shifts, known) if entry.rule == _SHIFT else entry for entry in entries)


def _named(entry: LedgerEntry, shifts: Iterable[Shift], known: dict[str, SentInject]) -> LedgerEntry:
    sources = {shift.source for shift in shifts if _moves(shift, entry)}
    if len(sources) != 1 or not (inject := known.get(sources.pop())):
        return entry
    return entry._replace(
        cause=OutcomeKey("inject", name=inject.name).cause,
        text=entry.text.replace(
            _BY_HAND, f"the news \N{LEFT DOUBLE QUOTATION MARK}{inject.title}\N{RIGHT DOUBLE QUOTATION MARK}"
        ),
    )


def _moves(shift: Shift, entry: LedgerEntry) -> bool:
    """Return whether a shift is part of an entry: a pair moves in both directions."""
    is_about = {shift.who, shift.towards} == {entry.who, entry.towards}
    return shift.variable == entry.variable and is_about


def _as_read(inject: Inject, number: int, seat: Seat | None) -> SentInject:
    name, source = f"own-{number}", source_of(inject)
    if seat is not None:
        words = inject.texts[seat.role]
        return SentInject(name, source, words.get("title", ""), words.get("text", ""), (seat.role,))
    return SentInject(name, source, inject.title, _say_to_all(inject), tuple(sorted(inject.texts)))


def _say_to_all(inject: Inject) -> str:
    """Return the texts with their readers: "From the white cell to JPN, KOR: …", or each seat's own words where they
    differ."""
    texts: dict[str, list[str]] = {}
    for role in sorted(inject.texts):
        texts.setdefault(inject.texts[role].get("text", ""), []).append(role)
    told = " ".join(f"To {', '.join(roles)}: {text}".rstrip(": ") + "." * (not text) for text, roles in texts.items())
    return f"From the white cell. {told}"
