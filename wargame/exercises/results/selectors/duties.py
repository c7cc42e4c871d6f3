"""The board without a map over all turns of a line, for the log and the ending: duties of a trade war, or a queue."""

from wargame.exercises import bridge, record_runs
from wargame.exercises.models import Branch, Seat, Turn
from wargame.exercises.results.selectors.trends import views_of
from wargame.exercises.situation.selectors.alone import AloneBoard, alone_in
from wargame.exercises.situation.selectors.trade import Trade, beside_record


def duties_of(seat: Seat, line: Branch, last: Turn, *, knows_all: bool) -> AloneBoard | None:
    """Return the board after a line, whose last turn is `last`; None where the scenario has a map."""
    content = bridge.content_for(last)
    if content.meta.board.has_map:
        return None
    return alone_in(content, views_of(seat, line, knows_all=knows_all), is_played=last.is_closed)


def duties_beside_record(seat: Seat, line: Branch, last: Turn, *, knows_all: bool) -> AloneBoard | None:
    """Return the same board with the duties of the record under those that were played."""
    board = duties_of(seat, line, last, knows_all=knows_all)
    if not isinstance(board, Trade):
        return board
    run = record_runs.record_run(seat.exercise)
    return beside_record(board, run) if run else board
