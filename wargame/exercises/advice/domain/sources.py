"""Which report or message of a turn an adviser cites for an order: the one that shares most words with it.

An adviser quotes a title. So a report counts only if its title says something of the order; else the quotation would
read as a reason and be none.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

STEM = 5
"""Letters of a word that count, so that "fighter" and "fighters" are the same."""
SHORTEST = 4
LEAST = 1.0
"""The least fit of a cited source: a word that no other source has is worth 1, one of all nearly nothing."""
SAYS_NOTHING = re.compile(
    r"about|after|again|before|between|could|every|other|their|there|these|those|until|where|which|while|would"
)
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
    """Return the source that fits an order best, by rare words that both have; None if none fits.

    `words` are of the order, `target` the codes of its target. A message from the target fits, one from another state
    never. `cited` are letters that other advisers cite already: those come after others that fit. Of equals the first
    counts.
    """
    stems = [_stems(f"{each.title} {each.text}") for each in sources]
    titles = [_stems(each.title) for each in sources]
    counts = Counter(stem for each in stems for stem in each)
    own, meant = _stems(words), set(target.split("+"))

    def fit(place: int) -> float:
        source = sources[place]
        if source.sender and source.sender not in meant:
            return 0.0
        if not source.sender and not own & titles[place]:
            return 0.0
        shared = sum(log(1 + len(sources) / counts[stem]) for stem in own & stems[place])
        return shared / log(1 + len(sources)) + (LEAST if source.sender else 0.0)

    fitting = [place for place in range(len(sources)) if fit(place) >= LEAST]
    best = max(fitting, key=lambda place: (sources[place].letter not in cited, fit(place), -place), default=None)
    return None if best is None else sources[best]


def _stems(text: str) -> set[str]:
    words = _WORD.findall(text.lower())
    return {word[:STEM] for word in words if len(word) >= SHORTEST and not SAYS_NOTHING.fullmatch(word)}
