"""What a draft order may do, judged from the seat's own perspective: odds, expected effects and risk.

The true world never comes here. What the seat may not know is drawn from its beliefs and from the scenario's
opening values; the other seats' orders are drawn from scripted seats, each of which sees its own part of that
imagined world. Every rollout is played twice with the same dice, with and without the order: the difference is
what the order does.
"""

from dataclasses import dataclass

import numpy as np

from wargame.engine.perspective.belief_worlds import derived_seed
from wargame.engine.perspective.filter import Perspective
from wargame.engine.perspective.options import level_of
from wargame.engine.playouts.numba_build import is_compiled
from wargame.engine.playouts.playouts import Rows
from wargame.engine.playouts.rollouts import rollouts as play_rollouts
from wargame.engine.previews.delayed import later_of
from wargame.engine.previews.effects import FELT, ExpectedEffect, expected_effects
from wargame.engine.previews.odds import Odds, foretell, odds_of, risk_of, rules_of
from wargame.engine.previews.sampled import Guess, guesses
from wargame.engine.turn.sheet import Order, Sheet

GUESSES = 24
"""Imagined situations that the rollouts are shared among; odds and risk are exact in each of them."""

PLAIN_GUESSES, PLAIN_ROLLOUTS = 12, 60
"""How many while the compiled rules are not at hand: what fits into 300 ms."""

MOST_FORESEEN = 16
"""Figures in the outlook of a turn."""

POINT = 1000
"""Milli-points, in which a world's figures are counted."""

VISIBLE_TO = {
    "public": "Everybody notices.",
    "contested": "Everybody notices; what it means is disputed.",
    "private": "Only those it is addressed to notice.",
    "covert": "Nobody is told; it may be noticed.",
}


class Unforeseeable(ValueError):
    """There is no legal order in this slot to preview."""


@dataclass(frozen=True)
class Preview:
    """Odds and risk are None where the order has none; `rollouts` pairs stand behind the expected effects.

    `later` says what comes later and when, `note` where less was played than usual; both are "" otherwise.
    """

    odds: Odds | None
    effects: tuple[ExpectedEffect, ...]
    risk: Odds | None
    rules: tuple[str, ...]
    notice: str
    rollouts: int
    later: str = ""
    note: str = ""


def preview(view: Perspective, sheet: Sheet, slot: int, seed: int, rollouts: int = 200) -> Preview:
    """Preview the order in `slot` (from 0) of a draft sheet, the rest of the sheet being given as well.

    The same view, sheet and seed give the same preview. Raises Unforeseeable where the slot holds no order of the
    seat's; an order that the situation does not allow is refused in the rollouts and shows no effect.
    """
    if not 0 <= slot < len(sheet) or level_of(view, sheet[slot]) is None:
        raise Unforeseeable(f"There is no order to preview in slot {slot + 1}.")
    order, spec = sheet[slot], view.setting.order(sheet[slot].kind)
    rest = (*sheet[:slot], *sheet[slot + 1 :])
    compiled = is_compiled()
    pairs = rollouts if compiled else min(rollouts, PLAIN_ROLLOUTS)
    imagined = tuple(guesses(view, seed, GUESSES if compiled else PLAIN_GUESSES))
    turns = [
        foretell(view, guess.world, {**guess.others, view.seat: (*rest, order)}, derived_seed(seed, number))
        for number, guess in enumerate(imagined)
    ]
    return Preview(
        odds=odds_of(view, spec, len(rest), turns),
        effects=expected_effects(
            view,
            order,
            _played(view, imagined, (*rest, order), seed, pairs),
            _played(view, imagined, rest, seed, pairs),
        ),
        risk=risk_of(turns),
        rules=rules_of(view, spec, order, len(rest), turns),
        notice=spec.notice or VISIBLE_TO[spec.visibility],
        rollouts=pairs,
        later=later_of(view, order),
        note="" if pairs == rollouts else f"From {pairs} rollouts: the compiled rules are not ready yet.",
    )


def outlook(view: Perspective, sheet: Sheet, seed: int, rollouts: int = 200) -> tuple[ExpectedEffect, ...]:
    """What the turn may bring with the whole sheet: how far the figures that it moves may move from now in all.

    What happens without the sheet as well is no effect of it: such figures are left out, as long as it has orders. The
    same view, sheet and seed give the same answer. What is wrong with the sheet is refused in the rollouts.
    """
    compiled = is_compiled()
    pairs = rollouts if compiled else min(rollouts, PLAIN_ROLLOUTS)
    imagined = tuple(guesses(view, seed, GUESSES if compiled else PLAIN_GUESSES))
    after = _played(view, imagined, sheet, seed, pairs)
    now = np.array(view.facts[: after.shape[1]], dtype=np.int64)
    if sheet:
        moved = np.abs((after - _played(view, imagined, (), seed, pairs)).mean(axis=0)) >= FELT * POINT
        after = np.where(moved, after, now)
    return expected_effects(view, Order(""), after, now, most=MOST_FORESEEN)


def _played(view: Perspective, imagined: tuple[Guess, ...], sheet: Sheet, seed: int, pairs: int) -> Rows:
    """Play the turn on from the imagined situations in turn; the order previewed comes last on the sheet.

    It comes last because dice are keyed by slot: with and without it, every other order keeps its own.
    """
    sheets = [{**guess.others, view.seat: sheet} for guess in imagined]
    seeds = [derived_seed(seed, number) for number in range(pairs)]
    return play_rollouts(view.setting, [guess.world for guess in imagined], sheets, seeds)
