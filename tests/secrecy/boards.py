"""The boards of packs: what stands on one depends on nothing that its seat may not know."""

from scenarios.opening import briefing
from scenarios.schema.pack_board import BoardText
from tests.scenarios.pack_games import pack_of
from tests.secrecy import pairs
from wargame.engine import Setting, World, perspective


def check_board(slug: str, setting: Setting, seat: str, seed: int) -> None:
    """Check that a seat is shown the same board in two worlds that differ only in what it may not know."""
    first, other = pairs.two_worlds(setting, seat, seed)
    for turn in range(1, setting.at.turns + 1):
        assert board_in(slug, setting, first, seat, turn) == board_in(slug, setting, other, seat, turn)


def board_in(slug: str, setting: Setting, world: World, seat: str, turn: int) -> list[BoardText]:
    """Return the parts of the board that a seat is shown, without those that the author reveals on purpose."""
    shown = briefing(pack_of(slug), perspective(setting, world, seat), turn).board
    return [part for part in shown.parts() if not part.reveals]
