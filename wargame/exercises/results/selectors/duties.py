"""The duties of a trade war over all turns of a line, for the log and the ending."""

from scenarios.vocabulary import BoardKind
from wargame.exercises import bridge, record_runs
from wargame.exercises.models import Branch, Seat, Turn
from wargame.exercises.results.selectors.trends import views_of
from wargame.exercises.situation.selectors.trade import Trade, beside_record, trade_in


def duties_of(seat: Seat, line: Branch, last: Turn, *, knows_all: bool) -> Trade | None:
    """Return the board after a line, whose last turn is `last`; None where the scenario has no board of trade."""
    content = bridge.content_for(last)
    if content.meta.board is not BoardKind.TRADE:
        return None
    return trade_in(views_of(seat, line, knows_all=knows_all), content.board, is_played=last.is_closed)


def duties_beside_record(seat: Seat, line: Branch, last: Turn, *, knows_all: bool) -> Trade | None:
    """Return the same board with the duties of the record under those that were played."""
    board = duties_of(seat, line, last, knows_all=knows_all)
    run = record_runs.record_run(seat.exercise) if board else ()
    return beside_record(board, run) if board and run else board
