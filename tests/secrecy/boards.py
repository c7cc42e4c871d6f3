"""The boards of packs: what stands on one depends on nothing that its seat may not know.

A pack lists the seats of each part, and its checks refuse a part for a seat that cannot know its condition. So that the
condition alone is tested, every part is shown to every seat here.
"""

from dataclasses import replace
from functools import lru_cache

from scenarios.opening import briefing
from scenarios.schema.pack import Pack
from scenarios.schema.pack_board import BoardText
from tests.scenarios.pack_games import pack_of
from tests.secrecy import pairs
from wargame.engine import Setting, World, common_knowledge, perspective
from wargame.engine.spec import CueSpec
from wargame.exercises.situation.selectors.trade_talks import counts_in, stages_in

MANOEUVRE = ("ranges", "forces", "guests", "openness")
"""The lists of parts that have seats; what a board of trade has besides is for all."""


@lru_cache
def for_all(slug: str) -> Pack:
    """Return a pack of which every part of the board is meant for every seat."""
    pack = pack_of(slug)
    seats = tuple(state.code for state in pack.rules.states if state.seat)
    cues = (
        CueSpec(key=part.key, seat=seat, when=part.when, reveals=part.reveals)
        for part in pack.board.parts()
        for seat in seats
        if part.when and seat not in part.seats
    )
    parts = {
        name: tuple(part.model_copy(update={"seats": seats}) for part in getattr(pack.board, name))
        for name in MANOEUVRE
    }
    rules = replace(pack.rules, cues=(*pack.rules.cues, *cues))
    return pack.model_copy(update={"rules": rules, "board": pack.board.model_copy(update=parts)})


def check_board(slug: str, setting: Setting, seat: str, seed: int) -> None:
    """Check that a seat is shown the same board in two worlds that differ only in what it may not know."""
    first, other = pairs.two_worlds(setting, seat, seed)
    for turn in range(1, setting.at.turns + 1):
        assert board_in(slug, setting, first, seat, turn) == board_in(slug, setting, other, seat, turn)


def board_in(slug: str, setting: Setting, world: World, seat: str, turn: int) -> list[BoardText]:
    """Return the parts of the board that a seat is shown, without those that the author reveals on purpose."""
    shown = briefing(for_all(slug), perspective(setting, world, seat), turn).board
    return [part for part in shown.parts() if not part.reveals]


def check_talks(slug: str, setting: Setting, seat: str, seed: int) -> None:
    """Check that what stands below the bars of a board of trade is the same in two worlds that differ only in what a
    seat may not know, and the same for everybody.
    """
    board = pack_of(slug).board
    worlds = pairs.two_worlds(setting, seat, seed)
    views = [perspective(setting, world, seat) for world in worlds]
    views += [common_knowledge(setting, world) for world in worlds]
    assert board.stages
    # The worlds are made up, with duties since turns that no scenario has, so the bars are left out.
    shown = [(stages_in((view,), board.stages, is_played=False), counts_in(view, board.counts)) for view in views]
    assert shown == [shown[0]] * len(shown)
