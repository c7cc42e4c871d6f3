"""The form of an archive: a ZIP file with these members and no others, and how large it may be."""

from dataclasses import dataclass
from math import inf

FORMAT = "parley exercise"
VERSION = 1
"""The version of the form. It rises when an older edition would misread a newer archive."""
MANIFEST, EXERCISE, SCENARIO, LOG = "manifest.json", "exercise.json", "scenario.json", "log.json"
LINES, TABLE, CROISSANT = "log.jsonl", "log.csv", "croissant.json"
DATA = (EXERCISE, SCENARIO)
"""The members from which an exercise is brought in. The others are for people, spreadsheets and research."""
MEMBERS = (MANIFEST, *DATA, LOG, LINES, TABLE, CROISSANT)
MAX_FILE_BYTES = 50_000_000
MAX_MEMBER_BYTES = 100_000_000
MAX_ROWS = 200_000
MAX_PEOPLE = 500
"""An archive brings a row of a user for everybody who took part."""
TYPE = "application/zip"


@dataclass(frozen=True)
class Bounds:
    """The most that bringing in one archive may cost: values of JSON, turns, and seconds of replaying them."""

    values: float = inf
    turns: float = inf
    seconds: float = inf


OF_BROWSER = Bounds(values=3_000_000, turns=1_000, seconds=60)
"""The bounds of a page: a process of the web server works on it meanwhile."""
OF_OPERATOR = Bounds()


class BadArchive(ValueError):
    """The file is no archive that this installation takes; the sentence names the reason and the remedy."""
