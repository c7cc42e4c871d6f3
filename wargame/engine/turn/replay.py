"""Plays recorded turns again: the same sheets and seeds give the same results, digest for digest."""

from collections.abc import Iterable, Iterator, Mapping

from wargame.engine.scenario.setting import Setting
from wargame.engine.turn.adjudicate import Adjudication, adjudicate
from wargame.engine.turn.interventions import Interventions
from wargame.engine.turn.sheet import Sheet
from wargame.engine.world.world import World


def replay(
    setting: Setting, opening: World, turns: Iterable[tuple[Mapping[str, Sheet], int, Interventions]]
) -> Iterator[Adjudication]:
    """Adjudicate turn after turn from `opening`; each brings the sheets of all seats, its seed and interventions."""
    world = opening
    for sheets, seed, interventions in turns:
        played = adjudicate(setting, world, sheets, seed, interventions)
        yield played
        world = played.world
