"""Odds that others say yes to words: scripted seats answer in imagined situations."""

from collections.abc import Callable, Collection, Sequence

from wargame.engine.perspective.filter import Perspective, masked_view
from wargame.engine.playouts.pledges import Pledge
from wargame.engine.policies import imagined
from wargame.engine.previews.guesses import guesses
from wargame.engine.turn.sheet import Sheet
from wargame.engine.world.dice import derived_seed

GUESSES = 24
"""Imagined situations, as many as a preview has."""

Says = Callable[[str, Perspective, Sheet, int], bool]
"""The answer of a policy, True for yes, from its seat's knowledge, its sheet and a seed."""


def yes_in_100(
    view: Perspective,
    seats: Collection[str],
    says: Says,
    seed: int,
    pledges: Sequence[Pledge] = (),
    *,
    at_least: int | None = None,
) -> int:
    """Return in how many of 100 imagined situations `at_least` so many of these seats say yes, by default all.

    The same view, seed and known pledges give the same answer; the true world is not used.
    """
    policies = {state.code: imagined(state.policy) for state in view.setting.spec.states if state.seat}
    needed = len(seats) if at_least is None else at_least
    answers = [
        sum(
            says(
                policies[seat],
                masked_view(view.setting, guess.world, seat),
                guess.others[seat],
                derived_seed(seed, number),
            )
            for seat in seats
        )
        >= needed
        for number, guess in enumerate(guesses(view, seed, GUESSES, pledges))
    ]
    return round(100 * sum(answers) / len(answers))
