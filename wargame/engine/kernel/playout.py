"""Whole games: turn after turn to the ending, with a scripted seat wherever no sheet was handed in."""

from typing import Any, NamedTuple

from wargame.engine.kernel.acts import seen_cell
from wargame.engine.kernel.ground import Game
from wargame.engine.kernel.minds.decide import decide
from wargame.engine.kernel.turn import play
from wargame.engine.layout import RESULT_WIDTH, SHEET_KIND, SHEET_TARGET, SHEET_WIDTH, SLOTS, Layout
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
        now, then = address(games.rows[index]), address(games.spare)
        for cell in range(at.size):
            then[cell] = now[cell]
        for number in range(turns):
            if now[at.clock + 1] != 0 or now[at.clock] > at.turns:
                break
            g = Game(address(t), at, now, then, games.seeds[index], now[at.clock], None)
            drop_facts(g)
            for seat in range(at.states):
                if games.minds[index][seat] >= 0 and (number > 0 or games.filed[index][seat] == 0):
                    decide(g, seat, games.minds[index][seat])
            play(g.t, at, now, then, g.seed, None)
            turn_over(g)


@rule
def drop_facts(g: Game) -> None:
    """Forget what came of the last turn's orders; sheets are written anew by whoever decides."""
    for seat in range(g.at.states):
        first = g.at.result + seat * SLOTS * RESULT_WIDTH
        for cell in range(first, first + g.now[g.at.filed + seat] * RESULT_WIDTH):
            g.now[cell] = 0
    for cell in range(g.at.asked, g.at.size):
        g.now[cell] = 0
        g.then[cell] = 0


@rule
def turn_over(g: Game) -> None:
    """Begin the next turn with the world that came of this one; of the many counts of acts its orders' alone grew."""
    for cell in range(g.at.familiarity):
        g.now[cell] = g.then[cell]
    for cell in range(g.at.approval, g.at.sheet):
        g.now[cell] = g.then[cell]
    for seat in range(g.at.states):
        for slot in range(g.now[g.at.filed + seat]):
            sheet = g.at.sheet + (seat * SLOTS + slot) * SHEET_WIDTH
            if g.now[sheet + SHEET_KIND] >= 0:
                cell = seen_cell(g, seat, g.now[sheet + SHEET_KIND], g.now[sheet + SHEET_TARGET])
                g.now[cell] = g.then[cell]
