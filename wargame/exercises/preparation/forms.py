"""The forms of a preparation; the services say whether a text can be kept."""

from django import forms


class OwnWordsForm(forms.Form):
    """Own words for the briefing of a seat."""

    role = forms.CharField(max_length=3)
    text = forms.CharField(required=False, strip=False)
