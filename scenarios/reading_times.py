"""How long people read: words counted, and minutes at a speed that cards, pages and plans share."""

from collections.abc import Iterable
from math import ceil

WORDS_A_MINUTE = 220
"""How fast a practised reader reads a text that informs (Brysbaert 2019, J. Mem. Lang. 109: 238 in English; a little
slower here, because many of the words are names of places and states). A reader who learns English takes about twice as
long.
"""
WORDS_OF_A_TURN = 900
"""Words on the page of a usual turn and on its results, before anything is opened. Counted in a browser in the three
packs of this repository; `tests/journeys/test_length.py` fails if a pack differs by more than 15 in 100.
"""
WORDS_OF_A_BRIEFING = 350
STEP = 5
"""Minutes to which the time of a whole game is rounded."""


def count_words(texts: Iterable[str]) -> int:
    """Return the number of words that several texts have together."""
    return sum(len(text.split()) for text in texts)


def minutes_for(words: int) -> int:
    """Return the whole minutes that so many words take, rounded up; at least 1."""
    return max(1, ceil(words / WORDS_A_MINUTE))


def minutes_alone(turns: int) -> int:
    """Return the minutes that one person reads in a game of this many turns, in steps of five; 5 at least."""
    minutes = (WORDS_OF_A_BRIEFING + turns * WORDS_OF_A_TURN) / WORDS_A_MINUTE
    return max(STEP, STEP * round(minutes / STEP))
