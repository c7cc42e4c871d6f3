"""The dials: one adjustable figure for each mechanism, with its default, range, source and the outputs that it changes.

A dial at 0 switches its mechanism off. A scenario overrides defaults by key. The method page and the documents print
this table.
"""

from wargame.engine.dials.dial import PER_TURN as PER_TURN
from wargame.engine.dials.dial import POINTS as POINTS
from wargame.engine.dials.dial import SHAPE as SHAPE
from wargame.engine.dials.dial import SHARE as SHARE
from wargame.engine.dials.dial import Dial as Dial
from wargame.engine.dials.figures import FINE as FINE
from wargame.engine.dials.figures import dial_values as dial_values
from wargame.engine.dials.figures import fading as fading
from wargame.engine.dials.figures import habituation as habituation
from wargame.engine.dials.figures import logistic as logistic
from wargame.engine.dials.figures import perception as perception
from wargame.engine.dials.figures import rates as rates
from wargame.engine.dials.figures import weights as weights
from wargame.engine.dials.table import BY_KEY as BY_KEY
from wargame.engine.dials.table import DEFAULTS as DEFAULTS
from wargame.engine.dials.table import DIALS as DIALS
from wargame.engine.dials.table import NUMBERS as NUMBERS
from wargame.engine.dials.table import RATES as RATES
