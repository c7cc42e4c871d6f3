"""The simulated situation at one moment: a `NamedTuple` of int32 arrays, so that rules read as rules.

Values are milli-points (50.000 is 50000); counts, stages and turn numbers are plain integers.
Shapes: S states, C order classes, A agreements, M marks, I incidents, J injects, T hidden truths, P orders under way.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]

UNKNOWN = -(2**31)
"""Stands in a masked world for a value that the seat may not know."""


class World(NamedTuple):
    """One moment of one game. All arrays are int32 and C-contiguous."""

    clock: Ints
    """(2,) number of the turn now open (1..), ending (0 none, else 1 + its index)."""
    relation: Ints
    """(S, S) slow: how i stands to j, -100..100."""
    tension: Ints
    """(S, S) fast: how threatened i feels by j now, 0..100."""
    exposure: Ints
    """(S, S) how much i's economy can be hurt by j, 0..100."""
    familiarity: Ints
    """(S, C, S) count: how often j has seen this class of order from i (habituation)."""
    approval: Ints
    """(S,) home confidence, 0..100."""
    economy: Ints
    """(S,) 0..100."""
    readiness: Ints
    """(S,) 0..100."""
    standing: Ints
    """(S,) 0..100."""
    resolve: Ints
    """(S,) 0..100, hidden from others."""
    stake: Ints
    """(S,) what i has publicly committed itself to, 0..100."""
    points: Ints
    """(S,) order points of this turn, whole points."""
    belief: Ints
    """(S, T) what i takes to be the chance that a hidden truth holds, 0..100, hidden from others."""
    strength: Ints
    """(A,) strength of an agreement, 0..100."""
    in_force: Ints
    """(A,) 1 or 0."""
    mark: Ints
    """(M,) counters of the scenario, whole numbers 0..100."""
    incident: Ints
    """(I, 3) stage, hostility 0..5 (MID level), turns in this stage."""
    stimulus: Ints
    """(S, S) MID action number (0 none) of the most hostile act of i at j that was noticed last turn."""
    fired: Ints
    """(J,) turn in which an inject fired, 0 not yet."""
    pending: Ints
    """(S, P) orders of i whose later effects are still to come, each in one number (`rules/delayed.py`), 0 for none."""
    truth: Ints
    """(T,) 1 or 0, drawn at STARTEX; known to the white cell alone."""
