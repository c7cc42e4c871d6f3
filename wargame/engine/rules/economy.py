"""Economy: coercion reaches as far as exposure does and uses it up; arms and technology change who depends on whom."""

from wargame.engine.rules.actions import Act, level_of, targets_of
from wargame.engine.rules.game import BY_ORDER, ECONOMY, Cause, Game, add, scale
from wargame.engine.world.cells import (
    economy_cell,
    exposure_cell,
    readiness_cell,
    relation_cell,
    tension_cell,
)
from wargame.engine.world.rule import inner_rule, rule


@inner_rule
def coerce(g: Game, act: Act) -> None:
    """Let a trade measure hurt its target and, less, its sender, by the exposure that it covers; or lift one."""
    level = g.tables.levels[act.level]
    if act.target < 0 or act.target == act.seat or not (level.coerces or level.eases):
        return
    cause = Cause(ECONOMY, BY_ORDER, act.seat, act.slot)
    exposure = exposure_cell(g.at, act.target, act.seat)
    if level.eases:
        add(g, exposure, covered(g, act, True, taken(g, act.target, act.seat)), cause)
        return
    hit = covered(g, act, False, g.now[exposure])
    add(g, economy_cell(g.at, act.target), -scale(g.tables.dials.coercion_target, hit), cause)
    add(g, economy_cell(g.at, act.seat), -scale(g.tables.dials.coercion_sender, hit), cause)
    add(g, exposure, -hit, cause)


@rule
def covered(g: Game, act: Act, eases: bool, room: int) -> int:
    """Return the exposure that a measure covers: counter = min(match, remaining exposure), slot by slot like costs."""
    size = 0
    for slot in range(act.slot + 1):
        row = level_of(g, act.seat, slot)
        if row < 0 or not (targets_of(g, act.seat, slot) >> act.target) & 1:
            continue
        level = g.tables.levels[row]
        if level.eases if eases else level.coerces:
            wanted = level.covers or g.tables.dials.coverage
            if level.matches:
                wanted = max(taken(g, act.seat, act.target) - taken(g, act.target, act.seat), 0)
            size = min(wanted, room)
            room -= size
    return size


@rule
def taken(g: Game, victim: int, by: int) -> int:
    """Return the part of one state's exposure that another's measures cover by now: what is missing since the
    opening."""
    cell = exposure_cell(g.at, victim, by)
    missing: int = g.tables.cells[cell].opening - g.now[cell]
    return max(missing, 0)


@inner_rule
def transfer(g: Game, act: Act) -> None:
    """Let arms make the recipient readier and dependent, technology readier and freer; who fears it takes alarm."""
    level = g.tables.levels[act.level]
    arms, technology = level.sends_arms, level.sends_technology
    if act.target < 0 or act.target == act.seat or not (arms or technology):
        return
    cause = Cause(ECONOMY, BY_ORDER, act.seat, act.slot)
    add(g, readiness_cell(g.at, act.target), g.tables.dials.arms if arms else g.tables.dials.technology, cause)
    tie = g.tables.dials.dependence if arms else -g.tables.dials.dependence
    add(g, exposure_cell(g.at, act.target, act.seat), tie, cause)
    for other in range(g.at.states):
        dislike = max(-g.now[relation_cell(g.at, other, act.target)], 0) * 1024 // 100000
        if other not in (act.seat, act.target) and dislike > 0:
            alarm = scale(dislike, g.tables.dials.arms_alarm)
            add(g, tension_cell(g.at, other, act.target), alarm, cause)
            add(g, tension_cell(g.at, other, act.seat), alarm, cause)
