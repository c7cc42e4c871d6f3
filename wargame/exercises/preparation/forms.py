"""The forms of a preparation; the services say whether a text can be kept."""

from django import forms
from django.http import QueryDict

from wargame.exercises.preparation.services.handouts import HandoutDraft


class OwnWordsForm(forms.Form):
    """Own words for the briefing of a seat."""

    role = forms.CharField(max_length=3)
    text = forms.CharField(required=False, strip=False)


class HandoutForm(forms.Form):
    """A handout: a new one without `number`. Its boxes of seats count only where `readers` are not everybody."""

    number = forms.IntegerField(min_value=1, max_value=30_000, required=False)
    act = forms.ChoiceField(choices=[("save", ""), ("remove", "")])
    title = forms.CharField(required=False, max_length=10_000, strip=False)
    text = forms.CharField(required=False, max_length=100_000, strip=False)
    address = forms.CharField(required=False, max_length=10_000, strip=False)
    readers = forms.ChoiceField(choices=[("all", ""), ("seats", "")], required=False)
    data: QueryDict

    @property
    def fault(self) -> str:
        """Return the fault in the choice of readers, "" if there is none."""
        if self.cleaned_data["readers"] == "seats" and not self.roles:
            return "Choose the seats that read it, or let everybody read it."
        return ""

    @property
    def roles(self) -> tuple[str, ...]:
        """Return the seats that are ticked, none where everybody reads it."""
        return tuple(self.data.getlist("to")) if self.cleaned_data["readers"] == "seats" else ()

    @property
    def draft(self) -> HandoutDraft:
        """Return the handout as somebody typed it."""
        words = {name: self.cleaned_data[name] for name in ("title", "text", "address")}
        return HandoutDraft(**words, roles=self.roles)
