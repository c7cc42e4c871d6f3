"""Words that a page explains: texts link the first use of each word to the page of help.

Code that finds the scenario of a page calls `show_words`; from then on the request explains that scenario's words
beside those of Parley. `no_words` stands around each request.
"""

import re
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True)
class Word:
    """One word with its other forms, its meaning, and the name of its place on the page of help."""

    anchor: str
    forms: tuple[str, ...]
    means: str


@dataclass(frozen=True)
class Glossary:
    """Words that texts of one scenario may use; of two with one form the first counts."""

    words: tuple[Word, ...]

    @cached_property
    def by_form(self) -> dict[str, Word]:
        return {form.casefold(): word for word in reversed(self.words) for form in word.forms}

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """A pattern for whole words, of which a longer one comes before a shorter one."""
        forms: Iterable[str] = sorted(self.by_form, key=len, reverse=True)
        return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, forms))})(?![\w-])", re.IGNORECASE)


_shown: ContextVar[Callable[[], Glossary] | None] = ContextVar("words_of_the_scenario", default=None)


@contextmanager
def no_words() -> Generator[None]:
    """Within it texts are plain until `show_words` gives a scenario's words, which end with it."""
    token = _shown.set(None)
    try:
        yield
    finally:
        _shown.reset(token)


def show_words(glossary: Callable[[], Glossary]) -> None:
    """Explain these words for the rest of the request. The glossary is fetched when a text asks for it."""
    _shown.set(glossary)


def explain(text: str) -> SafeString:
    """Return a text as HTML in which the first use of each word is a link to its meaning."""
    fetch = _shown.get()
    glossary = fetch() if fetch and text else None
    if glossary is None or not glossary.words:
        return escape(text)
    address, done, seen, parts = reverse("help"), 0, set[str](), list[str]()
    for found in glossary.pattern.finditer(text):
        word = glossary.by_form[found.group().casefold()]
        if word.anchor in seen:
            continue
        seen.add(word.anchor)
        link = '<a class="word" href="{}#{}" data-means="{}">{}</a>'
        parts += escape(text[done : found.start()]), format_html(link, address, word.anchor, word.means, found.group())
        done = found.end()
    return mark_safe("".join([*parts, escape(text[done:])]))  # noqa: S308 - each part is escaped
