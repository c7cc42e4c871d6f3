"""The seat to move to."""

from django import forms


class SeatForm(forms.Form):
    """The seat to move to."""

    role = forms.CharField(max_length=3)
