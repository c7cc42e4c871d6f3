"""Forms of the public pages of facts and of the article."""

from django import forms

from scenarios.selectors.facts.index import BROWSED, SOURCES


class FactFilterForm(forms.Form):
    """The filter of the index of facts: words, a kind, a state. Wrong values narrow nothing."""

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


class ArticleFilterForm(forms.Form):
    """Which sentences of the article are shown. Wrong values show all."""

    show = forms.ChoiceField(choices=[("doubted", "Contested or wrong"), ("played", "With a scenario")], required=False)

    @property
    def chosen(self) -> str:
        self.is_valid()
        return str(self.cleaned_data.get("show", ""))
