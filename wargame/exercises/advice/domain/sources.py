"""Which report or message of a turn an adviser cites for an order: the one that shares most words with it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

STEM = 5
"""Letters of a word that count, so that "fighter" and "fighters" are the same."""
SHORTEST = 4
_WORD = re.compile(r"[a-z0-9-]+")


@dataclass(frozen=True)
class Source:
    """Something that the seat has read: its letter on the page, its title, and all of its text.

    A message has a `sender`, and its first words as its title.
    """

    letter: str
    title: str
    text: str
    sender: str = ""


def cited_for(words: str, target: str, sources: Sequence[Source], cited: Sequence[str]) -> Source | None:
    """Return the source that fits an order best, by rare words that both have; None if there is nothing to cite.

    `words` are of the order, `target` its code. A message from the target fits well, one from another state is worth
    half. `cited` are letters that other advisers cite already: those are worth half, too. Of equals the first counts.
    """
    if not sources:
        return None
    stems = [_stems(f"{each.title} {each.text}") for each in sources]
    counts = Counter(stem for each in stems for stem in each)
    own = _stems(words)

    def worth(place: int) -> float:
        source = sources[place]
        shared = sum(log(1 + len(sources) / counts[stem]) for stem in own & stems[place])
        meant = 2.0 if target and source.sender == target else 0.0
        is_of_another = bool(source.sender and source.sender != target)
        return (shared + meant) * (0.5 if source.letter in cited else 1.0) * (0.5 if is_of_another else 1.0)

    best = max(range(len(sources)), key=lambda place: (worth(place), -place))
    return sources[best]


def _stems(text: str) -> set[str]:
    return {word[:STEM] for word in _WORD.findall(text.lower()) if len(word) >= SHORTEST}
