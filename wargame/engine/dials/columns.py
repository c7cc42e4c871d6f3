"""Where the rules find each dial: columns of the row of numbers; rates are a `RateRow` by their keys."""

from wargame.engine.dials.dial import LOGIT, PER_TURN, POINTS, SHARE
from wargame.engine.dials.table import DIALS

NUMBERS = tuple(dial for dial in DIALS if dial.scale in (SHARE, POINTS, LOGIT))
"""Dials that are one integer: shares and log odds in 1/1024, points in milli-points."""
RATES = tuple(dial for dial in DIALS if dial.scale == PER_TURN)
"""Dials that are one integer for each turn: a share in 1/2**30."""

(
    IMPULSE, PARTNER_SHARE, ALLY_SHARE, QUARREL, FORCE_FROM, TOGETHER, CLOSING_RANKS, WEDGE, DENIAL,
    RELIABILITY,
    ENTRAPMENT, BACKING, ABANDONMENT, SUPPORT, SILENCE, REPUTATION, PROPOSAL, SIGNATURE, TENDING, SUSPENSION,
    LAPSE, ACCIDENTS, RALLY, COMMITMENT, ESCALATED_STAKE, AUDIENCE_COST, FIRMNESS, SPIRAL, DETERRENCE, COVERAGE,
    COERCION_TARGET, COERCION_SENDER, ARMS, TECHNOLOGY, DEPENDENCE, ARMS_ALARM,
    RESOLVE_SHIFT, FRIENDSHIP, UNLISTED, PRESSURE, DARING, GRIT, GRIT_SIZE, GRIT_TRUST, GRIT_FEAR, GRIT_ROUNDS,
) = range(46)  # fmt: skip
"""Columns of the row of numbers, in the order of `NUMBERS`."""
