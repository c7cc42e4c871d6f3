"""Orders that a seat did not notice, and how many orders on offer would have shown it the same figures.

An order that changes what the seat sees is given away if no other order on offer, nor none at all, fits as well.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from tests.engine.games import legal_orders
from tests.secrecy.played_worlds import SECRET, PlayedTurn
from tests.secrecy.seen_turns import rulings_of
from tests.secrecy.shown import Shown, show_turn
from tests.secrecy.subtracting_reader import LEAST
from tests.secrecy.two_worlds import flip, without_order
from wargame.engine import (
    FIRE,
    NONE,
    SKIP,
    Adjudication,
    Interventions,
    Order,
    Outcome,
    Ruling,
    Sheet,
    adjudicate,
    perspective,
)
from wargame.engine.world.layout import SLOTS

Meaning = tuple[str, str, str, str]
"""The author, kind, target and partner of an order: a reader who knows these knows the order, whatever its level."""


@dataclass(frozen=True)
class Secret:
    """An order that a seat did not notice but that changed what it was shown; `fitting` orders would look the same.

    `needs_no_order` says that the figures also fit no order at all, with one hidden truth the other way.
    """

    seed: int
    turn: int
    seat: str
    author: str
    kind: str
    fitting: int
    needs_no_order: bool

    @property
    def is_breach(self) -> bool:
        return self.fitting < 2 and not self.needs_no_order


@dataclass(frozen=True, eq=False)
class Explanation:
    """A turn as it might have been; `meaning` is None where no secret order was given."""

    meaning: Meaning | None
    result: Adjudication


def secrets_of(turn: PlayedTurn) -> Iterator[Secret]:
    """Yield the orders of a turn that seats did not notice and that changed what they were shown, by seat."""
    for outcome in turn.result.outcomes:
        seats = [seat for seat in turn.setting.seats if seat not in outcome.audience]
        if outcome.subject == "order" and outcome.result != "refused" and seats:
            yield from betrayals(turn, outcome, seats)


def betrayals(turn: PlayedTurn, outcome: Outcome, seats: Sequence[str]) -> Iterator[Secret]:
    """Yield a secret order once for each of these seats that is shown something else because of it.

    The seat knows no dice: what it saw happen could have come without the order too, so it is let happen.
    """
    play = partial(adjudicate, turn.setting, seed=turn.seed)
    rest = without_order(turn.sheets, outcome)
    shown = {seat: show_turn(turn.setting, turn.result, seat) for seat in seats}
    touched = [seat for seat in seats if not fits_no_order(turn, outcome, seat)]
    if not touched:
        return
    tried = [*others(turn, outcome, rest)]
    flipped = [play(flip(turn.world, index), rest) for index in range(len(turn.world.truth))]
    for seat in touched:
        fits = partial(fits_seat, turn, shown[seat], seat)
        found = {one.meaning for one in tried if fits(one.result)} | {meaning_of(outcome)}
        is_truth = any(fits(one) for one in flipped)
        yield Secret(turn.seed, turn.number, seat, outcome.actor, outcome.kind, len(found), is_truth)


def fits_no_order(turn: PlayedTurn, outcome: Outcome, seat: str) -> bool:
    """Say whether a seat would be shown the same without an order, had all else come of the turn that did.

    An inject by which the pack tells of an order tells of it in words, so injects come in both, or in neither.
    """
    rest, others = without_order(turn.sheets, outcome), [one for one in turn.result.outcomes if one is not outcome]
    as_seen = Interventions(
        tuple(ruling for one in others for ruling in rulings_of(turn.setting, one, seat)),
        injects_of(turn),
    )
    played = (adjudicate(turn.setting, turn.world, each, turn.seed, as_seen) for each in (turn.sheets, rest))
    with_order, without = (show_turn(turn.setting, without_rulings(result), seat) for result in played)
    return looks_like(with_order, without)


def injects_of(turn: PlayedTurn) -> dict[str, str]:
    """Let every inject that has not happened before come by hand, or not, as it did in the turn."""
    fired = zip(turn.setting.spec.injects, turn.world.fired, turn.result.world.fired, strict=True)
    return {inject.key: FIRE if after else SKIP for inject, before, after in fired if not before}


def without_rulings(result: Adjudication) -> Adjudication:
    """Return a result that does not say that its outcomes were ruled, or what the dice had instead."""
    return replace(result, outcomes=tuple(replace(outcome, rulings=()) for outcome in result.outcomes))


def fits_seat(turn: PlayedTurn, shown: Shown, seat: str, result: Adjudication) -> bool:
    return looks_like(shown, show_turn(turn.setting, result, seat))


def others(turn: PlayedTurn, outcome: Outcome, rest: Mapping[str, Sheet]) -> Iterator[Explanation]:
    """Yield the turn with each secret order on offer in place of one, by its author or by another seat."""
    for author in turn.setting.seats:
        view = perspective(turn.setting, turn.world, author)
        slot = outcome.slot if author == outcome.actor else len(rest[author])
        for spec, _, order in legal_orders(view):
            meaning = author, order.kind, order.target, order.partner
            if spec.visibility in SECRET and slot < SLOTS and meaning != meaning_of(outcome):
                sheets = {**rest, author: (*rest[author][:slot], order, *rest[author][slot + 1 :])}
                for ruling in ways_of(turn, author, slot, order):
                    yield Explanation(meaning, adjudicate(turn.setting, turn.world, sheets, turn.seed, ruling))


def ways_of(turn: PlayedTurn, author: str, slot: int, order: Order) -> Iterator[Interventions]:
    """Yield how an order may go unnoticed: whether it works or fails, where it has a chance."""
    spec = turn.setting.order(order.kind)
    unnoticed = (Ruling("notice", "unnoticed", author, slot),) if spec.visibility == "covert" else ()
    for result in ("worked", "failed") if spec.chance else ("",):
        decided = (Ruling("order", result, author, slot),) if result else ()
        yield Interventions(outcomes=(*decided, *unnoticed)) if decided or unnoticed else NONE


def meaning_of(outcome: Outcome) -> Meaning:
    return outcome.actor, outcome.kind, outcome.target, outcome.partner


def looks_like(one: Shown, other: Shown) -> bool:
    """Say whether a seat reads the same, and sees the same figures as far as a page shows them."""
    far = np.abs(one.cells.astype(np.int64) - other.cells.astype(np.int64)) > LEAST
    return one.words == other.words and not far.any()
