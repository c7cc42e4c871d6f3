"""Puts the measured parts of an appraisal together: every figure with its standard error."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from wargame.engine.scenario.setting import Setting
from wargame.engine.study.appraisal import calibration, parts, settling
from wargame.engine.study.appraisal.bias import Misses, bias_of
from wargame.engine.study.appraisal.estimates import Estimate, difference, mean_of
from wargame.engine.study.appraisal.inertness import inert_share
from wargame.engine.study.appraisal.measured import Measured, Row, estimate
from wargame.engine.study.appraisal.planners import most_frequent
from wargame.engine.study.appraisal.thinking import figures_of_play
from wargame.engine.study.appraisal.worth import WORTH, Worth, is_dominant, worth_of


def appraisal(setting: Setting, results: Iterable[tuple[parts.Part, Any]], ended: str = "") -> Row:
    """Return the appraisal as plain values. An estimate is {"value", "error"}; `ended` is how history ended, if known.

    Figures that were not measured, as after Ctrl-C, are left out.
    """
    measured = Measured(setting)
    for part, result in sorted(results, key=lambda one: one[0].first):
        measured.found.setdefault((part.measure, part.seat), []).append(result)
    return {
        **_settling(measured),
        **_shares(measured),
        **_scores(measured),
        **_first_orders(measured),
        **_orders(measured),
        **_rest(measured, ended),
        **figures_of_play(measured),
    }


def _settling(measured: Measured) -> Row:
    # Earlier versions stored the uncertainty of each game alone.
    games = [one["bits"] if isinstance(one, dict) else one for one in measured.joined(parts.SETTLING)]
    found = np.array(games, dtype=np.float64)
    if not len(found):
        return {}
    return {
        "ending_bits": [estimate(one) for one in settling.ending_bits(found)],
        "settled": [*(estimate(one) for one in settling.settled(found)), estimate((1.0, 0.0))],
        "settled_by_turn": [estimate(one) for one in settling.settled_by_turn(found)],
    }


def _shares(measured: Measured) -> Row:
    found = measured.by_seat(parts.SHARES)
    return {
        key: {seat: {of: estimate(shares[of][name]) for of in ("ending", "score")} for seat, shares in found.items()}
        for key, name in (("own_share", "alone"), ("own_share_with_interactions", "with_interactions"))
        if found
    }


def _scores(measured: Measured) -> Row:
    seats: Row = {
        seat: {name: estimate(one) for name, one in found.items()}
        for seat, found in measured.by_seat(parts.POLICIES).items()
    }
    openings: Row = {}
    over_plan: Row = {}
    for seat in measured.setting.seats:
        games, opened = _planned(measured, seat)
        if games:
            score = mean_of(games)
            seats.setdefault(seat, {})["planner"] = estimate(score)
            if plan := measured.one(parts.PLAN, seat):
                over_plan[seat] = estimate(difference(score, Estimate(*plan["score"])))
        if opened:
            order, times = most_frequent(opened)
            openings[seat] = {"order": order, **estimate(mean_of([1.0] * times + [0.0] * (len(opened) - times)))}
    plans = {
        key: {
            seat: {"orders": one["orders"], **estimate(one["score"])} for seat, one in measured.by_seat(measure).items()
        }
        for key, measure in (("best_repeated", parts.REPEATED), ("best_plan", parts.PLAN))
    }
    found = {"policies": seats, **plans, "planner_over_plan": over_plan, "forced_opening": openings}
    return {key: rows for key, rows in found.items() if rows}


def _planned(measured: Measured, seat: str) -> tuple[list[float], list[list[str]]]:
    """Return the score of each game of a planner, and its first orders, in these games and in others.

    Some parts that were stored by an earlier version have no first orders.
    """
    found = measured.joined(parts.PLANNER, seat)
    opened = [orders for _, _, *told in found for orders in told[:1]]
    return [score for _, score, *_ in found], opened + measured.joined(parts.OPENING, seat)


def _first_orders(measured: Measured) -> Row:
    found = measured.by_seat(parts.FIRST_ORDER)
    rows = {seat: {"order": one["order"], **estimate(one["worth"])} for seat, one in found.items()}
    return {"first_order": rows} if rows else {}


def _orders(measured: Measured) -> Row:
    found: dict[str, list[Worth]] = {
        seat: [worth_of(row) for row in rows] for seat, rows in measured.by_seat(parts.WORTH).items()
    }
    if not found:
        return {}
    every = [(seat, one) for seat, worths in found.items() for one in worths]
    return {
        "variants": len(every),
        "inert": {
            **estimate(inert_share([one for _, one in every])),
            "orders": [f"{seat} {one.order}" for seat, one in every if one.best_tenth.value < WORTH],
            "best_tenth": {
                f"{seat} {one.order}": estimate(one.best_tenth) for seat, one in every if one.best_tenth.value < WORTH
            },
            "never_met": [f"{seat} {one.order}" for seat, one in every if not one.met],
        },
        "dominant": [
            {"seat": seat, "order": one.order, "price": one.price, "hurts": one.hurts, **estimate(one.best)}
            for seat, one in every
            if is_dominant(one)
        ],
    }


def _rest(measured: Measured, ended: str) -> Row:
    found: Row = {}
    if highest := measured.named(parts.HIGHEST).get("highest"):
        found["highest"] = {seat: estimate(one) for seat, one in highest.items()}
    if cases := measured.of(parts.TOLD):
        odds, ranges = ([row for one in cases for row in one[name]] for name in ("odds", "ranges"))
        found["odds"] = {
            "cases": len(odds),
            "brier": estimate(calibration.brier(odds)),
            "base_rate": estimate(calibration.base_rate(odds)),
            "bias": _bias(measured),
            "reliability": [
                {"told": chance, **estimate(came), "cases": count}
                for chance, came, count in calibration.reliability(odds)
            ],
            "ranges": len(ranges),
            "coverage": estimate(calibration.coverage(ranges)),
            "missed_without_width": estimate(calibration.without_width(ranges)),
        }
    if (texts := measured.one(parts.TEXTS)) is not None:
        found["texts_contradicted"] = {
            "value": sum(wrong > 0 for _, wrong in texts.values()),
            "error": None,
            "asserting": len(texts),
            "texts": {name: wrong / shown for name, (shown, wrong) in texts.items() if wrong},
        }
    if (games := measured.named(parts.CONTRADICTIONS).get("contradictions")) is not None:
        found["contradictions_per_game"] = estimate(mean_of(games))
    if record := measured.named(parts.RECORD).get("endings"):
        found["record"] = {"ended": ended, "endings": {key: estimate(one) for key, one in record.items()}}
    return found


def _bias(measured: Measured) -> Row:
    """Return the excess of forecast odds over results, of each order, whichever seats gave it."""
    found: dict[str, Misses] = {}
    for seat in measured.setting.seats:
        for name, misses in (measured.one(parts.TOLD, seat) or {}).items():
            found.setdefault(name, []).extend(misses)
    told = {name: bias_of(misses) for name, misses in sorted(found.items())}
    return {name: {**estimate(one), "cases": cases} for name, (one, cases) in told.items()}
