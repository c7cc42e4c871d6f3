"""Accounts: the world as each reader knows it.

The account of a seat is the game as it would have gone without what the seat did not notice: each turn is played once
more from its account, with the orders that it noticed and the results that it saw, by the same dice. So all figures
that a seat sees follow from its log, and nobody can work out from them what somebody did unseen. The account of a seat
that has noticed everything is the world itself, and the turn is not played again for it.

The common knowledge of all seats has an account too.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from wargame.engine.rules.game import ENDING_RULE, Game
from wargame.engine.rules.incidents import draw_move
from wargame.engine.rules.turn import play
from wargame.engine.scenario.setting import Setting
from wargame.engine.turn.audiences import known_pending
from wargame.engine.turn.ledger import UNTOLD, LedgerRow
from wargame.engine.turn.outcomes import Outcome
from wargame.engine.turn.sheet import NOTHING, Sheet, hand_in
from wargame.engine.world.cells import (
    accord_cell,
    cue_cell,
    ending_cell,
    fired_cell,
    incident_move,
    order_result,
    ruled_call_cell,
    ruled_move_cell,
    ruled_order,
    shift_cell,
)
from wargame.engine.world.layout import (
    AS_NOTICED,
    BROKEN,
    DICE_WORKED,
    FIRED,
    KEPT,
    MOST_SHIFTS,
    NOTICED,
    SKIPPED,
    UNNOTICED,
    WAYS,
    flatten,
    flatten_all,
)
from wargame.engine.world.world import Ints, World

EVERYBODY = ""
"""The reader that knows what all seats know together."""
Games = Mapping[str, Game]
"""The turn as a reader noticed it, for each reader that did not notice everything."""


def readers(setting: Setting) -> tuple[str, ...]:
    """Give the readers in the order of their numbers in `World.untold`."""
    return (*setting.seats, EVERYBODY)


def account_of(setting: Setting, world: World, reader: str) -> list[int]:
    """Give the cells of the world by the account of a reader, whether or not it may know them."""
    row: list[int] = account_cells(setting, world, reader).tolist()
    return row


def account_cells(setting: Setting, world: World, reader: str) -> Ints:
    """Give the same cells as an array.

    Of what is under way it has what the reader noticed, also in a world of rules that kept no accounts.
    """
    row: Ints = flatten_all([world])[0]
    number, at = readers(setting).index(reader), setting.at
    for cell, difference in world.untold[world.untold[:, 0] == number, 1:].tolist():
        row[cell] += difference
    if at.places and row[at.pending : at.rate].any():
        pending = known_pending(setting, row[at.pending : at.rate].reshape(world.pending.shape), reader)
        row[at.pending : at.rate] = pending.ravel()
    return row


def play_accounts(
    setting: Setting, world: World, g: Game, sheets: Mapping[str, Sheet], outcomes: Sequence[Outcome]
) -> Games:
    """Play a turn, which has been played, once more for each reader that did not notice everything in it."""
    has_untold_rule = any(cause.rule in UNTOLD for _, _, cause, _ in g.ledger)
    in_play = [each for each in outcomes if each.subject in FORCE and each.result != "refused"]
    played: dict[tuple[object, ...], Game] = {}
    games, true_row = {}, flatten(world)
    for reader in readers(setting):
        row = account_of(setting, world, reader)
        noticed = tuple(is_noticed(setting, outcome, reader) for outcome in in_play)
        shifts = tuple(shifts_seen(setting, g, reader))
        has_seen_all = all(noticed) and len(shifts) == count_shifts(g) and not has_untold_rule
        if has_seen_all and row == true_row:
            continue
        # A seat's own refused orders stay on its sheet: only others cannot see them.
        own = tuple(each.slot for each in outcomes if each.result == "refused" and each.actor == reader)
        key = tuple(row), noticed, shifts, (reader, *own) if own else ()
        if key not in played:
            seen = [outcome for outcome in outcomes if is_noticed(setting, outcome, reader)]
            row += setting.nothing_ordered
            hand_in(setting, row, as_noticed(sheets, seen))
            force(setting, row, g, seen, shifts)
            played[key] = play_again(setting, row, g)
        games[reader] = played[key]
    return games


def is_noticed(setting: Setting, outcome: Outcome, reader: str) -> bool:
    """Say whether a reader notices an outcome."""
    return set(setting.seats) <= set(outcome.audience) if reader == EVERYBODY else reader in outcome.audience


def as_noticed(sheets: Mapping[str, Sheet], seen: Sequence[Outcome]) -> dict[str, Sheet]:
    """Give the sheets with the orders alone of which these outcomes tell, each in its slot."""
    slots = {(each.actor, each.slot) for each in seen if each.subject == "order"}
    return {
        seat: tuple(order if (seat, slot) in slots else NOTHING for slot, order in enumerate(sheet))
        for seat, sheet in sheets.items()
    }


def play_again(setting: Setting, row: list[int], g: Game) -> Game:
    """Play a turn that is laid out as a reader noticed it; it ends as the turn did that was played."""
    then, ledger = row.copy(), list[LedgerRow]()
    game = Game(setting.plain_as_told, setting.at, row, then, g.key, g.turn, ledger)
    play(game.tables, game.at, row, then, g.key, ledger)
    then[ending_cell(setting.at)] = g.then[ending_cell(setting.at)]
    ends = [entry for entry in g.ledger if entry[2].rule == ENDING_RULE]
    others = [entry for entry in ledger if entry[2].rule != ENDING_RULE]
    ledger[:] = [*others[:-1], *ends, others[-1]]
    return game


def force(setting: Setting, row: list[int], g: Game, seen: Sequence[Outcome], shifts: Sequence[int]) -> None:
    """Write into a row the results that a reader saw: dice decide nothing in it a second time."""
    at = setting.at
    row[at.has_interventions] = AS_NOTICED
    for index in range(at.injects):
        row[cue_cell(at, index)] = 0 if row[fired_cell(at, index)] else SKIPPED
    for outcome in seen:
        if outcome.subject in FORCE:
            FORCE[outcome.subject](setting, row, g, outcome)
    for place, index in enumerate(shifts):
        first, source = shift_cell(at, place), shift_cell(at, index)
        row[first : first + 2] = g.now[source : source + 2]


def force_order(setting: Setting, row: list[int], g: Game, outcome: Outcome) -> None:
    """Write whether an order worked, and whether the dice let it work."""
    state = setting.names.states[outcome.actor]
    result, forced = order_result(g.at, g.now, state, outcome.slot), ruled_order(setting.at, row, state, outcome.slot)
    forced.status = result.status + (DICE_WORKED if result.roll < result.chance else 0)
    forced.notice = NOTICED if result.detected else UNNOTICED


def force_move(setting: Setting, row: list[int], g: Game, outcome: Outcome) -> None:
    """Write which way an incident went, and which way the dice had drawn."""
    index = setting.names.incidents[outcome.name]
    drawn, chosen = draw_move(g, index) + 1, incident_move(g.at, g.now, index).transition
    row[ruled_move_cell(g.at, index)] = drawn * WAYS + chosen


def force_call(setting: Setting, row: list[int], g: Game, outcome: Outcome) -> None:
    """Write the answer of an ally."""
    state, pact = setting.names.states[outcome.actor], setting.names.agreements[outcome.name]
    row[ruled_call_cell(g.at, state, pact)] = KEPT if outcome.result == "kept" else BROKEN


def force_inject(setting: Setting, row: list[int], g: Game, outcome: Outcome) -> None:
    """Let an inject happen."""
    row[cue_cell(g.at, setting.names.injects[outcome.name])] = FIRED


def force_accord(setting: Setting, row: list[int], g: Game, outcome: Outcome) -> None:
    """Write what seats agreed on beside their orders."""
    cell = accord_cell(g.at, setting.names.agreements[outcome.name])
    row[cell] = g.now[cell]


FORCE = {
    "order": force_order,
    "incident": force_move,
    "call": force_call,
    "inject": force_inject,
    "accord": force_accord,
}
"""Functions that write an outcome into the row of a reader that noticed it, by the subject of the outcome.

Other subjects move no figures: what falls due was noticed, or not, when it was ordered.
"""


def count_shifts(g: Game) -> int:
    """Count the figures that the white cell moves."""
    if g.now[g.at.has_interventions] == 0:
        return 0
    return sum(g.now[shift_cell(g.at, index)] > 0 for index in range(MOST_SHIFTS))


def shifts_seen(setting: Setting, g: Game, reader: str) -> Iterator[int]:
    """Give the places of the shifts of figures that a reader may know."""
    states = [reader] if reader else setting.seats
    mask = sum(1 << setting.names.states[seat] for seat in states)
    for index in range(count_shifts(g)):
        if setting.tables.seen[g.now[shift_cell(g.at, index)] - 1] & mask == mask:
            yield index


def untold_of(setting: Setting, g: Game, games: Games) -> Ints:
    """Give by how much the accounts differ from the world that came of a turn: see `World.untold`."""
    end, rows = setting.at.sheet, list[tuple[int, int, int]]()
    for number, reader in enumerate(readers(setting)):
        if reader in games:
            pairs = zip(games[reader].then[:end], g.then[:end], strict=True)
            rows += [(number, cell, own - true) for cell, (own, true) in enumerate(pairs) if own != true]
    return np.array(rows, dtype=np.int32).reshape(-1, 3)
