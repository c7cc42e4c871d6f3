"""Where imagined games begin: a world, and what is known of its first turn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wargame.engine.playouts.playouts import begin
from wargame.engine.playouts.pledges import Pledge, bound
from wargame.engine.rules.playout import Games
from wargame.engine.scenario.setting import Setting
from wargame.engine.turn.interventions import NONE, Interventions
from wargame.engine.turn.sheet import Sheet
from wargame.engine.world.world import World


@dataclass(frozen=True, eq=False)
class Situation:
    """A world, the sheets and interventions of its first turn, and the pledges that bind in it.

    Policies play the seats without a sheet, and all of them from the second turn on; they keep to the pledges as in a
    live turn.
    """

    world: World
    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    interventions: Interventions = NONE
    pledges: tuple[Pledge, ...] = ()


def games_from(setting: Setting, turn: Situation, seeds: Sequence[int], policies: Mapping[str, str]) -> Games:
    """Lay out one game for each seed from a situation. Raises as `begin` does."""
    games = begin(setting, [turn.world], [turn.sheets], seeds, [policies], turn.interventions)
    return bound(setting, games, [turn.pledges])
