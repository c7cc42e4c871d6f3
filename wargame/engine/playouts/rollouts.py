"""Many games a turn onward, without ledger: for previews."""

from collections.abc import Mapping, Sequence

from wargame.engine.playouts.playouts import Rows, playouts
from wargame.engine.scenario.setting import Setting
from wargame.engine.turn.sheet import Sheet, refuse_ended
from wargame.engine.world.world import World


def rollouts(
    setting: Setting, worlds: Sequence[World], sheets: Sequence[Mapping[str, Sheet]], seeds: Sequence[int]
) -> Rows:
    """Adjudicate one turn for each seed and give the coming worlds, one row of cells each. Raises WorldEnded.

    `worlds` and `sheets` are the situations to play on from; if there are fewer than seeds they are taken in turn.
    `Setting.cell` names a column, `Setting.world` turns a row into a world. The integers are those of `adjudicate`.
    """
    for world in worlds:
        refuse_ended(setting, world)
    return playouts(setting, worlds, sheets, seeds, {}, 1).rows


def advance(setting: Setting, world: World, sheets: Mapping[str, Sheet], seed: int) -> World:
    """Adjudicate one turn without ledger."""
    return setting.world(rollouts(setting, [world], [sheets], [seed])[0])
