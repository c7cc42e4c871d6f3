"""The page of a replay at one moment: its whole state comes from the address, and every moment has a link."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from wargame.exercises import access
from wargame.exercises.access import LogReader
from wargame.exercises.models import Seat
from wargame.exercises.results.selectors.replay.axis import Axis, axis_of
from wargame.exercises.results.selectors.replay.boards import Boards, boards_of
from wargame.exercises.results.selectors.replay.index import index_of
from wargame.exercises.results.selectors.replay.steps import PlayedTurn, Step
from wargame.exercises.situation.selectors.seat_view import seat_view_of

BOTH, TRUTH, SEAT = "both", "truth", "seat"
SHOWN = (("", "All"), ("orders", "Orders"), ("talk", "Talk"), ("reports", "Reports"))
"""The choices that narrow the log of the replay: value of the query and label."""


class NoSuchStep(LookupError):
    """The line has no such moment, or its reader may not know it."""


@dataclass(frozen=True)
class Asked:
    """The wishes of an address: the moment ("4.3", "" for the first), the view, and the choice for the log."""

    at: str = ""
    view: str = ""
    show: str = ""


@dataclass(frozen=True)
class View:
    """One way to look that is on offer."""

    key: str
    icon: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class LogLine:
    """A step in the log beside the boards."""

    step: Step
    is_now: bool
    is_later: bool
    is_marked: bool


@dataclass(frozen=True)
class LogOfTurn:
    """The lines of one turn; of other turns than the one at hand only their number, so that a long game stays light.

    `at` is its opening.
    """

    number: int
    title: str
    at: str
    count: int
    lines: tuple[LogLine, ...]


@dataclass(frozen=True)
class Ways:
    """Where one goes from a moment; "" where there is nothing further."""

    first: str
    last: str
    back: str
    on: str
    turn_back: str
    turn_on: str

    @property
    def listed(self) -> tuple[tuple[str, str, str, str], ...]:
        """The ways in their order: moment, icon, label and key."""
        return (
            (self.first, "chevron-first", "First event", "Home"),
            (self.turn_back, "chevrons-left", "Turn before", "Shift+ArrowLeft"),
            (self.back, "chevron-left", "Event before", "ArrowLeft"),
            (self.on, "chevron-right", "Next event", "ArrowRight"),
            (self.turn_on, "chevrons-right", "Next turn", "Shift+ArrowRight"),
            (self.last, "chevron-last", "Last event", "End"),
        )


@dataclass(frozen=True)
class Replay:
    """The page: the step at hand is number `place` of `count`. `kept` is the rest of the query for links to moments.

    `stops` says that playing stops here: the results of a turn.
    """

    seat: str
    view: str
    show: str
    views: tuple[View, ...]
    step: Step
    place: int
    count: int
    boards: Boards
    axis: Axis
    log: tuple[LogOfTurn, ...]
    ways: Ways
    kept: str
    day: str
    stops: bool
    shown: tuple[tuple[str, str], ...] = SHOWN


def replay_of(reader: LogReader, seat: Seat, asked: Asked) -> Replay | None:
    """Return the page of a line with a seat beside full truth; None before there are results. Raises NoSuchStep."""
    # A replay chooses its own view: its talk and its kept index must not depend on the view of the page before it.
    reader = replace(reader, knows_all=reader.may_know_all)
    is_truth = reader.may_know_all
    view = asked.view if is_truth and asked.view in (BOTH, TRUTH, SEAT) else BOTH if is_truth else SEAT
    index = index_of(reader, seat, draws_truth=view != SEAT)
    if index is None:
        return None
    turns, show = index.turns, asked.show if asked.show in dict(SHOWN) else ""
    steps = [step for turn in turns for step in turn.steps if view != SEAT or step.is_seen]
    now = _step_at(turns, asked.at)
    return Replay(
        seat=seat.role,
        view=view,
        show=show,
        views=_views(seat.role, view) if is_truth else (),
        step=now,
        place=1 + sum(_order(step) < _order(now) for step in steps),
        count=len(steps),
        boards=_boards(reader, seat, view, turns[now.turn - 1], now),
        axis=axis_of(turns, steps, now, index.chart),
        log=_log(turns, steps, now, show, marks=view != SEAT),
        ways=_ways(steps, now, len(turns)),
        kept=_query(reader, seat, view, show),
        day=index.days[now.turn - 1],
        stops=now == turns[now.turn - 1].steps[-1],
    )


def _boards(reader: LogReader, seat: Seat, view: str, played: PlayedTurn, now: Step) -> Boards:
    so_far = [step for step in played.steps if step.number <= now.number]
    return boards_of(
        seat_view_of(seat, reader.line, access.turn_in(reader.line, now.turn)),
        shows_truth=view != SEAT,
        shows_seat=view != TRUTH,
        unseen=[step for step in so_far if not step.is_seen or step.account],
    )


def _order(step: Step) -> tuple[int, int]:
    return step.turn, step.number


def _step_at(turns: Sequence[PlayedTurn], at: str) -> Step:
    if not at:
        return turns[0].steps[0]
    found = {step.at: step for turn in turns for step in turn.steps}
    if at not in found:
        raise NoSuchStep
    return found[at]


def _views(role: str, chosen: str) -> tuple[View, ...]:
    offered = ((BOTH, "columns-2", "Side by side"), (TRUTH, "eye", "Full truth"), (SEAT, "user", f"As {role} saw it"))
    return tuple(View(key, icon, label, key == chosen) for key, icon, label in offered)


def _log(
    turns: Sequence[PlayedTurn], steps: Sequence[Step], now: Step, show: str, *, marks: bool
) -> tuple[LogOfTurn, ...]:
    kept: dict[int, list[Step]] = {turn.number: [] for turn in turns}
    for step in steps:
        if not show or step == now or step.lane == show:
            kept[step.turn].append(step)
    return tuple(
        LogOfTurn(
            turn.number,
            turn.title,
            turn.steps[0].at,
            len(kept[turn.number]),
            tuple(
                LogLine(step, step == now, _order(step) > _order(now), marks and not step.is_seen)
                for step in kept[turn.number]
                if step.turn == now.turn
            ),
        )
        for turn in turns
    )


def _ways(steps: Sequence[Step], now: Step, count: int) -> Ways:
    before = [step.at for step in steps if _order(step) < _order(now)]
    after = [step.at for step in steps if _order(step) > _order(now)]
    earlier = f"{now.turn}.0" if now.number else f"{now.turn - 1}.0" if now.turn > 1 else ""
    return Ways(
        first=steps[0].at if before else "",
        last=steps[-1].at if after else "",
        back=before[-1] if before else "",
        on=after[0] if after else "",
        turn_back=earlier,
        turn_on=f"{now.turn + 1}.0" if now.turn < count else "",
    )


def _query(reader: LogReader, seat: Seat, view: str, show: str) -> str:
    eyes = reader.seat.role if reader.part else ""
    asked = {"b": str(reader.line.number), "view": view, "seat": seat.role, "show": show, "eyes": eyes}
    return urlencode({name: text for name, text in asked.items() if text})
