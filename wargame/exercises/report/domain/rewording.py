"""The rule by which a reworded sentence keeps its mark: seats, orders, figures and directions stay."""

import re
from collections.abc import Mapping

from wargame.engine.values import Setting
from wargame.exercises.report.domain.document import Kind, ReportSentence

WORD = re.compile(r"\N{MINUS SIGN}?\d+(?:[.:]\d+)*|[^\W\d_]+(?:n['\N{RIGHT SINGLE QUOTATION MARK}]t\b)?")
SHORTEST_OF_ORDER = 4
NUMBERS = frozenset(
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "half", "twice")
)
DIRECTIONS = frozenset(
    {"rose", "fell", "rise", "fall", "up", "down", "more", "less", "fewer", "most", "least", "higher", "lower", "took"}
    | {"brought", "cost", "promised", "gained", "lost", "won", "from", "to", "towards", "against", "with", "without"}
    | {"before", "after", "than", "kept", "broke", "worked", "failed", "ended", "began", "not", "no", "never", "nobody"}
    | {"nothing", "neither", "nor", "none", "hardly", "cannot"}
)


def keeps_marks(sentence: ReportSentence, text: str, setting: Setting) -> bool:
    """Return whether a text says of seats, figures and directions what the ledger's sentence says, in its order.

    The words of an order must all stay: another word may name another order.
    """
    names = _names(setting)
    if _facts(sentence.source, names) != _facts(text, names):
        return False
    is_order = any(mark.kind == Kind.EVENT and ".order." in mark.ref for mark in sentence.marks)
    return not is_order or _content(sentence.source, names) <= _content(text, names)


def _names(setting: Setting) -> Mapping[str, str]:
    """Return the words by which texts name seats, in small letters, each with the seat's code."""
    found: dict[str, str] = {}
    for code in setting.seats:
        name = setting.state(code).name.lower().removeprefix("the ")
        found |= {word: code for word in (code.lower(), *name.split()) if len(word) > 2}
    return found


def _words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def _facts(text: str, names: Mapping[str, str]) -> list[str]:
    """Return seats, figures and directions in the order of the text; a name of several words counts once."""
    found: list[str] = []
    for word in _words(text):
        is_fact = word[0].isdigit() or word[0] == "\N{MINUS SIGN}" or word in NUMBERS | DIRECTIONS or "n't" in word
        fact = names.get(word) or (word if is_fact or "n\N{RIGHT SINGLE QUOTATION MARK}t" in word else "")
        if fact and not (fact in names.values() and found and found[-1] == fact):
            found.append(fact)
    return found


def _content(text: str, names: Mapping[str, str]) -> set[str]:
    return {word for word in _words(text) if len(word) >= SHORTEST_OF_ORDER and word not in names}
