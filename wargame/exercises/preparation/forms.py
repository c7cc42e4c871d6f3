"""The shapes of what a white cell prepares; the services say whether it can be kept."""

from django import forms


class OwnWordsForm(forms.Form):
    """Own words for the briefing of a seat."""

    role = forms.CharField(max_length=3)
    text = forms.CharField(required=False, strip=False)
