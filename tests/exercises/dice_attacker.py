"""An attacker who plays a seat, has the source, and tries to compute the dice from what the seat may read.

The attacker is given more than any seat. Beside what pages, API and files print, these are: the true roll of every
outcome that depends on nothing hidden from the seat; for every other roll, its position within its part of the bar; and
for hidden rolls, everything of the turn except the roll that is searched.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, product, takewhile
from typing import Any

import numpy as np
import pytest

from tests.engine.games import legal_orders
from tests.exercises import old_dice
from wargame import engine
from wargame.engine.world import dice
from wargame.exercises import bridge
from wargame.exercises.models import Exercise, Turn

SEAT = "KOR"
ENOUGH = 3
"""Rolls that a guess must account for: by chance one in 65,536 guesses accounts for each further one."""
BY_SUBJECT = {"incident": dice.INCIDENT, "inject": dice.INJECT, "order": dice.SUCCESS}
WITHOUT_MARKS = 4
SOME_WORDS = [old_dice.word_of(number) for number in range(2)]
Read = tuple[object, ...]
Truth = tuple[int, ...]


@dataclass(frozen=True)
class Clue:
    """A roll, and the message that it is the hash of."""

    block: int
    roll: int


@dataclass
class Found:
    """Tries and finds of an attack on some turns, and the number of things to find."""

    clues: int = 0
    tried: int = 0
    words: int = 0
    rolls: int = 0
    of_rolls: int = 0
    truths: int = 0
    of_truths: int = 0
    sealed: int = 0
    of_sealed: int = 0
    wrong: int = 0

    def __str__(self) -> str:
        return (
            f"{self.clues} rolls read, {self.tried:,} words and secrets tried, {self.words} fit; "
            f"later and secret rolls foretold {self.rolls} of {self.of_rolls}, hidden facts named {self.truths} of "
            f"{self.of_truths}, sealed orders named {self.sealed} of {self.of_sealed}, named wrongly {self.wrong}"
        )


def block(turn: int, kind: int, actor: int, slot: int) -> int:
    """Return the message of a roll."""
    return 1 << 40 | turn << 24 | kind << 16 | actor << 8 | slot


def clues_in(setting: engine.Setting, document: object) -> Iterator[Clue]:
    """Yield every roll in a document, with the message that its names and slots give."""
    if isinstance(document, list):
        for each in document:
            yield from clues_in(setting, each)
    elif isinstance(document, Mapping):
        told: Mapping[str, Any] = document
        if told.get("subject") in BY_SUBJECT and told.get("roll", -1) >= 0:
            yield Clue(block(told["turn"], BY_SUBJECT[told["subject"]], *place_of(setting, told)), told["roll"])
        for each in told.values():
            yield from clues_in(setting, each)


def place_of(setting: engine.Setting, told: Mapping[str, Any]) -> tuple[int, int]:
    """Return the actor of a roll, and its slot."""
    if told["subject"] == "order":
        return setting.names.states[told["actor"]], told["slot"]
    listed: Sequence[Any] = setting.spec.incidents if told["subject"] == "incident" else setting.spec.injects
    return [one.key for one in listed].index(told["name"]), 0


def recovered(clues: Sequence[Clue], found: Found) -> tuple[int, bool]:
    """Return the word of the old dice from which most rolls can have come, and whether that is more than chance.

    Each roll in turn is assumed to be true.
    """
    best, most = 0, 0
    for clue in clues:
        words = old_dice.words_behind(clue.roll, clue.block)
        fits = sum((old_dice.roll_from(words, other.block) == other.roll).astype(int) for other in clues)
        found.tried += len(words)
        if fits.max() > most:
            best, most = int(words[fits.argmax()]), int(fits.max())
    found.words += most >= ENOUGH
    return best, most >= ENOUGH


def guessed(exercise: Exercise, clues: Sequence[Clue], found: Found) -> None:
    """Try what a careless program might have used as secret or seed: small numbers, and printed values.

    One roll alone confirms nothing: one in 65,536 seeds gives it.
    """
    if len(clues) < 2:
        return
    printed = (exercise.code, exercise.commitment, str(exercise.created_at), exercise.created_by.username, "")
    secrets = [hashlib.sha256(text.encode()).digest() for text in printed]
    secrets += [bytes.fromhex(exercise.commitment), *(number.to_bytes(32) for number in range(500))]
    turn = clues[0].block >> 24 & 0xFFFF
    seeds = [Exercise(secret=secret).seed_for(Exercise.Dice.ADJUDICATION, turn) for secret in secrets]
    for seed in (*seeds, *range(500)):
        found.tried += 1
        key = dice.key_of(seed)
        found.words += all(dice.top_bits(*key, clue.block) == clue.roll for clue in clues)


@dataclass
class Attack:
    """An attack on one turn of an exercise, with the word from which its rolls are assumed to come.

    If nothing confirms the word, the attacker keeps only what holds for some dice.
    """

    turn: Turn
    word: int
    is_sure: bool

    @property
    def words(self) -> Sequence[int]:
        return [self.word] if self.is_sure else SOME_WORDS

    @property
    def setting(self) -> engine.Setting:
        return bridge.setting_for(self.turn)

    def foretell(self, clues: Sequence[Clue], found: Found) -> None:
        """Compute rolls that no page shows, and later ones of the same turn, for arguments."""
        read = {clue.block for clue in clues}
        exercise, number = self.turn.branch.exercise, self.turn.number
        key = dice.key_of(exercise.seed_for(Exercise.Dice.ADJUDICATION, number))
        kinds = (dice.SUCCESS, dice.DETECTION, dice.INCIDENT, dice.CALL, dice.MISPERCEPTION, dice.ARGUMENT)
        for kind, actor, slot in product(kinds, range(8), range(4)):
            asked = block(number, kind, actor, slot)
            if asked in read:
                continue
            found.of_rolls += 1
            found.rolls += dice.top_bits(*key, asked) == old_dice.roll_from(self.word, asked)

    def truths(self, among: Collection[Truth] | None) -> set[Truth]:
        """Return the hidden truths that are possible after the turn's results, of all or of those that earlier turns
        left; each is tried with the computed dice.
        """
        world, sheets = bridge.world_of(self.turn), bridge.sheets_of(self.turn)
        ways = product((0, 1), repeat=len(world.truth)) if among is None else among
        worlds = {way: world._replace(truth=np.array(way, dtype=np.int32)) for way in ways}
        return {way for way, one in worlds.items() if self.is_possible(one, sheets, self.words)}

    def sealed(self, found: Found) -> None:
        """Name each order that the seat did not notice, by trying all orders that its author could have given instead.

        Leaves out those that can be inferred without any dice, because the attacker knows everything else.
        """
        world, sheets = bridge.world_of(self.turn), bridge.sheets_of(self.turn)
        for told in bridge.outcomes_of(self.turn):
            if told.subject != "order" or told.result == "refused" or SEAT in told.audience:
                continue
            view, given = engine.perspective(self.setting, world, told.actor), sheets[told.actor]
            others = [order for _, _, order in legal_orders(view)]
            tried = {
                order: sheets | {told.actor: (*given[: told.slot], order, *given[told.slot + 1 :])}
                for order in {*others, given[told.slot]}
            }
            undecided = (order for order, whole in tried.items() if self.is_possible(world, whole, SOME_WORDS))
            first = set(islice(undecided, 2))
            if len(first) < 2:
                continue
            if self.is_sure:
                fit = {order for order, whole in tried.items() if self.is_possible(world, whole, self.words)}
            else:
                fit = first.union(undecided)
            found.of_sealed += 1
            found.sealed += fit == {given[told.slot]}
            found.wrong += len(fit) == 1 and fit != {given[told.slot]}

    def is_possible(self, world: engine.World, sheets: Mapping[str, engine.Sheet], words: Sequence[int]) -> bool:
        return any(self.would_read(world, sheets, word) for word in words)

    def would_read(self, world: engine.World, sheets: Mapping[str, engine.Sheet], word: int) -> bool:
        """Return whether the seat would have read what it read, had the turn begun so and rolled with this word."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(dice, "top_bits", lambda k0, k1, asked: old_dice.roll_from(word, asked))
            played = engine.adjudicate(self.setting, world, sheets, 0)
        told = slice(None if word == self.word else WITHOUT_MARKS)
        return self.read(played)[told] == self.read_truly[told]

    @cached_property
    def read_truly(self) -> Read:
        seed = self.turn.branch.exercise.seed_for(Exercise.Dice.ADJUDICATION, self.turn.number)
        decided = bridge.interventions_of(self.turn)
        played = engine.adjudicate(self.setting, bridge.world_of(self.turn), bridge.sheets_of(self.turn), seed, decided)
        assert played.digest == self.turn.digest
        return self.read(played)

    def read(self, played: engine.Adjudication) -> Read:
        """Return the seat's reading of a turn: outcomes, every line, its next view, and the marks on bars of odds.

        Only somebody with the dice can compare a mark: it shows the position of a roll within its part of the true
        odds.
        """
        noticed = [one for one in played.outcomes if SEAT in one.audience]
        outcomes = engine.known_outcomes(noticed, SEAT)
        results = [(one.subject, one.actor, one.slot, one.name, one.result, one.text) for one in outcomes]
        lines = [
            (one.variable, one.who, one.towards, one.name, one.delta, one.text)
            for one in engine.known_entries(played.ledger, SEAT)
        ]
        view = engine.perspective(self.setting, played.world, SEAT)
        figures = [figures.tolist() for figures in view.world]
        return results, lines, figures, sorted(view.cues), [mark_of(one) for one in noticed if one.roll >= 0]


def mark_of(outcome: engine.Outcome) -> int:
    """Return the position of a roll within its part of the bar, in twentieths."""
    low, high = 0, outcome.threshold
    if outcome.subject == "incident":
        before = takewhile(lambda option: option.key != outcome.chosen, outcome.options)
        low = sum(option.in_100 for option in before) * dice.SIDES // 100
    elif outcome.roll >= outcome.threshold:
        low, high = outcome.threshold, dice.SIDES
    return 20 * (outcome.roll - low) // max(high - low, 1)
