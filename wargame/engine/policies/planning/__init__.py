"""The seat that plays its sheets out before it chooses one: rollouts with common dice and successive halving.

First it finds a plan for all turns ahead. Then it asks what each order does now by itself, and which combination of the
best orders does most, if the plan is followed afterwards. All questions are put to the same futures, which are guessed
from what the seat knows. Next turn it plans anew from what has happened by then.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from wargame.engine.perspective.filter import Perspective
from wargame.engine.playouts.given_sheets import Cells
from wargame.engine.policies import STAND_IN, imagined
from wargame.engine.policies.decision import Decision
from wargame.engine.policies.planning.candidates import Candidate, candidates, sheet_of, with_exclusions
from wargame.engine.policies.planning.combining import combined, most_promising, plannable, thinned
from wargame.engine.policies.planning.courses import explored
from wargame.engine.policies.planning.effort import Effort, SearchSize
from wargame.engine.policies.planning.futures import Futures
from wargame.engine.policies.planning.halving import Ranking, Scores, halve
from wargame.engine.policies.planning.seat_dice import SeatDice
from wargame.engine.turn.sheet import Sheet
from wargame.engine.world.dice import key_of


@dataclass(frozen=True)
class Outlook:
    """The orders and futures that the seat compares: the orders that it looks at, its plan's own sheet for now, and
    futures.

    `later` is what it orders in the turns after this one, None if its policy decides there.
    """

    futures: Futures
    pool: Sequence[Candidate]
    planned: tuple[Candidate, ...] = ()
    later: Cells | None = None

    def judged(self, sheets: Sequence[Sheet], trial: SearchSize) -> Ranking:
        """Rank sheets, the first of them without orders, by the futures they lead to."""

        def judge(choices: Sequence[int], numbers: range) -> Scores:
            return self.futures.scores([sheets[choice] for choice in choices], numbers, trial.turns, self.later)

        return halve(len(sheets), judge, trial.futures, trial.keep)


def plan(effort: Effort, view: Perspective, seed: int) -> Decision:
    """Choose the sheet that leaves the seat best off, as far as it can know, and say by how much.

    Equal arguments give equal decisions, whichever build of the rules plays them out.
    """
    policies = {code: imagined(view.setting.state(code).policy) for code in view.setting.seats}
    outlook = _outlook(effort, Futures(view, seed, effort.guesses, policies | {view.seat: STAND_IN}), seed)
    sheets = _sheets(outlook, effort)
    ranking = outlook.judged(sheets, effort.together)
    return Decision(sheets[ranking.best], _reason(ranking, len(sheets)))


def _outlook(effort: Effort, futures: Futures, seed: int) -> Outlook:
    """Lay a plan for the turns ahead, if the effort allows it, and pick the orders to look at closely."""
    view, key = futures.view, key_of(seed)
    found, dice = candidates(view), SeatDice(key, view.turn, view.index)
    if effort.ahead is None:
        return Outlook(futures, thinned(found, effort.alone.choices, dice))
    by_number = {candidate.number: candidate for candidate in found}
    course = explored(futures, effort.ahead, plannable(view, found, effort.ahead.orders, dice), key)
    planned = tuple(by_number[number] for number in course.now)
    return Outlook(futures, most_promising(found, course.worth, effort.alone.choices), planned, course.later)


def _sheets(outlook: Outlook, effort: Effort) -> list[Sheet]:
    """No orders at all, then the sheets that are worth playing out: the best orders, alone and together."""
    view = outlook.futures.view
    pool = with_exclusions(view, outlook.pool)
    alone: list[Sheet] = [(), *(sheet_of([candidate]) for candidate in pool)]
    ranking = outlook.judged(alone, effort.alone)
    gains = {choice: gain for choice, gain in zip(ranking.ranked, ranking.gains, strict=True) if choice}
    found = combined([pool[choice - 1] for choice in gains], list(gains.values()), view.points, effort.together.choices)
    sheets = [sheet_of(chosen) for chosen in (outlook.planned, *found)]
    return [(), *dict.fromkeys(sheet for sheet in sheets if sheet)]


def _reason(ranking: Ranking, tried: int) -> str:
    """Say in one sentence how the sheet fared in the futures."""
    score, gain = round(ranking.means[0] / 1000), round(ranking.gains[0] / 1000)
    played = f"Played out {tried} sheet{'s' * (tried > 1)} in up to {ranking.samples} futures"
    if ranking.best == 0:
        return f"{played} and gave no orders: none leaves it better off than that ({score} of 100)."
    return f"{played}; this one leaves it best off: {score} of 100, {gain} more than without orders."
