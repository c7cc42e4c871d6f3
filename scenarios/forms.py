"""The library's filter form."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms

from scenarios.selectors import ScenarioCard
from scenarios.selectors.facts.index import BROWSED, SOURCES
from scenarios.vocabulary import Readiness


@dataclass(frozen=True)
class Count:
    """One choice of the library's filter, and the number of scenarios that it shows."""

    value: str
    label: str
    number: int
    is_chosen: bool


class LibraryFilter(forms.Form):
    """The library's filter: words that a card must contain, and its status. Invalid values show everything."""

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
        """Return the cards that contain every word and have the chosen status."""
        words = self.words.casefold().split()
        status = self.status_chosen
        return [card for card in cards if (not status or card.status == status) and _holds(card, words)]

    def counts(self, cards: Iterable[ScenarioCard]) -> list[Count]:
        """Return the choice of all scenarios, and one for each status that some scenario has."""
        found = [card.status for card in cards]
        chosen = self.status_chosen
        known = [(str(value), str(label)) for value, label in Readiness.choices if value in found]
        rows = [Count(value, label, found.count(value), value == chosen) for value, label in known]
        return [Count("", "All", len(found), not chosen), *rows]


def _holds(card: ScenarioCard, words: Iterable[str]) -> bool:
    seats = " ".join(f"{seat.code} {seat.name}" for seat in card.seats)
    text = " ".join((card.title, card.subtitle, card.category, card.summary, seats)).casefold()
    return all(word in text for word in words)


class FactFilter(forms.Form):
    """What the index of facts shows: words, a kind, a state. Wrong values narrow nothing."""

    q = forms.CharField(max_length=80, required=False)
    kind = forms.ChoiceField(choices=[(kind, kind) for kind in (*BROWSED, SOURCES)], required=False)
    state = forms.RegexField(r"^[A-Z]{3}$", required=False)

    def value(self, name: str) -> str:
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))

    @property
    def words(self) -> str:
        return self.value("q")

    @property
    def kind_chosen(self) -> str:
        return self.value("kind")

    @property
    def state_chosen(self) -> str:
        return self.value("state")


class ArticleFilter(forms.Form):
    """Which sentences of the article are shown. Wrong values show all."""

    show = forms.ChoiceField(choices=[("doubted", "Contested or wrong"), ("played", "With a scenario")], required=False)

    @property
    def chosen(self) -> str:
        self.is_valid()
        return str(self.cleaned_data.get("show", ""))
