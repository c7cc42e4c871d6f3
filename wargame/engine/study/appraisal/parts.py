"""The parts of an appraisal, which can be measured separately, in any order and by any process."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from wargame.engine.policies import imagined
from wargame.engine.scenario.setting import Setting
from wargame.engine.study.appraisal import calibration, first_seeds
from wargame.engine.study.appraisal.bias import misses_in
from wargame.engine.study.appraisal.contradictions import contradictions
from wargame.engine.study.appraisal.first_order import best_first_order
from wargame.engine.study.appraisal.newcomers import endings_of_newcomers
from wargame.engine.study.appraisal.planners import first_orders, planned
from wargame.engine.study.appraisal.plans import best_plan, best_repeated, search_of
from wargame.engine.study.appraisal.reciprocity import reciprocity
from wargame.engine.study.appraisal.settling import courses
from wargame.engine.study.appraisal.shares import others_share, own_shares
from wargame.engine.study.appraisal.standings import games_of_the_record, policy_scores, usual_games
from wargame.engine.study.appraisal.texts import contradicted
from wargame.engine.study.appraisal.worth import worths
from wargame.engine.study.rehearsal.history import History, play

MEASURES = (
    "settling",
    "shares",
    "policies",
    "repeated",
    "plan",
    "first_order",
    "worth",
    "planner",
    "opening",
    "told",
    "highest",
    "record",
    "texts",
    "contradictions",
    "others",
    "newcomer",
)
(
    SETTLING,
    SHARES,
    POLICIES,
    REPEATED,
    PLAN,
    FIRST_ORDER,
    WORTH,
    PLANNER,
    OPENING,
    TOLD,
    HIGHEST,
    RECORD,
    TEXTS,
    CONTRADICTIONS,
    OTHERS,
    NEWCOMER,
) = MEASURES

TAKEN_FROM = {
    "always_right": (WORTH,),
    "forced_turn": (PLANNER,),
    "stake": (HIGHEST,),
    "others_share": (OTHERS,),
    "blind_highest": (PLAN,),
    "blind_loss": (PLAN,),
    "record_score": (RECORD, POLICIES),
    "newcomer": (NEWCOMER, HIGHEST),
    "choice": (WORTH,),
    "comebacks": (SETTLING,),
    "last_turn": (WORTH,),
    "reciprocity": (CONTRADICTIONS,),
}
"""Figures that are taken from the games of measures with other names."""

FEWEST_SEEDS = 40
"""Seeds below which an appraisal says nothing."""

FEWEST_OPENINGS = 200
"""First turns of a planner, with those of its whole games: a share of .6 of them has an error of .035."""

APART = {SETTLING: 25, PLANNER: 5, OPENING: 25, TOLD: 10}
"""Measures whose games are shared among several parts, and how many games a part has."""

FIRST_SEED = {
    SETTLING: first_seeds.SETTLING,
    PLANNER: first_seeds.PLANNER,
    TOLD: first_seeds.TOLD,
    POLICIES: first_seeds.POLICIES,
    HIGHEST: first_seeds.HIGHEST,
    RECORD: first_seeds.RECORD,
    TEXTS: first_seeds.TEXTS,
    CONTRADICTIONS: first_seeds.CONTRADICTIONS,
    OPENING: first_seeds.OPENING,
    NEWCOMER: first_seeds.NEWCOMER,
}


@dataclass(frozen=True)
class Part:
    """One measure, of one seat or of all (""), on games from `first` on."""

    measure: str
    seat: str
    first: int
    games: int
    weight: float
    """Its rough duration in seconds of one core."""
    seed: int = 0
    """Other seeds play other games."""


def parts_of_appraisal(setting: Setting, seeds: int, seed: int = 0) -> tuple[Part, ...]:
    """Cut an appraisal by so many seeds into parts, the longest first."""
    found = [
        *_apart(SETTLING, "", seeds, 0.1),
        *_apart(TOLD, "", seeds // 20, 2.2),
        Part(HIGHEST, "", 0, 2 * seeds, seeds / 10_000),
        Part(RECORD, "", 0, seeds, seeds / 20_000),
        Part(TEXTS, "", 0, seeds, seeds / 5000),
        Part(CONTRADICTIONS, "", 0, max(10, seeds // 4), seeds / 2000),
    ]
    for seat in setting.seats:
        found += [
            Part(PLAN, seat, 0, seeds, 20),
            Part(SHARES, seat, 0, 96 * seeds, seeds / 30),
            Part(OTHERS, seat, 0, 12 * seeds, seeds / 240),
            Part(NEWCOMER, seat, 0, seeds, seeds / 500),
            Part(FIRST_ORDER, seat, 0, seeds, seeds / 130),
            Part(WORTH, seat, 0, max(10, seeds // 10), seeds / 50),
            Part(REPEATED, seat, 0, seeds, 2 + seeds / 20_000),
            Part(POLICIES, seat, 0, seeds, seeds / 4000),
            *_apart(PLANNER, seat, planner_games(seeds), 0.8),
            *_apart(OPENING, seat, max(APART[OPENING], FEWEST_OPENINGS - planner_games(seeds)), 0.2),
        ]
        if any(calibration.has_odds(spec) and seat in spec.seats for spec in setting.spec.orders):
            found.append(Part(TOLD, seat, 0, 2 * seeds, min(80, seeds / 10)))
    return tuple(replace(part, seed=seed) for part in sorted(found, key=lambda part: -part.weight))


def planner_games(seeds: int) -> int:
    """Return the number of games that a planner plays on each seat: a share, because one takes as long as a thousand
    others."""
    return max(1, seeds // 5)


def _apart(measure: str, seat: str, games: int, each: float) -> Iterator[Part]:
    size = APART[measure]
    for first in range(0, games, size):
        count = min(size, games - first)
        yield Part(measure, seat, first, count, count * each)


def appraised(setting: Setting, part: Part) -> Any:
    """Measure one part and return the result as plain values. Equal arguments give equal values."""
    policies = usual_policies(setting)
    base = part.seed * first_seeds.STEP
    first = base + FIRST_SEED.get(part.measure, 0) + part.first
    seeds = range(first, first + part.games)
    if not part.seat:
        return _of_all(setting, policies, part.measure, seeds)
    return _of_seat(setting, policies, part, seeds, base)


def _of_seat(setting: Setting, policies: Mapping[str, str], part: Part, seeds: Sequence[int], base: int) -> Any:
    ways: Mapping[str, Callable[[], Any]] = {
        POLICIES: lambda: policy_scores(setting, policies, part.seat, seeds),
        SHARES: lambda: own_shares(setting, policies, part.seat, part.games, base),
        OTHERS: lambda: others_share(setting, policies, part.seat, part.games, base),
        NEWCOMER: lambda: endings_of_newcomers(setting, policies, part.seat, seeds),
        FIRST_ORDER: lambda: asdict(best_first_order(setting, policies, part.seat, part.games, base)),
        WORTH: lambda: [asdict(one) for one in worths(setting, policies, part.seat, part.games, base)],
        PLANNER: lambda: planned(setting, policies, part.seat, seeds),
        OPENING: lambda: first_orders(setting, part.seat, seeds),
        TOLD: lambda: misses_in(setting, policies, part.seat, seeds),
        REPEATED: lambda: asdict(best_repeated(search_of(setting, policies, part.seat, base), part.games)),
        PLAN: lambda: asdict(best_plan(search_of(setting, policies, part.seat, base), part.games)),
    }
    return ways[part.measure]()


def _of_all(setting: Setting, policies: Mapping[str, str], measure: str, seeds: Sequence[int]) -> Any:
    ways: Mapping[str, Callable[[], Any]] = {
        SETTLING: lambda: courses(setting, policies, seeds),
        TOLD: lambda: asdict(calibration.told_in(setting, policies, seeds)),
        TEXTS: lambda: contradicted(setting, seeds),
        CONTRADICTIONS: lambda: _of_sheets(play(setting, seeds, [policies] * len(seeds))),
        HIGHEST: lambda: usual_games(setting, policies, seeds),
        RECORD: lambda: games_of_the_record(setting, seeds),
    }
    return ways[measure]()


def _of_sheets(history: History) -> dict[str, Any]:
    return {"contradictions": contradictions(history), "reciprocity": reciprocity(history)}


def usual_policies(setting: Setting) -> dict[str, str]:
    """Return the policy that decides for each seat: the scenario's own policies, a scripted one for a planner."""
    return {seat: imagined(setting.state(seat).policy) for seat in setting.seats}
