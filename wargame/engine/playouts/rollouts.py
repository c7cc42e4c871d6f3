"""Plays many games one turn onward, without a ledger, for previews."""

from collections.abc import Mapping, Sequence

from wargame.engine.playouts.playouts import Rows, playouts
from wargame.engine.scenario.setting import Setting
from wargame.engine.turn.sheet import Sheet, refuse_ended
from wargame.engine.world.world import World


def rollouts(
    setting: Setting, worlds: Sequence[World], sheets: Sequence[Mapping[str, Sheet]], seeds: Sequence[int]
) -> Rows:
    """Adjudicate one turn for each seed and return the next worlds, one row of cells each. Raises WorldEnded.

    `worlds` with their `sheets` are the situations to play on from; rollout i starts from situation i modulo their
    number. `Setting.cell` gives the index of a column, `Setting.world` turns a row into a world. The integers equal
    those of `adjudicate`.
    """
    for world in worlds:
        refuse_ended(setting, world)
    return playouts(setting, worlds, sheets, seeds, {}, 1).rows


def advance(setting: Setting, world: World, sheets: Mapping[str, Sheet], seed: int) -> World:
    """Adjudicate one turn and return the next world, without a ledger."""
    return setting.world(rollouts(setting, [world], [sheets], [seed])[0])
