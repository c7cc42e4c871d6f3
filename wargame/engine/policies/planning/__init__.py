"""The seat that plays its sheets out before it chooses one: rollouts with common dice and successive halving.

First it asks what each order does by itself, then which combination of the best orders does most. Both questions are
put to the same futures, which are guessed from what the seat knows.
"""

from collections.abc import Sequence

from wargame.engine.perspective.filter import Perspective
from wargame.engine.policies import STAND_IN, imagined
from wargame.engine.policies.decision import Decision
from wargame.engine.policies.planning.candidates import candidates, sheet_of
from wargame.engine.policies.planning.combining import combined, thinned
from wargame.engine.policies.planning.effort import Effort, Trial
from wargame.engine.policies.planning.futures import Futures
from wargame.engine.policies.planning.halving import Scores, Verdict, halve
from wargame.engine.policies.planning.seat_dice import SeatDice
from wargame.engine.turn.sheet import Sheet
from wargame.engine.world.dice import key_of


def plan(effort: Effort, view: Perspective, seed: int) -> Decision:
    """Choose the sheet that leaves the seat best off, as far as it can know, and say by how much.

    Equal arguments give equal decisions, whichever build of the rules plays them out.
    """
    policies = {code: imagined(view.setting.state(code).policy) for code in view.setting.seats}
    futures = Futures(view, seed, effort.guesses, policies | {view.seat: STAND_IN})
    sheets = _sheets(futures, effort, SeatDice(key_of(seed), view.turn, view.index))
    verdict = _judged(futures, sheets, effort.together)
    return Decision(sheets[verdict.best], _reason(verdict, len(sheets)))


def _sheets(futures: Futures, effort: Effort, dice: SeatDice) -> list[Sheet]:
    """No orders at all, then the sheets that are worth playing out: the best orders, alone and together."""
    view = futures.view
    pool = thinned(candidates(view), effort.alone.choices, dice)
    alone: list[Sheet] = [(), *(sheet_of([candidate]) for candidate in pool)]
    verdict = _judged(futures, alone, effort.alone)
    gains = {choice: gain for choice, gain in zip(verdict.ranked, verdict.gains, strict=True) if choice}
    found = combined([pool[choice - 1] for choice in gains], list(gains.values()), view.points, effort.together.choices)
    return [(), *(sheet_of(chosen) for chosen in found)]


def _judged(futures: Futures, sheets: Sequence[Sheet], trial: Trial) -> Verdict:
    """Rank sheets, the first of them without orders, by the futures they lead to."""

    def judge(choices: Sequence[int], numbers: range) -> Scores:
        return futures.scores([sheets[choice] for choice in choices], numbers, trial.turns)

    return halve(len(sheets), judge, trial.futures, trial.keep)


def _reason(verdict: Verdict, tried: int) -> str:
    """Say in one sentence how the sheet fared in the futures."""
    score, gain = round(verdict.means[0] / 1000), round(verdict.gains[0] / 1000)
    played = f"Played out {tried} sheet{'s' * (tried > 1)} in up to {verdict.samples} futures"
    if verdict.best == 0:
        return f"{played} and gave no orders: none leaves it better off than that ({score} of 100)."
    return f"{played}; this one leaves it best off: {score} of 100, {gain} more than without orders."
