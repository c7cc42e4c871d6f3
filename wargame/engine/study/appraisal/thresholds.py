"""What a scenario must reach to count as a game: each threshold once, with what it is for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Threshold:
    """A measured figure must lie within `low` and `high`; `wanted` says so in words, `why` what it is for."""

    key: str
    wanted: str
    why: str
    low: float = float("-inf")
    high: float = float("inf")

    def is_met(self, value: float) -> bool:
        return self.low <= value <= self.high


THRESHOLDS = tuple(
    Threshold(*row)
    for row in (
        (
            "settled",
            "40 to 60 in 100 of the opening uncertainty of the ending settled when the last turn but one begins",
            "The last turns must have something left to decide, and not everything.",
            0.40,
            0.60,
        ),
        (
            "settled_by_turn",
            "at least 4 in 100 settled by each turn before that",
            "No turn may be a formality.",
            0.04,
        ),
        (
            "first_order",
            "the best first order worth 2 to 6 points to every seat",
            "The first turn must matter, and not decide everything.",
            2.0,
            6.0,
        ),
        (
            "forced_opening",
            "no planner opens with one order in more than 60 of 100 games",
            "An opening must be a dilemma.",
            0.0,
            0.60,
        ),
        (
            "planner_over_plan",
            "a planner at least 2 points above the best fixed plan, for every seat",
            "Reacting to what happens must pay.",
            2.0,
        ),
        (
            "planner_over_repeated",
            "a planner at least 8 points above the best repeated order and above no orders at all, for every seat",
            "No single order may do as well as thinking.",
            8.0,
        ),
        (
            "inert",
            "at most 10 in 100 of the ways to give an order not worth half a point in a tenth of the situations met",
            "An order on offer must be right sometimes.",
            0.0,
            0.10,
        ),
        (
            "own_share",
            "a seat's own orders explain at least 5 in 100 of the ending alone",
            "Every seat must matter to how it ends.",
            0.05,
        ),
        (
            "own_share_with_interactions",
            "a seat's own orders explain at least 30 in 100 of the ending together with the others",
            "What seats decide must depend on each other.",
            0.30,
        ),
        (
            "highest",
            "every seat fares best in 10 to 35 of 100 games",
            "No seat may be the one to take.",
            0.10,
            0.35,
        ),
        (
            "dominant",
            "no order that is free or cheap, gains much and hurts in no game",
            "What everybody always does is no decision.",
            0.0,
            0.0,
        ),
        (
            "contradictions_per_game",
            "at most .02 contradictions a game between orders of one sheet",
            "Scripted seats must not say yes and no in one breath.",
            0.0,
            0.02,
        ),
        (
            "odds_bias",
            "odds of every order with 100 cases within 3 in 100 of what comes",
            "What people are told must be true.",
            -0.03,
            0.03,
        ),
        (
            "odds_brier",
            "a Brier score at least .08 below that of the base rate",
            "Odds must tell cases apart.",
            0.08,
        ),
        (
            "odds_coverage",
            "ranges that say 80 in 100 hold 75 to 88 in 100",
            "A range must be neither boast nor shrug.",
            0.75,
            0.88,
        ),
        (
            "record",
            "where a record exists, historical seats end as history did in at least 40 of 100 games",
            "History must be recognised.",
            0.40,
        ),
        (
            "texts_contradicted",
            "no text is shown in a world that contradicts what it asserts",
            "What people read must be so.",
            0.0,
            0.0,
        ),
    )
)
"""Thresholds by the names of an appraisal's keys, or of differences of them."""
