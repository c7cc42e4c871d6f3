"""Economy: coercion reaches as far as exposure does and uses it up; arms and technology change who depends on whom."""

from wargame.engine.dials import (
    ARMS,
    ARMS_ALARM,
    COERCION_SENDER,
    COERCION_TARGET,
    COVERAGE,
    DEPENDENCE,
    TECHNOLOGY,
)
from wargame.engine.rules.actions import Act, level_of
from wargame.engine.rules.game import BY_ORDER, ECONOMY, Cause, Game, add, dial, scale
from wargame.engine.world.layout import SHEET_TARGET, SHEET_WIDTH, SLOTS
from wargame.engine.world.rule import rule
from wargame.engine.world.tables import (
    CELL_WIDTH,
    CELLS,
    COERCES,
    COVERS,
    EASES,
    LEVEL_WIDTH,
    LEVELS,
    MATCHES,
    OPENING,
    SENDS_ARMS,
    SENDS_TECHNOLOGY,
)


@rule
def coerce(g: Game, act: Act) -> None:
    """Let a trade measure hurt its target and, less, its sender, by the exposure that it covers; or lift one."""
    level = g.t[LEVELS] + act.level * LEVEL_WIDTH
    if act.target < 0 or act.target == act.seat or not (g.t[level + COERCES] or g.t[level + EASES]):
        return
    cause = Cause(ECONOMY, BY_ORDER, act.seat, act.slot)
    exposure = g.at.exposure + act.target * g.at.states + act.seat
    if g.t[level + EASES]:
        add(g, exposure, covered(g, act, EASES, taken(g, act.target, act.seat)), cause)
        return
    hit = covered(g, act, COERCES, g.now[exposure])
    add(g, g.at.economy + act.target, -scale(dial(g, COERCION_TARGET), hit), cause)
    add(g, g.at.economy + act.seat, -scale(dial(g, COERCION_SENDER), hit), cause)
    add(g, exposure, -hit, cause)


@rule
def covered(g: Game, act: Act, tag: int, room: int) -> int:
    """Give how much exposure a measure covers: counter = min(match, remaining exposure), slot by slot like costs."""
    size = 0
    for slot in range(act.slot + 1):
        level = level_of(g, act.seat, slot)
        target = g.now[g.at.sheet + (act.seat * SLOTS + slot) * SHEET_WIDTH + SHEET_TARGET]
        if level >= 0 and target == act.target and g.t[level + tag]:
            wanted = g.t[level + COVERS] or dial(g, COVERAGE)
            if g.t[level + MATCHES]:
                wanted = max(taken(g, act.seat, act.target) - taken(g, act.target, act.seat), 0)
            size = min(wanted, room)
            room -= size
    return size


@rule
def taken(g: Game, victim: int, by: int) -> int:
    """Give how much of one state's exposure another's measures cover by now: what is missing since the opening."""
    cell = g.at.exposure + victim * g.at.states + by
    missing: int = g.t[g.t[CELLS] + cell * CELL_WIDTH + OPENING] - g.now[cell]
    return max(missing, 0)


@rule
def transfer(g: Game, act: Act) -> None:
    """Let arms make the recipient readier and dependent, technology readier and freer; who fears it takes alarm."""
    level = g.t[LEVELS] + act.level * LEVEL_WIDTH
    arms, technology = g.t[level + SENDS_ARMS], g.t[level + SENDS_TECHNOLOGY]
    if act.target < 0 or act.target == act.seat or not (arms or technology):
        return
    n = g.at.states
    cause = Cause(ECONOMY, BY_ORDER, act.seat, act.slot)
    add(g, g.at.readiness + act.target, dial(g, ARMS if arms else TECHNOLOGY), cause)
    tie = dial(g, DEPENDENCE) if arms else -dial(g, DEPENDENCE)
    add(g, g.at.exposure + act.target * n + act.seat, tie, cause)
    for other in range(n):
        dislike = max(-g.now[g.at.relation + other * n + act.target], 0) * 1024 // 100000
        if other not in (act.seat, act.target) and dislike > 0:
            alarm = scale(dislike, dial(g, ARMS_ALARM))
            add(g, g.at.tension + other * n + act.target, alarm, cause)
            add(g, g.at.tension + other * n + act.seat, alarm, cause)
