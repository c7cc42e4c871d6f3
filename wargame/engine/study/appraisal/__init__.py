"""Measures whether a scenario is a game: whether decisions matter, early ones included, and none decides by itself."""

from wargame.engine.study.appraisal.assembly import appraisal as appraisal
from wargame.engine.study.appraisal.parts import FEWEST_SEEDS as FEWEST_SEEDS
from wargame.engine.study.appraisal.parts import MEASURES as MEASURES
from wargame.engine.study.appraisal.parts import TAKEN_FROM as TAKEN_FROM
from wargame.engine.study.appraisal.parts import Part as Part
from wargame.engine.study.appraisal.parts import appraised as appraised
from wargame.engine.study.appraisal.parts import parts_of_appraisal as parts_of_appraisal
from wargame.engine.study.appraisal.shortfalls import Judged as Judged
from wargame.engine.study.appraisal.shortfalls import judged as judged
from wargame.engine.study.appraisal.shortfalls import shortfalls as shortfalls
from wargame.engine.study.appraisal.thresholds import THRESHOLDS as THRESHOLDS
from wargame.engine.study.appraisal.thresholds import Threshold as Threshold
