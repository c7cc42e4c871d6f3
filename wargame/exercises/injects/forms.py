"""The shape of an inject as the white cell enters it."""

from django import forms

from wargame.exercises.diplomacy.forms import RolesField
from wargame.exercises.injects.services.drafts import InjectDraft
from wargame.exercises.msel import FIELDS


class InjectForm(forms.Form):
    """An inject as it is entered: common words, who reads it, words of a seat's own (`title_KOR`), and when it comes.

    Whether it can be kept, the service says.
    """

    action = forms.CharField(max_length=20)
    title = forms.CharField(required=False)
    text = forms.CharField(required=False)
    kind = forms.CharField(max_length=20, required=False)
    source = forms.CharField(required=False)
    time = forms.CharField(required=False)
    grade = forms.CharField(required=False)
    to = RolesField(required=False)
    due = forms.CharField(max_length=20, required=False)
    turn = forms.IntegerField(min_value=1, max_value=1_000, required=False)
    condition = forms.CharField(max_length=4_000, required=False)
    tap = forms.CharField(max_length=64, required=False)

    def clean(self) -> dict[str, object]:
        """Refuses a condition that was written but not chosen: it would be lost without a word."""
        data = super().clean() or {}
        if data.get("action") == "save" and data.get("condition") and data.get("due") != "condition":
            raise forms.ValidationError("A condition is written, and another time is chosen: choose it, or empty it.")
        return data

    @property
    def fault(self) -> str:
        """What is wrong with the form, in a sentence."""
        own = self.non_field_errors()
        return str(own[0]) if own else "The form was not complete: use its buttons and its own choices."

    @property
    def draft(self) -> InjectDraft:
        """What the service takes."""
        data = self.cleaned_data
        return InjectDraft(
            title=data["title"],
            texts={role: self.words(role) for role in data["to"]},
            turn=data["turn"] if data["due"] == "turn" else None,
            when=tuple(data["condition"].splitlines()) if data["due"] == "condition" else (),
        )

    def words(self, role: str) -> dict[str, str]:
        """What a seat is to read: the common words, or its own where there are some."""
        own = {name: self.own(name, role) for name in ("title", "text", "source", "time")}
        return {name: own.get(name) or self.cleaned_data[name] for name in FIELDS}

    def own(self, name: str, role: str) -> str:
        """A seat's own words in a field, "" where it has none."""
        return str(self.data.get(f"{name}_{role}", "")).strip()
