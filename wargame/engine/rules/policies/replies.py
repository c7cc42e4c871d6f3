"""The seat that replies as states have replied in the record: drawn from the MIE table, shifted by its resolve."""

from typing import NamedTuple

from wargame.engine.rules.game import Game, scale
from wargame.engine.rules.policies.kinds import (
    ACT_OF_WAR,
    ANSWER_DIE,
    ANY_FORCE,
    ATTACK,
    BORDER_VIOLATION,
    HIGHER,
    LOWER,
    MOST_ORDERS,
    NO_FORCE,
    NO_REPLY,
    REPLY_DIE,
    SAME,
    SHOW_OF_FORCE,
    THREAT,
)
from wargame.engine.rules.policies.sheets import BY_LEANING, aim_at, fill, give, may_give
from wargame.engine.rules.policies.view import is_friend, look
from wargame.engine.world.cells import hostility_cell, pull_cell, resolve_cell, stimulus_cell
from wargame.engine.world.dice import POLICY, SIDES, roll
from wargame.engine.world.rule import rule
from wargame.engine.world.table_rows import CandidateRow

EVEN_RESOLVE, WIDEST_LEAN = 50_000, 50_000
"""The middle of the scale, where the record stands as it is, and the way from there to either end."""


class Faced(NamedTuple):
    """The most hostile act that the seat faces: from which state (-1 none), and its row in the reply table."""

    state: int
    action: int


class Shares(NamedTuple):
    """How often each reply comes, as weights."""

    none: int
    lower: int
    same: int
    higher: int


@rule
def act_felt(g: Game, seat: int, state: int) -> int:
    """Give the MID action of a state's most hostile act at the seat last turn; what a friend shows is none."""
    act = look(g, seat, stimulus_cell(g.at, state, seat))
    listed = 0 <= act <= ACT_OF_WAR
    return act if listed and not is_friend(g, seat, state) else 0


@rule
def hostility_of(g: Game, action: int) -> int:
    """Give the MID level of an act by its action number."""
    return g.tables.replies[action].hostility


@rule
def act_of_level(hostility: int, at_home: bool) -> int:
    """Read an incident of this MID level as an act: a display against one's own territory is a border violation."""
    if hostility <= 1:
        return 0
    if hostility == 2:
        return THREAT
    if hostility == 3:
        return BORDER_VIOLATION if at_home else SHOW_OF_FORCE
    return ATTACK if hostility == 4 else ACT_OF_WAR


@rule
def faced(g: Game, seat: int) -> Faced:
    """Find the most hostile act aimed at the seat last turn, or incident that touches it now."""
    state, action = -1, 0
    for index in range(g.at.states + g.at.incidents):
        if index < g.at.states:
            other, act = index, act_felt(g, seat, index)
        else:
            number = index - g.at.states
            incident = g.tables.incidents[number]
            at_home = incident.target == seat
            other = incident.actor
            touched = at_home or (incident.claimants >> seat) & 1
            level = look(g, seat, hostility_cell(g.at, number))
            act = act_of_level(level, at_home) if touched and other != seat else 0
        level, highest = hostility_of(g, act), hostility_of(g, action)
        if level > highest or (level == highest and act > action and level > 0):
            state, action = other, act
    return Faced(state, action)


@rule
def shares(g: Game, seat: int, action: int) -> Shares:
    """Give the shares of each reply to an act for a seat of this resolve; 50 leaves the record as it is.

    Every ten points above turn a tenth of the silent and lower replies into same and higher ones, every ten below do
    the reverse, by the dial; the lean stops at half. A row without any firm reply stays as it is.
    """
    row = g.tables.replies[action]
    none, lower, same, higher = row.none, row.lower, row.same, row.higher
    quiet, firm = none + lower, same + higher
    if quiet == 0 or firm == 0:
        return Shares(none, lower, same, higher)
    lean = scale(g.tables.dials.resolve_shift, look(g, seat, resolve_cell(g.at, seat)) - EVEN_RESOLVE)
    lean = min(max(lean, -WIDEST_LEAN), WIDEST_LEAN)
    moved = lean * (quiet if lean > 0 else firm) // 100000
    less, more = quiet - moved, firm + moved
    return Shares(none * less // quiet, lower * less // quiet, same * more // firm, higher * more // firm)


@rule
def draw_reply(g: Game, seat: int, action: int) -> int:
    """Draw how the seat replies to an act."""
    odds = shares(g, seat, action)
    left = roll(g.key, g.turn, POLICY, seat, REPLY_DIE) * (odds.none + odds.lower + odds.same + odds.higher) // SIDES
    for reply in range(HIGHER):
        if left < odds[reply]:
            return reply
        left -= odds[reply]
    return HIGHER


@rule
def pull_of(g: Game, candidate: CandidateRow, otherwise: int) -> int:
    """Give how much the leanings pull to a candidate now, or what stands for it where none does."""
    pull = 0
    for index in range(candidate.pulls_from, candidate.pulls_to):
        pull += g.now[pull_cell(g.at, g.tables.pulls[index])]
    return pull or otherwise


@rule
def draw_force(g: Game, seat: int, first: int, end: int, ceiling: int, reply: int) -> int:
    """Draw an order of force; a higher reply leans to severe levels, a lower one to mild ones."""
    threshold = -1
    for _ in range(2):
        so_far = 0
        for candidate in range(first, end):
            row = g.tables.candidates[candidate]
            if NO_FORCE < row.force <= ceiling and may_give(g, seat, 0, candidate):
                heat = 100 + max(row.intensity, 0) // 100
                weight = pull_of(g, row, g.tables.dials.unlisted) * 100
                if reply == HIGHER:
                    weight = weight * heat // 100
                elif reply == LOWER:
                    weight = weight * 100 // heat
                so_far += weight
                if so_far > threshold >= 0:
                    return candidate
        threshold = roll(g.key, g.turn, POLICY, seat, ANSWER_DIE) * so_far // SIDES
    return -1


@rule
def reply_empirically(g: Game, seat: int) -> None:
    """Draw whether and how strongly to reply, then choose among the legal orders by the pack's leanings."""
    act = faced(g, seat)
    reply = draw_reply(g, seat, act.action) if act.state >= 0 else NO_REPLY
    used = answer(g, seat, act, reply) if reply != NO_REPLY else 0
    fill(g, seat, used, MOST_ORDERS, NO_FORCE if act.state >= 0 else ANY_FORCE, BY_LEANING)


@rule
def answer(g: Game, seat: int, act: Faced, reply: int) -> int:
    """Give an order of force at the state that acted, or else at another; say how many orders that is."""
    ceiling = hostility_of(g, act.action) + reply - SAME
    aim, script = aim_at(g, seat, act.state), g.tables.scripts[seat]
    first, end = aim.candidates_from, aim.candidates_to
    for _ in range(2):
        candidate = draw_force(g, seat, first, end, ceiling, reply)
        if candidate >= 0:
            give(g, seat, 0, candidate)
            return 1
        first, end = script.candidates_from, script.candidates_to
    return 0
