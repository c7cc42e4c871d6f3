"""Access to the bids of seats: the seat and the white cell while the exercise is played, then all who took part."""

from wargame.exercises.access.readers import LogReader
from wargame.exercises.access.turns import may_know_all
from wargame.exercises.models import Bid, Branch, Seat


def bids_for(seat: Seat, line: Branch) -> list[Bid]:
    """Return the bids of a line that a seat's people may read: their own, and all once everything may be known."""
    made = Bid.objects.in_line(line)
    return list(made if may_know_all(seat, line) else made.filter(seat=seat))


def bids_in(line: Branch) -> list[Bid]:
    """Return all bids of a line, for pages of the white cell alone."""
    return list(Bid.objects.in_line(line))


def bids_read(reader: LogReader) -> list[Bid]:
    """Return the bids of the line that somebody reads: all with full truth, otherwise those of the seat."""
    made = Bid.objects.in_line(reader.line)
    return list(made if reader.knows_all else made.filter(seat=reader.seat))
