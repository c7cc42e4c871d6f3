"""Every mechanism's dial: what it does, its default, its range, where the figure comes from and what it touches.

A dial at 0 switches its mechanism off. A scenario overrides defaults by key; the method page and the documents
print this table.
"""

from wargame.engine.dials.columns import ABANDONMENT as ABANDONMENT
from wargame.engine.dials.columns import ACCIDENTS as ACCIDENTS
from wargame.engine.dials.columns import AGREEMENT_RETURN as AGREEMENT_RETURN
from wargame.engine.dials.columns import ALLY_SHARE as ALLY_SHARE
from wargame.engine.dials.columns import APPROVAL_RETURN as APPROVAL_RETURN
from wargame.engine.dials.columns import ARMS as ARMS
from wargame.engine.dials.columns import ARMS_ALARM as ARMS_ALARM
from wargame.engine.dials.columns import ARMS_RACE as ARMS_RACE
from wargame.engine.dials.columns import AUDIENCE_COST as AUDIENCE_COST
from wargame.engine.dials.columns import BACKING as BACKING
from wargame.engine.dials.columns import BALANCE as BALANCE
from wargame.engine.dials.columns import CLOSING_RANKS as CLOSING_RANKS
from wargame.engine.dials.columns import COERCION_SENDER as COERCION_SENDER
from wargame.engine.dials.columns import COERCION_TARGET as COERCION_TARGET
from wargame.engine.dials.columns import COMMITMENT as COMMITMENT
from wargame.engine.dials.columns import COVERAGE as COVERAGE
from wargame.engine.dials.columns import DEPENDENCE as DEPENDENCE
from wargame.engine.dials.columns import DETERRENCE as DETERRENCE
from wargame.engine.dials.columns import ENTRAPMENT as ENTRAPMENT
from wargame.engine.dials.columns import ESCALATED_STAKE as ESCALATED_STAKE
from wargame.engine.dials.columns import EXPOSURE_RETURN as EXPOSURE_RETURN
from wargame.engine.dials.columns import FIRMNESS as FIRMNESS
from wargame.engine.dials.columns import FORCE_FROM as FORCE_FROM
from wargame.engine.dials.columns import IMPULSE as IMPULSE
from wargame.engine.dials.columns import LAPSE as LAPSE
from wargame.engine.dials.columns import LEAK as LEAK
from wargame.engine.dials.columns import NUMBERS as NUMBERS
from wargame.engine.dials.columns import PARTNER_SHARE as PARTNER_SHARE
from wargame.engine.dials.columns import PROPOSAL as PROPOSAL
from wargame.engine.dials.columns import QUARREL as QUARREL
from wargame.engine.dials.columns import RALLY as RALLY
from wargame.engine.dials.columns import RATE_WIDTH as RATE_WIDTH
from wargame.engine.dials.columns import RATES as RATES
from wargame.engine.dials.columns import READINESS_RETURN as READINESS_RETURN
from wargame.engine.dials.columns import RELATION_RETURN as RELATION_RETURN
from wargame.engine.dials.columns import RELIABILITY as RELIABILITY
from wargame.engine.dials.columns import REPUTATION as REPUTATION
from wargame.engine.dials.columns import SIGNATURE as SIGNATURE
from wargame.engine.dials.columns import SILENCE as SILENCE
from wargame.engine.dials.columns import SPIRAL as SPIRAL
from wargame.engine.dials.columns import STAKE_FADE as STAKE_FADE
from wargame.engine.dials.columns import SUPPORT as SUPPORT
from wargame.engine.dials.columns import SUSPENSION as SUSPENSION
from wargame.engine.dials.columns import TECHNOLOGY as TECHNOLOGY
from wargame.engine.dials.columns import TENDING as TENDING
from wargame.engine.dials.columns import TENSION_DECAY as TENSION_DECAY
from wargame.engine.dials.columns import TOGETHER as TOGETHER
from wargame.engine.dials.columns import WEDGE as WEDGE
from wargame.engine.dials.dial import PER_TURN as PER_TURN
from wargame.engine.dials.dial import POINTS as POINTS
from wargame.engine.dials.dial import SHAPE as SHAPE
from wargame.engine.dials.dial import SHARE as SHARE
from wargame.engine.dials.dial import Dial as Dial
from wargame.engine.dials.figures import FINE as FINE
from wargame.engine.dials.figures import habituation as habituation
from wargame.engine.dials.figures import perception as perception
from wargame.engine.dials.figures import rates as rates
from wargame.engine.dials.figures import settings_of as settings_of
from wargame.engine.dials.figures import weights as weights
from wargame.engine.dials.table import BY_KEY as BY_KEY
from wargame.engine.dials.table import DEFAULTS as DEFAULTS
from wargame.engine.dials.table import DIALS as DIALS
