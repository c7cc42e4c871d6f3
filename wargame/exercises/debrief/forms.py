"""The forms of a debrief."""

from django import forms

from wargame.exercises.debrief.services.own_questions import OwnQuestion
from wargame.exercises.models.debrief import CERTAIN, NOTES_LENGTH, PAGE_LENGTH

ACTS = ("show", "reveal", "note", "page", "delete")


class AnswerForm(forms.Form):
    """An answer: the letter of an option, or a share in 100."""

    question = forms.IntegerField(min_value=1, max_value=1000)
    letter = forms.CharField(max_length=1, required=False)
    in_100 = forms.IntegerField(min_value=0, max_value=CERTAIN, required=False)


class DebriefForm(forms.Form):
    """An act of the white cell, with the question, the notes or the page that it concerns."""

    act = forms.ChoiceField(choices=[(act, act) for act in ACTS])
    question = forms.IntegerField(min_value=1, max_value=1000, required=False)
    notes = forms.CharField(max_length=NOTES_LENGTH, required=False, strip=True)
    page = forms.CharField(max_length=PAGE_LENGTH, required=False)


class OwnQuestionForm(forms.Form):
    """A question of the white cell's own; the service says whether it can be asked."""

    text = forms.CharField(required=False, max_length=10_000)
    options = forms.CharField(required=False, max_length=10_000)
    answer = forms.CharField(required=False, max_length=10_000)
    talk = forms.CharField(required=False, max_length=10_000)
    notes = forms.CharField(required=False, max_length=10_000)

    @property
    def draft(self) -> OwnQuestion:
        """Return the question as somebody typed it."""
        data = self.cleaned_data
        return OwnQuestion(**data | {"options": tuple(data["options"].splitlines())})
