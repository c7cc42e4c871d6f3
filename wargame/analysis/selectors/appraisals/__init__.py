"""An appraisal as its page shows it: what is met and what is not, and each figure drawn."""

from wargame.analysis.selectors.appraisals.page import AppraisalPage as AppraisalPage
from wargame.analysis.selectors.appraisals.page import page_of as page_of
from wargame.analysis.selectors.appraisals.progress import AppraisalProgress as AppraisalProgress
from wargame.analysis.selectors.appraisals.progress import progress_of as progress_of
