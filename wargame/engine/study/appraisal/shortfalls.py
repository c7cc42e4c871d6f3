"""Where an appraisal falls short: each figure beside the threshold that it misses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wargame.engine.study.appraisal.bias import FEWEST_CASES
from wargame.engine.study.appraisal.estimates import Estimate, difference
from wargame.engine.study.appraisal.reciprocity import FEWEST_TURNS
from wargame.engine.study.appraisal.thresholds import THRESHOLDS, Threshold

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Judged:
    """One figure of an appraisal, what it is of ("" for all of the scenario), and its threshold."""

    threshold: Threshold
    subject: str
    value: float
    error: float | None

    @property
    def is_met(self) -> bool:
        return self.threshold.is_met(self.value)

    def __str__(self) -> str:
        about = f" {self.subject}" if self.subject else ""
        error = "" if self.error is None else f" ± {self.error:.2g}"
        return f"{self.threshold.key}{about}: {self.value:.3g}{error}; wanted: {self.threshold.wanted}."


def judged(appraisal: Row) -> tuple[Judged, ...]:
    """Compare every figure that was measured with its threshold, in the order of the thresholds."""
    found = [Judged(THRESHOLDS[key], subject, one["value"], one["error"]) for key, subject, one in _figures(appraisal)]
    places = {key: number for number, key in enumerate(THRESHOLDS)}
    return tuple(sorted(found, key=lambda one: places[one.threshold.key]))


def shortfalls(appraisal: Row) -> tuple[Judged, ...]:
    """Return the figures that miss their threshold."""
    return tuple(one for one in judged(appraisal) if not one.is_met)


Figure = tuple[str, str, Row]
"""Key of a threshold, subject, and an estimate."""


def _figures(appraisal: Row) -> Iterator[Figure]:
    yield from _settling(appraisal)
    yield from _by_seat(appraisal)
    yield from _planners(appraisal)
    if "inert" in appraisal:
        yield "inert", "", appraisal["inert"]
        if not appraisal["dominant"]:
            yield "dominant", "", {"value": 0, "error": None}
        for one in appraisal["dominant"]:
            yield "dominant", f"{one['seat']} {one['order']} (gains {one['value']:.1f} in its best turn)", COUNTED
    if "contradictions_per_game" in appraisal:
        yield "contradictions_per_game", "", appraisal["contradictions_per_game"]
    yield from _odds(appraisal.get("odds", {}))
    record = appraisal.get("record", {})
    if record.get("ended"):
        yield "record", record["ended"], record["endings"][record["ended"]]
    if texts := appraisal.get("texts_contradicted"):
        yield "texts_contradicted", ", ".join(texts["texts"]), texts
    yield from _seats_against_people(appraisal)
    yield from _game_against_people(appraisal)


COUNTED: Row = {"value": 1, "error": None}


def _in_order(rows: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return rows by key in one order, since a database gives the keys of JSON back in an order of its own."""
    return sorted(rows.items())


def _settling(appraisal: Row) -> Iterator[Figure]:
    """Yield what is settled when the last turn but one begins, and what each turn before it settles."""
    settled, by_turn = appraisal.get("settled", ()), appraisal.get("settled_by_turn", ())
    if len(settled) >= 3:
        yield "settled", f"when turn {len(settled) - 1} begins", settled[-3]
    for turn, one in enumerate(by_turn[:-2], start=1):
        yield "settled_by_turn", f"turn {turn}", one


def _by_seat(appraisal: Row) -> Iterator[Figure]:
    for key in ("first_order", "forced_opening", "highest"):
        for seat, one in _in_order(appraisal.get(key, {})):
            order = one.get("order", "")
            yield key, f"{seat} {order}".strip(), one
    for key in ("own_share", "own_share_with_interactions"):
        for seat, one in _in_order(appraisal.get(key, {})):
            yield key, seat, one["ending"]


def _planners(appraisal: Row) -> Iterator[Figure]:
    for seat, over_plan in _in_order(appraisal.get("planner_over_plan", {})):
        yield "planner_over_plan", seat, over_plan
    for seat, policies in _in_order(appraisal.get("policies", {})):
        repeated = appraisal.get("best_repeated", {}).get(seat)
        if repeated and "planner" in policies and "hold" in policies:
            best = max(repeated, policies["hold"], key=lambda one: one["value"])
            yield "planner_over_repeated", seat, _difference(policies["planner"], best)


def _seats_against_people(appraisal: Row) -> Iterator[Figure]:
    """Yield the sentences about each seat in a game against people who think."""
    for key in ("stake", "others_share", "record_score", "newcomer", "always_right"):
        for seat, one in _in_order(appraisal.get(key, {})):
            yield key, seat, one
    for seat, turns in _in_order(appraisal.get("forced_turns", {})):
        worst = max(turns, key=lambda one: float(one["value"]))
        yield "forced_turn", f"{seat} {worst['order']} (turn {worst['turn']})", worst
    for seat, one in _in_order(appraisal.get("blind", {})):
        yield "blind_highest", seat, one["highest"]
        yield "blind_loss", seat, one["loses"]


def _game_against_people(appraisal: Row) -> Iterator[Figure]:
    """Yield the sentences about the whole scenario as a game against people who think."""
    if "choice" in appraisal:
        yield "choice", "", appraisal["choice"]
    if (comebacks := appraisal.get("comebacks")) and comebacks["behind"]:
        yield "comebacks", "", comebacks
    if (lags := appraisal.get("reciprocity")) and lags["turns"] >= FEWEST_TURNS:
        yield "reciprocity", "", lags["other"]
    if late := appraisal.get("last_turn"):
        if not late["orders"]:
            yield "last_turn", "", late
        for one in late["orders"]:
            gained = f"{one['value']:.1f} points after {one['before']:.1f}"
            yield "last_turn", f"{one['seat']} {one['order']} ({gained})", COUNTED


def _difference(first: Row, second: Row) -> Row:
    return difference(*(Estimate(one["value"], one["error"]) for one in (first, second)))._asdict()


def _odds(odds: Row) -> Iterator[Figure]:
    if not odds:
        return
    for kind, one in _in_order(odds["bias"]):
        if one["cases"] >= FEWEST_CASES:
            yield "odds_bias", kind, one
    if odds["cases"]:
        yield "odds_brier", "", _difference(odds["base_rate"], odds["brier"])
    if odds["ranges"]:
        yield "odds_coverage", "", odds["coverage"]
