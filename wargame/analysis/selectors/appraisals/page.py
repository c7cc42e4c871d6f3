"""The page of an appraisal: how far it is, what it meets, and its figures drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from wargame.analysis.models import Appraisal
from wargame.analysis.selectors.appraisals.charts import Odds, Settling, odds_of, settling_of
from wargame.analysis.selectors.appraisals.figure_texts import figure, plain, spread
from wargame.analysis.selectors.appraisals.names import Words, words_of
from wargame.analysis.selectors.appraisals.people import People, people_of
from wargame.analysis.selectors.appraisals.policies import Policies, policies_of
from wargame.analysis.selectors.appraisals.progress import AppraisalProgress, progress_of
from wargame.analysis.selectors.appraisals.rows import FigureRows, by_seat, endings, odds_bias
from wargame.analysis.selectors.appraisals.thresholds import JudgedThreshold, ThresholdGroup, groups_of, thresholds_of
from wargame.engine.values import ENGINE_VERSION


@dataclass(frozen=True)
class ListedOrder:
    """An order of a seat, and why it stands in the list; `kind` is its kind, "" for no order."""

    seat: str
    name: str
    reason: str
    kind: str


@dataclass(frozen=True)
class Orders:
    """The orders that are worth nothing, by seat, those that everybody would give, those that are always right in some
    turn, and those that pay most in the last turn; the last two are None where they are not measured.
    """

    variants: int
    inert_share: str
    inert: tuple[tuple[str, tuple[ListedOrder, ...]], ...]
    dominant: tuple[ListedOrder, ...]
    right: tuple[ListedOrder, ...] | None
    late: tuple[ListedOrder, ...] | None


@dataclass(frozen=True)
class AppraisalPage:
    """The measured figures of a version; a part that is not measured yet is None or empty."""

    progress: AppraisalProgress
    may_cancel: bool
    is_of_present_rules: bool
    thresholds: tuple[JudgedThreshold, ...]
    settling: Settling | None
    policies: Policies | None
    seats: tuple[FigureRows, ...]
    orders: Orders | None
    odds: Odds | None
    bias: FigureRows | None
    endings: FigureRows | None
    people: People | None

    @property
    def groups(self) -> tuple[ThresholdGroup, ...]:
        """The thresholds by what they are about."""
        return groups_of(self.thresholds)

    @property
    def missed(self) -> tuple[JudgedThreshold, ...]:
        """The thresholds that it misses."""
        return tuple(one for one in self.thresholds if not one.is_met)

    @property
    def met(self) -> int:
        """Return the number of thresholds that it meets."""
        return len(self.thresholds) - len(self.missed)

    def may_ask_again(self, seeds: int) -> bool:
        """Return whether there is something to ask for: to go on, to measure by more seeds, or by the present rules."""
        is_complete = self.progress.status == Appraisal.Status.DONE and self.progress.seeds >= seeds
        return not self.progress.is_running and not (is_complete and self.is_of_present_rules)

    @property
    def headline(self) -> str:
        """The finding in one sentence."""
        if not self.thresholds:
            return "Nothing is measured yet"
        so_far = "" if self.progress.status == Appraisal.Status.DONE else "So far "
        said = f"{so_far}{'it' if so_far else 'It'} meets"
        if not self.missed:
            return f"{said} all {len(self.thresholds)} thresholds"
        return f"{said} {self.met} of {len(self.thresholds)} thresholds"


def page_of(appraisal: Appraisal, *, may_cancel: bool) -> AppraisalPage:
    """Return the appraisal as its page shows it."""
    figures, words, progress = appraisal.figures, words_of(appraisal.version), progress_of(appraisal)
    return AppraisalPage(
        progress=progress,
        may_cancel=may_cancel and progress.is_running,
        is_of_present_rules=appraisal.engine_version == ENGINE_VERSION,
        thresholds=thresholds_of(figures, words),
        settling=settling_of(figures),
        policies=policies_of(figures, words),
        seats=by_seat(figures, words),
        orders=_orders(figures, words),
        odds=odds_of(figures),
        bias=odds_bias(figures, words),
        endings=endings(figures, words),
        people=people_of(figures),
    )


def _orders(figures: dict[str, Any], words: Words) -> Orders | None:
    inert = figures.get("inert")
    if inert is None:
        return None
    idle = _listed([(one, _why_inert(inert, one)) for one in inert["orders"]], words)
    return Orders(
        variants=figures["variants"],
        inert_share=f"{figure('inert', inert['value'])} {spread('inert', inert['error'])}",
        inert=tuple((seat, tuple(listed)) for seat, listed in groupby(idle, key=lambda one: one.seat)),
        dominant=_listed(
            [
                (
                    f"{one['seat']} {one['order']}",
                    f"gains {plain(one['value'], 1)} points in its best turn for {one['price'] or 'nothing'}",
                )
                for one in figures["dominant"]
            ],
            words,
        ),
        right=_always_right(figures, words),
        late=_late(figures, words),
    )


def _always_right(figures: dict[str, Any], words: Words) -> tuple[ListedOrder, ...] | None:
    found = figures.get("always_right")
    if found is None:
        return None
    listed = [
        (f"{seat} {one['order']}", f"turn {one['turn']}: {plain(one['value'], 1)} points more than the second best")
        for seat, of_seat in found.items()
        for one in of_seat["orders"]
    ]
    return _listed(listed, words)


def _late(figures: dict[str, Any], words: Words) -> tuple[ListedOrder, ...] | None:
    found = figures.get("last_turn")
    if found is None:
        return None
    listed = [
        (f"{one['seat']} {one['order']}", f"{plain(one['value'], 1)} points after {plain(one['before'], 1)} before")
        for one in found["orders"]
    ]
    return _listed(listed, words)


def _why_inert(inert: dict[str, Any], order: str) -> str:
    """Return why an order counts as worth nothing."""
    if order in inert["never_met"]:
        return "could never be given"
    worth = inert.get("best_tenth", {}).get(order)
    return f"at best {plain(worth['value'], 1)} points" if worth else ""


def _listed(found: Sequence[tuple[str, str]], words: Words) -> tuple[ListedOrder, ...]:
    split = ((*one.partition(" ")[::2], reason) for one, reason in found)
    return tuple(
        ListedOrder(seat, words.order(order), reason, order.partition(" ")[0]) for seat, order, reason in split
    )
