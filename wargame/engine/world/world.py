"""The simulated situation at one moment: a `NamedTuple` of int32 arrays, so that rules read as rules.

Values are milli-points (50.000 is 50000); counts, stages and turn numbers are plain integers.
Shapes: S states, C order classes, A agreements, M marks, I incidents, J injects, T hidden truths, P orders under way,
L lists of goods, F flows of trade.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]

UNKNOWN = -(2**31)
"""Marks a value in a masked world that the seat may not know."""


NOTHING_UNTOLD: Ints = np.zeros((0, 3), dtype=np.int32)


class World(NamedTuple):
    """One moment of one game. All arrays are int32 and C-contiguous.

    `untold` alone is no part of the row on which the rules work.
    """

    clock: Ints
    """(2,) number of the turn now open (1..), ending (0 none, else 1 + its index)."""
    relation: Ints
    """(S, S) slow: how well i stands towards j, -100..100."""
    tension: Ints
    """(S, S) fast: how threatened i feels by j, 0..100."""
    exposure: Ints
    """(S, S) how much i's economy can be hurt by j, 0..100."""
    familiarity: Ints
    """(S, C, S) how often j has seen this class of orders from i; repeated acts have less effect (habituation)."""
    approval: Ints
    """(S,) home confidence, 0..100."""
    economy: Ints
    """(S,) 0..100."""
    readiness: Ints
    """(S,) 0..100."""
    standing: Ints
    """(S,) 0..100."""
    resolve: Ints
    """(S,) how firmly i holds its position, 0..100; hidden from others."""
    stake: Ints
    """(S,) how far i has committed itself in public, 0..100."""
    points: Ints
    """(S,) order points for this turn, a whole number."""
    belief: Ints
    """(S, T) the chance that i gives a hidden truth, 0..100; hidden from others."""
    strength: Ints
    """(A,) strength of an agreement, 0..100."""
    in_force: Ints
    """(A,) 1 or 0."""
    mark: Ints
    """(M,) counters of the scenario, whole numbers 0..100."""
    incident: Ints
    """(I, 3) stage, hostility 0..5 (MID level), turns in this stage."""
    stimulus: Ints
    """(S, S) MID action number (0 none) of the most hostile order of i at j that was noticed last turn."""
    provocation: Ints
    """(S, S) the same of the moves of incidents in which i acted and that touched j."""
    provoked: Ints
    """(S, S) resolve that this move gave j for its reply, 0..50."""
    grudge: Ints
    """(S, S) what i remembers of force by j: its MID level in thousandths, fading as tension does."""
    kept: Ints
    """(S, 3) i's first orders of last turn, each in one number (`rules/clock.py`), 0 for none."""
    fired: Ints
    """(J,) the turn in which an inject fired, 0 if it has not."""
    pending: Ints
    """(S, P) orders of i whose later effects are still to come, each packed in one number (`rules/delayed.py`); 0 for
    none.
    """
    rate: Ints
    """(L,) the duty on a list of goods, in tenths of a per cent."""
    rate_turn: Ints
    """(L,) the turn in which it changed last, 0 for the opening."""
    announced: Ints
    """(L,) the duty that is announced for it, in tenths of a per cent; -10 for none."""
    announced_turn: Ints
    """(L,) the turn in which that takes effect, 0 for none."""
    hit: Ints
    """(F,) how much of a flow of trade is taxed, in hundredths of US$ bn."""
    duty: Ints
    """(F,) the average duty on all of a flow, in tenths of a per cent."""
    truth: Ints
    """(T,) 1 or 0, drawn at the start of the exercise; known to the white cell alone."""
    untold: Ints = NOTHING_UNTOLD
    """(N, 3) by how much the accounts of readers differ from this world: the number of the reader, the cell, and the
    account less the world. Readers are the seats, and after them what all seats know together (`turn/accounts.py`).
    """
