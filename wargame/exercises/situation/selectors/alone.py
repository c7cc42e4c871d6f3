"""The boards that stand in place of a map: one of trade, or a queue. Each is read from a line's views, turn by turn."""

from collections.abc import Sequence
from typing import TypeAlias

from scenarios.opening import Content
from scenarios.vocabulary import BoardKind
from wargame.engine.values import Perspective
from wargame.exercises import access, bridge, perspectives
from wargame.exercises.models import Turn
from wargame.exercises.situation.selectors.queue import SlotQueue, queue_in
from wargame.exercises.situation.selectors.seat_view import SeatView
from wargame.exercises.situation.selectors.trade import Trade, trade_in

AloneBoard: TypeAlias = Trade | SlotQueue
"""A board that needs no map."""


def alone_of(at: SeatView) -> AloneBoard | None:
    """Return the board as the seat knows it at the opening of the turn, with the turns before; None beside a map."""
    if at.content.meta.board.has_map:
        return None
    earlier = [perspectives.view_of(turn, at.seat) for turn in access.turns_before(at.line, at.turn)]
    return alone_in(at.content, (*earlier, at.view))


def common_alone_of(turn: Turn, *, may_know_all: bool, with_results: bool) -> AloneBoard | None:
    """Return the board as everybody knows it when the turn opened; of the last turn, after it if its results are known.

    `may_know_all` reads it in full truth.
    """
    content = bridge.content_for(turn)
    if content.meta.board.has_map:
        return None
    seen = perspectives.truth_of if may_know_all else perspectives.common_view_of
    views = [seen(one) for one in (*access.turns_before(turn.branch, turn), turn)]
    # The line's final world is that of its last turn alone.
    is_last = with_results and not access.statuses_after(turn.branch, turn)
    after = perspectives.final_view_of(turn, None, may_know_all=may_know_all) if is_last else None
    return alone_in(content, (*views, after), is_played=True) if after else alone_in(content, views)


def alone_in(content: Content, views: Sequence[Perspective], *, is_played: bool = False) -> AloneBoard | None:
    """Return the board as the last of these views, one for each turn in order, knows it.

    `is_played` says that the last view is of the world after the last turn.
    """
    board = content.board
    if content.meta.board is BoardKind.TRADE:
        return trade_in(views, board, is_played=is_played)
    return queue_in(views, board.queue, is_played=is_played) if board.queue else None
