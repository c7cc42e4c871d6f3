"""The stored rows of ensembles and of appraisals."""

from wargame.analysis.models.appraisals import Appraisal as Appraisal
from wargame.analysis.models.appraisals import Measurement as Measurement
from wargame.analysis.models.class_tries import ClassTry as ClassTry
from wargame.analysis.models.ensembles import Chunk as Chunk
from wargame.analysis.models.ensembles import Ensemble as Ensemble
