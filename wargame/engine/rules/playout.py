"""Whole games: turn after turn to the ending, with a scripted seat wherever no sheet was handed in."""

from typing import Any, NamedTuple

from wargame.engine.rules.actions import seen_cell
from wargame.engine.rules.game import Game, bit, named, orders_filed
from wargame.engine.rules.policies.decide import decide
from wargame.engine.rules.policies.pledges import keep_word, settle
from wargame.engine.rules.scores import seat_score
from wargame.engine.rules.tally import count_ending, count_scores, count_turn
from wargame.engine.rules.turn import play
from wargame.engine.world.cell_view import CellView
from wargame.engine.world.cells import ending_cell, filed_cell, filed_order, result_cell
from wargame.engine.world.layout import SHEET_WIDTH, FiledOrder, Layout
from wargame.engine.world.rule import address, as_tables, carry_over, lowest, quick_record, rule
from wargame.engine.world.tables import Tables


class Games(NamedTuple):
    """Many games being played.

    `rows` hold a game's world and sheets each, `spare` is a second row to work in, `keys` have the two words of each
    game's key. `policies` has a number of `policies/kinds.py` for each game and state, -1 for none; `filed` has 1 where
    the sheet of the next turn was handed in, and none any more when that is over. `given` has a row of `GivenSheet`s
    for each game, or no rows where none is laid down for its turn. `pledges` have `PledgeTerms` for each two states in
    a row for each game, or no rows where nobody promised anything. `scores` gets each seat's score in the last world;
    an empty `tally` counts nothing.
    """

    rows: Any
    spare: Any
    keys: Any
    policies: Any
    filed: Any
    given: Any
    pledges: Any
    scores: Any
    tally: Any


class GivenSheet(CellView):
    """A sheet that was laid down: in which turn to play it is handed in, from 1 on, for which state, and how many
    orders of it follow. Sheets stand one after the other by turn; one for turn 0 ends them.
    """

    step: int
    state: int
    orders: int


GIVEN_WIDTH = len(GivenSheet.columns)

ONLY_DECIDE = -1
"""In place of a number of turns: scripted seats write their sheets for the turn that begins, and nobody plays it."""
NOTHING_GIVEN = -1
"""In place of where the sheets of a game begin: none is laid down."""


@rule
def play_games(tables: Any, at: Layout, games: Games, turns: int) -> None:
    """Play each game to its ending, or so many turns; its row is left with the last world and the last turn's facts.

    `turns` may be `ONLY_DECIDE`. In a tally a game that has ended stands still: it is counted in every later turn as it
    ended.
    """
    tally, is_bound, is_given = address(games.tally), len(games.pledges) > 0, len(games.given) > 0
    for index in range(len(games.keys)):
        now, then = address(games.rows[index]), address(games.spare)
        policies, filed, key = address(games.policies[index]), address(games.filed[index]), address(games.keys[index])
        pledges = address(games.pledges[index] if is_bound else games.spare)
        given = address(games.given[index] if is_given else games.spare)
        place = 0 if is_given else NOTHING_GIVEN
        if turns == ONLY_DECIDE:
            g = Game(as_tables(tables), quick_record(at), now, then, (key[0], key[1]), now[at.clock], None)
            let_decide(quick_record(g), policies, filed, pledges, is_bound)
            continue
        carry_over(now, then, 0, at.size)
        for step in range(turns):
            if now[ending_cell(at)] == 0 and now[at.clock] <= at.turns:
                g = Game(as_tables(tables), quick_record(at), now, then, (key[0], key[1]), now[at.clock], None)
                place = hand_in(g, filed, given, place, step + 1)
                play_turn(quick_record(g), policies, filed, pledges, is_bound)
                if len(games.tally):
                    count_ending(tally, now[ending_cell(at)], step)
            if len(games.tally):
                count_turn(tally, now, step)
        score_seats(as_tables(tables), at, now, address(games.scores[index]))
        if len(games.tally):
            count_scores(tally, address(games.scores[index]))


@rule
def hand_in(g: Game, filed: Any, given: Any, place: int, step: int) -> int:
    """Write the sheets laid down for a turn into the row of a game; say where those of later turns begin."""
    if place == NOTHING_GIVEN:
        return place
    sheet = GivenSheet(given, place)
    while sheet.step == step:
        place += GIVEN_WIDTH
        for number in range(sheet.orders):
            order, written = FiledOrder(given, place), filed_order(g.at, g.now, sheet.state, number)
            written.kind, written.level = order.kind, order.level
            written.target, written.partner = order.target, order.partner
            place += SHEET_WIDTH
        g.now[filed_cell(g.at, sheet.state)] = sheet.orders
        filed[sheet.state] = 1
        sheet = GivenSheet(given, place)
    return place


@rule
def play_turn(g: Game, policies: Any, filed: Any, pledges: Any, is_bound: bool) -> None:
    """Let the scripted seats of a game decide, but for sheets handed in for this turn, and adjudicate.

    `is_bound` says whether any pledge is known, which the seats then keep or break.
    """
    drop_facts(g)
    let_decide(g, policies, filed, pledges, is_bound)
    play(g.tables, g.at, g.now, g.then, g.key, None)
    if is_bound:
        settle(g, pledges)
    turn_over(g)


@rule
def let_decide(g: Game, policies: Any, filed: Any, pledges: Any, is_bound: bool) -> None:
    """Let the scripted seats of a game write their sheets for this turn, but for sheets handed in for it."""
    for seat in range(g.at.states):
        if policies[seat] >= 0 and not filed[seat]:
            decide(g, seat, policies[seat])
            if is_bound:
                keep_word(g, seat, policies[seat], pledges)
        filed[seat] = 0


@rule
def score_seats(tables: Tables, at: Layout, row: Any, scores: Any) -> None:
    """Enter the score of every seat of a world, in the order of the seats."""
    number = 0
    for state in range(at.states):
        if tables.states[state].is_seat:
            scores[number] = seat_score(tables, at, row, state)
            number += 1


@rule
def drop_facts(g: Game) -> None:
    """Forget what came of the last turn's orders; sheets are written anew by whoever decides."""
    for seat in range(g.at.states):
        end = result_cell(g.at, seat, orders_filed(g, seat))
        for cell in range(result_cell(g.at, seat, 0), end):
            g.now[cell] = 0
    for cell in range(g.at.asked, g.at.open_orders):
        g.now[cell] = 0
        g.then[cell] = 0


@rule
def turn_over(g: Game) -> None:
    """Begin the next turn with the world that came of this one; of the many counts of acts its orders' alone grew.

    Interventions are of one turn.
    """
    carry_over(g.then, g.now, 0, g.at.familiarity)
    carry_over(g.then, g.now, g.at.approval, g.at.sheet)
    for seat in range(g.at.states):
        for slot in range(orders_filed(g, seat)):
            filed = filed_order(g.at, g.now, seat, slot)
            if filed.kind >= 0:
                keep_seen(g, seat, filed.kind, named(g.tables, filed.target))
    if g.now[g.at.has_interventions] != 0:
        for cell in range(g.at.has_interventions, g.at.asked):
            g.now[cell] = 0


@rule
def keep_seen(g: Game, seat: int, kind: int, targets: int) -> None:
    """Take over how often each target, or nobody, has seen acts of this kind by now."""
    if targets == 0:
        cell = seen_cell(g, seat, kind, -1)
        g.now[cell] = g.then[cell]
    while targets:
        target = lowest(targets)
        targets -= bit(target)
        cell = seen_cell(g, seat, kind, target)
        g.now[cell] = g.then[cell]
