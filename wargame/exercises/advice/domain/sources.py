"""Which report or message of a turn an adviser cites for an order: the one that shares most words with it.

An adviser quotes a title. So a report or message counts only if its title says something of the order; else the
quotation would read as a reason and be none. Words that thank, regret or give way are no reason to press anybody.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from wargame.exercises.advice.domain.stems import names_in, stems_of

LEAST = 1.0
"""The least fit of a cited source: a word that no other source has is worth 1, one of all nearly nothing."""
GIVES_WAY = re.compile(
    r"\b(accept|agree|appreciat|apolog|assur|constructive|failed|grateful|gratitude|helpful|keep clear|lost its way"
    r"|no interference|no objection|open to|promise|reassur|regret|silence|sorry|thank|welcome|willing)",
    re.IGNORECASE,
)
"""Words of a title after which a hostile order would read as its opposite."""


@dataclass(frozen=True)
class Source:
    """Something that the seat has read: its letter on the page, its title, and all of its text.

    A message has a `sender`, and its first words as its title.
    """

    letter: str
    title: str
    text: str
    sender: str = ""


def cited_for(
    words: str, target: str, sources: Sequence[Source], cited: Sequence[str], *, is_hostile: bool = False
) -> Source | None:
    """Return the source that fits an order best, by rare words that both have; None if none fits.

    `words` are of the order, `target` the codes of its target. A name that both have says nothing yet: most texts
    name Washington or Moscow. Of messages only those from the target fit. For a
    hostile order nothing fits in which somebody gives way. `cited` are letters that other advisers cite already: those
    come after others that fit. Of equals the first counts.
    """
    stems = [stems_of(f"{each.title} {each.text}") for each in sources]
    counts = Counter(stem for each in stems for stem in each)
    own, meant = stems_of(words), set(target.split("+"))
    names = names_in(words).union(*(names_in(f"{each.title}. {each.text}") for each in sources))

    def can_be_cited(source: Source) -> bool:
        return (
            (not source.sender or source.sender in meant)
            and not (own - names).isdisjoint(stems_of(source.title))
            and not (is_hostile and GIVES_WAY.search(source.title))
        )

    def fit(place: int) -> float:
        if not can_be_cited(sources[place]):
            return 0.0
        shared = sum(log(1 + len(sources) / counts[stem]) for stem in own & stems[place])
        return shared / log(1 + len(sources)) + (LEAST if sources[place].sender else 0.0)

    fitting = [place for place in range(len(sources)) if fit(place) >= LEAST]
    best = max(fitting, key=lambda place: (sources[place].letter not in cited, fit(place), -place), default=None)
    return None if best is None else sources[best]
