"""An attacker who searches for a secret order, and has no more than the source and the answers that its seat reads.

It needs no printed roll: it computes the dice of a turn from where public things drifted, each into one of 64 squares,
which tells six bits. Then it plays the turn with every sheet that the other seat could have handed in, and keeps those
by which its own seat would have read what it did read.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product
from typing import Any

import numpy as np
import pytest

from tests.engine.games import legal_orders
from tests.exercises import old_dice
from tests.exercises.dice_attacker import block
from wargame import engine
from wargame.engine.perspective.legality import problems
from wargame.engine.turn.outcomes import spans
from wargame.engine.world import dice
from wargame.exercises import bridge, outcome_rows
from wargame.exercises.api.serializers import LedgerShape

Document = dict[str, Any]
NO_WORD = -1
ORDERS_ON_A_SHEET = 2
BY_DICE = ("chosen", "result", "text")
"""Fields in which an outcome tells of a draw, beside the odds."""


@dataclass
class Named:
    """Finds of attacks on some turns."""

    words_tried: int = 0
    words: int = 0
    sheets_tried: int = 0
    ruled_out_by_reading: int = 0
    orders: int = 0
    of_orders: int = 0
    wrong: int = 0

    def __str__(self) -> str:
        return (
            f"{self.words_tried:,} words tried, {self.words} found; {self.sheets_tried} sheets tried, "
            f"{self.ruled_out_by_reading} ruled out without dice; sealed sheets named {self.orders} of "
            f"{self.of_orders}, named wrongly {self.wrong}"
        )


@dataclass(frozen=True)
class SealedAttack:
    """An attack on the first turn: `read` is the API's ledger of the seat, `own` the seat's sheet."""

    setting: engine.Setting
    seat: str
    author: str
    own: engine.Sheet
    read: Document

    def words(self, found: Named) -> list[int]:
        """Return every word of the old dice from which all public draws of the turn can have come."""
        draws = list(self.public_draws())
        (first, low, high), others = draws[0], draws[1:]
        kept: list[int] = []
        for roll in range(low, high):
            words = old_dice.words_behind(roll, first)
            found.words_tried += len(words)
            for asked, least, end in others:
                rolls = old_dice.roll_from(words, asked)
                words = words[(least <= rolls) & (rolls < end)]
            kept += words.tolist()
        return kept

    def public_draws(self) -> Iterator[tuple[int, int, int]]:
        """Yield the message of each draw whose odds are in the source, and the range in which its roll must lie."""
        for told in self.read["outcomes"]:
            index = self.setting.names.incidents.get(told["name"], -1) if told["subject"] == "incident" else -1
            if index < 0:
                continue
            stages = {stage.key: stage for stage in self.setting.spec.incidents[index].stages}
            ways = stages[self.setting.spec.incidents[index].start].transitions
            if any(way.modifiers for way in ways):
                continue
            place = [option["key"] for option in told["options"]].index(told["chosen"])
            low, high = spans([round(way.weight * 1000) for way in ways])[place]
            yield block(self.read["turn"], dice.INCIDENT, index, 0), low, high

    def sheets(self) -> list[engine.Sheet]:
        """Return every sheet of up to two orders that the author could hand in, by what the source says of turn 1."""
        view = engine.perspective(self.setting, self.openings()[0], self.author)
        offered = [order for _, _, order in legal_orders(view) if order.kind != "wait"]
        counts = range(ORDERS_ON_A_SHEET + 1)
        every = chain.from_iterable(combinations(offered, count) for count in counts)
        return [sheet for sheet in every if not problems(view, sheet)]

    def openings(self) -> list[engine.World]:
        """Return the worlds in which the first turn can have begun: one for each way the hidden truths may be."""
        world = engine.opening_world(self.setting, 0)
        truths = product((0, 1), repeat=len(world.truth))
        return [world._replace(truth=np.array(truth, dtype=np.int32)) for truth in truths]

    def fitting(self, sheets: Sequence[engine.Sheet], word: int) -> list[engine.Sheet]:
        """Return the sheets by which the seat would have read what it read; without a word, whatever came of dice."""
        return [sheet for sheet in sheets if any(self.fits(world, sheet, word) for world in self.openings())]

    def fits(self, world: engine.World, sheet: engine.Sheet, word: int) -> bool:
        """Return whether the seat can have read what it read, had the turn begun so and the author ordered so."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(dice, "top_bits", lambda k0, k1, asked: old_dice.roll_from(max(word, 0), asked))
            played = engine.adjudicate(self.setting, world, {self.seat: self.own, self.author: sheet}, 0)
        would_read = self.reading(played)
        if word != NO_WORD:
            return would_read == self.read
        return self.has_a_chance(played) and without_draws(would_read) == without_draws(self.read)

    def reading(self, played: engine.Adjudication) -> Document:
        """Return the API's answer to the seat."""
        ledger = {
            "turn": 1,
            "seat": self.seat,
            "is_full_truth": False,
            "outcomes": outcome_rows.rows_of(engine.known_outcomes(played.outcomes, self.seat)),
            "entries": bridge.entry_rows(engine.known_entries(played.ledger, self.seat), is_exact=False),
        }
        answer: Document = json.loads(json.dumps(LedgerShape(ledger).data))
        return answer

    def has_a_chance(self, played: engine.Adjudication) -> bool:
        """Return whether everything that was drawn had a chance in this turn."""
        odds = {told.name: {option.key for option in told.options} for told in played.outcomes}
        return all(told["chosen"] in odds[told["name"]] for told in self.read["outcomes"] if told["options"])


def without_draws(read: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the parts of an answer that no dice can change: outcomes with their odds, and changes without moves."""
    outcomes = [{name: told[name] for name in told if name not in BY_DICE} for told in read["outcomes"]]
    return outcomes + [entry for entry in read["entries"] if not entry["cause"].startswith("transition:")]
