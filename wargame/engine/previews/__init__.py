"""Previews of a draft order from the seat's own perspective: odds, expected effects and risk.

A preview never reads the true world. Hidden facts are drawn from the seat's beliefs and from the scenario's opening
values. Scripted seats give the other seats' orders, each from its own view of that imagined world. Every rollout is
played twice with the same dice, with the order and without it; the difference is the order's effect.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from wargame.engine.perspective.filter import Perspective
from wargame.engine.perspective.options import level_of
from wargame.engine.playouts.numba_build import is_compiled
from wargame.engine.playouts.playouts import Rows
from wargame.engine.playouts.pledges import Pledge
from wargame.engine.playouts.rollouts import rollouts as play_rollouts
from wargame.engine.previews.delayed import later_of
from wargame.engine.previews.effects import SMALLEST, ExpectedEffect, expected_effects
from wargame.engine.previews.guesses import Guess, guesses
from wargame.engine.previews.odds import Odds, odds_of, play_imagined_turns, play_later_turns, risk_of, rules_of
from wargame.engine.turn.sheet import Order, Sheet
from wargame.engine.world.dice import derived_seed

GUESSES = 24
"""Imagined situations that share the rollouts. In each of them, odds and risk are computed exactly."""

PLAIN_GUESSES, PLAIN_ROLLOUTS = 12, 60
"""Guesses and rollouts while the compiled rules are not ready: as many as plain Python plays in 300 ms."""

MOST_FORESEEN = 16
"""The most figures that an outlook shows."""

POINT = 1000
"""Milli-points in a point."""

VISIBLE_TO = {
    "public": "Everybody notices.",
    "contested": "Everybody notices; what it means is disputed.",
    "private": "Only those it is addressed to notice.",
    "covert": "You tell nobody. Others may notice it.",
}


class Unforeseeable(ValueError):
    """This slot holds no legal order to preview."""


@dataclass(frozen=True)
class Preview:
    """The preview of one order.

    `odds` and `risk` are None where there are none; `rollouts` pairs gave the expected effects.

    `later` says what takes effect in a later turn and when, `later_when` only when; `note` says why fewer rollouts than
    usual were played. They are "" otherwise.
    """

    odds: Odds | None
    effects: tuple[ExpectedEffect, ...]
    risk: Odds | None
    rules: tuple[str, ...]
    notice: str
    rollouts: int
    later: str = ""
    later_when: str = ""
    note: str = ""


def preview(
    view: Perspective, sheet: Sheet, slot: int, seed: int, rollouts: int = 200, *, pledges: Sequence[Pledge] = ()
) -> Preview:
    """Preview the order in `slot` (from 0) of a draft sheet, given together with the rest of the sheet.

    The same view, sheet, seed and known pledges give the same preview. Raises Unforeseeable where the slot holds no
    order of the seat's. The rollouts refuse an order that the situation does not allow, so it shows no effect.
    """
    return preview_with_changes(view, sheet, slot, seed, rollouts, pledges=pledges)[0]


def preview_with_changes(
    view: Perspective, sheet: Sheet, slot: int, seed: int, rollouts: int = 200, *, pledges: Sequence[Pledge] = ()
) -> tuple[Preview, Rows]:
    """Preview an order; also return the changes that its effects sum up: (rollouts, cells), in milli-points."""
    if not 0 <= slot < len(sheet) or level_of(view, sheet[slot]) is None:
        raise Unforeseeable(f"There is no order to preview in slot {slot + 1}.")
    order, spec = sheet[slot], view.setting.order(sheet[slot].kind)
    rest = (*sheet[:slot], *sheet[slot + 1 :])
    compiled = is_compiled()
    pairs = rollouts if compiled else min(rollouts, PLAIN_ROLLOUTS)
    imagined = guesses(view, seed, GUESSES if compiled else PLAIN_GUESSES, pledges)
    turns = play_imagined_turns(view, imagined, (*rest, order), seed)
    later = partial(play_later_turns, view, imagined, (*rest, order), seed)
    with_order, without = (_played(view, imagined, sheet, seed, pairs) for sheet in ((*rest, order), rest))
    weighed = Preview(
        odds=odds_of(view, spec, spec.odds_at(order.level), len(rest), turns, later),
        effects=expected_effects(view, order, with_order, without),
        risk=risk_of(turns),
        rules=rules_of(view, spec, order, len(rest), turns),
        notice=spec.notice or VISIBLE_TO[spec.visibility],
        rollouts=pairs,
        later=later_of(view, order),
        later_when=later_of(view, order, has_amounts=False),
        note="" if pairs == rollouts else f"From {pairs} rollouts: the compiled rules are not ready yet.",
    )
    return weighed, with_order - without


def outlook(
    view: Perspective, sheet: Sheet, seed: int, rollouts: int = 200, *, pledges: Sequence[Pledge] = ()
) -> tuple[ExpectedEffect, ...]:
    """Return the likely moves, in the whole turn, of the figures that this sheet changes, compared with now.

    Figures that move as much without the sheet are left out, unless the sheet is empty. The same view, sheet and seed
    give the same answer. The rollouts refuse orders that are not legal.
    """
    compiled = is_compiled()
    pairs = rollouts if compiled else min(rollouts, PLAIN_ROLLOUTS)
    imagined = guesses(view, seed, GUESSES if compiled else PLAIN_GUESSES, pledges)
    after = _played(view, imagined, sheet, seed, pairs)
    now = np.array(view.facts[: after.shape[1]], dtype=np.int64)
    if sheet:
        moved = np.abs((after - _played(view, imagined, (), seed, pairs)).mean(axis=0)) >= SMALLEST * POINT
        after = np.where(moved, after, now)
    return expected_effects(view, Order(""), after, now, most=MOST_FORESEEN)


def _played(view: Perspective, imagined: tuple[Guess, ...], sheet: Sheet, seed: int, pairs: int) -> Rows:
    """Play the turn on from the imagined situations in turn, and return the rows of cells.

    A previewed order stands last on the sheet: dice are keyed by slot, so every other order keeps its dice with and
    without it.
    """
    sheets = [{**guess.others, view.seat: sheet} for guess in imagined]
    seeds = [derived_seed(seed, number) for number in range(pairs)]
    return play_rollouts(view.setting, [guess.world for guess in imagined], sheets, seeds)
