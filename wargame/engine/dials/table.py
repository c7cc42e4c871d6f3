"""All dials, family by family in the order in which the families act."""

from wargame.engine.dials.alliances import AGREEMENTS, ALLIANCES
from wargame.engine.dials.bystanders import BYSTANDERS
from wargame.engine.dials.direct import DIRECT
from wargame.engine.dials.domestic import DOMESTIC, INCIDENTS
from wargame.engine.dials.drift import DRIFT
from wargame.engine.dials.economy import ECONOMY
from wargame.engine.dials.policies import POLICIES

DIALS = (*DIRECT, *BYSTANDERS, *ALLIANCES, *AGREEMENTS, *INCIDENTS, *DOMESTIC, *ECONOMY, *DRIFT, *POLICIES)
BY_KEY = {dial.key: dial for dial in DIALS}
DEFAULTS = {dial.key: dial.default for dial in DIALS}
