"""Words of a text, shortened so that two texts about one thing share some."""

import re

LONGEST = 5
"""Letters of a word that count, so that "fighter" and "fighters" are the same."""
SHORTEST = 4
SAYS_NOTHING = re.compile(
    r"about|after|again|before|between|could|every|other|their|there|these|those|until|where|which|while|would"
)
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z][\w-]*")
_WORD = re.compile(r"[a-z0-9-]+")


def stems_of(text: str) -> set[str]:
    """Return the first letters of the words of a text, without short words and those that say nothing."""
    words = _WORD.findall(text.lower())
    return {word[:LONGEST] for word in words if len(word) >= SHORTEST and not SAYS_NOTHING.fullmatch(word)}


def names_in(text: str) -> set[str]:
    """Return the first letters of words that stand with a capital within a sentence: states, capitals, places."""
    return stems_of(" ".join(_NAME.findall(text)))
