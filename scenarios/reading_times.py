"""How long a text takes to read: words counted, minutes at a speed that pages and plans share."""

from collections.abc import Iterable
from math import ceil

WORDS_A_MINUTE = 220
"""The speed of an adult who reads plain English silently. Who learns English takes about twice as long."""


def count_words(texts: Iterable[str]) -> int:
    """Return how many words several texts have together."""
    return sum(len(text.split()) for text in texts)


def minutes_for(words: int) -> int:
    """Return the whole minutes that so many words take, rounded up; at least 1."""
    return max(1, ceil(words / WORDS_A_MINUTE))
