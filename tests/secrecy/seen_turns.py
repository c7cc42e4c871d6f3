"""A turn as one seat saw it; the seat can adjudicate it again from a guess of the rest."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tests.secrecy.played_worlds import PlayedTurn
from tests.secrecy.shown import names_of
from wargame.engine import (
    FIRE,
    SKIP,
    InterventionError,
    Interventions,
    Order,
    Outcome,
    Perspective,
    Ruling,
    Setting,
    Sheet,
    World,
    adjudicate,
    known_outcomes,
    perspective,
)
from wargame.engine.perspective.filter import masked_view
from wargame.engine.world.layout import flatten_all
from wargame.engine.world.world import UNKNOWN

Cells = npt.NDArray[np.int64]

ENOUGH_POINTS = 20
"""Order points that a guess gives to others: they have paid for what the seat noticed."""


@dataclass(frozen=True, eq=False)
class SeenTurn:
    """One seat's view of a turn: the world before and after it, its own sheet, and the outcomes that it noticed.

    `sheets` are its own and what it noticed of others'; `decided` puts what the dice had, as far as it was seen, into
    words that `adjudicate` takes.
    """

    before: Perspective
    after: Perspective
    sheets: Mapping[str, Sheet]
    decided: Interventions

    @property
    def setting(self) -> Setting:
        return self.before.setting

    def refuse_unlike(self, worlds: Iterable[World]) -> None:
        """Raise ValueError if a guessed world does not look to the seat like the one that it saw before the turn.

        A reader with such guesses would find nothing, whatever there is to be found.
        """
        for world in worlds:
            guessed = cells_of(masked_view(self.setting, world, self.before.seat).world)
            if unlike := np.flatnonzero(guessed != cells_of(self.before.world)).tolist():
                names = ", ".join(names_of(self.setting)[cell] for cell in unlike[:5])
                raise ValueError(f"A guess of {self.before.seat} differs from what it sees: {names}.")

    def replay(self, world: World, seed: int) -> Cells | None:
        """Adjudicate the turn from a guessed world; return what the seat would see after it (cells,).

        None where the guess contradicts the turn: an incident could not have moved like this.
        """
        try:
            result = adjudicate(self.setting, with_points(world, self.before), self.sheets, seed, self.decided)
        except InterventionError:
            return None
        return cells_of(masked_view(self.setting, result.world, self.before.seat).world)


def see_turn(turn: PlayedTurn, seat: str) -> SeenTurn:
    """Return a seat's view of a turn."""
    setting = turn.setting
    outcomes = known_outcomes(turn.result.outcomes, seat)
    sheets = {seat: turn.sheets[seat]}
    for code in setting.seats:
        if code != seat:
            sheets[code] = tuple(
                Order(one.kind, one.level, one.target, one.partner) for one in outcomes if is_order_of(one, code)
            )
    rulings = tuple({ruling.about: ruling for one in outcomes for ruling in rulings_of(setting, one, seat)}.values())
    before = perspective(setting, turn.world, seat)
    fired = {one.name for one in outcomes if one.subject == "inject"}
    injects = {
        spec.key: FIRE if spec.key in fired else SKIP
        for spec, happened in zip(setting.spec.injects, before.world.fired, strict=True)
        if happened == 0
    }
    after = perspective(setting, turn.result.world, seat)
    return SeenTurn(before, after, sheets, Interventions(outcomes=rulings, injects=injects))


def is_order_of(outcome: Outcome, seat: str) -> bool:
    return outcome.subject == "order" and outcome.actor == seat


def rulings_of(setting: Setting, outcome: Outcome, seat: str) -> Iterator[Ruling]:
    """Yield the rulings that bring an outcome again."""
    match outcome.subject:
        case "order":
            if outcome.result in ("worked", "failed", "refused"):
                yield Ruling("order", outcome.result, outcome.actor, outcome.slot)
            if setting.order(outcome.kind).visibility == "covert":
                is_noticed = outcome.detected or outcome.actor != seat
                yield Ruling("notice", "noticed" if is_noticed else "unnoticed", outcome.actor, outcome.slot)
        case "incident":
            yield Ruling("incident", outcome.chosen, name=outcome.name)
        case "call" if outcome.options:
            yield Ruling("call", outcome.result, outcome.actor, name=outcome.name)


def with_points(world: World, view: Perspective) -> World:
    """Return a guessed world in which other seats can pay for what they were seen to do."""
    points = np.where(view.world.points == UNKNOWN, ENOUGH_POINTS, view.world.points).astype(np.int32)
    return world._replace(points=points)


def cells_of(world: World) -> Cells:
    """Return the cells of a masked world in one row."""
    row: Cells = flatten_all([world])[0].astype(np.int64)
    return row
