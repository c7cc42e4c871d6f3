"""The thresholds that an appraisal meets and those that it misses: each threshold with its figures, and what to do
about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from wargame.analysis import bridge
from wargame.analysis.selectors.appraisals.figure_texts import figure, spread
from wargame.analysis.selectors.appraisals.names import Words

NAMES = {
    "settled": "What is settled before the last turns",
    "settled_by_turn": "What each turn settles",
    "first_order": "Worth of the first order",
    "forced_opening": "Openings of a planner",
    "planner_over_plan": "A planner over a fixed plan",
    "planner_over_repeated": "A planner over one order repeated",
    "inert": "Orders worth nothing",
    "own_share": "Own orders and the ending, alone",
    "own_share_with_interactions": "Own orders and the ending, with other seats",
    "highest": "Who fares best",
    "dominant": "Orders that everybody would give",
    "contradictions_per_game": "Orders of one sheet that contradict each other",
    "odds_bias": "Odds too high or too low",
    "odds_brier": "Odds that tell cases apart",
    "odds_coverage": "Ranges that hold",
    "record": "History recognised",
    "texts_contradicted": "Texts that the world contradicts",
    "always_right": "Orders that are always right",
    "forced_turn": "Later turns of a planner",
    "stake": "What the ending means to a seat",
    "others_share": "What the others mean to a seat",
    "blind_highest": "A plan learnt by heart fares best",
    "blind_loss": "A plan learnt by heart, against hawks",
    "record_score": "The record over no orders",
    "newcomer": "Newcomers who end well",
    "choice": "Turns with a choice",
    "comebacks": "Seats that come back",
    "last_turn": "Orders that pay most in the last turn",
    "reciprocity": "Answers to the other",
}
"""The names of thresholds on pages."""

GROUPS = {
    "The course of a game": ("settled", "settled_by_turn", "comebacks", "last_turn"),
    "Choices": (
        "first_order",
        "forced_opening",
        "forced_turn",
        "choice",
        "always_right",
        "dominant",
        "inert",
        "contradictions_per_game",
    ),
    "What thinking is worth": (
        "planner_over_plan",
        "planner_over_repeated",
        "blind_highest",
        "blind_loss",
        "newcomer",
    ),
    "Seats": ("own_share", "own_share_with_interactions", "others_share", "stake", "highest"),
    "Odds and texts": ("odds_bias", "odds_brier", "odds_coverage", "texts_contradicted"),
    "History": ("record", "record_score", "reciprocity"),
}
"""Thresholds as the page groups them: each stands in one group."""

OF_SEATS = {
    "first_order",
    "forced_opening",
    "planner_over_plan",
    "planner_over_repeated",
    "own_share",
    "own_share_with_interactions",
    "highest",
    "always_right",
    "forced_turn",
    "stake",
    "others_share",
    "blind_highest",
    "blind_loss",
    "record_score",
    "newcomer",
}
"""Thresholds that each seat has to meet: their subjects begin with its code."""

LISTED = {"dominant", "last_turn"}
"""Thresholds whose figures are orders, each with its seat before it and its gain behind it."""

CLOSE = 2
"""Standard errors within which a figure may lie on the other side of its threshold."""


@dataclass(frozen=True)
class Figure:
    """One figure held against its threshold; `is_close`: by its error it may lie on the other side."""

    seat: str
    subject: str
    said: str
    spread: str
    is_met: bool
    is_close: bool


@dataclass(frozen=True)
class JudgedThreshold:
    """A threshold with its figures."""

    key: str
    name: str
    wanted: str
    why: str
    remedy: str
    figures: tuple[Figure, ...]

    @property
    def missed(self) -> tuple[Figure, ...]:
        """The figures that miss it."""
        return tuple(one for one in self.figures if not one.is_met)

    @property
    def is_met(self) -> bool:
        """Tell if all of them lie within."""
        return not self.missed


@dataclass(frozen=True)
class ThresholdGroup:
    """Thresholds that are about one thing, those that are missed first."""

    name: str
    thresholds: tuple[JudgedThreshold, ...]

    @property
    def met(self) -> int:
        """Return the number of thresholds that are met."""
        return sum(one.is_met for one in self.thresholds)

    @property
    def is_met(self) -> bool:
        """Tell if all of them are met."""
        return self.met == len(self.thresholds)


def groups_of(thresholds: Iterable[JudgedThreshold]) -> tuple[ThresholdGroup, ...]:
    """Group the thresholds of which something is measured."""
    listed = tuple(thresholds)
    found = (ThresholdGroup(name, tuple(one for one in listed if one.key in keys)) for name, keys in GROUPS.items())
    return tuple(group for group in found if group.thresholds)


def thresholds_of(figures: Mapping[str, Any], words: Words) -> tuple[JudgedThreshold, ...]:
    """Return every threshold of which something is measured, those that are missed first."""
    found = groupby(bridge.judged(dict(figures)), key=lambda one: one.threshold)
    thresholds = [
        JudgedThreshold(
            threshold.key,
            NAMES[threshold.key],
            threshold.wanted,
            threshold.why,
            threshold.remedy,
            tuple(_figure(one, words) for one in judged),
        )
        for threshold, judged in found
    ]
    return tuple(sorted(thresholds, key=lambda one: one.is_met))


def _figure(one: bridge.Judged, words: Words) -> Figure:
    key, threshold = one.threshold.key, one.threshold
    seat, subject = _subject(key, one.subject, words)
    nearest = min(abs(one.value - threshold.low), abs(one.value - threshold.high))
    return Figure(
        seat=seat,
        subject=subject,
        # That there is such an order is the finding; what it gains stands in its subject.
        said="" if key in LISTED and one.subject else figure(key, one.value),
        spread=spread(key, one.error),
        is_met=one.is_met,
        is_close=bool(one.error) and nearest < CLOSE * (one.error or 0.0),
    )


def _subject(key: str, subject: str, words: Words) -> tuple[str, str]:
    """Return the seat that a figure is of, if any, and what else it is of, in words."""
    if key in OF_SEATS or (key in LISTED and subject):
        seat, _, rest = subject.partition(" ")
        order, bracket, more = rest.partition(" (")
        return seat, f"{words.order(order)}{bracket}{more}" if order else ""
    if key == "odds_bias":
        return "", words.order(subject)
    return "", words.ending(subject) if key == "record" else subject
