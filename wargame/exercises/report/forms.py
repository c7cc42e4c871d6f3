"""The form of an edit of one sentence."""

from django import forms

from wargame.exercises.models.report import NAME_LENGTH, SENTENCE_LENGTH
from wargame.exercises.report.services.drafts import NOTES, Edit

LONGEST_KEY = 200


class EditForm(forms.Form):
    """An edit of a sentence, and the words of the sentence that its author saw."""

    act = forms.ChoiceField(
        choices=[(act, act) for act in NOTES],
        error_messages={
            "invalid_choice": "Reword the sentence, add one, or leave it out.",
            "required": "Choose an act.",
        },
    )
    key = forms.CharField(max_length=LONGEST_KEY, error_messages={"required": "Choose a sentence on the page."})
    was = forms.CharField(required=False, strip=False)
    text = forms.CharField(
        required=False,
        max_length=SENTENCE_LENGTH,
        error_messages={"max_length": f"Shorten the sentence to {SENTENCE_LENGTH} characters."},
    )
    name = forms.CharField(
        required=False,
        max_length=NAME_LENGTH,
        error_messages={"max_length": f"Shorten the name of the version to {NAME_LENGTH} characters."},
    )

    def edit(self) -> Edit:
        """Return the edit of a valid form."""
        return Edit(**self.cleaned_data)
