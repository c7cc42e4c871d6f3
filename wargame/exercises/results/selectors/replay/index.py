"""All of a replay that does not depend on the moment; it is kept for a while once nobody plays the line any more."""

from dataclasses import dataclass
from typing import cast

from django.core.cache import cache

from wargame.exercises import access, bridge, record_chain
from wargame.exercises.access import LogReader
from wargame.exercises.models import Seat
from wargame.exercises.results.selectors.overview.known import known_turns
from wargame.exercises.results.selectors.replay.axis import Chart, chart_of
from wargame.exercises.results.selectors.replay.steps import PlayedTurn, turns_of
from wargame.web.shared_cache import SharedCache

KEEP_SECONDS = 120


@dataclass(frozen=True)
class Index:
    """The played turns with their steps, the chart under them, and what the record holds of each turn, in words."""

    turns: tuple[PlayedTurn, ...]
    chart: Chart
    days: tuple[str, ...]


def index_of(reader: LogReader, seat: Seat, *, draws_truth: bool) -> Index | None:
    """Return the index of the reader's line with a seat beside full truth; None before there are results.

    The chart is of full truth if it `draws_truth`. A line that somebody still plays is read anew each time.
    """
    if not (reader.may_know_all and access.is_over(seat.exercise, reader.line)):
        return _build(reader, seat, draws_truth=draws_truth)
    key = "-".join(
        str(part)
        for part in (
            "replay",
            reader.person.pk,
            reader.seat.pk,
            seat.pk,
            reader.line.pk,
            access.latest_turn_for(reader.seat, reader.line).digest,
            record_chain.changes_of(seat.exercise),
            seat.exercise.status,
            draws_truth,
        )
    )
    shared = cast("SharedCache", cache)
    return shared.get_or_make(
        key, lambda: _build(reader, seat, draws_truth=draws_truth), lambda found: KEEP_SECONDS if found else 0
    )


def _build(reader: LogReader, seat: Seat, *, draws_truth: bool) -> Index | None:
    known = known_turns(seat, reader.line, knows_all=reader.may_know_all, reads_ledger=False)
    if not known:
        return None
    drawn = known
    if reader.may_know_all and not draws_truth:
        drawn = known_turns(seat, reader.line, knows_all=False, reads_ledger=False)
    return Index(
        turns_of(reader, seat, known), chart_of(seat.exercise, drawn), _days(reader, [turn.number for turn in known])
    )


def _days(reader: LogReader, numbers: list[int]) -> tuple[str, ...]:
    """Return the orders of the record in these turns, for readers who may know how the game went on."""
    setting = bridge.setting_of(reader.seat.exercise)
    record = setting.spec.record if reader.may_know_all else ()
    return tuple(
        ", ".join(f"{one.seat} {setting.order(one.kind).label}" for one in record if one.turn == number)
        for number in numbers
    )
