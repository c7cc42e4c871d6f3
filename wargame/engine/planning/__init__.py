"""The seat that plays its sheets out before it chooses one: rollouts with common dice and successive halving.

First it asks which scripted mind would serve it best for the rest of the game, then what each order does by itself,
then which combination of the best orders does most. Every question is put to the same futures, which are guessed from
what the seat knows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from wargame.engine.perspective import Perspective
from wargame.engine.planning.candidates import candidates, sheet_of
from wargame.engine.planning.combining import combined, thinned
from wargame.engine.planning.draw import Draw
from wargame.engine.planning.futures import Futures
from wargame.engine.planning.halving import Scores, Verdict, halve
from wargame.engine.policies import imagined
from wargame.engine.policies.decision import Decision
from wargame.engine.sheet import Sheet

OWN_MINDS = ("empirical", "mirror", "hold")
"""Minds that may play on for the seat after this turn; the first does where there is no time to ask."""


@dataclass(frozen=True)
class Effort:
    """How much is played: guessed worlds; futures for each mind, order and sheet; how many orders and sheets."""

    guesses: int
    for_minds: int
    orders: int
    for_orders: int
    combined: int
    sheets: int
    for_sheets: int


PLAIN = Effort(guesses=4, for_minds=0, orders=6, for_orders=2, combined=3, sheets=3, for_sheets=4)
"""What fits into a live turn also while the rules are not compiled."""


def planner(view: Perspective, seed: int) -> Decision:
    """Choose the sheet that leaves the seat best off at the end, as far as it can know, and say by how much."""
    effort, dice = PLAIN, Draw(seed, view.turn, view.index)
    futures = Futures(
        view, seed, effort.guesses, {code: imagined(view.setting.state(code).policy) for code in view.setting.seats}
    )
    mind = _best_mind(futures, effort)
    sheets = _sheets(futures, mind, effort, dice)

    def judge(choices: Sequence[int], numbers: range) -> Scores:
        return futures.scores([sheets[choice] for choice in choices], numbers, mind)

    verdict = halve(len(sheets), judge, effort.for_sheets)
    return Decision(sheets[verdict.best], _reason(verdict, len(sheets)))


def _best_mind(futures: Futures, effort: Effort) -> str:
    """The mind under which the seat fares best when it decides from now to the end."""
    if not effort.for_minds:
        return OWN_MINDS[0]
    fared = [int(futures.scores([None], range(effort.for_minds), mind).sum()) for mind in OWN_MINDS]
    return OWN_MINDS[fared.index(max(fared))]


def _sheets(futures: Futures, mind: str, effort: Effort, dice: Draw) -> list[Sheet]:
    """No orders at all, then the sheets that are worth playing out."""
    view = futures.view
    pool = thinned(candidates(view), effort.orders, dice)
    alone: list[Sheet] = [(), *(sheet_of([candidate]) for candidate in pool)]
    means = futures.scores(alone, range(effort.for_orders), mind).mean(axis=1)
    ranked = sorted(range(len(pool)), key=lambda k: (-means[k + 1], k))[: effort.combined]
    gains = [float(means[k + 1] - means[0]) for k in ranked]
    found = combined([pool[k] for k in ranked], gains, view.points, effort.sheets)
    return [(), *(sheet_of(chosen) for chosen in found)]


def _reason(verdict: Verdict, tried: int) -> str:
    """Say in one sentence how the sheet fared in the futures."""
    score, gain = round(verdict.mean / 1000), round((verdict.mean - verdict.yardstick) / 1000)
    if verdict.best == 0:
        return f"Played out {tried} sheets and gave no orders: none does better than that ({score} of 100)."
    return f"Played out {tried} sheets; this one ends best: {score} of 100, {gain} more than without orders."
