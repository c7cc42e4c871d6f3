"""The seat that replies as states have replied in the record: drawn from the MIE table, shifted by its resolve."""

from typing import NamedTuple

from wargame.engine.rules.actions import Kept, unpacked_kept
from wargame.engine.rules.game import WHOLE, Game, fading, named, scale
from wargame.engine.rules.policies.kinds import (
    ACT_OF_WAR,
    ANSWER_DIE,
    ANY_FORCE,
    DISPLAY_LEVEL,
    HIGHER,
    KEEP_DIE,
    LOWER,
    MOST_ORDERS,
    NO_FORCE,
    NO_REPLY,
    REPLY_DIE,
    SAME,
    THREAT_LEVEL,
)
from wargame.engine.rules.policies.sheets import (
    BY_LEANING,
    aim_at,
    fill,
    give,
    goes_with,
    is_open,
    may_give,
    points_left,
)
from wargame.engine.rules.policies.view import is_friend, look
from wargame.engine.world.cells import (
    hostility_cell,
    kept_cell,
    open_order,
    provocation_cell,
    provoked_cell,
    pull_cell,
    resolve_cell,
    stimulus_cell,
)
from wargame.engine.world.dice import POLICY, SIDES, roll
from wargame.engine.world.layout import KEPT_ORDERS
from wargame.engine.world.rule import lowest, rule
from wargame.engine.world.script_rows import CandidateRow

EVEN_RESOLVE, WIDEST_LEAN = 50_000, 50_000
"""The middle of the scale, where the record stands as it is, and the way from there to either end."""


class Shares(NamedTuple):
    """Weights of the replies."""

    none: int
    lower: int
    same: int
    higher: int


@rule
def act_felt(g: Game, seat: int, state: int) -> int:
    """Give the MID action of a state's most hostile act at the seat last turn; what a friend shows is none.

    The move of an incident in which that state acts is an act like an order.
    """
    ordered, moved = look(g, seat, stimulus_cell(g.at, state, seat)), look(g, seat, provocation_cell(g.at, state, seat))
    act = max(ordered, moved)
    return act if 0 < act <= ACT_OF_WAR and not is_friend(g, seat, state) else 0


@rule
def hostility_of(g: Game, action: int) -> int:
    """Give the MID level of an act by its action number."""
    return g.tables.replies[action].hostility


@rule
def level_felt(g: Game, seat: int) -> int:
    """Give the MID level of the most hostile act at the seat last turn."""
    highest = 0
    for state in range(g.at.states):
        if state != seat:
            highest = max(highest, hostility_of(g, act_felt(g, seat, state)))
    return highest


@rule
def is_touched(g: Game, seat: int) -> bool:
    """Say whether another's incident stands at the seat with a threat or more: no new act, and no time for force."""
    for index in range(g.at.incidents):
        incident = g.tables.incidents[index]
        touched = incident.target == seat or (incident.claimants >> seat) & 1
        if touched and incident.actor != seat and look(g, seat, hostility_cell(g.at, index)) >= THREAT_LEVEL:
            return True
    return False


@rule
def shares(g: Game, seat: int, state: int, action: int) -> Shares:
    """Give the shares of each reply to a state's act for a seat of this resolve; 50 leaves the record as it is.

    Every ten points above turn a tenth of the silent and lower replies into same and higher ones, every ten below do
    the reverse, by the dial; the lean stops at half. A row without any firm reply stays as it is. The move of an
    incident may add resolve.
    """
    row = g.tables.replies[action]
    none, lower, same, higher = row.none, row.lower, row.same, row.higher
    quiet, firm = none + lower, same + higher
    if quiet == 0 or firm == 0:
        return Shares(none, lower, same, higher)
    lean = scale(g.tables.dials.resolve_shift, look(g, seat, resolve_cell(g.at, seat)) - EVEN_RESOLVE)
    if look(g, seat, provocation_cell(g.at, state, seat)) == action:
        lean += look(g, seat, provoked_cell(g.at, state, seat))
    lean = min(max(lean, -WIDEST_LEAN), WIDEST_LEAN)
    moved = lean * (quiet if lean > 0 else firm) // 100000
    less, more = quiet - moved, firm + moved
    return Shares(none * less // quiet, lower * less // quiet, same * more // firm, higher * more // firm)


@rule
def draw_reply(g: Game, seat: int, state: int, action: int) -> int:
    """Draw how the seat replies to a state's act."""
    odds = shares(g, seat, state, action)
    total = odds.none + odds.lower + odds.same + odds.higher
    left = roll(g.key, g.turn, POLICY, seat, REPLY_DIE + state) * total // SIDES
    for reply in range(HIGHER):
        if left < odds[reply]:
            return reply
        left -= odds[reply]
    return HIGHER


@rule
def pull_of(g: Game, candidate: CandidateRow, otherwise: int) -> int:
    """Return the pull of the leanings to a candidate now, or the value for it where none pulls."""
    pull = 0
    for index in range(candidate.pulls_from, candidate.pulls_to):
        pull += g.now[pull_cell(g.at, g.tables.pulls[index])]
    return pull or otherwise


@rule
def weight_of_force(g: Game, row: CandidateRow, reply: int) -> int:
    """Give the weight of an order of force: a higher reply leans to severe levels, a lower one to mild ones."""
    heat = 100 + max(row.intensity, 0) // 100
    weight = pull_of(g, row, g.tables.dials.unlisted) * 100
    if reply == HIGHER:
        weight = weight * heat // 100
    elif reply == LOWER:
        weight = weight * 100 // heat
    return weight


@rule
def draw_force(g: Game, seat: int, slot: int, state: int, ceiling: int, reply: int) -> int:
    """Draw an order of force at a state by weight; those that it may give are noted behind what leanings pull to."""
    aim, left, first, total = aim_at(g, seat, state), points_left(g, seat, slot), g.now[g.at.open_orders], 0
    end = first
    for candidate in range(aim.candidates_from, aim.candidates_to):
        row = g.tables.candidates[candidate]
        if not NO_FORCE < row.force <= ceiling or row.price > left:
            continue
        if goes_with(g, seat, slot, candidate, left) and is_open(g, seat, candidate):
            open_order(g.at, g.now, end).candidate = candidate
            total += weight_of_force(g, row, reply)
            end += 1
    threshold = roll(g.key, g.turn, POLICY, seat, ANSWER_DIE + slot) * total // SIDES
    for place in range(first, end):
        candidate = open_order(g.at, g.now, place).candidate
        threshold -= weight_of_force(g, g.tables.candidates[candidate], reply)
        if threshold < 0:
            return candidate
    return -1


@rule
def reply_empirically(g: Game, seat: int) -> None:
    """Draw for each state that acted whether and how strongly to reply to it; then go on by the pack's leanings.

    While somebody acts against the seat, or an incident stands there, it uses force in no other way.
    """
    highest = level_felt(g, seat)
    used = keep_course(g, seat, answer_all(g, seat, highest))
    ceiling = NO_FORCE if highest > 0 or is_touched(g, seat) else ANY_FORCE
    fill(g, seat, used, MOST_ORDERS, ceiling, BY_LEANING)


@rule
def answer_all(g: Game, seat: int, highest: int) -> int:
    """Reply to every state that acted, the most hostile first; say how many orders that is.

    An answer goes to the state that acted, or is not given.
    """
    used = 0
    for level in range(highest, NO_FORCE, -1):
        for state in range(g.at.states):
            action = act_felt(g, seat, state) if state != seat else 0
            if hostility_of(g, action) != level or used == MOST_ORDERS:
                continue
            reply = draw_reply(g, seat, state, action)
            if reply != NO_REPLY:
                candidate = draw_force(g, seat, used, state, level + reply - SAME, reply)
                if candidate >= 0:
                    give(g, seat, used, candidate)
                    used += 1
    return used


@rule
def keep_course(g: Game, seat: int, used: int) -> int:
    """Give again, by chance, what the seat ordered at a state last turn, up to a display of force.

    The dial's share is what stays of it from turn to turn where nothing fades: what lasts between two states is ordered
    again as often as their tension lasts.
    """
    if g.tables.dials.inertia == 0:
        return used
    for place in range(KEPT_ORDERS):
        number = look(g, seat, kept_cell(g.at, seat, place))
        if number <= 0 or used == MOST_ORDERS:
            continue
        kept = unpacked_kept(g.at, number)
        if kept.target < 0 or kept.target == seat or g.tables.levels[kept.level].hostility > DISPLAY_LEVEL:
            continue
        target = lowest(named(g.tables, kept.target))
        chance = scale(g.tables.dials.inertia, (WHOLE - fading(g, seat, target)) >> 14)
        candidate = -1
        if roll(g.key, g.turn, POLICY, seat, KEEP_DIE + place) < chance:
            candidate = candidate_of(g, seat, kept, target)
        if candidate >= 0 and may_give(g, seat, used, candidate):
            give(g, seat, used, candidate)
            used += 1
    return used


@rule
def candidate_of(g: Game, seat: int, kept: Kept, target: int) -> int:
    """Find an order of last turn among the candidates at its first target, or -1."""
    aim = aim_at(g, seat, target)
    for candidate in range(aim.candidates_from, aim.candidates_to):
        row = g.tables.candidates[candidate]
        if row.level_row == kept.level and row.target == kept.target and row.partner == kept.partner:
            return candidate
    return -1
