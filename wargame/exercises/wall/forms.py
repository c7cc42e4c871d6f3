"""The forms of a question on the projector."""

from django import forms

ACTS = ("ask", "show", "off")
_LONGER = 10_000
"""Longer than any text that is kept: the service says how long one may be."""


class WallForm(forms.Form):
    """An act of the white cell: the question that it asks, or the number of the one that it concerns."""

    act = forms.ChoiceField(choices=[(act, act) for act in ACTS])
    number = forms.IntegerField(min_value=1, max_value=1000, required=False)
    text = forms.CharField(max_length=_LONGER, required=False)


class WallAnswerForm(forms.Form):
    """A person's answer in one line."""

    number = forms.IntegerField(min_value=1, max_value=1000)
    text = forms.CharField(max_length=_LONGER, required=False)
