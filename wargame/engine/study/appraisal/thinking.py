"""Figures that say whether a scenario is a game against people who think: taken from parts that were measured."""

from collections.abc import Callable, Iterable, Mapping
from itertools import zip_longest
from math import erf, hypot, sqrt

import numpy as np

from wargame.engine.study.appraisal import parts
from wargame.engine.study.appraisal.estimates import Estimate, difference, mean_of
from wargame.engine.study.appraisal.margins import Margin
from wargame.engine.study.appraisal.measured import Measured, Row, estimate
from wargame.engine.study.appraisal.planners import most_frequent
from wargame.engine.study.appraisal.settling import comebacks
from wargame.engine.study.appraisal.standings import ALL
from wargame.engine.study.appraisal.worth import Worth, worth_of

RIGHT = 1.5
"""Points by which an order beats the second best thing to do where it counts as always right."""

SELDOM_HURTS = 0.05
"""The share of situations in which such an order may hurt."""

NEAR = 1.0
"""Points within which a second order is as good a choice as the best."""

LATE = 1.0
"""Points that an order must be worth in the last turn to count as better there than before."""

TWICE = 2.0


def figures_of_play(measured: Measured) -> Row:
    """Return these figures as plain values, those that were measured."""
    found: Mapping[str, Callable[[Measured], Row]] = {
        "always_right": _always_right,
        "forced_turns": _forced_turns,
        "stake": lambda one: _estimates(one.named(parts.HIGHEST).get("stake", {})),
        "others_share": lambda one: _estimates(one.by_seat(parts.OTHERS)),
        "blind": _blind,
        "record_score": _record_score,
        "newcomer": _newcomer,
        "choice": _choice,
        "comebacks": _comebacks,
        "last_turn": _last_turn,
        "reciprocity": _reciprocity,
    }
    rows = {key: figure(measured) for key, figure in found.items()}
    return {key: row for key, row in rows.items() if row}


def _estimates(found: Mapping[str, Iterable[float]]) -> Row:
    return {name: estimate(one) for name, one in found.items()}


def _worths(measured: Measured) -> dict[str, list[Worth]]:
    """Return the worth of every order by seat, without what earlier versions stored, which says too little."""
    found = {seat: [worth_of(row) for row in rows] for seat, rows in measured.by_seat(parts.WORTH).items()}
    return {seat: worths for seat, worths in found.items() if any(one.in_turn for one in worths)}


def _always_right(measured: Measured) -> Row:
    """Count the orders of each seat that are always right in some turn, and name each with its best such turn."""
    found: Row = {}
    for seat, worths in _worths(measured).items():
        best = [(one.order, *_most_right(one)) for one in worths if one.margins]
        chances = [_chance_above(RIGHT, margin) for _, _, margin in best if margin.hurts <= SELDOM_HURTS]
        found[seat] = {
            "value": sum(is_always_right(margin) for *_, margin in best),
            "error": sqrt(sum(chance * (1 - chance) for chance in chances)),
            "orders": [
                {"order": order, "turn": turn, "hurts": margin.hurts, **estimate(margin[:2])}
                for order, turn, margin in best
                if is_always_right(margin)
            ],
        }
    return found


def _most_right(one: Worth) -> tuple[int, Margin]:
    return max(one.margins.items(), key=lambda found: (is_always_right(found[1]), found[1].value))


def is_always_right(margin: Margin) -> bool:
    """Return whether an order beats the second best thing to do by far, and hurts in almost no situation."""
    return margin.value >= RIGHT and margin.hurts <= SELDOM_HURTS


def _chance_above(bound: float, found: Margin | Estimate) -> float:
    """Return the chance that another measurement in as many games would reach a bound."""
    if not found.error:
        return float(found.value >= bound)
    return 0.5 * (1 + erf((found.value - bound) / found.error / sqrt(2)))


def _forced_turns(measured: Measured) -> Row:
    """Give the order that a planner gives most often in each later turn, and in what share of the games still on."""
    found: Row = {}
    for seat in measured.setting.seats:
        games = [later for _, _, *told in measured.joined(parts.PLANNER, seat) for later in told[1:]]
        turns = [[sheet for sheet in sheets if sheet is not None] for sheets in zip_longest(*games)]
        if turns:
            found[seat] = [_forced(turn, sheets) for turn, sheets in enumerate(turns, start=2)]
    return found


def _forced(turn: int, sheets: list[list[str]]) -> Row:
    order, times = most_frequent(sheets)
    share = mean_of([1.0] * times + [0.0] * (len(sheets) - times))
    return {"turn": turn, "order": order, **estimate(share)}


def _blind(measured: Measured) -> Row:
    found = {seat: one.get("blindness") for seat, one in measured.by_seat(parts.PLAN).items()}
    return {seat: _estimates(one) for seat, one in found.items() if one}


def _record_score(measured: Measured) -> Row:
    """Give by how many points each seat of the record scores more than by no orders among usual seats."""
    scores = measured.named(parts.RECORD).get("scores", {})
    held = {seat: one["hold"] for seat, one in measured.by_seat(parts.POLICIES).items()}
    return {
        seat: estimate(difference(Estimate(*scores[seat]), Estimate(*held[seat]))) for seat in held if seat in scores
    }


def _newcomer(measured: Measured) -> Row:
    """Give in what share of games a newcomer ends well: in an ending that gives the seat its usual mean or more."""
    means = measured.named(parts.HIGHEST).get("means", {})
    found: Row = {}
    for seat, endings in measured.by_seat(parts.NEWCOMER).items():
        if seat in means:
            well = {ending for ending, mean in means[seat].items() if mean >= means[seat][ALL]} - {ALL}
            found[seat] = estimate(mean_of([float(ending in well) for ending in endings]))
    return found


def _choice(measured: Measured) -> Row:
    """Give the share of turns, counted for each seat, in which the best two orders lie within a point."""
    found = {seat: _gaps(worths) for seat, worths in _worths(measured).items()}
    gaps = [gap for by_turn in found.values() for gap in by_turn.values()]
    if not gaps:
        return {}
    chances = [0.0 if gap is None else 1 - _chance_above(NEAR, gap) for gap in gaps]
    return {
        "value": sum(gap is not None and gap.value <= NEAR for gap in gaps) / len(gaps),
        "error": sqrt(sum(chance * (1 - chance) for chance in chances)) / len(gaps),
        "gaps": {
            seat: [{"turn": turn, **(estimate(gap) if gap else {"value": None, "error": None})} for turn, gap in rows]
            for seat, by_turn in found.items()
            for rows in [sorted(by_turn.items())]
        },
    }


def _gaps(worths: Iterable[Worth]) -> dict[int, Estimate | None]:
    """Return by turn how much the best order is worth more than the second; None where there is no second."""
    by_turn: dict[int, list[Estimate]] = {}
    for one in worths:
        for turn, worth in one.in_turn.items():
            by_turn.setdefault(turn, []).append(worth)
    ranked = {turn: sorted(found, key=lambda worth: -worth.value)[:2] for turn, found in by_turn.items()}
    return {turn: difference(*found) if len(found) > 1 else None for turn, found in ranked.items()}


def _comebacks(measured: Measured) -> Row:
    games = [one for one in measured.joined(parts.SETTLING) if isinstance(one, dict) and one["expected"]]
    if not games:
        return {}
    share, behind = comebacks(*(np.array([one[key] for one in games]) for key in ("expected", "scores")))
    return {**estimate(share), "behind": behind}


def _last_turn(measured: Measured) -> Row:
    """Count the orders that are worth more than twice as much in the last turn as in any before, and name them."""
    worths, last = _worths(measured), measured.setting.at.turns
    if not worths:
        return {}
    late = [(seat, one) for seat, found in worths.items() for one in found if is_worth_twice(one, last)]
    return {
        "value": len(late),
        "error": None,
        "orders": [
            {
                "seat": seat,
                "order": one.order,
                "before": max(worth.value for turn, worth in one.by_turn.items() if turn < last),
                **estimate(one.by_turn[last]),
            }
            for seat, one in late
        ],
    }


def is_worth_twice(one: Worth, last: int) -> bool:
    """Return whether an order is worth more than twice as much in the last turn as in its best before: a point or more,
    and by more than twice the error of the difference.
    """
    before = [worth for turn, worth in one.by_turn.items() if turn < last]
    if last not in one.by_turn or not before:
        return False
    best, now = max(before, key=lambda worth: worth.value), one.by_turn[last]
    more = now.value - TWICE * max(0.0, best.value)
    return now.value >= LATE and more > 2 * hypot(now.error or 0.0, TWICE * (best.error or 0.0))


def _reciprocity(measured: Measured) -> Row:
    found = measured.named(parts.CONTRADICTIONS).get("reciprocity")
    return {**_estimates(found), "turns": measured.setting.at.turns} if found else {}
