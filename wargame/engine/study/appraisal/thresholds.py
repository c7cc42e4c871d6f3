"""The thresholds that a scenario must reach to count as a game: each threshold once, with what it is for."""

from dataclasses import dataclass

from wargame.engine.study.rehearsal.texts import TEXT_REMEDY


@dataclass(frozen=True)
class Threshold:
    """A measured figure must lie within `low` and `high`; `wanted` says so in words, `why` what it is for.

    `remedy` is what an author can do about a scenario that misses it.
    """

    key: str
    wanted: str
    why: str
    remedy: str
    low: float = float("-inf")
    high: float = float("inf")

    def is_met(self, value: float) -> bool:
        return self.low <= value <= self.high


THRESHOLDS = {
    row[0]: Threshold(*row)
    for row in (
        (
            "settled",
            "40 to 60 in 100 of the opening uncertainty of the ending settled when the last turn but one begins",
            "The last turns must have something left to decide, and not everything.",
            (
                "Let marks of the first turns open and close ways of later incidents. If the last turn settles "
                "most, nothing before it mattered."
            ),
            0.40,
            0.60,
        ),
        (
            "settled_by_turn",
            "at least 4 in 100 settled by each turn before that",
            "No turn may be a formality.",
            "The orders of this turn repeat what another turn can do: move an effect here, or take the turn out.",
            0.04,
        ),
        (
            "first_order",
            "the best first order worth 2 to 6 points to every seat",
            "The first turn must matter, and not decide everything.",
            (
                "Where the best order is worth too much, price it or lessen it; where none is worth enough, let "
                "the first turn open or close a way of a later incident."
            ),
            2.0,
            6.0,
        ),
        (
            "forced_opening",
            "no planner opens with one order in more than 60 of 100 games",
            "An opening must be a dilemma.",
            "Its order is worth more than the others by far. Price it, or pay a second one that excludes it.",
            0.0,
            0.60,
        ),
        (
            "planner_over_plan",
            "a planner at least 2 points above the best fixed plan, for every seat",
            "Reacting to what happens must pay.",
            "The best order stays the same whatever happens: let worth depend on what others did.",
            2.0,
        ),
        (
            "planner_over_repeated",
            "a planner at least 8 points above the best repeated order and above no orders at all, for every seat",
            "No single order may do as well as thinking.",
            (
                "One order serves in every situation. Let it wear off, cost more where it is repeated, or help "
                "only where something has happened."
            ),
            8.0,
        ),
        (
            "inert",
            "at most 10 in 100 of the ways to give an order not worth half a point in a tenth of the situations met",
            "An order on offer must be right sometimes.",
            "Give these orders a consequence in the situation that they are for, or leave them out.",
            0.0,
            0.10,
        ),
        (
            "own_share",
            "a seat's own orders explain at least 5 in 100 of the ending alone",
            "Every seat must matter to how it ends.",
            "The seat watches: let its orders weigh in an incident.",
            0.05,
        ),
        (
            "own_share_with_interactions",
            "a seat's own orders explain at least 30 in 100 of the ending together with the others",
            "The decisions of seats must depend on each other.",
            "An order of the seat works alone or not at all: let its worth depend on what another seat does.",
            0.30,
        ),
        (
            "highest",
            "every seat fares best in 10 to 35 of 100 games",
            "No seat may be the one to take.",
            (
                "A seat that fares best too often has aims that are served whatever others do: make them pull "
                "against each other. One that hardly ever does needs an aim within its reach."
            ),
            0.10,
            0.35,
        ),
        (
            "dominant",
            "no order that is free or cheap, gains much and hurts in no game",
            "An order that everybody always gives is no decision.",
            "Charge for it where it is false or unwelcome.",
            0.0,
            0.0,
        ),
        (
            "contradictions_per_game",
            "at most .02 contradictions a game between orders of one sheet",
            "Scripted seats must not say yes and no in one breath.",
            "Name the pairs of orders that contradict each other, so that scripted seats do not give both.",
            0.0,
            0.02,
        ),
        (
            "odds_bias",
            "odds of every order with 100 cases within 3 in 100 of the real share",
            "Forecasts must be true.",
            (
                "These odds leave something out that decides the order: look what its chance depends on, and tell "
                "that too."
            ),
            -0.03,
            0.03,
        ),
        (
            "odds_brier",
            "a Brier score at least .08 below that of the base rate",
            "Odds must tell cases apart.",
            (
                "Odds that are the same in all situations tell nothing: let the order's chance depend on what its "
                "seat can see."
            ),
            0.08,
        ),
        (
            "odds_coverage",
            "ranges that say 80 in 100 hold 75 to 88 in 100",
            "A range must be neither boast nor shrug.",
            (
                "Where too little lies within, a chance is missing in the forecasts; where too much does, ranges "
                "are wider than what can come."
            ),
            0.75,
            0.88,
        ),
        (
            "record",
            "where a record exists, historical seats end as history did in at least 40 of 100 games",
            "History must be recognised.",
            (
                "Look which turn leaves the record first, and what decides there: an incident's chance, or an "
                "order that is missing in the record."
            ),
            0.40,
        ),
        (
            "texts_contradicted",
            "no text is shown in a world that contradicts what it asserts",
            "Texts that people read must be true.",
            TEXT_REMEDY,
            0.0,
            0.0,
        ),
        (
            "always_right",
            "at most one order a seat beats the second best by 1.5 points and hurts in no more than 5 of 100 cases",
            "People find such an order once, and never decide about it again.",
            "Price it, let it wear off, or let it be wrong in some situation that people can tell from others.",
            0.0,
            1.0,
        ),
        (
            "forced_turn",
            "no planner gives one order in more than 65 of 100 games in any later turn",
            "Every turn must ask a question.",
            "Let what happened before decide whether this order is right, or pay a second one that excludes it.",
            0.0,
            0.65,
        ),
        (
            "stake",
            "the ending explains 10 to 50 in 100 of every seat's own score",
            "Every seat must care how it ends, and have aims of its own as well.",
            (
                "Where the ending explains too little, tie an aim of this seat to what the endings are about; where "
                "it explains too much, give the seat something to win or lose in every ending."
            ),
            0.10,
            0.50,
        ),
        (
            "others_share",
            "the orders of the others explain at least 15 in 100 of every seat's own score",
            "People must need to talk to each other.",
            "Let an aim of this seat depend on what another seat does, and not on dice or on its own orders alone.",
            0.15,
        ),
        (
            "blind_highest",
            "the best fixed plan fares best in at most 40 of 100 games, on every seat",
            "Nobody may win by a list of orders that they have learnt by heart.",
            "Let the orders of this plan be wrong after some possible events, and let others answer them.",
            0.0,
            0.40,
        ),
        (
            "blind_loss",
            "the best fixed plan scores at least 8 points less if hawks have the other seats",
            "A plan must depend on who the others are.",
            "The plan serves against anybody: let what its orders are worth depend on how hard the others are.",
            8.0,
        ),
        (
            "record_score",
            "every seat that keeps to the record scores at least 5 points more than by no orders",
            "The states of history had reasons for what they did.",
            "Let an aim reward what this seat achieved in history, or lessen what its orders cost.",
            5.0,
        ),
        (
            "newcomer",
            "two mild orders a turn at random end well in at least 35 of 100 games, on every seat",
            "A first game must not be lost before it is understood.",
            "Let some mild orders of this seat lead towards an ending that is good for it, or make them cheaper.",
            0.35,
        ),
        (
            "choice",
            "the best two orders lie within a point in at least 80 of 100 turns, counted for each seat",
            "A choice needs two ways that are about as good.",
            "In these turns one order is better than all others: price it, or raise the worth of its rival.",
            0.80,
        ),
        (
            "comebacks",
            "at least 10 in 100 seats that expect 8 points less than usual at half time still reach their usual score",
            "A seat that has fallen behind must have something left to play for.",
            "Let the second half open ways to regain what was lost, and let fewer losses of the first half last.",
            0.10,
        ),
        (
            "last_turn",
            "no order is worth more than twice as much in the last turn as in its best turn before",
            "An order that nobody can answer any more must not pay best.",
            "Let the ending weigh what this order leaves open, or close it in the last turn.",
            0.0,
            0.0,
        ),
        (
            "reciprocity",
            "in scenarios of ten turns or more an act follows .10 to .40 of the other's act of the turn before",
            "States answer each other, and not only themselves.",
            "Raise or lower how far scripted seats answer in kind.",
            0.10,
            0.40,
        ),
    )
}
"""Thresholds by the names of an appraisal's keys, or of differences of them."""
