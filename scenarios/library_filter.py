"""Which scenarios the library shows: words, and choices by matter, length, seats, what is taught and the article."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst

from scenarios.selectors import ScenarioCard
from scenarios.vocabulary import Readiness


@dataclass(frozen=True)
class Count:
    """One choice of the library's filter with the number of scenarios it shows."""

    value: str
    label: str
    number: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """One group of choices for a library of `total` scenarios."""

    name: str
    label: str
    counts: tuple[Count, ...]
    total: int

    @property
    def common(self) -> tuple[Count, ...]:
        """The choices that show several scenarios and leave others out, and those that somebody has made."""
        return tuple(count for count in self.counts if count.is_chosen or 1 < count.number < self.total)

    @property
    def rare(self) -> tuple[Count, ...]:
        """The choices that lead to a single scenario."""
        return tuple(count for count in self.counts if count.number == 1 and count not in self.common)


def _length(card: ScenarioCard) -> tuple[str, ...]:
    if card.longest <= 60:
        return ("up to 60 minutes",)
    return ("60 to 90 minutes",) if card.longest <= 90 else ("more than 90 minutes",)


def _named(card: ScenarioCard) -> tuple[str, ...]:
    return tuple(dict.fromkeys(play.topic for play in card.plays if play.topic))


FACETS: tuple[tuple[str, str, Callable[[ScenarioCard], tuple[str, ...]]], ...] = (
    ("matter", "Matter", lambda card: card.tags),
    ("length", "Length", _length),
    ("seats", "Seats", lambda card: (str(len(card.seats)),)),
    ("teach", "You want to teach", lambda card: card.teaches),
    ("named", "Named in the article", _named),
)
"""Name in the address, label, and the values that a card has."""


class LibraryFilter(forms.Form):
    """The filter of the library: words that a card must hold, how ready it must be, and choices. Wrong values show all.

    Of one group a card needs any of the choices, of several groups one each.
    """

    q = forms.CharField(max_length=80, required=False)
    status = forms.ChoiceField(choices=Readiness.choices, required=False)

    @property
    def words(self) -> str:
        return self._clean("q")

    @property
    def status_chosen(self) -> str:
        return self._clean("status")

    def _clean(self, name: str) -> str:
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))

    def matching(self, cards: Iterable[ScenarioCard]) -> list[ScenarioCard]:
        """Return the cards that hold every word, in the status chosen, with a choice of every group."""
        cards = list(cards)
        words, status = self.words.casefold().split(), self.status_chosen
        wanted = {facet.name: {c.value for c in facet.counts if c.is_chosen} for facet in self.facets(cards)}
        return [
            card
            for card in cards
            if (not status or card.status == status) and _holds(card, words) and _has(card, wanted)
        ]

    def counts(self, cards: Iterable[ScenarioCard]) -> list[Count]:
        """Return all, and each status that some scenario has."""
        found = [card.status for card in cards]
        chosen = self.status_chosen
        known = [(str(value), str(label)) for value, label in Readiness.choices if value in found]
        rows = [Count(value, label, found.count(value), value == chosen) for value, label in known]
        return [Count("", "All", len(found), not chosen), *rows]

    def facets(self, cards: Iterable[ScenarioCard]) -> list[Facet]:
        """Return the groups with the values that some scenario has."""
        cards = list(cards)
        facets = []
        for name, label, values in FACETS:
            found = Counter(value for card in cards for value in values(card))
            chosen = set(self.data.getlist(name)) if isinstance(self.data, QueryDict) else set()
            listed = sorted(found, key=str.casefold)
            counts = (Count(value, capfirst(value), found[value], value in chosen) for value in listed)
            facets.append(Facet(name, label, tuple(counts), len(cards)))
        return [facet for facet in facets if facet.counts]


def _has(card: ScenarioCard, wanted: dict[str, set[str]]) -> bool:
    return all(not wanted.get(name) or wanted[name] & set(values(card)) for name, _, values in FACETS)


def _holds(card: ScenarioCard, words: Iterable[str]) -> bool:
    seats = " ".join(f"{seat.code} {seat.name}" for seat in card.seats)
    told = (card.title, card.subtitle, card.category, card.summary, seats, *card.tags, *card.teaches, *card.learning)
    sentences = (f"{play.topic} {play.words} {play.claim} {play.decision}" for play in card.plays)
    text = " ".join((*told, *sentences)).casefold()
    return all(word in text for word in words)
