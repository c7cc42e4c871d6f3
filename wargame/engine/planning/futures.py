"""What a seat's sheets may lead to: games played out from worlds as the seat guesses them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from wargame.engine.guesses import derived_seed, guessed_worlds
from wargame.engine.perspective import Perspective
from wargame.engine.planning.halving import Scores
from wargame.engine.playouts import playouts
from wargame.engine.sheet import Sheet
from wargame.engine.world import World

HORIZON = 8
"""Turns a game is played on; one that has not ended by then is judged as it stands."""


@dataclass(frozen=True)
class Futures:
    """The same numbered futures for whatever is tried: number k has its guessed world and its dice.

    The other seats are played by `minds`; they and the seat's own mind decide in every future by what they see there.
    """

    view: Perspective
    seed: int
    guesses: int
    minds: Mapping[str, str]

    @cached_property
    def worlds(self) -> tuple[World, ...]:
        return tuple(guessed_worlds(self.view, self.seed, self.guesses))

    def scores(self, sheets: Sequence[Sheet | None], numbers: range, mind: str) -> Scores:
        """Give the seat's score (sheets, futures) in milli-points; `mind` plays for it after this turn.

        Where a sheet is None the mind decides in this turn too.
        """
        setting, seat = self.view.setting, self.view.seat
        given: list[Mapping[str, Sheet]] = [{} if sheet is None else {seat: sheet} for sheet in sheets for _ in numbers]
        worlds = [self.worlds[number % self.guesses] for number in numbers] * len(sheets)
        seeds = [derived_seed(self.seed, number) for number in numbers] * len(sheets)
        minds = {**self.minds, seat: mind}
        played = playouts(setting, worlds, given, seeds, minds, HORIZON)
        return played.scores[:, setting.seats.index(seat)].reshape(len(sheets), len(numbers))
