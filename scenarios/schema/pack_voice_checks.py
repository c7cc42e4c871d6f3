"""Checks of the books of replies: enough lines for every relation and mood, each in one government's own voice."""

import re
from collections.abc import Callable, Iterator
from string import Formatter
from typing import Any

from scenarios.pack_faults import Fault
from scenarios.schema.pack import Pack
from scenarios.schema.pack_voices import MOODS, RELATIONS, SLOTS, Occasion, ReplyLine, VoiceEntry
from scenarios.yamlsafe import Place
from wargame.engine import deed_of, targets_of

FEWEST = 2
"""So many lines must fit every relation and mood, or one of what comes about once in a game at most."""
RARE = frozenset(
    {
        Occasion.TURNED,
        Occasion.END,
        Occasion.AGREES_END,
        Occasion.REFUSES_END,
        Occasion.REFUSES_WORD,
        Occasion.PLEDGE,
    }
)
NEVER = frozenset({Occasion.FORCE})
"""Occasions for which some scenarios have no order, and which they may leave out."""
FEWEST_IN_ALL = 40
_STATISTICS = re.compile(r"\d|\bturn (one|two|three|four|five|six|seven|eight)\b|[\[(“]", re.IGNORECASE)

FaultAt = Callable[[str, int | None, Place, str, str], Fault]


def voice_faults(pack: Pack, fault: FaultAt) -> Iterator[Fault]:
    """Yield the faults of the books of a pack, each at its place; a pack without any book has none."""
    if not pack.voices:
        return
    seats = {seat.code for seat in pack.seats}
    if missing := sorted(seats - {voice.seat for voice in pack.voices}):
        message = f"{missing[0]} has no book of replies."
        yield fault("voices", None, (), message, f"Write voices/{missing[0]}.yaml: all seats have one, or none has.")
    said: dict[str, str] = {}
    for index, voice in enumerate(pack.voices):
        if voice.seat not in seats:
            yield fault("voices", index, (), f"there is no seat {voice.seat}.", "Name the file after a seat.")
        for place, message, remedy in (*_strange_kinds(voice, pack), *_too_few(voice), *_bad_lines(voice, seats, said)):
            yield fault("voices", index, place, message, remedy)


def condition_places(book: Any) -> Iterator[Place]:
    """Yield the place of everything in a written book that has a condition, as `VoiceEntry.conditions` does."""
    yield from (("granted", kind) for kind in book.get("granted", ()))
    for occasion, lines in book["replies"].items():
        for number, line in enumerate(lines):
            if isinstance(line, dict) and line.get("when"):
                yield "replies", occasion, number


Mistake = tuple[Place, str, str]
"""The place in a book, what is wrong there, and the remedy."""


def _strange_kinds(voice: VoiceEntry, pack: Pack) -> Iterator[Mistake]:
    """Yield kinds that are not what the book says, and hostile kinds for which it has no words."""
    hostile, friendly = _kinds_at(voice.seat, pack)
    for part, named, known in (("deeds", voice.deeds, hostile), ("wishes", voice.wishes, friendly)):
        for kind in sorted(set(named) - known):
            what = "hostile" if part == "deeds" else "friendly"
            yield (part, kind), f"nobody can aim an order '{kind}' that is {what} at {voice.seat}.", "Leave it out."
    if idle := sorted(set(voice.granted) - set(voice.wishes)):
        message = f"the book says when '{idle[0]}' was granted, and never asks for it."
        yield ("granted", idle[0]), message, "Add it to 'wishes', or leave it out."
    if missing := sorted(hostile - set(voice.deeds)):
        message = f"the book has no words for the order '{missing[0]}', which others can aim at {voice.seat}."
        yield ("deeds",), message, f"Say it in a few words: '{missing[0]}: the note that you handed us'."


def _kinds_at(seat: str, pack: Pack) -> tuple[set[str], set[str]]:
    """Return the kinds that others can aim at a seat: those that may be hostile, and those that may be friendly.

    Covert ones are left out, because no letter names them.
    """
    kinds = [kind for kind in pack.rules.orders if any(seat in targets_of(kind, by) for by in kind.seats)]
    classes = {
        kind.kind: {deed_of(kind, level) for level in kind.levels} for kind in kinds if kind.visibility != "covert"
    }
    hostile = {kind for kind, deeds in classes.items() if deeds - {"friendly", "neutral"}}
    return hostile, {kind for kind, deeds in classes.items() if "friendly" in deeds}


def _too_few(voice: VoiceEntry) -> Iterator[Mistake]:
    count = sum(len(lines) for lines in voice.replies.values())
    if count < FEWEST_IN_ALL:
        yield ("replies",), f"the book has {count} lines.", f"Write at least {FEWEST_IN_ALL}."
    for occasion in Occasion:
        lines = [line for line in voice.lines(occasion) if not line.when]
        if occasion in NEVER and not lines:
            continue
        needed = 1 if occasion in RARE else FEWEST
        for relation, mood in ((relation, mood) for relation in RELATIONS for mood in MOODS):
            if sum(line.fits("", relation, mood) for line in lines) < needed:
                message = f"for '{occasion}' towards a {relation} in a {mood} mood too few lines fit."
                yield ("replies", occasion), message, f"Write {needed} without 'to', 'mood' and 'when'."
                break


def _bad_lines(voice: VoiceEntry, seats: set[str], said: dict[str, str]) -> Iterator[Mistake]:
    """Yield what is wrong with single lines; `said` are the lines of all books so far, each with its seat."""
    for occasion, lines in voice.replies.items():
        for number, line in enumerate(lines):
            place: Place = ("replies", occasion, number)
            bare, here = re.sub(r"\W+", " ", line.text).strip().lower(), f"{voice.seat} under '{occasion}'"
            if (other := said.setdefault(bare, here)) != here or bare in _earlier(lines, number):
                yield place, f"{other} says the same.", "Write another line: no sentence comes twice."
            yield from ((place, message, remedy) for message, remedy in _bad_words(line, occasion, seats))


def _earlier(lines: tuple[ReplyLine, ...], number: int) -> set[str]:
    return {re.sub(r"\W+", " ", line.text).strip().lower() for line in lines[:number]}


def _bad_words(line: ReplyLine, occasion: Occasion, seats: set[str]) -> Iterator[tuple[str, str]]:
    if _STATISTICS.search(line.text):
        yield "a letter has no number, no turn, no quotation and nothing in brackets.", "Say it in words."
    slots = {slot for _, slot, _, _ in Formatter().parse(line.text) if slot is not None}
    if strange := slots - {SLOTS.get(occasion, "")}:
        remedy = f"Write {{{SLOTS[occasion]}}} or nothing." if occasion in SLOTS else "Leave it out."
        yield f"nothing fills {{{min(strange)}}} under '{occasion}'.", remedy
    if line.to and line.to not in (*RELATIONS, *seats):
        yield f"there is no seat {line.to}.", f"Name a seat, or one of: {', '.join(RELATIONS)}."
