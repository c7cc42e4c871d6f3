"""The words that stand in the place of what was removed, and texts without the words of a person."""

import re
from collections.abc import Iterable

REMOVED = "(removed)"
"""Stands where a person's words stood: pages and files show that there were words."""
SHORTEST_CUT = 12
"""At least so many characters of a person's words are looked for at the end of a text that was cut off."""


def without(text: str, spoken: Iterable[str], most: int) -> str:
    """Return a text in which `REMOVED` stands for each of the spoken texts where it quotes them.

    A quotation is all of a text, or it follows a weight ("+10 We have the ships; -5 ..."). `most` is the length at
    which the text was cut off, so that its last quotation may lack an end.
    """
    longest_first = sorted(spoken, key=len, reverse=True)
    if len(text) >= most:
        text = _without_cut_end(text, longest_first)
    for words in longest_first:
        text = re.sub(rf"(?:^|(?<=\d )|(?<=\d in 100: )){re.escape(words)}(?=;|$)", REMOVED, text)
    return text


def _without_cut_end(text: str, spoken: Iterable[str]) -> str:
    for words in spoken:
        for size in range(len(words), SHORTEST_CUT - 1, -1):
            if text.endswith(words[:size]):
                return text[:-size] + REMOVED
    return text


def renamed(text: str, name: str, new: str, others: Iterable[str] = ()) -> str:
    """Return a text with another name wherever the name stands as a whole word, and is no part of one of the `others`.

    A text in which the name may stand for one of the others that is called the same stays as it is.
    """
    longer = sorted((other for other in others if name in other), key=len, reverse=True)
    either = "|".join((*map(re.escape, longer), f"({re.escape(name)})"))
    return re.sub(rf"(?<!\w)(?:{either})(?!\w)", lambda found: new if found[1] else found[0], text)


def renamed_at_start(text: str, name: str, new: str) -> str:
    """Return a text with another name if it is nothing but the name, or begins with it and a colon."""
    rest = text.removeprefix(name)
    return f"{new}{rest}" if rest != text and (not rest or rest.startswith(": ")) else text
