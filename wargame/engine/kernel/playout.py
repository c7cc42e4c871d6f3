"""Whole games: turn after turn to the ending, with a scripted seat wherever no sheet was handed in."""

from typing import Any, NamedTuple

from wargame.engine.kernel.ground import Game
from wargame.engine.kernel.minds.decide import decide
from wargame.engine.kernel.turn import play
from wargame.engine.layout import Layout
from wargame.engine.rule import address, rule


class Games(NamedTuple):
    """Many games being played.

    `rows` hold a game's world and sheets each, `spare` is a second row to work in. `minds` has for each game and state
    a number of `minds/kinds.py`, -1 for none; `filed` says for each game and state, by 1, that its sheet of the first
    turn was handed in.
    """

    rows: Any
    spare: Any
    seeds: Any
    minds: Any
    filed: Any


@rule
def play_games(t: Any, at: Layout, games: Games, turns: int) -> None:
    """Play each game to its ending, or so many turns; its row is left with the last world and the last turn's facts."""
    for index in range(len(games.seeds)):
        now, then, seed = address(games.rows[index]), address(games.spare), games.seeds[index]
        for number in range(turns):
            if now[at.clock + 1] != 0 or now[at.clock] > at.turns:
                break
            drop_facts(at, now)
            g = Game(address(t), at, now, then, seed, now[at.clock], None)
            for seat in range(at.states):
                if games.minds[index][seat] >= 0 and (number > 0 or games.filed[index][seat] == 0):
                    decide(g, seat, games.minds[index][seat])
            for cell in range(at.size):
                then[cell] = now[cell]
            play(address(t), at, now, then, seed, None)
            for cell in range(at.sheet):
                now[cell] = then[cell]


@rule
def drop_facts(at: Layout, now: Any) -> None:
    """Forget what came of the last turn's orders; sheets are written anew by whoever decides."""
    for cell in range(at.result, at.size):
        now[cell] = 0
