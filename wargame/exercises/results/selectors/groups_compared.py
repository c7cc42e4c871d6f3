"""The groups of a class side by side: their endings, one seat's aims on one scale, and the orders that differ.

Only groups that have ended are compared. Of a group that still plays, the page shows the turn that it has reached.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wargame.engine.values import Bloc, Outcome, Setting
from wargame.exercises import access, bridge, perspectives
from wargame.exercises.codes import dashed_code
from wargame.exercises.models import Branch, Exercise, Participant, Turn
from wargame.exercises.results.selectors.trends import views_of
from wargame.exercises.situation.selectors.aims import TotalOfAims
from wargame.web.charts import LineChart, Series, fitted_span, line_chart

SIZE = (330, 210)
OTHERS = "base"
"""The style of the other groups' lines behind a group's own."""

OrderKey = tuple[str, str, str, str]


@dataclass(frozen=True)
class GivenOrder:
    """An order in one group; `is_alone` marks one that the seat gave in no other group in that turn."""

    title: str
    is_alone: bool


@dataclass(frozen=True)
class OrdersRow:
    """The orders of a seat in the chosen turn, one cell for each ended group: None if it did not reach the turn."""

    seat: str
    cells: tuple[tuple[GivenOrder, ...] | None, ...]
    differs: bool


@dataclass(frozen=True)
class GroupPanel:
    """A group. One that plays has the `turn` that it reached and no `chart`; one ended early has no `ending`."""

    code: str
    title: str
    turn: int
    ending: str
    chart: LineChart | None


@dataclass(frozen=True)
class AimsRow:
    """The aims of a seat at the end, in each group that has ended, the best marked, and how far they lie apart."""

    seat: str
    totals: tuple[tuple[int, bool], ...]
    spread: int


@dataclass(frozen=True)
class GroupsCompared:
    """The page. `turns` are number, count of seats whose orders differ, and whether the turn is the chosen one."""

    finding: str
    seat: str
    seats: tuple[str, ...]
    panels: tuple[GroupPanel, ...]
    ended: tuple[GroupPanel, ...]
    turns: tuple[tuple[int, int, bool], ...]
    turn: int
    rows: tuple[OrdersRow, ...]
    aims: tuple[AimsRow, ...]


@dataclass(frozen=True)
class _Played:
    """A group that has ended: the total of each seat's aims at each step, and the orders of each turn by seat."""

    leader: Participant
    totals: Mapping[str, tuple[float, ...]]
    orders: Mapping[int, Mapping[str, Mapping[OrderKey, str]]]


def groups_compared_of(leaders: Sequence[Participant], *, seat: str = "", turn: int | None = None) -> GroupsCompared:
    """Return the page for the white cell of these groups, about a seat and a turn (the one that differs most)."""
    setting = bridge.setting_of(leaders[0].exercise)
    seat = seat if seat in setting.seats else setting.seats[0]
    played = [_played(setting, leader) for leader in leaders if _is_over(leader.exercise)]
    counts = _differences(setting, played)
    chosen = turn if turn in counts else max(counts, key=lambda number: (counts[number], -number), default=0)
    panels = tuple(_panel(setting, leader, played, seat) for leader in leaders)
    return GroupsCompared(
        finding=_finding(played, counts, chosen, seat),
        seat=seat,
        seats=setting.seats,
        panels=panels,
        ended=tuple(panel for panel in panels if panel.chart),
        turns=tuple((number, count, number == chosen) for number, count in counts.items()),
        turn=chosen,
        rows=tuple(_row(played, chosen, code) for code in setting.seats) if chosen else (),
        aims=tuple(_aims(played, code) for code in setting.seats) if played else (),
    )


def _is_over(exercise: Exercise) -> bool:
    line = exercise.current_branch
    return line is not None and access.is_over(exercise, line)


def _played(setting: Setting, leader: Participant) -> _Played:
    line = _line(leader)
    seat = leader.exercise.seats.order_by("role").select_related("exercise__scenario_version").first()
    if seat is None:
        raise ValueError("An exercise has seats from its creation on.")
    views = views_of(seat, line, knows_all=True)
    closed = Turn.objects.played_in(line).with_exercise()
    orders = {
        turn.number: _orders(setting, perspectives.known_outcomes(turn, None, may_know_all=True)) for turn in closed
    }
    totals = {code: tuple(TotalOfAims(code).value(view) for view in views[: len(orders) + 1]) for code in setting.seats}
    return _Played(leader, totals, orders)


def _line(leader: Participant) -> Branch:
    line = leader.exercise.current_branch
    if line is None:
        raise ValueError("The exercise has not begun.")
    return line


def _orders(setting: Setting, outcomes: Sequence[Outcome]) -> dict[str, dict[OrderKey, str]]:
    """Return the orders by seat; an order to wait is none."""
    found: dict[str, dict[OrderKey, str]] = {code: {} for code in setting.seats}
    for one in outcomes:
        if one.subject == "order" and setting.order(one.kind).order_class != "wait":
            found[one.actor][one.kind, one.level, one.target, one.partner] = _words_of(setting, one)
    return found


def _words_of(setting: Setting, outcome: Outcome) -> str:
    """Return an order with its level, if its kind has several, and the states that it names."""
    levels = setting.order(outcome.kind).levels
    level = next((each.name for each in levels if each.key == outcome.level), "") if len(levels) > 1 else ""
    named = (level, Bloc(outcome.target).listed, Bloc(outcome.partner).listed)
    return " \N{MIDDLE DOT} ".join((outcome.title, *filter(None, named)))


def _differences(setting: Setting, played: Sequence[_Played]) -> dict[int, int]:
    """Return for each turn that two groups reached how many seats gave other orders in one than in another."""
    counts: dict[int, int] = {}
    for number in range(1, len(setting.spec.turns) + 1):
        reached = [each.orders[number] for each in played if number in each.orders]
        if len(reached) > 1:
            counts[number] = sum(any(one[code] != reached[0][code] for one in reached) for code in setting.seats)
    return counts


def _row(played: Sequence[_Played], turn: int, code: str) -> OrdersRow:
    given = [each.orders[turn][code] if turn in each.orders else None for each in played]
    times = Counter(key for orders in given if orders is not None for key in orders)
    cells = tuple(
        None if orders is None else tuple(GivenOrder(title, times[key] == 1) for key, title in orders.items())
        for orders in given
    )
    reached = [orders for orders in given if orders is not None]
    return OrdersRow(code, cells, any(orders != reached[0] for orders in reached))


def _aims(played: Sequence[_Played], code: str) -> AimsRow:
    totals = [round(each.totals[code][-1]) for each in played]
    return AimsRow(code, tuple((total, total == max(totals)) for total in totals), max(totals) - min(totals))


def _panel(setting: Setting, leader: Participant, played: Sequence[_Played], seat: str) -> GroupPanel:
    exercise = leader.exercise
    own = next((each for each in played if each.leader.pk == leader.pk), None)
    endings = {each.key: each.name for each in setting.spec.endings}
    line = exercise.current_branch
    reached = Turn.objects.in_line(line).order_by().count() if line else 0
    return GroupPanel(
        code=dashed_code(exercise.code),
        title=exercise.title_in_series,
        turn=reached,
        ending=endings.get(line.ending, "") if line and own else "",
        chart=_chart(setting, own, played, seat) if own else None,
    )


def _chart(setting: Setting, own: _Played, played: Sequence[_Played], seat: str) -> LineChart:
    """Return the aims of a seat in one group; the other groups stand grey behind it, all on the same scale."""
    others = [Series("", each.totals[seat], OTHERS) for each in played if each is not own]
    lines = [*others, Series("", own.totals[seat], "main")]
    values = own.totals[seat]
    says = f"Aims of {seat} went from {values[0]:.0f} to {values[-1]:.0f}."
    positions = ("Start", *(f"T{number}" for number in range(1, len(setting.spec.turns) + 1)))
    return line_chart(says, positions, lines, size=SIZE, span=fitted_span(lines, 0, 100))


def _finding(played: Sequence[_Played], counts: Mapping[int, int], turn: int, seat: str) -> str:
    if not played:
        return "No group has ended yet"
    if len(played) == 1:
        return "One group has ended; a second one is needed to compare"
    if not counts:
        return "No turn was played by two groups, so there is nothing to compare"
    if not any(counts.values()):
        return "All groups gave the same orders in every turn that they share"
    if not counts[turn]:
        return f"All groups that played turn {turn} gave the same orders in it"
    after = [each.totals[seat][turn] for each in played if len(each.totals[seat]) > turn]
    first = next(number for number, count in counts.items() if count)
    begins = f"Turn {turn} parted the groups" if turn == first else f"The groups parted in turn {first}"
    then = "it" if turn == first else f"turn {turn}"
    return f"{begins}: {seat} between {min(after):.0f} and {max(after):.0f} after {then}"
