"""The forms of a debrief."""

from django import forms

from wargame.exercises.models.bid import CERTAIN
from wargame.exercises.models.debrief import NOTES_LENGTH, PAGE_LENGTH

ACTS = ("show", "reveal", "note", "page")


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
