"""The form of an archive: a ZIP file with these members and no others, and how large it may be."""

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
TYPE = "application/zip"


class BadArchive(ValueError):
    """The file is no archive that this installation takes; the sentence names the reason and the remedy."""
