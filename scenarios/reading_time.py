"""How long it takes to read a scenario alone, worked out from the number of words."""

WORDS_A_MINUTE = 220
"""How fast a practised reader reads a text that informs (Brysbaert 2019, J. Mem. Lang. 109: 238 in English; a little
slower here, because many of the words are names of places and states).
"""
WORDS_OF_A_TURN = 900
"""Words on the page of a usual turn and on its results, before anything is opened. Counted in a browser in the three
packs of this repository; `tests/journeys/test_length.py` fails if a pack differs by more than 15 in 100.
"""
WORDS_OF_A_BRIEFING = 350
STEP = 5
"""Minutes to which a time is rounded."""


def minutes_alone(turns: int) -> int:
    """Return how many minutes one person reads in a game of this many turns, in steps of five; 5 at least."""
    minutes = (WORDS_OF_A_BRIEFING + turns * WORDS_OF_A_TURN) / WORDS_A_MINUTE
    return max(STEP, STEP * round(minutes / STEP))
