"""How each incident moved, with the strip of what could have been."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from wargame.engine.rules.game import Game, scale
from wargame.engine.rules.incidents import weight_of
from wargame.engine.scenario.cell_audiences import seats_of
from wargame.engine.scenario.setting import Setting
from wargame.engine.turn.descriptions import opened
from wargame.engine.turn.outcomes import Outcome, OutcomeOption, Reason, SeenOdds, in_100, spans
from wargame.engine.turn.reporting.reasons import kept_in_the_dark, once, reasons_for, sum_for
from wargame.engine.turn.transitions import open_ways, option_keys
from wargame.engine.world.cells import incident_move, stage_cell


def incident_outcomes(setting: Setting, g: Game) -> Iterator[Outcome]:
    """Yield the outcome of each incident that could move."""
    for index in range(len(setting.spec.incidents)):
        chosen = incident_move(g.at, g.now, index).transition - 1
        if chosen >= 0:
            yield with_odds(setting, g, incident_outcome(setting, g, index, chosen), index, chosen)


def incident_outcome(setting: Setting, g: Game, index: int, chosen: int) -> Outcome:
    """Return the outcome of an incident."""
    incident, way = setting.spec.incidents[index], setting.transition_specs[chosen]
    names = {
        "actor": setting.name_in_sentence(incident.actor) if incident.actor else "",
        "target": setting.name_in_sentence(incident.target) if incident.target else "",
    }
    return Outcome(
        turn=g.turn,
        subject="incident",
        result=way.to,
        title=incident.name,
        text=opened(way.says.format(**names)),
        actor=incident.actor,
        target=incident.target,
        name=incident.key,
        roll=incident_move(g.at, g.now, index).roll,
        audience=seats_of(setting, incident.known_to),
    )


def with_odds(setting: Setting, g: Game, told: Outcome, index: int, chosen: int) -> Outcome:
    """Add the odds, the reasons, and the odds for those who may not know all of them.

    Where the white cell ruled, the roll lies in the part of what the dice had.
    """
    ways, weights, place = draw_of(setting, g, index)
    keys, drawn = option_keys(setting, ways), ways[place]
    modifiers = [row for way in ways for row in modifiers_of(setting, way)]
    seen = []
    for seats in kept_in_the_dark(setting, told.audience, modifiers):
        known = [weight_for(setting, g, seats[0], way) for way in ways]
        seen.append(SeenOdds(seats, strip(setting, ways, keys, known, (drawn, chosen))))
    return replace(
        told,
        options=strip(setting, ways, keys, weights, (drawn, chosen)),
        chosen=keys[ways.index(chosen)],
        threshold=spans(weights)[place][1],
        reasons=once(move_reasons(setting, g, ways, chosen)),
        seen=tuple(seen),
    )


def draw_of(setting: Setting, g: Game, index: int) -> tuple[list[int], list[int], int]:
    """Give the ways on of an incident that moved, their weights, and the place of the one that the dice had."""
    ways = open_ways(setting, index, g.now[stage_cell(g.at, index)], g.turn)
    weights = [weight_of(g, way) for way in ways]
    roll = incident_move(g.at, g.now, index).roll
    return ways, weights, bisect_right([end for _, end in spans(weights)], roll)


def modifiers_of(setting: Setting, way: int) -> range:
    """Give the rows of a transition's modifiers."""
    row = setting.tables.transitions[way]
    return range(row.modifier_from, row.modifier_to)


def weight_for(setting: Setting, g: Game, seat: str, way: int) -> int:
    """Give a transition's weight as a seat may know it; the rule itself is `weight_of`."""
    row = setting.tables.transitions[way]
    weight = max(sum_for(setting, g, seat, row.weight, modifiers_of(setting, way)), 0)
    return scale(g.tables.dials.accidents, weight) if row.accident else weight


def strip(
    setting: Setting, ways: Sequence[int], keys: Sequence[str], weights: Sequence[int], kept: tuple[int, int]
) -> tuple[OutcomeOption, ...]:
    """Return the possible results with chances in 100; what was drawn and what happened is always among it.

    A seat that knows of no way on reads only the ways that it sees.
    """
    if not sum(weights):
        weights = [int(way in kept) for way in ways]
    return tuple(
        OutcomeOption(key, setting.transition_specs[way].label, share, setting.transition_specs[way].accident)
        for way, key, weight, share in zip(ways, keys, weights, in_100(weights), strict=True)
        if weight or way in kept
    )


def move_reasons(setting: Setting, g: Game, ways: Sequence[int], chosen: int) -> Iterator[Reason]:
    """Yield the reasons that made the chosen way likelier or less likely, its own modifiers first."""
    for way in sorted(ways, key=lambda one: one != chosen):
        yield from reasons_for(setting, g, modifiers_of(setting, way), 1 if way == chosen else -1)
