"""All dials, by family, in the order in which the rule families run."""

from wargame.engine.dials.alliances import AGREEMENTS, ALLIANCES
from wargame.engine.dials.bystanders import BYSTANDERS
from wargame.engine.dials.dial import LOGIT, PER_TURN, POINTS, SHARE
from wargame.engine.dials.direct import DIRECT
from wargame.engine.dials.domestic import DOMESTIC, INCIDENTS
from wargame.engine.dials.drift import DRIFT
from wargame.engine.dials.economy import ECONOMY
from wargame.engine.dials.policies import POLICIES

DIALS = (*DIRECT, *BYSTANDERS, *ALLIANCES, *AGREEMENTS, *INCIDENTS, *DOMESTIC, *ECONOMY, *DRIFT, *POLICIES)
BY_KEY = {dial.key: dial for dial in DIALS}
DEFAULTS = {dial.key: dial.default for dial in DIALS}

NUMBERS = tuple(dial for dial in DIALS if dial.scale in (SHARE, POINTS, LOGIT))
"""Dials that compile to one integer, a field of `DialRow`: shares and log odds in 1/1024, points in milli-points."""
RATES = tuple(dial for dial in DIALS if dial.scale == PER_TURN)
"""Dials that compile to one integer for each turn, a field of `RateRow`: a share in 1/2**30."""
