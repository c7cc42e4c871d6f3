"""Changes of a seat's figures and aims in a turn, by its orders, the others and events; each row adds up."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from wargame.engine.values import LedgerEntry, ObjectiveSpec, OutcomeKey, Perspective
from wargame.exercises import bridge, perspectives
from wargame.exercises.results.selectors.newsworth import Newsworth, figure_of
from wargame.exercises.results.selectors.overview.known import cause_of
from wargame.exercises.situation.selectors.aims import Aim, Aims
from wargame.exercises.situation.selectors.gauges import Gauge, moved_most
from wargame.exercises.situation.selectors.seat_view import SeatView

MOST_REASONS = 3
"""The number of reasons of a figure that stand one by one; the smaller ones are added up."""
NOT_SEEN = "Your seat does not see why."
NO_LONGER = "No longer so: {}"
SMALL = "Several small changes together."


@dataclass(frozen=True)
class WhyMoved:
    """One reason why a figure moved, and by how many points as the page prints it."""

    text: str
    points: int


@dataclass(frozen=True)
class AddedUp:
    """The change of one figure. `steps` are its values before the turn, after its own orders, after the other seats',
    after events and time, and now: the last step is what the seat does not see.

    The printed figures add up, because each printed step is the difference of two rounded values.
    """

    label: str
    steps: tuple[float, ...]
    why: tuple[WhyMoved, ...]
    is_total: bool = False

    @property
    def before(self) -> int:
        """The figure before the turn."""
        return round(self.steps[0])

    @property
    def after(self) -> int:
        """The figure now."""
        return round(self.steps[-1])

    @property
    def delta(self) -> int:
        """The whole change."""
        return self.after - self.before

    @property
    def shares(self) -> tuple[int, ...]:
        """The shares of own orders, of the others, of events and time, and of causes that the seat does not see."""
        return tuple(round(now) - round(before) for before, now in pairwise(self.steps))


@dataclass(frozen=True)
class AddedUpTable:
    """Several figures of a turn, a row each."""

    rows: tuple[AddedUp, ...]

    @property
    def has_unseen(self) -> bool:
        """Tell if the seat does not see all that moved these figures."""
        return any(row.shares[-1] for row in self.rows)


Parts = Sequence[Sequence[LedgerEntry]]
"""Entries that a seat may know: of its own orders, of the other seats, of events and time."""


def figures_added_up(at: SeatView, after: Perspective, parts: Parts, most: int) -> AddedUpTable:
    """Return the `most` largest changes of what the seat follows, with all their reasons."""
    return AddedUpTable(tuple(_figure(at, after, gauge, parts) for gauge in moved_most(at.view, after, at.mine, most)))


def aims_added_up(at: SeatView, aims: Aims, parts: Parts) -> AddedUpTable:
    """Return the moves of each aim of the seat, and their total in the last row."""
    # The first step is the score before anything moved, and the last one that of now.
    stages = list(perspectives.scores_along(at.view, [(), *parts]))
    told = [entry for part in parts for entry in part]
    specs = {spec.key: spec for spec in at.view.setting.spec.objectives if spec.seat == at.mine}
    rows = [
        AddedUp(
            aim.name,
            (*(stage[aim.key] for stage in stages), float(aim.score)),
            reason_of_aim(aim, specs[aim.key], told),
        )
        for aim in aims.aims
    ]
    weights = sum(aim.weight for aim in aims.aims) or 1
    totals = (sum(stage[aim.key] * aim.weight for aim in aims.aims) / weights for stage in stages)
    return AddedUpTable((*rows, AddedUp("Your aims", (*totals, float(aims.total)), (), is_total=True)))


def parts_of(worth: Newsworth) -> Parts:
    """Return the entries of the turn by part. Moves of incidents that came mainly by own orders count as own."""
    own, others, events = list[LedgerEntry](), list[LedgerEntry](), list[LedgerEntry]()
    through_events = worth.own_causes()
    for entry in worth.entries:
        key = OutcomeKey.parse(entry.cause)
        if (key.subject, key.actor) == ("order", worth.at.mine) or cause_of(entry) in through_events:
            own.append(entry)
        else:
            (others if key.subject in ("order", "call", "accord") else events).append(entry)
    return own, others, events


def _figure(at: SeatView, after: Perspective, gauge: Gauge, parts: Parts) -> AddedUp:
    about = [[entry for entry in part if _is_about(entry, gauge)] for part in parts]
    before, now = gauge.value(at.view) or 0.0, gauge.value(after) or 0.0
    moved = (sum(bridge.display_amounts(entry).delta for entry in part) for part in about)
    why = reasons_of(before, now, [entry for part in about for entry in part])
    return AddedUp(gauge.label(at.mine), (*accumulate(moved, initial=before), now), why)


def _is_about(entry: LedgerEntry, gauge: Gauge) -> bool:
    return (entry.variable, entry.who, entry.towards) == (gauge.variable, gauge.who, gauge.towards)


def reasons_of(before: float, now: float, entries: Iterable[LedgerEntry]) -> tuple[WhyMoved, ...]:
    """Return the reasons of a change, the largest first, so that what is printed adds up to what is printed of it."""
    sums = _by_reason(entries)
    largest = sorted(sums, key=lambda text: -abs(sums[text]))
    reasons = [(text, sums[text]) for text in largest[:MOST_REASONS]]
    smaller = [sums[text] for text in largest[MOST_REASONS:]]
    if smaller:
        reasons.append((f"{len(smaller)} smaller reason{'s' if len(smaller) > 1 else ''}", sum(smaller)))
    reasons.append((NOT_SEEN, now - before - sum(sums.values())))
    steps = accumulate((points for _, points in reasons), initial=before)
    printed = (round(after) - round(start) for start, after in pairwise(steps))
    return tuple(WhyMoved(text, points) for (text, _), points in zip(reasons, printed, strict=True) if points)


def _by_reason(entries: Iterable[LedgerEntry]) -> dict[str, float]:
    sums: dict[str, float] = defaultdict(float)
    for entry in entries:
        sums[reason_in(entry)] += bridge.display_amounts(entry).delta
    return sums


def reason_in(entry: LedgerEntry) -> str:
    """Return the reason of a change as a sentence, without its points: a ledger text gives these first.

    People rally when somebody threatens them: the threat alone would read as if they liked it.
    """
    reason = entry.text.partition(": ")[2] or entry.text
    said = reason[:1].upper() + reason[1:]
    is_rally = entry.rule == "domestic" and OutcomeKey.parse(entry.cause).subject == "incident"
    return f"People rally behind their government: {said}" if is_rally else said


def reason_of_aim(aim: Aim, spec: ObjectiveSpec, told: Iterable[LedgerEntry]) -> tuple[WhyMoved, ...]:
    """Return the main reason why an aim moved: a new cap that holds it down, or what moved its figure most the same
    way, or else what bears on the aim since, the same way, or what bore on it before the other way.
    """
    if not aim.delta:
        return ()
    if aim.new_caps and aim.delta < 0:
        return (WhyMoved(aim.new_caps[0].says, aim.delta),)
    sign = "+" if aim.delta > 0 else "-"
    sums = _by_reason(entry for entry in told if spec.variable == figure_of(entry))
    # An aim rises with its figure, or against it where the figure is better low.
    way = aim.delta * (spec.high - spec.low)
    largest = max(sums, key=lambda text: sums[text] * way, default="")
    if largest and sums[largest] * way > 0:
        return (WhyMoved(largest, aim.delta),)
    new = next((reason.text for reason in aim.why if reason.sign == sign), "")
    ended = [reason.text for reason in aim.ended if reason.sign != sign]
    lifted = [cap.says for cap in aim.lifted if aim.delta > 0]
    return (WhyMoved(new or next((NO_LONGER.format(text) for text in (*lifted, *ended)), SMALL), aim.delta),)
