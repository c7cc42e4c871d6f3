"""The form to change the seat in a sandbox."""

from django import forms


class SeatForm(forms.Form):
    """The role of the seat to change to."""

    role = forms.CharField(max_length=3)
